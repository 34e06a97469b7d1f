"""Names by underthesea's ``ner()`` with the CRF that its package brings along; nothing is fetched to run it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

PEER = "underthesea"
HINT = "the peer is not installed: .venv/bin/pip install underthesea==9.5.0 (or the extra `bench`)"
TYPES = {"PER": "person", "ORG": "organization", "LOC": "location"}
Span = tuple[int, int, str]  # start, end and type, offsets in the line


@cache
def ner() -> Callable[[str], list[tuple[str, str, str, str]]] | None:
    """The peer's function, None where it is not installed."""
    return import_module(PEER).ner if find_spec(PEER) else None


def label() -> str:
    """The peer's name and version, as the table shows them."""
    return f"{PEER} {version(PEER)} ner()"


def names(line: str) -> set[Span]:
    """The peer's persons, organizations and locations in a line."""
    tagger = ner()
    return set(_joined(_placed(line, tagger(line)))) if tagger else set()


def _placed(line: str, words: list[tuple[str, str, str, str]]) -> Iterator[tuple[str, int, int]]:
    """The tag, start and end of each word.

    Words are laid over the line letter by letter without its white space: the peer moves accents (hoá gives hóa), so
    that looking for its words would lose a name here and there and count against it.
    """
    letters, at = [place for place, letter in enumerate(line) if not letter.isspace()], 0
    for word, _, _, tag in words:
        length = len("".join(word.split()))
        if length and at + length <= len(letters):
            yield tag, letters[at], letters[at + length - 1] + 1
        at += length


def _joined(words: Iterator[tuple[str, int, int]]) -> Iterator[Span]:
    """IOB tags as spans; an I without its B opens a name too, as in CoNLL's own scorer."""
    inside: tuple[str, int, int] | None = None
    for tag, start, end in words:
        kind = tag[2:]
        if inside and tag.startswith("I-") and kind == inside[0]:
            inside = (kind, inside[1], end)
            continue
        if inside and inside[0] in TYPES:
            yield inside[1], inside[2], TYPES[inside[0]]
        inside = (kind, start, end) if kind else None
    if inside and inside[0] in TYPES:
        yield inside[1], inside[2], TYPES[inside[0]]
