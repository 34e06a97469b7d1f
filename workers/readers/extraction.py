"""Which lines of a page are its story, as names of markup.

trafilatura says which text it would keep. Its opinion is laid on the lines as shown, links and boxes are taken out of
it, paragraphs of the same make are taken in, and what no extractor tells is told: whether there is a story at all.
Lines of a story are ``main`` or ``aside`` (in a box of other things also ``apart``) and stand ``over_main``,
``in_main`` or ``under_main``; the first line also says ``told_story`` or ``told_listing``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice, pairwise

import structlog
from lxml.html import HtmlElement

from workers.readers.boxes import PARAGRAPH, apart, is_headline
from workers.readers.columns import beside
from workers.readers.contacts import contacts
from workers.readers.elements import is_right
from workers.readers.entries import entries, is_clock
from workers.readers.pictures import with_captions
from workers.readers.pull_quotes import is_quoted, pulled
from workers.readers.rendering import Rendered, written
from workers.readers.story_signs import is_date_line, is_front, states_story
from workers.readers.summaries import summary
from workers.readers.tables import rows
from workers.readers.written import Written

log = structlog.get_logger()

WORD = re.compile(r"\w+")
KEPT = 0.5  # share of a line's words that an extractor kept
MOST = 50_000  # words of a page beyond which extractors, whose time grows faster than the page, are not asked
PAIRS = 5_000_000  # equal words; long pages have a tenth, and only a text of a few words that never end has more
STORY = 200  # characters of the shortest story, with the captions that an extractor kept in it
BRIEF = 600  # characters of the longest description of a topic over its stories
NEAR = 3  # lines between the story and a short line of it: a picture's, a button's
BLURB = 400  # characters of the longest blurb under a link; more is a paragraph under a name or a button
SIBLINGS = 2  # kept paragraphs of one make
AROUND = 2  # elements around a heading, in one of which what it heads stands
NO_SUBHEAD = frozenset(("linked", "figcaption"))
NO_PARAGRAPH = frozenset(("linked", "h1", "h2", "figcaption"))


def opinions(root: HtmlElement, shown: Sequence[Rendered]) -> list[Written]:
    """The lines with the names that tell the story; with their own markup only where no story or listing is seen."""
    lines = with_captions(shown, list(map(written, shown)))
    words = [_words(line.text) for line in lines]
    if sum(map(len, words)) > MOST or not (taken := _words(_main_text(root))) or _pairs(words, taken) > PAIRS:
        return lines
    shares = covered(words, taken)
    cards, boxes = apart(root, shown, lines)
    aside = [_is_aside(one, line) for one, line in zip(shown, lines, strict=True)]
    offered = [share >= KEPT and not is_aside for share, is_aside in zip(shares, aside, strict=True)]
    others = cards | boxes | contacts(shown, lines) | pulled(shown, lines, offered) | beside(shown, lines, offered)
    kept = [is_offered and at not in others for at, is_offered in enumerate(offered)]
    chained, linked = _makeup(lines, kept)
    captions = {at for at, share in enumerate(shares) if share >= KEPT and "figcaption" in lines[at].markup}
    chained += _size(lines, captions - others)
    blurbs = [at for at in cards if _is_paragraph(lines[at])]
    if states_story(root, lines):
        chained += linked
    elif _is_list(chained, linked + _size(lines, filter(offered.__getitem__, blurbs)), _size(lines, blurbs)) or (
        chained < BRIEF and is_front(root)
    ):
        return _named(lines, [("told_listing",)])
    if chained < STORY:
        return lines
    live = entries(shown, lines, kept)
    tabled = rows(shown, lines, kept) - others
    more = live | tabled | summary(shown, lines, kept)
    found = [
        (is_kept or at in more) and at not in others for at, is_kept in enumerate(_with_omitted(shown, lines, kept))
    ]
    told = {"apart": others, "entry": {at for at in live if is_clock(lines[at])}, "cell": tabled}
    names = [tuple(name for name, numbers in told.items() if at in numbers) for at in range(len(lines))]
    return _named(_named(lines, _places(lines, found)), names)


def _is_list(chained: int, linked: int, listed: int) -> bool:
    """Whether more of what is kept are blurbs, or more of the page than a text as short as a topic's description."""
    return linked > chained or (chained < BRIEF and listed > chained)


def _size(lines: Sequence[Written], numbers: Iterable[int]) -> int:
    return sum(len(lines[at].text) for at in numbers)


def covered(lines: Sequence[Sequence[str]], taken: Sequence[str]) -> list[float]:
    """For each line the share of its words that stand in ``taken``, in the same order.

    A text that comes twice counts where it goes on longest.
    """
    flat = [word for line in lines for word in line]
    owner = [number for number, line in enumerate(lines) for _ in line]
    hits = [0] * len(lines)
    for at, _, size in SequenceMatcher(None, flat, taken, autojunk=False).get_matching_blocks():
        for number in owner[at : at + size]:
            hits[number] += 1
    return [hit / len(line) if line else 0.0 for hit, line in zip(hits, lines, strict=True)]


def _pairs(lines: Sequence[Sequence[str]], taken: Sequence[str]) -> int:
    """Equal words of the two, each with each: what laying one on the other takes."""
    times = Counter(taken)
    return sum(times[word] for line in lines for word in line)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _main_text(root: HtmlElement) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415  takes half a second, and most files are plain text

    try:
        found = bare_extraction(root, favor_precision=True, include_comments=False)
    except Exception as error:  # hostile pages make the library raise anything; the page is then read without it
        log.info("no extraction", error=repr(error))
        return ""
    return str(getattr(found, "text", None) or "")  # None where there is none


def _is_aside(one: Rendered, line: Written) -> bool:
    """Whether a line is no text of a story wherever it stands: a headline that leads elsewhere, a caption, a name."""
    if is_headline(line) or "figcaption" in line.markup:
        return True
    return len(line.text) < PARAGRAPH and is_right(one.block)


def _is_paragraph(line: Written) -> bool:
    return len(line.text) >= PARAGRAPH and NO_PARAGRAPH.isdisjoint(line.markup)


def _makeup(lines: Sequence[Written], kept: Sequence[bool]) -> tuple[int, int]:
    """Characters of kept paragraphs that go on from the line above, and of blurbs that stand under a link."""
    chained = linked = 0
    for (above, line), is_kept in zip(pairwise(lines), kept[1:], strict=True):
        if is_kept and _is_paragraph(line):
            is_blurb = "linked" in above.markup and len(line.text) <= BLURB
            linked += len(line.text) * is_blurb
            chained += len(line.text) * (not is_blurb)
    return chained, linked


def _with_omitted(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> list[bool]:
    """The kept lines and what extractors leave out of a story: paragraphs of the same make, quoted posts, subheads."""
    told = [_is_paragraph(line) for line in lines]
    makes = Counter(_make(one) for one, is_told, is_kept in zip(shown, told, kept, strict=True) if is_told and is_kept)
    found = [
        is_kept or (is_told and makes[_make(one)] >= SIBLINGS)
        for one, is_told, is_kept in zip(shown, told, kept, strict=True)
    ]
    homes = Counter(one.block.getparent() for one, is_kept in zip(shown, found, strict=True) if is_kept)
    ends = [at for at, is_kept in enumerate(kept) if is_kept]
    for at in range(ends[0], ends[-1]):
        is_home = homes[shown[at].block.getparent()] >= SIBLINGS
        is_home = is_home or ("h2" in lines[at].markup and _is_over(shown[at], shown[at + 1]))
        found[at] |= _is_quoted(shown[at]) or (is_home and _is_subhead(lines, kept, at))
    return found


def _is_quoted(line: Rendered) -> bool:
    in_blockquote = any(element.tag == "blockquote" for element in line.within)
    return in_blockquote or (len(line.text) >= PARAGRAPH and is_quoted(line))


def _is_over(heading: Rendered, line: Rendered) -> bool:
    """Whether a line stands beside a heading, or beside the element right around it, as in live reports."""
    return any(element in line.within for element in islice(heading.block.iterancestors(), AROUND))


def _is_subhead(lines: Sequence[Written], kept: Sequence[bool], at: int) -> bool:
    """Whether a line of the story's own element heads a kept line, or stands right between two paragraphs kept."""
    if not NO_SUBHEAD.isdisjoint(lines[at].markup):
        return False
    if "h2" in lines[at].markup:
        return kept[at + 1]
    return all(kept[other] and _is_paragraph(lines[other]) for other in (at - 1, at + 1))


def _make(line: Rendered) -> tuple[object, ...]:
    return line.block.getparent(), line.block.tag, line.block.get("class")


def _places(lines: Sequence[Written], kept: Sequence[bool]) -> list[tuple[str, ...]]:
    """Whether each line is the story's, and where it stands to it."""
    first, last = _span(lines, kept)
    places = [
        ("main" if is_kept else "aside", "over_main" if at < first else "in_main" if at <= last else "under_main")
        for at, is_kept in enumerate(kept)
    ]
    return [(*places[0], "told_story"), *places[1:]]


def _span(lines: Sequence[Written], kept: Sequence[bool]) -> tuple[int, int]:
    """The first and the last line of the story: from paragraph to paragraph, and the kept lines right beside them."""
    paragraphs = [at for at, line in enumerate(lines) if kept[at] and _is_paragraph(line)]
    first, last = paragraphs[0], paragraphs[-1]
    for at in range(first - 1, -1, -1):
        if is_date_line(lines[at]) or "h1" in lines[at].markup:
            break
        first = at if kept[at] and first - at <= NEAR else first
    for at in range(last, len(lines)):
        last = at if kept[at] and at - last <= NEAR else last
    return first, last


def _named(lines: Sequence[Written], names: Sequence[tuple[str, ...]]) -> list[Written]:
    """The lines with more names; those beyond the end of ``names`` keep their own."""
    more = [*names, *[()] * (len(lines) - len(names))]
    return [replace(line, markup=(*line.markup, *own)) for line, own in zip(lines, more, strict=True)]
