"""Which lines of a page are its story, as names of markup.

trafilatura says which text it would keep. Its opinion is laid on the lines as shown, links are taken out of it,
paragraphs of the same make are taken in, and what no extractor tells is told: whether there is a story at all. Lines
of a story are ``main`` or ``aside`` and stand ``over_main``, ``in_main`` or ``under_main``; the first line
also says ``told_story`` or ``told_listing``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

import structlog
from lxml.html import HtmlElement

from workers.readers.metadata import states_story
from workers.readers.rendering import Rendered, written
from workers.readers.written import Written

log = structlog.get_logger()

WORD = re.compile(r"\w+")
KEPT = 0.5  # share of a line's words that an extractor kept
MOST = 50_000  # words of a page beyond which extractors, whose time grows faster than the page, are not asked
PAIRS = 5_000_000  # equal words; long pages have a tenth, and only a text of a few words that never end has more
PARAGRAPH = 60  # characters of the shortest paragraph, in any script
STORY = 200  # characters of the shortest story
LINK = 25  # characters of the shortest headline that is a link; shorter ones may be a word of the story on its own line
NEAR = 3  # lines between the story and a short line of it: a picture's, a button's
BLURB = 400  # characters of the longest blurb under a link; more is a paragraph under a name or a button
SIBLINGS = 2  # kept paragraphs of one make
NO_SUBHEAD = frozenset(("linked", "figcaption"))
NO_PARAGRAPH = frozenset(("linked", "h1", "h2", "figcaption"))


def opinions(root: HtmlElement, shown: Sequence[Rendered]) -> list[Written]:
    """The lines with the names that tell the story; with their own markup only where no story or listing is seen."""
    lines = list(map(written, shown))
    words = [_words(line.text) for line in lines]
    if sum(map(len, words)) > MOST or not (taken := _words(_main_text(root))) or _pairs(words, taken) > PAIRS:
        return lines
    shares = covered(words, taken)
    kept = [share >= KEPT and not _is_headline(line) for share, line in zip(shares, lines, strict=True)]
    chained, linked = _makeup(lines, kept)
    if states_story(root):
        chained, linked = chained + linked, 0
    if linked > chained:
        return _named(lines, [("told_listing",)])
    return _named(lines, _places(lines, _with_omitted(shown, lines, kept))) if chained >= STORY else lines


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


def _is_headline(line: Written) -> bool:
    return "linked" in line.markup and len(line.text) >= LINK


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
    ends = [at for at, is_kept in enumerate(kept) if is_kept]
    for at in range(ends[0], ends[-1]):
        found[at] |= _is_quoted(shown[at]) or _is_subhead(shown, lines, kept, at)
    return found


def _is_quoted(line: Rendered) -> bool:
    return any(element.tag == "blockquote" for element in line.within)


def _is_subhead(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool], at: int) -> bool:
    """Whether a line stands right between two paragraphs that are kept, in the element in which they stand."""
    beside, within = (at - 1, at + 1), shown[at].block.getparent()
    return NO_SUBHEAD.isdisjoint(lines[at].markup) and all(
        kept[other] and _is_paragraph(lines[other]) and shown[other].block.getparent() is within for other in beside
    )


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
    for at in range(first, -1, -1):
        first = at if kept[at] and first - at <= NEAR else first
    for at in range(last, len(lines)):
        last = at if kept[at] and at - last <= NEAR else last
    return first, last


def _named(lines: Sequence[Written], names: Sequence[tuple[str, ...]]) -> list[Written]:
    """The lines with more names; those beyond the end of ``names`` keep their own."""
    more = [*names, *[()] * (len(lines) - len(names))]
    return [replace(line, markup=(*line.markup, *own)) for line, own in zip(lines, more, strict=True)]
