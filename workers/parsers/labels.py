"""Names of sections that belong to one teaser each and head no block; and those that head one over a button to more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workers.parsers.shapes import Shape

LABELS = 2  # short lines right under headlines from which on they are the teasers' own
SINGLE = 3  # sections with one headline each over the next one, from which on they are so
LABEL = 5  # words of the longest name of a section
NO_NAME = frozenset(("like_heading", "counter", "symbols", "source", "byline", "rare", "stranger", "digit", "contact"))
HEADLINE = 6  # words of the shortest headline
BOXES = 2  # sections over a button to more of them, from which on a front page heads its blocks so
CAPITALS = range(2, 7)  # words of a heading in capitals
BELOW = frozenset(("symbols", "dash"))


def owned(shapes: Sequence[Shape]) -> list[int]:
    """The sections of teasers: between a headline and its blurb or clock, or over one headline with its clock each."""
    under = [at for at in range(1, len(shapes) - 1) if _is_under(*shapes[at - 1 : at + 2])]
    over = [at for at in range(len(shapes) - 2) if _is_over(*shapes[at : at + 3])]
    single = sum(sum(map(_is_headline, shapes[at:below])) == 1 for at, below in pairwise(over))
    fit = single >= SINGLE and 2 * single >= len(over)
    return (under if len(under) >= LABELS else []) + (over if fit else [])


def _is_under(above: Shape, one: Shape, below: Shape) -> bool:
    return _is_section(one) and _is_headline(above) and below.manner in {"prose", "stamp"}


def _is_over(one: Shape, below: Shape, second: Shape) -> bool:
    return _is_name(one) and _is_headline(below) and second.manner == "stamp"


def _is_name(one: Shape) -> bool:
    known = bool(one.heading) or not NO_NAME.isdisjoint(one.features)
    return one.words <= LABEL and one.end == "bare" and one.manner == "other" and not known


def _is_section(one: Shape) -> bool:
    return one.words <= LABEL and "section" in one.features and "source" not in one.features


def _is_headline(one: Shape) -> bool:
    return one.manner == "headline" and one.words >= HEADLINE


def over_buttons(shapes: Sequence[Shape]) -> list[int]:
    """The headings of a front page that has a button to more under several; where those stand in capitals, so do
    the others below the first, over headlines or marks."""
    found = [at for at in range(len(shapes) - 1) if _is_over_button(shapes[at], shapes[at + 1])]
    if len(found) < BOXES:
        return []
    if all("upper" in shapes[at].features for at in found):
        found += [at for at in range(found[0] + 1, len(shapes) - 1) if _is_capital(shapes[at], shapes[at + 1])]
    return found


def buttons_under(shapes: Sequence[Shape]) -> list[int]:
    """Those buttons."""
    return [at + 1 for at in over_buttons(shapes) if shapes[at + 1].heading == "more"]


def _is_over_button(one: Shape, below: Shape) -> bool:
    if below.heading != "more" or one.end != "bare" or one.words > HEADLINE or one.heading:
        return False
    return "section" in one.features or ("upper" in one.features and one.words in CAPITALS)


def _is_capital(one: Shape, below: Shape) -> bool:
    fit = one.words in CAPITALS and "upper" in one.features and one.end == "bare" and one.manner != "stamp"
    return fit and (below.manner == "headline" or not BELOW.isdisjoint(below.features))
