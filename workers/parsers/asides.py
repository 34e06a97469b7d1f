"""What stands in a story beside its text: boxes of stories with their blurbs, subheads under links, large quotes."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from workers.parsers.shapes import Shape, Terms
from workers.parsers.span import HEADINGS, Told
from workers.parsers.vocabulary import folded

HEADLINE = 7  # words of the shortest headline in a box; subheads are mostly shorter
BLURB = 50  # words of the longest blurb in one
PAIRS = 2  # headlines with their blurbs that make a box
SUBHEAD = range(2, 7)  # words of a subhead under links
LINK = 8  # words of a link over one
SPEAKER = range(2, 8)  # words of a name with its title
QUOTED = range(6, 41)  # words of a quote set large
NEAR = 12  # lines around a quote set large in which a paragraph has it too
NOTHING: Terms = frozenset()
# Of seven such pairs in 160 pages' stories none is a subhead with its paragraph; with titles of 9 words 3 of 12 are.
TITLE, TEXT = range(12, 26), range(15, 41)  # words of another story's title and of its blurb without a heading
MOST = 2  # of them in a story; more are its own subheads over its paragraphs
NO_TITLE = frozenset(("label", "dash", "numbered", "quote", "related", "photo", "caption_opening", "support2"))
NO_TITLE |= {"support4", "shares3", "subhead_word", "listed", "byline", "row"}
NO_BLURB = frozenset(("shares3", "alike", "connective", "quote", "dash", "numbered", "label", "photo", "chained"))
NO_BLURB |= {"main", "in_main", "p", "above_other"}
ASKED = range(13, 26)  # words of a question that is another story's title; those of subheads have 12 and fewer
SUBJECT = range(10, 15)  # words of such a question with its subject before a colon
GOES_ON = 20  # words of the shortest paragraph below a blurb with which the story goes on
CLOCKS = frozenset(("stamp", "ago"))


def asides(told: Told, first: int, last: int, extra: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Lines between a story's first and last paragraph and what they are beside it."""
    inside = range(first + 1, last - 1)
    headings = [at for at in inside if not HEADINGS.isdisjoint(told[at][1].features)]
    about = _named(told, {"title", "lead"}) if headings else NOTHING
    found = [one for at in headings for one in _boxed(told, range(at + 1, last - 1, 2), about)]
    found += [one for at in headings for one in _clocked(told, range(at + 1, last - 2))]
    found += [one for at in inside if "stamp" in told[at + 1][1].features for one in _dated(told, at, extra)]
    pairs = [at for at in inside if told[at][1].words in TITLE and _is_lone_pair(told, at, extra)]
    found += [one for at in pairs[:MOST] if len(pairs) <= MOST for one in ((at, "box_title"), (at + 1, "box_text"))]
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


def _clocked(told: Told, starts: range) -> list[tuple[int, str]]:
    """The headlines under a heading that have their clock and their blurb below them."""
    found: list[tuple[int, str]] = []
    for at in starts[::3]:
        above, clock, below = (one for _, one in told[at : at + 3])
        fit = above.manner == "headline" and below.manner == "prose" and below.words <= BLURB
        if not fit or CLOCKS.isdisjoint(clock.features):
            break
        found += [(at, "box_title"), (at + 1, "box_clock"), (at + 2, "box_text")]
    return found


def _dated(told: Told, number: int, extra: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """A headline between paragraphs with its date below it, and under its section's name its blurb too."""
    (_, above), (_, own), _, (_, text) = told[number - 1 : number + 3]
    fit = own.manner == "headline" and own.words >= HEADLINE and text.manner == "prose"
    if not fit or not ("section" in above.features or above.manner == "prose"):
        return []
    card = [(number, "box_title"), (number + 1, "box_clock")]
    blurb = "section" in above.features and text.words <= BLURB and "shares0" in extra[number + 2]
    return [*card, (number + 2, "box_text")] if blurb else card


def resumed(told: Told, first: int, last: int, blurbs: AbstractSet[int]) -> list[tuple[int, str]]:
    """Paragraphs right below another story's title and its blurb, with which the story goes on (``resumed``); and
    both, where they stand alone under a heading."""
    own = [at for at in range(first + 2, last + 1) if told[at][0] == "body" and told[at][1].words >= GOES_ON]
    found = [at for at in own if told[at - 1][1].manner == told[at][1].manner == "prose"]
    below = [at for at in found if told[at - 2][0] == "teaser_title" or at - 1 in blurbs]
    headed = [at for at in below if at - 1 not in blurbs and not HEADINGS.isdisjoint(told[at - 3][1].features)]
    about = _named(told, {"title", "lead"}) if headed else NOTHING
    boxes = [at for at in headed if _is_blurb(told[at - 1][1]) and about.isdisjoint(told[at - 1][1].terms)]
    boxed = [one for at in boxes for one in ((at - 2, "box_title"), (at - 1, "box_text"))]
    return [*((at, "resumed") for at in below), *boxed]


def _is_blurb(text: Shape) -> bool:
    return text.words <= BLURB and "quote" not in text.features


def _is_lone_pair(told: Told, number: int, extra: Sequence[Sequence[str]]) -> bool:
    """Whether a headline and a blurb stand between paragraphs and say nothing of what the story is about."""
    (_, above), (_, own), (_, text), (_, below) = told[number - 1 : number + 3]
    if own.manner != "headline" or text.manner != "prose" or text.words not in TEXT:
        return False
    if above.manner != "prose" or "stop" not in text.features or below.manner not in {"prose", "headline"}:
        return False
    return NO_TITLE.isdisjoint((*own.features, *extra[number])) and NO_BLURB.isdisjoint(
        (*text.features, *extra[number + 1])
    )


def asking(told: Told, first: int, last: int) -> list[int]:
    """Long questions between paragraphs, which are no subheads but titles of other stories."""
    asked = [(at, found) for at, (_, found) in enumerate(told[first + 1 : last], first + 1) if found.end == "ask"]
    return [at for at, found in asked if found.manner == "headline" and _asks_apart(found)]


def _asks_apart(found: Shape) -> bool:
    if "saying" in found.features:
        return found.words in SUBJECT and found.folded.partition(":")[0] not in folded("title_marks")
    return found.words in ASKED and NO_TITLE.isdisjoint(found.features)


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
