"""Which lines of a page an extractor takes for its story, as names of markup: ``main``, ``aside``.

The first line also says whether these lines go on from one to the next (``told_story``) or stand under links
(``told_listing``), which no extractor tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from lxml.html import HtmlElement

from workers.readers.rendering import Rendered, written
from workers.readers.written import Written

WORD = re.compile(r"\w+")
PARAGRAPH = 60  # characters of the shortest paragraph, in any script
STORY = 200  # characters of the shortest story
SIBLINGS = 2  # kept paragraphs of one make
NO_PARAGRAPH = frozenset(("linked", "h1", "h2", "figcaption"))
NEAR = 3  # lines between the story and a short line of it: a picture's, a button's
KEPT = 0.5  # share of a line's words that an extractor kept
MOST = 50_000  # words of a page beyond which extractors, whose time grows faster than the page, are not asked


def opinions(root: HtmlElement, shown: Sequence[Rendered]) -> list[Written]:
    """The lines with a name for what trafilatura thinks of each; none where it finds no text."""
    lines = list(map(written, shown))
    words = [_words(line.text) for line in lines]
    if sum(map(len, words)) > MOST or not (taken := _words(_main_text(root))):
        return lines
    kept = [share >= KEPT for share in covered(words, taken)]
    kept = _with_siblings(shown, lines, kept)
    found = [
        replace(line, markup=(*line.markup, "main" if is_kept else "aside"))
        for line, is_kept in zip(lines, kept, strict=True)
    ]
    return _placed(found, _kind(found))


def _with_siblings(shown: Sequence[Rendered], lines: Sequence[Written], kept: Sequence[bool]) -> list[bool]:
    """Paragraphs that stand among kept ones, in the same element and of the same make, are the story's too."""
    makes = Counter(
        _make(line) for line, is_kept in zip(shown, kept, strict=True) if is_kept and len(line.text) >= PARAGRAPH
    )
    return [
        is_kept
        or (len(line.text) >= PARAGRAPH and NO_PARAGRAPH.isdisjoint(line.markup) and makes[_make(one)] >= SIBLINGS)
        for one, line, is_kept in zip(shown, lines, kept, strict=True)
    ]


def _make(line: Rendered) -> tuple[object, ...]:
    block = line.block
    return block.getparent(), block.tag, block.get("class")


def _kind(lines: Sequence[Written]) -> tuple[str, ...]:
    """What the kept paragraphs make: a story where most go on from another, a listing where most stand under a link."""
    chained = linked = 0
    for above, line in pairwise(lines):
        if _is_paragraph(line):
            linked += len(line.text) * ("linked" in above.markup)
            chained += len(line.text) * ("linked" not in above.markup)
    if linked > chained:
        return ("told_listing",)
    return ("told_story",) if chained >= STORY else ()


def _is_paragraph(line: Written) -> bool:
    return len(line.text) >= PARAGRAPH and "main" in line.markup and NO_PARAGRAPH.isdisjoint(line.markup)


def _placed(lines: Sequence[Written], kind: tuple[str, ...]) -> list[Written]:
    """The lines of a story with their place to it: ``over_main``, ``in_main``, ``under_main``."""
    first, last = _span(lines) if "told_story" in kind else (len(lines), len(lines))
    placed = [
        replace(line, markup=(*line.markup, "over_main" if at < first else "in_main" if at <= last else "under_main"))
        if "told_story" in kind
        else line
        for at, line in enumerate(lines)
    ]
    return [replace(line, markup=(*line.markup, *kind)) for line in placed[:1]] + placed[1:]


def _span(lines: Sequence[Written]) -> tuple[int, int]:
    """The first and the last line of the story: from paragraph to paragraph, and the kept lines right beside them."""
    paragraphs = [at for at, line in enumerate(lines) if _is_paragraph(line)]
    first, last = paragraphs[0], paragraphs[-1]
    for at in range(first, -1, -1):
        if "main" in lines[at].markup and first - at <= NEAR:
            first = at
    for at in range(last, len(lines)):
        if "main" in lines[at].markup and at - last <= NEAR:
            last = at
    return first, last


def covered(lines: Sequence[Sequence[str]], taken: Sequence[str]) -> list[float]:
    """For each line the share of its words that stand in ``taken``, in the same order; a text that comes twice
    counts where it goes on longest."""
    flat = [word for line in lines for word in line]
    owner = [number for number, line in enumerate(lines) for _ in line]
    hits = [0] * len(lines)
    for at, _, size in SequenceMatcher(None, flat, taken, autojunk=False).get_matching_blocks():
        for number in owner[at : at + size]:
            hits[number] += 1
    return [hit / len(line) if line else 0.0 for hit, line in zip(hits, lines, strict=True)]


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _main_text(root: HtmlElement) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415  takes half a second, and most files are plain text

    found = bare_extraction(root, favor_precision=True, include_comments=False)
    return found.text if found and found.text else ""
