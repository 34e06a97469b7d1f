"""The listed names in a line."""

from __future__ import annotations

from dataclasses import dataclass

from workers.taggers.entities.facts import CONTINUES_LISTED, LISTED, OPENS_LISTED
from workers.taggers.entities.gazetteer import FORMS, Form, index, openings, whole
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
    facts, small, starts, ends, known = line.facts, line.lower, line.starts, line.ends, openings()
    found: dict[int, list[Listed]] = {}
    for i in line.marked:
        options: list[Listed] = []
        if facts[i] & OPENS_LISTED and facts[i + 1] & CONTINUES_LISTED:
            lengths = known.get(small[starts[i] : ends[i + 1]])
            options = _several(line, i, lengths) if lengths else options
        if facts[i] & LISTED:
            options.append(Listed(i, i + 1, FORMS[line.words[i]]))
        if options:
            found[i] = options
    return found


def _several(line: Line, i: int, lengths: tuple[int, ...]) -> list[Listed]:
    """The listed names at token i that have one of so many tokens."""
    known, start, ends, found = index(), line.starts[i], line.ends, []
    for last in [i + length for length in lengths if i + length <= len(ends)]:
        end = ends[last - 1]
        if line.lower[start:end] in known and whole(line.plain, start, end):
            forms = FORMS[line.plain[start:end]]
            if forms:
                found.append(Listed(i, last, forms))
    return found
