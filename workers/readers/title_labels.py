"""Labels before a headline in its own element: "thảo luận", "Exclusive", which forums and papers set as a badge."""

from __future__ import annotations

import json
import re

from lxml.html import HtmlElement

from workers.readers.metadata import JSON_LD

HEADLINE = re.compile(r'"headline"\s*:\s*"((?:[^"\\]|\\.){1,500})"')
LABELS = frozenset(("span", "a", "b", "strong", "em", "i", "small"))
MOST = 20  # scripts and titles that are looked at


def open_labels(root: HtmlElement) -> None:
    """Set a label on a line of its own where the headline stated to programs is what stands behind it."""
    titles = [title for title in [*root.iter("h1")][:MOST] if len(title) and not (title.text or "").strip()]
    scripts = root.xpath(JSON_LD)[:MOST] if titles else []
    stated = {_key(_read(text)) for script in scripts for text in HEADLINE.findall(script)}
    for title in titles:
        words = _key(title.text_content())
        label = title[0]
        behind = _key(title.text_content().lstrip()[len(label.text_content().lstrip()) :])
        if label.tag in LABELS and words not in stated and behind in stated:
            title.addprevious(_apart(label))


def _read(text: str) -> str:
    """A string of JSON without its escapes, as it stands where these are none."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _apart(label: HtmlElement) -> HtmlElement:
    tail, label.tail = label.tail, None
    label.getparent().text = tail
    label.tag = "div"
    return label


def _key(text: str) -> str:
    return " ".join(text.lower().split())
