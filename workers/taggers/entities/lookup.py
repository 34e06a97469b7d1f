"""The listed names in a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, count

from workers.taggers.entities.facts import LISTED, OPENS_LISTED
from workers.taggers.entities.gazetteer import FORMS, Form, index, openings, whole
from workers.taggers.entities.lines import Line

NO_TOKEN = ""


@dataclass(slots=True)
class Listed:
    """Forms found at tokens ``first`` to ``last`` (exclusive) of a line."""

    first: int
    last: int
    forms: tuple[Form, ...]

    @property
    def sure(self) -> bool:
        """Whether one of the forms, the first, stands without support."""
        return self.forms[0].sure


def lookup(line: Line) -> dict[int, list[Listed]]:
    """The listed names by the token they begin at, longest first."""
    found = _several(line, compress(count(), map(OPENS_LISTED.__and__, line.facts)))
    for i in compress(count(), map(LISTED.__and__, line.facts)):
        found.setdefault(i, []).append(Listed(i, i + 1, FORMS[line.words[i]]))
    return found


def _several(line: Line, places: Iterable[int]) -> dict[int, list[Listed]]:
    """Listed names of several tokens by the token they begin at, one of those whose word may; longest first."""
    known, lowers = openings(), [*line.lowers, NO_TOKEN]
    found = {}
    for i in places:
        lengths = known[lowers[i]].get(lowers[i + 1])
        if lengths and (options := _fitting(line, i, lengths)):
            found[i] = options
    return found


def _fitting(line: Line, i: int, lengths: list[int]) -> list[Listed]:
    """The listed names at token i that have one of so many tokens."""
    return [Listed(i, i + length, forms) for length in lengths if (forms := _forms_at(line, i, i + length))]


def _forms_at(line: Line, first: int, last: int) -> tuple[Form, ...]:
    """What tokens first to last (exclusive) may be together."""
    if last > len(line.words):
        return ()
    start, end = line.starts[first], line.ends[last - 1]
    known = line.lower[start:end] in index() and whole(line.plain, start, end)
    return FORMS[line.plain[start:end]] if known else ()
