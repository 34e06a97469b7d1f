"""JSON files that hold one story."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from itertools import islice
from typing import Any

from workers import lexicons
from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers import html
from workers.readers.decoding import decode
from workers.readers.json_keys import printed_keys
from workers.readers.news_json import blocks, body, plain_body, stated, stories
from workers.readers.story_lines import page_of, said, text_lines
from workers.readers.written import Written, compose

MEDIA_TYPE = "application/json"
LOOKED_AT = 512  # bytes in which an object shows its first key
OPENS = re.compile(rb"[\s\xef\xbb\xbf\xfe\xff]*(?:\[\s*)?\{\s*\"[^\"\r\n]{1,80}\"\s*:")
BEGINS = re.compile(rb"[\s\xef\xbb\xbf\xfe\xff]*[\[{]\s*(?:[\[\]{}\"\d-]|null|true|false)")
MOST = 1_000_000  # values in a file; they take about a hundred bytes each
DIGITS = 20  # of the longest number; reading longer ones takes time that grows with their square
COUNTED = 100  # stories of a list that are counted
SHOWN = 6  # keys that an error names


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """Sure where an object with a key opens the file; likely where brackets open what is called JSON, or all say so."""
    head = content[:LOOKED_AT].replace(b"\x00", b"")
    if OPENS.match(head):
        return 0.95
    called = filename.lower().endswith((".json", ".jsonld")), "json" in (media_type or "")
    return 0.8 if any(called) and BEGINS.match(head) else 0.5 if all(called) else 0.0


def read(document: Document) -> Document:
    """The one story of the file; ``FileError`` where the JSON is broken, or holds none, or several."""
    text, warnings = decode(document.content, document.media_type)
    value = _parsed(text.lstrip("\ufeff"))
    found = list(islice(stories(value), COUNTED + 1))
    if len(found) > 1:
        many = f"{len(found)} stories" if len(found) <= COUNTED else f"more than {COUNTED} stories"
        raise FileError(f"the JSON holds {many}; JSON Lines (.jsonl), one story a line, takes many")
    if not found:
        wanted = ", ".join(printed_keys("text")[:SHOWN])
        raise FileError(f"the JSON holds no text of a story, as under {wanted}; it has {_shown(value)}")
    return _composed(document, found[0], warnings)


def _composed(document: Document, story: Mapping[str, Any], warnings: tuple[str, ...]) -> Document:
    told = stated(story)
    if own := blocks(story):
        return compose(document, MEDIA_TYPE, page_of(told.title, told.lead, _written(own)), told, warnings)
    text = body(story)
    if html.score(text[: html.LOOKED_AT].encode("utf-8", "replace"), "", None) == 1:
        if not (extracted := plain_body(story)) or extracted == text:
            return _page(document, text, told)
        text = extracted
    return compose(document, MEDIA_TYPE, page_of(told.title, told.lead, text_lines(text)), told, warnings)


def _page(document: Document, page: str, told: Stated) -> Document:
    """A whole page in HTML, as the reader of pages sees it; what the JSON states goes before what the page does."""
    hint = document.hint_source_url or told.source_url
    content = page.encode("utf-8", "replace")
    seen = html.read(replace(document, content=content, media_type="text/html; charset=utf-8", hint_source_url=hint))
    both = Stated(**{one.name: getattr(told, one.name) or getattr(seen.stated, one.name) for one in fields(Stated)})
    given = {"content": document.content, "media_type": MEDIA_TYPE, "hint_source_url": document.hint_source_url}
    return replace(seen, **given, stated=both)  # type: ignore[arg-type]


def _written(own: list[tuple[str, str]]) -> list[Written]:
    return [Written(line.text, _says().get(role, ())) for role, text in own for line in text_lines(text)]


@cache
def _says() -> dict[str, tuple[str]]:
    """What a role that a file gives to a block says of its lines."""
    return {row["role"]: (row["markup"],) for row in lexicons.rows("formats/block_roles.tsv")}


def _parsed(text: str) -> Any:
    if text.count(",") + text.count("[") + text.count("{") > MOST:
        raise FileError(f"the JSON holds more than {MOST:,} values")
    try:
        return json.loads(text, parse_int=_whole, parse_constant=lambda name: None, strict=False)
    except RecursionError:
        raise FileError("the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        reason = "a second value; JSON Lines must be named .jsonl" if error.msg == "Extra data" else error.msg
        raise FileError(f"the JSON cannot be read: line {error.lineno}, column {error.colno}: {reason}") from None


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= DIGITS else None


def _shown(value: Any) -> str:
    """What a value without a story is instead."""
    if isinstance(value, dict):
        given = [name for key in islice(value, SHOWN) if (name := said(key, 40))]
        return f"the keys {', '.join(given)}" if given else "no keys"
    return f"a list of {len(value)}" if isinstance(value, list) else "no object"
