"""Tables that a page prints cell by cell, what heads them and the notes under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.parsers.shapes import Shape
from workers.parsers.span import Told
from workers.parsers.vocabulary import openings

TABLE = 6  # lines of the smallest table printed cell by cell
LONGEST = 80  # lines of the longest such table
CELL = 8  # words of the longest cell
CODE = 3  # letters of the name of a column that is a paper's mark elsewhere: "TT"
TITLE = 16  # words of the longest heading over a table
HEADING = 5  # words of the shortest heading that no word tells, over columns of fewer
COLUMN = 4  # words of the longest name of a column under such
NOTE = 40  # words of the longest note under a table
TEXT = 15  # words of the shortest paragraph under a table
FIGURES = frozenset(("counter", "figures", "digit", "stamp", "stamp_with"))
NO_CELL = frozenset(("noise_line", "noise_start", "buttons", "source", "byline_credit", "tag_line", "ago", "reply"))
NO_CELL |= {"subhead_word", "numbered"}
CLOCK = re.compile(r"\d{1,2}(?::\d{2}){1,2}")
NOTES = ("(*", "*")


def cells(told: Told, first: int, last: int) -> list[tuple[int, str]]:
    """The lines of tables printed cell by cell (``cell``), and what heads them (``over_table``).

    A table is a run of short lines, a third of them figures, in the story, or right under what was read of it where a
    heading calls it a table or another paragraph stands under it; with the line above that a colon ends and its notes.
    """
    found: list[tuple[int, str]] = []
    run: list[int] = []
    for number in range(first + 1, min(len(told), last + LONGEST)):
        if _is_cell(told[number][1]) or (run and _goes_on(told, run, number)):
            run.append(number)
            continue
        run = _trimmed(told, run)
        if run and _is_table(told, run, last, number):
            found += _named(told, run)
        run = []
    return found


def _trimmed(told: Told, run: list[int]) -> list[int]:
    """A run without a headline at its end, which stands over the text or the teasers below."""
    below = told[run[-1]][1] if run else None
    return run[:-1] if below and below.words > COLUMN and not _is_figure(below) else run


def _goes_on(told: Told, run: Sequence[int], number: int) -> bool:
    own = told[number][1]
    if "subhead_word" in own.features:
        return _has_value(told, number)
    return _is_code(own) and _heads(told[run[0]][1])


def _is_code(found: Shape) -> bool:
    return "source" in found.features and len(found.folded) <= CODE


def _is_table(told: Told, run: Sequence[int], last: int, below: int) -> bool:
    """Whether a run of cells is a table of the story; ``below`` is the line under it."""
    under = told[below][1]
    near = run[0] <= last + 2 + _is_code(told[run[0] - 1][1])
    inside = below <= last or (near and (_heads(told[run[0]][1]) or (under.manner == "prose" and under.words >= TEXT)))
    figures = sum(_is_figure(told[at][1]) for at in run)
    return inside and len(run) >= TABLE and figures * 3 >= len(run)


def _named(told: Told, run: Sequence[int]) -> list[tuple[int, str]]:
    under = told[run[-1] + 1][1]
    headed = _heads(told[run[0]][1]) or _is_title(*(told[at][1] for at in run[:3]))
    found = [(at, "cell") for at in run[headed:]] + [(run[0], "over_table")] * headed
    above = run[0] - 1
    if _is_code(told[above][1]):
        found.append((above, "cell"))
        above -= 1
    if told[above][1].end == "colon":
        found.append((above, "cell"))
    elif not headed and _heads_long(told[above][1], told[above - 1][1]):
        found.append((above, "over_table"))
    if under.folded.startswith(NOTES) and under.words <= NOTE:
        found.append((run[-1] + 1, "cell"))
    return found


def _heads(found: Shape) -> bool:
    """Whether a line says that a table stands under it: "Bảng giá niêm yết"."""
    return found.words > 2 and found.folded.startswith(openings("table_words"))


def _heads_long(found: Shape, above: Shape) -> bool:
    """Whether a line too long for a cell heads a table under a paragraph."""
    return _heads(found) and found.words <= TITLE and above.manner == "prose"


def _is_title(found: Shape, *columns: Shape) -> bool:
    """Whether a line of some words stands over the short names of columns."""
    short = all(column.words <= COLUMN and not _is_figure(column) for column in columns)
    return found.words >= HEADING and short and not _is_figure(found)


def _has_value(told: Told, number: int) -> bool:
    """Whether a line in a table, elsewhere a subhead, has its figures under it: "Động cơ" over "Xăng 1.5"."""
    below = [found for _, found in told[number + 1 : number + 2]]
    return any(_is_cell(found) and _is_figure(found) for found in below)


def _is_cell(found: Shape) -> bool:
    return found.words <= CELL and found.end == "bare" and not found.heading and NO_CELL.isdisjoint(found.features)


def _is_figure(found: Shape) -> bool:
    """Whether a cell holds figures; the clocks of a player are none."""
    return not FIGURES.isdisjoint(found.features) and CLOCK.fullmatch(found.folded) is None
