"""What a page is: one story, a run of teasers, or neither."""

from __future__ import annotations

from statistics import median

from workers.document import TEASER_ROLES
from workers.parsers.layout import Layout, lay_out_as
from workers.parsers.shapes import Shape

TEASERS = 3  # headlines or blurbs that make a listing
HEADLINE = 8  # words: the median headline of a front page has 11 to 13, a verse 6 to 8, a menu's entry 2
SERVED = 3  # lines about a paper's own services that a page of news may have among its news
SERVICES = 0.6  # share of them from which on the page is about these; news of frauds has 0.4, front pages 0.1 or less
FORM = 3  # dotted lines to fill in that make a form
TOLD = {"story.body", "head.lead"}
STORY = 20  # words of running text below which a page tells no story
MARKS = ("stamp", "stamp_with", "ago", "ago_with", "ends_ago", "ends_stamp", "cut", "heading_teasers", "lead_in")


def settle(layout: Layout) -> tuple[str, tuple[str, ...]]:
    """The kind of a page and the roles of its lines; a page that is neither story nor listing has none but noise."""
    if not layout.lists and (_is_told(layout, "told_story") or _tells(layout)):
        return "article", _roles(layout)
    if _lists(listing := lay_out_as(layout, "listing")):
        return "listing", _roles(listing)
    story = lay_out_as(layout, "story")
    told = _tells(story) and not _is_told(layout, "told_listing")
    return ("article", _roles(story)) if told else ("other", ("noise",) * len(layout.lines))


def _is_told(layout: Layout, kind: str) -> bool:
    """Whether the reader saw in the markup what kind of page it is."""
    return any(kind in names for names in layout.markup[:1])


def _roles(layout: Layout) -> tuple[str, ...]:
    return tuple(state.partition(".")[2] for state in layout.states)


def _tells(layout: Layout) -> bool:
    """Whether there is a story: paragraphs of running text, and more of them than of excuses."""
    named = list(zip(layout.states, layout.shapes, strict=True))
    paragraphs = [found for state, found in named if state in TOLD and found.manner == "prose"]
    excused = any("no_news" in found.features for found in layout.shapes)
    told = sum(found.words for found in paragraphs)
    teasers = sum(role in TEASER_ROLES for role in _roles(layout))
    least = 3 if excused else 2 if teasers > TEASERS else 1
    return len(paragraphs) >= least and told >= STORY and not _serves(paragraphs)


def _serves(found: list[Shape]) -> bool:
    """Whether the lines that should tell news tell of offers, payment and accounts."""
    served = sum("service" in one.features for one in found)
    return served >= SERVED and served >= SERVICES * len(found)


def _lists(layout: Layout) -> bool:
    """Whether the teasers are news: of a headline's length, or dated, cut, counted, told in blurbs."""
    if _is_told(layout, "channel"):  # a feed says itself that it lists
        return any(role in TEASER_ROLES for role in _roles(layout))
    teasers = [found for role, found in zip(_roles(layout), layout.shapes, strict=True) if role in TEASER_ROLES]
    if len(teasers) < TEASERS:
        return False
    marked = sum(any(name in found.features for name in MARKS) for found in layout.shapes)
    prose = sum(found.manner == "prose" for found in teasers)
    verses = median(found.words for found in teasers) < HEADLINE
    forms = sum("form" in found.features for found in layout.shapes)
    return (
        forms < FORM
        and not _serves(teasers)
        and not any("no_news" in found.features for found in teasers)
        and (not verses or marked + prose >= TEASERS)
    )
