"""Regions of a page to paragraphs: rows put together where only the margin divided them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workers.readers.language import VIETNAMESE
from workers.readers.pdf_page import INITIAL, Fragment

ALIKE = 1.12  # ratio of sizes of one paragraph; headings are a sixth larger and more
LOOSE = 0.35  # sizes by which rows of two paragraphs stand further apart than usual; hand-set text varies by a tenth
RUNNING = 10  # words of a paragraph that may go on elsewhere with a capital letter; signatures have fewer
SINGLE, HEADLINE = 1.2, 1.5  # sizes between rows, where a region has too few to tell: of text, of a headline
INITIALS = 5  # large first letters of a region; a page of letters alone has no paragraphs to find
INDENT = 0.7  # sizes; a paragraph's first row begins one or two further in
OPENS = re.compile(r"(?:[•▪■●◦*+–—-]|\d{1,3}[.)])\s")
ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
HYPHENED = re.compile(r"\w-$")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one base line of a region, or the rows joined to a paragraph."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    open: bool = False  # whether it ran to the margin without an end, so that another region may go on with it


def paragraphs(region: Sequence[Fragment], body: float) -> list[Row]:
    """The paragraphs of a region from the top, where text of the size ``body`` is no heading."""
    rows = _rows(region, body)
    steps = sorted((one.base - two.base) / one.size for one, two in pairwise(rows) if _alike(one, two))
    step = steps[len(steps) // 4] if steps else 0.0
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    found = [[rows[0]]]
    for one, two in pairwise(rows):
        large = is_large(two, body)
        near = max(step + LOOSE, HEADLINE if large else SINGLE)
        if _may_go_on(one, two, near) and (large or _goes_on(one, two, left, right)):
            found[-1].append(two)
        else:
            found.append([two])
    return [_joined(group, right) for group in found]


def is_large(row: Row, body: float) -> bool:
    """Whether a row is printed larger than the body."""
    return row.size > ALIKE * body


def linked(found: Sequence[Row], body: float) -> list[Row]:
    """Paragraphs of all regions, those put together that a column's or a page's end divided."""
    done: list[list[Row]] = []
    for row in found:
        if done and _is_divided(done[-1][-1], row, body):
            done[-1].append(row)
        else:
            done.append([row])
    return [replace(parts[0], text=_together(parts)) for parts in done]


def _is_divided(one: Row, two: Row, body: float) -> bool:
    """Whether a paragraph ran to the margin without an end, and the next one may be its rest."""
    fits = one.open and _alike(one, two) and one.bold == two.bold and not OPENS.match(two.text)
    return fits and (two.text[:1].islower() or (not is_large(one, body) and len(one.text.split()) >= RUNNING))


def _rows(region: Sequence[Fragment], body: float) -> list[Row]:
    initials = [one for one in region if _is_initial(one, body)][:INITIALS]
    groups: list[list[Fragment]] = []
    for found in sorted((one for one in region if one not in initials), key=lambda one: -one.base):
        if groups and groups[-1][0].base - found.base < 0.3 * min(found.size, groups[-1][0].size):
            groups[-1].append(found)
        else:
            groups.append([found])
    rows = [_row(sorted(group, key=lambda one: one.left)) for group in groups]
    for initial in initials if rows else ():
        at = min(range(len(rows)), key=lambda number: abs(rows[number].base + 0.75 * rows[number].size - initial.top))
        rows[at] = replace(rows[at], text=initial.text + rows[at].text)
    return rows or [_row(initials)]


def _is_initial(found: Fragment, body: float) -> bool:
    """A large first letter, which reaches down over several rows."""
    return len(found.text) <= 2 and found.text.isalpha() and found.size > INITIAL * body


def _row(parts: Sequence[Fragment]) -> Row:
    longest = max(parts, key=lambda one: len(one.text))
    return Row(
        text=" ".join(one.text for one in parts),
        left=parts[0].left,
        right=max(one.right for one in parts),
        base=longest.base,
        size=longest.size,
        bold=all(one.bold for one in parts),
    )


def _alike(one: Row, two: Row) -> bool:
    return max(one.size, two.size) < ALIKE * min(one.size, two.size)


def _may_go_on(one: Row, two: Row, near: float) -> bool:
    """Whether two rows are set alike and stand ``near`` sizes apart or less."""
    if not _alike(one, two) or one.bold != two.bold or OPENS.match(two.text):
        return False
    return one.base - two.base <= near * one.size


def _goes_on(one: Row, two: Row, left: float, right: float) -> bool:
    if HYPHENED.search(one.text) or two.text[:1].islower():
        return True
    indented = two.left > max(left, one.left) + INDENT * two.size
    return not indented and _is_full(one, two, right)


def _is_full(one: Row, two: Row, right: float) -> bool:
    """Whether the first word of the second row would not have fitted into the first."""
    word = len(two.text.split(maxsplit=1)[0]) + 1
    letter = (two.right - two.left) / max(1, len(two.text))
    return one.right + word * letter > right


def _joined(rows: Sequence[Row], right: float) -> Row:
    last = rows[-1]
    reaches = last.right > right - 3 * last.size
    return replace(rows[0], text=_together(rows), open=reaches and not ENDS.search(last.text))


def _together(rows: Sequence[Row]) -> str:
    """The texts of rows as one, in linear time."""
    texts = [row.text for row in rows]
    return "".join(_before(one, two) for one, two in pairwise([*texts, ""]))


def _before(one: str, two: str) -> str:
    """A row's text as it stands before another. No Vietnamese word is divided, so its hyphens at a row's end stay."""
    if not two or not HYPHENED.search(one):
        return f"{one} " if two else one
    return one[:-1] if two[:1].islower() and not VIETNAMESE.search(one + two) else one
