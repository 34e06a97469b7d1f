"""Pages as sites dump them: stories of a wanted length of the corpus's lines, the furniture of our samples around."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path

from seeds import SAMPLES
from seeds.marks import CORPUS, pieces
from workers.document import CONTENT_ROLES

PARTS = ("title", "lead", "body")
LINES = 3  # of the corpus in a paragraph, which gives it three to six sentences, as papers write
Frame = list[tuple[str, str]]  # a sample's lines with their roles


def pages(size: int) -> Iterator[str]:
    """Pages without end, each with a story of ``size`` bytes or a paragraph more, counted from title to last paragraph.

    No line of a story comes twice, for each bears a number, so that nothing is remembered of stories before;
    the furniture does come again, as on the pages of one site.
    """
    numbers = count(1)
    titles, leads, bodies = (_lines(role, numbers) for role in PARTS)
    for frame in cycle(_frames()):
        title, lead = next(titles), next(leads)
        yield _page(frame, title, lead, _told(bodies, size - _size(title) - _size(lead)))


def _lines(role: str, numbers: Iterator[int]) -> Iterator[str]:
    found = [pieces(path) for path in sorted(CORPUS.glob("*.txt"))]
    texts = [line.text for told in found for piece in told for line in piece.lines if line.role == role]
    for text in cycle(texts):
        bare = text.rstrip(".")
        yield f"{bare} ({next(numbers)}){text[len(bare) :]}"


def _told(lines: Iterator[str], size: int) -> list[str]:
    found: list[str] = []
    while size > 0:
        found.append(" ".join(islice(lines, LINES)))
        size -= _size(found[-1])
    return found


def _size(line: str) -> int:
    return len(line.encode()) + 1


def _frames() -> list[Frame]:
    """The samples that tell a story with a title and a lead."""
    found = [_frame(path) for path in sorted(SAMPLES.glob("*.txt"))]
    return [frame for frame in found if {role for role, _ in frame} >= {*PARTS}]


def _frame(path: Path) -> Frame:
    roles = dict(json.loads(path.with_suffix(".json").read_text("utf-8"))["lines"])
    lines = path.read_text("utf-8").split("\n")
    return [(roles.get(number, "noise"), line) for number, line in enumerate(lines, 1)]


def _page(frame: Frame, title: str, lead: str, paragraphs: list[str]) -> str:
    """The sample with its own story taken out and the given one put in, the paragraphs where its first one stood."""
    story, out = {"title": [title], "lead": [lead], "body": paragraphs}, []
    for role, line in frame:
        out += story.pop(role, []) if role in CONTENT_ROLES else [line]
    return "\n".join(out)
