"""What stands over a Markdown text: YAML or TOML front matter, or a header of ``Name: value`` lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workers import lexicons
from workers.document import Stated
from workers.readers.moments import moment

FENCES = ("---", "+++")
LONGEST = 20_000  # characters of front matter
PAIR = re.compile(r"(\w[\w .-]{0,40}?) ?[:=](?:[ \t]+|$)(.*)")
CONTENT = "Markdown Content:"
CONTENT_FOLLOWS = re.compile(rf"^{CONTENT}\s*\n", re.M)


def divided(text: str) -> tuple[Stated, str]:
    """What the text states of itself, and the text below; all of the text where nothing stands over it."""
    head, below = _head(text)
    if not head:
        return Stated(), text
    values = _values(head.split("\n"))
    found = {field: next((values[name] for name in names if values.get(name)), []) for field, names in _names().items()}
    if not any(found.values()):
        return Stated(), text
    one = {field: found[field][0] if found[field] else None for field in ("title", "lead", "section", "publisher")}
    url = next((value for value in found["source_url"] if value.startswith(("http://", "https://"))), None)
    when = moment(found["published"][0]) if found["published"] else None
    return Stated(**one, byline=tuple(found["byline"]), source_url=url, published=when), below


@cache
def _names() -> dict[str, list[str]]:
    """The names of every field of ``Stated``."""
    found: dict[str, list[str]] = {}
    for row in lexicons.rows("formats/front_matter.tsv"):
        found.setdefault(row["field"], []).append(row["name"])
    return found


def _head(text: str) -> tuple[str, str]:
    """The front matter and what follows it; the first is empty where there is none."""
    fence = text[:3]
    if fence in FENCES and text[3:].partition("\n")[0].strip() == "":
        if end := re.compile(rf"^{re.escape(fence)}[ \t]*(?:\n|\Z)", re.M).search(text, 4, LONGEST):
            return text[4 : end.start()], text[end.end() :]
    elif CONTENT in text and (found := CONTENT_FOLLOWS.search(text, 0, LONGEST)):
        return text[: found.start()], text[found.end() :]
    return "", text


def _values(lines: Iterable[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if pair := PAIR.match(line):
            name = pair[1].lower()
            values.setdefault(name, []).extend(_items(pair[2]))
        elif name and line.lstrip().startswith("- "):
            values[name].extend(_items(line.lstrip()[2:]))
    return values


def _items(text: str) -> list[str]:
    """The values of a line: one, or those of a list in brackets."""
    text = text.strip()
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    plain = (part.strip().strip("\"'").strip() for part in parts)
    return [part for part in plain if part and part not in {"|", ">", "null", "~"}]
