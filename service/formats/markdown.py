"""Markdown (CommonMark, and read the same by GitHub's): headings, paragraphs, bold and italics, and nothing else.

Whatever the file says is text: no character of it becomes markup. White space within a paragraph is one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.formats.story import paragraphs, teasers

SHAPES = {"lead": "**{}**", "subhead": "## {}", "caption": "*{}*", "body": "{}"}
# Within a line these begin emphasis, code, links, HTML, character references, tables or strikes; at its end # closes
# a heading. `www.`, `://` and `@` make links without any mark in GitHub's dialect.
ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~#@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# A line that begins so is a list, a rule or an underline.
AT_START = re.compile(r"^(?=[-+=])|^([0-9]{1,9})(?=[.)](?: |$))")


def write(article: dict[str, Any]) -> str:
    """An article as Markdown: title, where it comes from, the story; a listing with its teasers."""
    parts = [_shaped("# {}", article["title"]), escaped(_origin(article))]
    parts += [_shaped(SHAPES[role], text) for role, text in paragraphs(article)]
    parts += _teasers(article)
    return "".join(f"{part}\n\n" for part in parts if part).removesuffix("\n")


def escaped(text: str) -> str:
    """One line of text that reads as it is."""
    line = ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    return AT_START.sub(r"\1\\", line)


def _shaped(shape: str, text: str | None) -> str:
    line = escaped(text or "")
    return shape.format(line) if line else ""


def _origin(article: dict[str, Any]) -> str:
    """Who wrote it, when it was published and where."""
    names = ", ".join(article["byline"])
    return " · ".join(part for part in (names, article["published"], article["publisher"]) if part)


def _teasers(article: dict[str, Any]) -> Iterator[str]:
    heading = None
    for teaser in teasers(article):
        if teaser["heading"] != heading:
            heading = teaser["heading"]
            yield _shaped("## {}", heading)
        yield _shaped("**{}**", teaser["title"])
        yield _shaped("{}", teaser["text"])
