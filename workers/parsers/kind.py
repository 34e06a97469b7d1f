"""What a page is: one story, a run of teasers, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from workers.document import TEASER_ROLES
from workers.parsers.layout import Layout, advantage, lay_out_as
from workers.parsers.shapes import Shape
from workers.parsers.whole import is_sentence, tells_on

TEASERS = 3  # headlines or blurbs that make a listing
HEADLINE = 8  # words: the median headline of a front page has 11 to 13, a verse 6 to 8, a menu's entry 2
SERVED = 3  # lines about a paper's own services that a page of news may have among its news
OWN = frozenset(("service", "form", "no_news"))  # lines in which a page speaks of itself
NO_NEWS = OWN | {"lower", "dash", "noise_start", "columns", "figures", "widget"}  # verses, points, buttons, tables
PRICE = re.compile(r"[\d.,]{4,} ?(?:đ|đồng|vnd|usd)?(?:/\w+)?|[\d.,]+ ?(?:đ|đồng|vnd|usd)(?:/\w+)?")
SIDES = (" · ", " | ", " • ")  # between things that stand side by side in menus and widgets
PRICED = 3  # words that a price on a line of its own has at most
FORM = 3  # dotted lines to fill in that make a form
TOLD = {"story.body", "head.lead"}
SURE = 3_000  # thousandths by which a story must be the better reading: listings in doubt have 0, stories 8,000
BRIEF = 40  # words of the only paragraph of a story among teasers; most blurbs have 15 to 35
STORY = 20  # words of running text below which a page tells no story
TIMES = frozenset(("stamp", "stamp_with", "ago", "ago_with", "ends_ago", "ends_stamp"))
MARKS = TIMES | {"cut", "heading_teasers", "lead_in"}


def settle(layout: Layout) -> tuple[str, tuple[str, ...]]:
    """The kind of a page and the roles of its lines; a page that is neither story nor listing has none but noise, and
    the teasers that it offers in place of a page that is not there."""
    if not layout.lists and (_is_told(layout, "told_story") or (_tells(layout) and not _is_doubtful(layout))):
        return "article", _roles(layout)
    if _lists(listing := lay_out_as(layout, "listing")):
        return "other" if _is_missing(listing) else "listing", _roles(listing)
    story = lay_out_as(layout, "story")
    told = _tells(story) and not _is_told(layout, "told_listing")
    return ("article", _roles(story)) if told else ("other", ("noise",) * len(layout.lines))


def _is_missing(layout: Layout) -> bool:
    """Whether a page says over its first teaser that there is no such page."""
    first = next(at for at, role in enumerate(_roles(layout)) if role in TEASER_ROLES)
    return any("missing" in found.features for found in layout.shapes[:first])


def _is_doubtful(layout: Layout) -> bool:
    """Whether no paragraph goes on where another ended, and the page is as good a listing."""
    return not tells_on(layout.shapes) and advantage(layout) < SURE


def _marked(layout: Layout) -> int:
    return sum(not MARKS.isdisjoint(found.features) for found in layout.shapes)


def _is_told(layout: Layout, kind: str) -> bool:
    """Whether the reader saw in the markup what kind of page it is."""
    return any(kind in names for names in layout.markup[:1])


def _roles(layout: Layout) -> tuple[str, ...]:
    return tuple(state.partition(".")[2] for state in layout.states)


def _tells(layout: Layout) -> bool:
    """Whether there is a story: paragraphs of running text, and more of them than of excuses."""
    told = [number for number, state in enumerate(layout.states) if state in TOLD]
    paragraphs = [layout.shapes[number] for number in told]
    paragraphs = [found for found in paragraphs if found.manner == "prose" or is_sentence(found)]
    if sum(found.words for found in paragraphs) < STORY:
        return False
    excused = any("no_news" in found.features for found in layout.shapes)
    if len(paragraphs) < (3 if excused else 2) and (excused or not _is_titled(layout, paragraphs[0])):
        return False
    head = next(number for number, state in enumerate(layout.states) if state == "head.title" or state in TOLD)
    span = layout.shapes[head : told[-1] + 1]
    return not _serves(span, span)


def _is_titled(layout: Layout, paragraph: Shape) -> bool:
    """Whether a paragraph speaks of what the title does and is no blurb, or there are no blurbs that it could be of."""
    roles = _roles(layout)
    if sum(role in TEASER_ROLES for role in roles) <= TEASERS:
        return True
    titles = [found.terms for role, found in zip(roles, layout.shapes, strict=True) if role == "title"]
    alike = paragraph.words >= BRIEF and any(not terms.isdisjoint(paragraph.terms) for terms in titles)
    return alike and advantage(layout) >= SURE


def _serves(shapes: Sequence[Shape], news: Sequence[Shape]) -> bool:
    """Whether more lines tell of offers, prices, accounts and choices than tell news."""
    served = sum(not OWN.isdisjoint(found.features) or _is_price(found) for found in shapes)
    return served >= SERVED and served > sum(map(_is_news, news))


def _is_news(found: Shape) -> bool:
    long = found.words >= HEADLINE or found.manner == "prose"
    return long and NO_NEWS.isdisjoint(found.features) and sum(map(found.folded.count, SIDES)) < 2


def _is_price(found: Shape) -> bool:
    return found.words <= PRICED and found.folded[:1].isdigit() and PRICE.fullmatch(found.folded) is not None


def _lists(layout: Layout) -> bool:
    """Whether the teasers are news: of a headline's length, or dated, cut, counted, told in blurbs."""
    if _is_told(layout, "channel"):  # a feed says itself that it lists
        return any(role in TEASER_ROLES for role in _roles(layout))
    teasers = [found for role, found in zip(_roles(layout), layout.shapes, strict=True) if role in TEASER_ROLES]
    if len(teasers) < TEASERS or _are_verses(teasers):
        return False
    prose = sum(found.manner == "prose" for found in teasers)
    short = median(found.words for found in teasers) < HEADLINE
    forms = sum("form" in found.features for found in layout.shapes)
    return (
        forms < FORM
        and not _serves(layout.shapes, teasers)
        and not any("no_news" in found.features for found in teasers)
        and (not short or _marked(layout) + prose >= TEASERS)
    )


def _are_verses(teasers: Sequence[Shape]) -> bool:
    """Whether most lines begin with a small letter, as no headline does."""
    return 2 * sum("lower" in found.features for found in teasers) > len(teasers)
