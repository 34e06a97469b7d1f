"""The listed names in a line."""

from __future__ import annotations

from dataclasses import dataclass

from workers.taggers.entities.facts import CONTINUES_LISTED, LISTED, OPENS_LISTED
from workers.taggers.entities.gazetteer import FORMS, Form, index, openings, small_openings, whole
from workers.taggers.entities.lines import Line


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
    facts, found = line.facts, {}
    for i in line.marked:
        several = facts[i] & OPENS_LISTED and facts[i + 1] & CONTINUES_LISTED
        options = _several(line, i) if several else []
        if facts[i] & LISTED:
            options.append(Listed(i, i + 1, FORMS[line.words[i]]))
        if options:
            found[i] = options
    return found


def _several(line: Line, i: int) -> list[Listed]:
    """The listed names of several tokens at token i, whose word may open them and the next go on, longest first."""
    known = openings() if line.capital[i] else small_openings()
    lengths = known[line.lowers[i]].get(line.lowers[i + 1])
    return _fitting(line, i, lengths) if lengths else []


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
