"""What stands in a story beside its text: boxes of stories with their blurbs, subheads under links, large quotes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import takewhile

from workers.parsers.shapes import Shape, Terms
from workers.parsers.span import HEADINGS, Told

HEADLINE = 7  # words of the shortest headline in a box; subheads are mostly shorter
BLURB = 50  # words of the longest blurb in one
PAIRS = 2  # headlines with their blurbs that make a box
SUBHEAD = range(2, 7)  # words of a subhead under links
LINK = 8  # words of a link over one
SPEAKER = range(2, 8)  # words of a name with its title
QUOTED = range(6, 41)  # words of a quote set large
NEAR = 12  # lines around a quote set large in which a paragraph has it too
NOTHING: Terms = frozenset()


def asides(told: Told, first: int, last: int) -> list[tuple[int, str]]:
    """Lines between a story's first and last paragraph and what they are beside it."""
    inside = range(first + 1, last - 1)
    headings = [at for at in inside if not HEADINGS.isdisjoint(told[at][1].features)]
    about = _named(told, {"title", "lead"}) if headings else NOTHING
    found = [one for at in headings for one in _boxed(told, range(at + 1, last - 1, 2), about)]
    found += [(at, "closes_links") for at in inside if told[at][1].words in SUBHEAD and _closes_links(told, at)]
    quotes = [at for at in inside if told[at][1].words in QUOTED and _is_apart(told, at)]
    named = _named(told, {"title", "lead", "body"}) if quotes else NOTHING
    return found + [(at + n, "pulled") for at in quotes if told[at + 1][1].terms <= named for n in (0, 1)]


def _named(told: Told, roles: AbstractSet[str]) -> Terms:
    return NOTHING.union(*(found.terms for role, found in told if role in roles))


def _boxed(told: Told, starts: range, about: Terms) -> list[tuple[int, str]]:
    """The headlines right under a heading that have a blurb each, neither of what the story is about."""
    pairs = list(takewhile(lambda at: _is_pair(told[at][1], told[at + 1][1], about), starts))
    if len(pairs) < PAIRS:
        return []
    return [one for at in pairs for one in ((at, "box_title"), (at + 1, "box_text"))]


def _is_pair(above: Shape, below: Shape, about: Terms) -> bool:
    fit = above.manner == "headline" and above.words >= HEADLINE and below.manner == "prose" and below.words <= BLURB
    return fit and about.isdisjoint(above.terms) and about.isdisjoint(below.terms)


def _closes_links(told: Told, number: int) -> bool:
    """Whether a few words stand between a longer link and the paragraphs with which the story goes on."""
    (above, link), (_, own), *below = told[number - 1 : number + 3]
    goes_on = all(role == "body" and found.manner == "prose" for role, found in below)
    return above == "teaser_title" and link.words >= LINK and own.end == "bare" and goes_on and not own.heading


def _is_apart(told: Told, number: int) -> bool:
    """Whether a quote stands over a short line between two paragraphs, as one does that is set large."""
    (_, above), (_, own), (_, name), (_, below) = told[number - 1 : number + 3]
    if name.words not in SPEAKER or name.end != "bare" or name.heading or not name.terms:
        return False
    apart = below.manner == "prose" and (above.manner == "prose" or told[number - 1][0] == "caption")
    return apart and ("quote" in own.features or _is_said(told, number))


def _is_said(told: Told, number: int) -> bool:
    """Whether a paragraph near by has the sentence too."""
    near = (*told[max(0, number - NEAR) : number], *told[number + 1 : number + NEAR])
    return any(told[number][1].folded in found.folded.lower() for role, found in near if role == "body")
