"""Where a JSON value holds a story: schema.org articles, ninjs, items of crawlers, articles of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from workers.document import Stated
from workers.parsers.published import in_address
from workers.parsers.signatures import signature, source
from workers.parsers.vocabulary import alternatives
from workers.readers.json_keys import fold_keys, keys, leaves, telling
from workers.readers.moments import moment
from workers.readers.story_lines import ADDRESS, LONGEST_NAME, one_line, said, without_site

Fields = Mapping[str, Any]

DEEPEST = 4  # objects and lists round a story: {"data": {"articles": [{...}]}} has three
AUTHORS = 20
SPLIT = re.compile(r"\s*[;|&\n]\s*|\s*,\s+|\s+(?:[-–]|và|and)\s+")
HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}", re.I)
AUTHOR_WORD = re.compile(rf"^(?:{alternatives('author_words')})\s*:?\s+", re.I)
NO_NAME = re.compile(r"[@/]|^\W*\d*\W*$")
MOST = 50  # values of a list that are looked at for a headline, a date, an author


def stories(value: Any, around: Fields | None = None, depth: int = 0) -> Iterator[Fields]:
    """Every object with a text of a story, its keys folded; what stands around it fills what it lacks."""
    if isinstance(value, list):
        for member in value if depth <= DEEPEST else ():
            yield from stories(member, around, depth + 1)
    elif isinstance(value, dict):
        folded = fold_keys(value)
        if not telling().isdisjoint(folded) and has_text(folded):
            yield {**(around or {}), **folded}
            return
        nested = [key for key in folded if key in telling("inside") and isinstance(folded[key], dict | list)]
        for key in nested if depth < DEEPEST else ():
            own = {name: held for name, held in folded.items() if name != key}
            yield from stories(folded[key], {**(around or {}), **own}, depth + 1)


def has_text(fields: Fields) -> bool:
    """Whether an object holds the text of a story in any form."""
    return bool(blocks(fields) or body(fields))


def body(fields: Fields) -> str:
    """The text of a story, preferably as a piece of HTML, which says more than its plain text."""
    found = [text for field in ("html", "text") if (text := _text(fields, field))]
    return found[0] if found else ""


def plain_body(fields: Fields) -> str:
    """The text of a story under the keys for plain text."""
    return _text(fields, "text")


def blocks(fields: Fields) -> list[tuple[str, str]]:
    """Roles and texts of the blocks of an article of ours."""
    given = fields.get("blocks")
    return [
        (block["role"], block["text"])
        for block in (given if isinstance(given, list) else ())
        if isinstance(block, dict) and isinstance(block.get("role"), str) and isinstance(block.get("text"), str)
    ]


def stated(fields: Fields) -> Stated:
    """What the keys beside the text say of the story."""
    publisher = _publisher(fields)
    url = next((text for text in _all(fields, "url") if ADDRESS.fullmatch(text)), None)
    return Stated(
        title=without_site(said(one_line(_first(fields, "title"))), publisher),
        lead=said(one_line(_first(fields, "lead"))),
        byline=tuple(name for name in _authors(fields) if name != publisher),
        section=next((name for text in _all(fields, "section") if (name := said(text, LONGEST_NAME))), None),
        publisher=publisher,
        source_url=url,
        published=_moment(fields, "date") or (None if in_address(url) else _moment(fields, "seen")),
    )


def _moment(fields: Fields, field: str) -> str | None:
    return next((when for value in _values(fields, field) if (when := moment(value))), None)


def _values(fields: Fields, field: str) -> Iterator[Any]:
    """Strings and numbers under the keys of a field, the best key first."""
    for key in keys(field):
        yield from islice(leaves(fields.get(key)), MOST)


def _all(fields: Fields, field: str) -> Iterator[str]:
    return (text for text in _values(fields, field) if isinstance(text, str) and text.strip())


def _first(fields: Fields, field: str) -> str | None:
    return next(_all(fields, field), None)


def _text(fields: Fields, field: str) -> str:
    """The text under the first key of a field that holds one: paragraphs of a list one below the other, and of
    versions of one body, as ninjs has them, the longest."""
    for key in keys(field):
        value = fields.get(key)
        members = value if isinstance(value, list) else [value]
        names = keys("part" if isinstance(value, list) else "whole")
        if texts := [text for one in members if (text := _told(one, names))]:
            versions = all(isinstance(one, dict) and "value" in one for one in members)
            return max(texts, key=len) if versions else "\n".join(texts)
    return ""


def _told(value: Any, names: tuple[str, ...]) -> str:
    """A text, or that of an object which holds nothing but a text: one with a headline is a story."""
    if isinstance(value, dict):
        folded = fold_keys(value)
        titled = any(key in folded for key in keys("title"))
        value = None if titled else next((folded[name] for name in names if name in folded), None)
    return value if isinstance(value, str) and value.strip() else ""


def _authors(fields: Fields) -> tuple[str, ...]:
    """People's names; organizations, addresses and mail addresses are none."""
    for key in keys("author"):
        texts = islice(leaves(_people(fields.get(key))), MOST)
        names = (said(name, LONGEST_NAME) for text in texts if isinstance(text, str) for name in _people_of(text))
        if found := dict.fromkeys(name for name in names if name and NO_NAME.search(name) is None):
            return tuple(found)[:AUTHORS]
    return ()


def _people_of(text: str) -> Sequence[str]:
    """The names of an author line, without those of the papers that it credits."""
    line = AUTHOR_WORD.sub("", text[:LONGEST_NAME].strip())
    signed = signature(line) or source(line)
    return signed.authors if signed else SPLIT.split(line)


def _people(value: Any) -> Any:
    members = value if isinstance(value, list) else [value]
    return [one for one in members if not (isinstance(one, dict) and one.get("@type") == "Organization")]


def _publisher(fields: Fields) -> str | None:
    """The name or the domain of the site."""
    for text in _all(fields, "publisher"):
        host = urlsplit(text).hostname if ADDRESS.fullmatch(text) else None
        name = said(host or text, LONGEST_NAME)
        if name and not name.isdigit():
            return name.lower().removeprefix("www.") if HOST.fullmatch(name) else name
    return None
