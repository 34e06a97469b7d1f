"""Stories with their names marked inline, as documents the taggers take."""

from __future__ import annotations

import re
from pathlib import Path

from workers.document import Block, Document
from workers.taggers.entities import tag_entities
from workers.taggers.quotes import tag_quotes

TYPES = {"p": "person", "o": "organization", "l": "location", "t": "product", "e": "event"}
MARK = re.compile(r"\[([^\[\]|]+)\|([polte])\]")


def document(text: str, role: str = "body", kind: str = "article") -> Document:
    """A document whose lines are blocks of one role."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(role, line, start, start + len(line)))
        start += len(line) + 1
    return Document(content=text.encode(), decoded=text, kind=kind, blocks=tuple(blocks))


def marked(file: Path) -> list[tuple[Document, set[tuple[str, str]]]]:
    """Each story of a file of marked names, and the (name, type) pairs it must give."""
    lines = [line for line in file.read_text("utf-8").split("\n") if not line.startswith("#")]
    stories = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return [(document(MARK.sub(r"\1", story)), {(n, TYPES[t]) for n, t in MARK.findall(story)}) for story in stories]


def said(text, role="body", kind="article"):
    """Quotes of a story as (words, speaker)."""
    given = tag_quotes(tag_entities(document(text, role, kind)))
    assert all(given.decoded[quote.start : quote.end] == quote.text for quote in given.quotes)
    return [(quote.text, quote.speaker) for quote in given.quotes]
