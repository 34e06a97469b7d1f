"""Plain text in any encoding that Vietnamese pages come in."""

from __future__ import annotations

from dataclasses import replace

from workers.document import Document
from workers.errors import UnsupportedMediaType
from workers.readers.cleaning import clean, repaired
from workers.readers.decoding import decode
from workers.readers.language import language
from workers.readers.signatures import told_type

LOOKED_AT = 20_000  # characters, evenly over the file
GARBAGE = 0.1  # control and unknown characters: pages have hardly any, bytes at random one in nine in latin-1


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """The reader of last resort: it takes every text, and says why where something is none."""
    return 0.1


def read(document: Document) -> Document:
    """Decode the file; ``UnsupportedMediaType`` where the bytes are no text."""
    if kind := told_type(document.content):
        raise UnsupportedMediaType(f"the bytes are {kind}, which no reader takes")
    printed, told = decode(document.content, document.media_type)
    meant = repaired(printed)
    if _is_garbage(meant):
        raise UnsupportedMediaType("the bytes are no text: too many control or undecodable characters")
    text, dropped = clean(meant)
    warnings = (*told, *(("mojibake-repaired",) if meant != printed else ()), *dropped)
    return replace(document, decoded=text, media_type="text/plain", language=language(text), warnings=warnings)


def _is_garbage(text: str) -> bool:
    sample = text[:: len(text) // LOOKED_AT + 1]
    unknown = sample.count("\ufffd")
    if not unknown and sample.replace("\n", "").isprintable():  # as nearly every file is
        return False
    odd = unknown + sum(not (char.isprintable() or char.isspace()) for char in sample)
    return odd > 4 + GARBAGE * len(sample)  # four: a few strange bytes say nothing of a very short file
