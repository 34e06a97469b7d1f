"""The story of a page in Markdown: its longest run of paragraphs, where what stands around it is links."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from workers.readers.boxes import HEADLINE, PARAGRAPH
from workers.readers.extraction import NO_PARAGRAPH
from workers.readers.rendering import Rendered, written
from workers.readers.written import Written

LINKS = 10  # lines that are links on a page; a story by itself has fewer
# Characters of the longest run, and its share of all paragraphs: all of 6 Vietnamese and 74 of 91 English stories have
# both, and none of 4 listings, whose longest runs have up to 360.
STORY, SHARE = 500, 0.4
GAP = 7  # lines from one paragraph of a run to the next: subheads, captions, buttons
ABOVE = 8  # lines over a run without a heading that may be its title, its date and its lead
STOPS = frozenset(".?!…")
CLOSING = "\"'”’»)] "


def with_story(shown: Sequence[Rendered]) -> list[Written]:
    """The lines with the names of a story where its paragraphs are seen to follow one another."""
    lines = list(map(written, shown))
    if sum("linked" in line.markup for line in lines) < LINKS:
        return lines
    paragraphs = {at for at, line in enumerate(lines) if _is_paragraph(line) and not _opens_with_headline(shown[at])}
    runs = [(sum(len(lines[at].text) for at in run), run) for run in _runs(lines, paragraphs)]
    size, run = max(runs, key=lambda found: found[0], default=(0, []))
    return _named(lines, run) if size >= max(STORY, SHARE * sum(size for size, _ in runs)) else lines


def _named(lines: Sequence[Written], run: Sequence[int]) -> list[Written]:
    """The lines with the run marked, and what stands over the heading that stands over it."""
    heads = [at for at, line in enumerate(lines[: run[0]]) if "h1" in line.markup and "linked" not in line.markup]
    top, within = heads[-1] if heads else run[0] - ABOVE, frozenset(run)
    found = []
    for at, line in enumerate(lines):
        names = ("in_run",) * (at in within) + ("over_main",) * (at < top) + ("told_story",) * (at == 0)
        found.append(replace(line, markup=(*line.markup, *names)))
    return found


def _runs(lines: Sequence[Written], paragraphs: Container[int]) -> Iterator[list[int]]:
    """Paragraphs with a few lines at most between them, none of which is another story's headline."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if run and (at - run[-1] > GAP or _is_headline(line)):
            yield run
            run = []
        if at in paragraphs:
            run.append(at)
    if run:
        yield run


def _is_headline(line: Written) -> bool:
    return "linked" in line.markup and len(line.text) >= HEADLINE


def _opens_with_headline(line: Rendered) -> bool:
    """Whether a line begins with a link of a headline's length; its blurb follows."""
    return line.linked >= HEADLINE and any(element.tag == "a" for element in line.within)


def _is_paragraph(line: Written) -> bool:
    """Whether a line is as long as a paragraph, ends as one and is none of another kind."""
    ends = line.text.rstrip(CLOSING)[-1:] in STOPS
    return ends and len(line.text) >= PARAGRAPH and NO_PARAGRAPH.isdisjoint(line.markup)
