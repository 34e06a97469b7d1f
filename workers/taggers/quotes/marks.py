"""What stands between quote marks in a paragraph, also where a speech runs on from or into the next paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Marks by kind; papers close what they open with another form of the same kind, or even turned round.
DOUBLE, SINGLE = '“”"„‟″«»＂', "‘’'‚‛′`"
MARK = re.compile(f"[{DOUBLE}{SINGLE}]")
TURNED_OPEN, TURNED_CLOSED = "“„«‘‚", "”»’"
BEFORE_OPENING = " \t\xa0([-–—:/,“\"‘'"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Code points ``start`` to ``end`` (exclusive) of a paragraph, marks, space around and a last comma left out.

    ``opened`` and ``closed`` say whether the marks are there; a speech over several paragraphs lacks one or both.
    A ``dashed`` piece stands between a dash and the comma before its speaker.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    dashed: bool = False


def quoted(text: str, running: bool = False) -> list[Quoted]:
    """The quoted pieces of a paragraph in order, none in another; ``running``: the one before it left a speech open."""
    marks = list(_marks(text))
    found: list[Quoted] = []
    if running and marks and _ends(text, *marks[0]):
        found.append(_trimmed(text, 0, marks.pop(0)[0], opened=False))
    while marks:
        at, kind = marks.pop(0)
        if not _opens(text, at, kind):
            continue
        closing = next((n for n, mark in enumerate(marks) if mark[1] == kind and _closes(text, mark[0], at)), None)
        if closing is not None:
            found.append(_trimmed(text, at + 1, marks[closing][0]))
            del marks[: closing + 1]
        elif kind == DOUBLE and not any(mark[1] == kind for mark in marks):
            found.append(_trimmed(text, at + 1, len(text), closed=False))
            break
    return [piece for piece in found if piece.start < piece.end]


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The marks that quote; an apostrophe inside a word (K'Brếp) or behind a number (5') is none."""
    for match in MARK.finditer(text):
        at, kind = match.start(), DOUBLE if match[0] in DOUBLE else SINGLE
        inside = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        if kind == DOUBLE or not inside:
            yield at, kind


def _opens(text: str, at: int, kind: str) -> bool:
    if text[at] in TURNED_OPEN:
        return True
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if kind == SINGLE or text[at] in TURNED_CLOSED:
        return (not before or before in BEFORE_OPENING) and bool(after) and not after.isspace()
    return True


def _ends(text: str, at: int, kind: str) -> bool:
    """Whether the paragraph's first mark ends what an earlier one began: no space before it, none but after it."""
    return kind == DOUBLE and text[at] not in TURNED_OPEN and at > 0 and not text[at - 1].isspace()


def _closes(text: str, at: int, opening: int) -> bool:
    if text[at] in TURNED_OPEN and text[opening] in TURNED_OPEN:
        return False
    return text[at] in DOUBLE or not text[at + 1 : at + 2].isalnum()


def _trimmed(text: str, start: int, end: int, opened: bool = True, closed: bool = True) -> Quoted:
    inner = text[start:end]
    last = start + len(inner.rstrip(" \t\xa0,"))
    return Quoted(start + len(inner) - len(inner.lstrip()), last, opened, closed)
