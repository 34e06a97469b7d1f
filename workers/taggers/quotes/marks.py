"""What stands between quote marks in a paragraph, also where a speech runs on from or into the next paragraph."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass

# Marks by kind; papers close what they open with another form of the same kind, or even turned round.
DOUBLE, SINGLE = '“”"„‟″«»＂', "‘’'‚‛′`"
# Two single marks are typed for a double one. The class in front lets the search skip text without marks.
MARK = re.compile(f"[{DOUBLE}{SINGLE}](?:(?<=[{SINGLE}])[{SINGLE}])?")
TURNED_OPEN, TURNED_CLOSED = "“«‘", "”»’"
MEASURES = "\"″'′"  # behind a number they mean inches, feet or minutes
BEFORE_OPENING = " \t\xa0([-–—:/,“\"‘'"
AROUND = DOUBLE + SINGLE + " \t\xa0"
Mark = tuple[int, str]  # where it stands, and its kind


@dataclass(slots=True)
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
    marks = _marks(text)
    if not marks:
        return []
    closing = _closing(text, marks)
    last = next((n for n in range(len(marks) - 1, -1, -1) if marks[n][1] == DOUBLE), -1)
    found: list[Quoted] = []
    n = int(running and _ends(text, *marks[0]))
    if n:
        found.append(_trimmed(text, 0, marks[0][0], opened=False))
    while n < len(marks):
        at, kind = marks[n]
        opens = _opens(text, at, kind)
        end = _next(closing[kind, text[at] in TURNED_OPEN], n) if opens else None
        if end is not None:
            found.append(_trimmed(text, at + 1, marks[end][0]))
            n = end
        elif opens and n == last:
            found.append(_trimmed(text, at + 1, len(text), closed=False))
            break
        n += 1
    return [piece for piece in found if piece.start < piece.end]


def ends(text: str) -> bool:
    """Whether the first mark of a paragraph ends a speech that began in another."""
    marks = _marks(text)
    return bool(marks) and _ends(text, *marks[0])


def _marks(text: str) -> list[Mark]:
    """The marks that may quote; an apostrophe inside a word (K'Brếp) is none."""
    found: list[Mark] = []
    for match in MARK.finditer(text):
        at, mark = match.start(), match[0]
        if len(mark) == 2 or mark in DOUBLE:
            found.append((at, DOUBLE))
        elif not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
            found.append((at, SINGLE))
    return found


def _closing(text: str, marks: list[Mark]) -> dict[tuple[str, bool], list[int]]:
    """Which marks close, by kind and by whether the opening one is turned to open."""
    closing: dict[tuple[str, bool], list[int]] = {
        (kind, turned): [] for kind in (DOUBLE, SINGLE) for turned in (False, True)
    }
    for n, (at, kind) in enumerate(marks):
        if kind == DOUBLE or not text[at + 1 : at + 2].isalnum():
            closing[kind, False].append(n)
            if text[at] not in TURNED_OPEN:
                closing[kind, True].append(n)
    return closing


def _next(closing: list[int], n: int) -> int | None:
    at = bisect(closing, n)
    return closing[at] if at < len(closing) else None


def _opens(text: str, at: int, kind: str) -> bool:
    if text[at] in TURNED_OPEN:
        return True
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if kind == SINGLE or text[at] in TURNED_CLOSED:
        return (not before or before in BEFORE_OPENING) and bool(after) and not after.isspace()
    return not (before.isdigit() and text[at] in MEASURES)


def _ends(text: str, at: int, kind: str) -> bool:
    """Whether the paragraph's first mark ends what an earlier one began: no space before it, none but after it."""
    return kind == DOUBLE and text[at] not in TURNED_OPEN and at > 0 and not text[at - 1].isspace()


def _trimmed(text: str, start: int, end: int, opened: bool = True, closed: bool = True) -> Quoted:
    inner = text[start:end]
    last = start + len(inner.rstrip(AROUND + ","))
    return Quoted(start + len(inner) - len(inner.lstrip(AROUND)), last, opened, closed)
