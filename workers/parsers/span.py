"""Where a line stands to the story: inside it, beyond it, or in a run of links under a heading of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from workers.parsers.shapes import Shape

Told = Sequence[tuple[str, Shape]]
Forms = Sequence[frozenset[str]]

REACH = 14  # lines that a heading of teasers can rule over
LINK = 6  # words of the shortest headline in a run of links
HEADING = 7  # words of the longest heading over one
HEADINGS = frozenset(("heading_teasers", "heading_more", "like_heading"))
FORMS = frozenset(("figures", "columns", "score", "roster", "dash", "label", "digit", "numbered"))
NO_FACT = frozenset(("stamp", "stamp_with", "ago", "ago_with", "counter", "noise_start", "noise_line", "buttons"))
NO_FACT |= {"related"}
PASSING = frozenset(("noise", "byline", "source"))
FACTS = 3  # labelled lines from which on they are a box of facts
LABELLED = 14  # words of the longest labelled fact; headlines with a speaker and a colon are often longer
NEWS = 8  # words of the shortest headline with a label
FACT = 30  # words of the longest fact in a list of them
NO_HEADING = frozenset(("dash", "label", "digit", "lower", "symbols", "stamp", "source", "byline_credit"))
BLURB = 60  # words of the longest text under a teaser's headline
NONE: frozenset[str] = frozenset()


def headed(shapes: Sequence[Shape]) -> list[int]:
    """The lines under a heading of teasers."""
    under: list[int] = []
    left = 0
    for number, found in enumerate(shapes):
        if not HEADINGS.isdisjoint(found.features):
            left = REACH
        elif left > 0:
            left = 0 if found.heading or found.manner == "prose" else left - 1
            under += [number] if left > 0 else []
    return under


def blurbs(shapes: Sequence[Shape]) -> list[int]:
    """The short paragraphs under a heading of teasers, each right under a headline, down to the next heading."""
    found: list[int] = []
    run: list[int] = []
    above: Shape | None = None
    for number, one in enumerate(shapes):
        if not HEADINGS.isdisjoint(one.features):
            found += run
            run, above = [], one
        elif one.manner == "prose" and above is not None:
            fits = one.words <= BLURB and above.manner == "headline" and above.words >= LINK
            run, above = ([*run, number], one) if fits else ([], None)
        elif one.manner in {"headline", "stamp"} and above is not None:
            above = one if one.manner == "headline" else above
        else:
            run, above = [], None
    return found


def _opens(forms: Forms, number: int) -> bool:
    """Whether the two lines below have a form of rows or points together that this one lacks."""
    below = forms[number + 1 : number + 3]
    return len(below) > 1 and bool((below[0] & below[1]) - forms[number])


def _heads(told: Told, number: int) -> bool:
    """Whether a line is short and plain and has a run of headlines below it."""
    shape = told[number][1]
    if shape.words > HEADING or shape.end != "bare" or not NO_HEADING.isdisjoint(shape.features):
        return False
    below = [found for _, found in told[number + 1 : number + 5] if found.manner != "stamp"][:2]
    return len(below) == 2 and all(found.manner == "headline" and found.words >= LINK for found in below)


def series(shapes: Sequence[Shape]) -> list[tuple[int, list[str]]]:
    """Lines that have the form of a line next to them, and their features: rows, results, points, labelled facts."""
    forms = [_forms(found) for found in shapes]
    return [(number, _shared(shapes, forms, number)) for number, own in enumerate(forms) if own]


def _shared(shapes: Sequence[Shape], forms: Forms, number: int) -> list[str]:
    same = forms[number].intersection(chain(*forms[max(0, number - 1) : number], *forms[number + 1 : number + 2]))
    names = ["series"] if same - {"label"} else []
    if "label" in same:
        near = range(max(0, number - 2), min(len(forms), number + 3))
        if sum("label" in forms[at] for at in near) >= FACTS:
            names.append("facts")
        elif not all(_is_news(shapes[at]) for at in near if "label" in forms[at]):
            names.append("labels")
    return names


def _is_news(found: Shape) -> bool:
    """Whether a label is the place, the speaker or the subject of a headline: "Hà Nội: Hạ màn ..."."""
    return "saying" in found.features and found.manner == "headline" and found.words >= NEWS


def _forms(found: Shape) -> frozenset[str]:
    if found.words > FACT or FORMS.isdisjoint(found.features) or not NO_FACT.isdisjoint(found.features):
        return NONE
    own = FORMS.intersection(found.features)
    return own - {"label"} if found.words > LABELLED else own


def places(told: Told) -> list[list[str]]:
    """Features of lines between a story's first and last paragraph, and of those below it, by a first reading."""
    extra: list[list[str]] = [[] for _ in told]
    own = [n for n, (role, _) in enumerate(told) if role == "body"]
    forms = [_forms(found) for _, found in told]
    first = next((n for n, (role, _) in enumerate(told) if role in {"lead", "body"}), 0)
    for number in range(first + 1, own[-1]) if own else ():
        if _opens(forms, number):
            extra[number].append("over_series")
        extra[number].append("inside" if told[number][1].words > HEADING else "inside_short")
    for number in range(own[-1] + 1, len(told)) if own else ():
        extra[number].append("beyond")
        if _is_lone(told, number):
            extra[number].append("lone")
        if _heads(told, number):
            extra[number].append("heads")
    return extra


def _is_lone(told: Told, number: int) -> bool:
    """Whether a line has nothing but the page's machinery next to it."""
    near = (*told[number - 1 : number], *told[number + 1 : number + 2])
    return all(role in PASSING and found.manner != "stamp" and "counter" not in found.features for role, found in near)
