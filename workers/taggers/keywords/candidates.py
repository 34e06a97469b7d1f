"""The phrases of a story that may be keywords, and how much of the story speaks of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from workers.document import Block, Document
from workers.taggers.keywords.runs import Run, Span, runs
from workers.taggers.keywords.segments import cut, phrases, stops, stretches
from workers.taggers.keywords.table import table, word_costs
from workers.taggers.reach import within_reach

# A headline names what the story is about, a lead nearly so.
ROLE_WEIGHT = {"title": 4.0, "lead": 2.0, "subhead": 1.5, "teaser_title": 1.5}
# Words as tied as that are read as one: 35 holds vận động + viên, and leaves out thị trường + xuất khẩu.
TIED = 40
# So many words without a word of grammar are no prose.
LONGEST_STRETCH = 60


@dataclass(slots=True)
class Candidate:
    """A phrase as the story prints it: how often, how often no name or number follows, and weighed by place."""

    text: str
    times: int = 0
    closed: int = 0
    weight: float = 0.0


def candidates(document: Document) -> dict[str, Candidate]:
    """Every phrase of a story, words joined by _ inside; a line printed twice counts once."""
    found: dict[str, Candidate] = {}
    names = sorted((mention.start, mention.end) for entity in document.entities for mention in entity.mentions)
    lines: dict[tuple[str, str], list[Span]] = {}
    for block in within_reach(document.story):
        lines.setdefault((block.role, block.text), _inside(names, block))
    for (role, text), inside in lines.items():
        weight = ROLE_WEIGHT.get(role, 1.0)
        for run in runs(text, inside):
            _gather(run, weight, found)
    return found


def _inside(names: list[Span], block: Block) -> list[Span]:
    """The names of a block, counted from its start."""
    first, last = bisect_left(names, (block.start,)), bisect_left(names, (block.end,))
    return [(start - block.start, end - block.start) for start, end in names[first:last]]


def _gather(run: Run, weight: float, found: dict[str, Candidate]) -> None:
    printed = run.printed
    words = cut(run.looked_up, *word_costs())
    starts = [0, *accumulate(word.count(" ") + 1 for word in words)]
    for first, end in stretches(words, stops()):
        if starts[end] - starts[first] > 1 and end - first <= LONGEST_STRETCH:
            for start, past, key in _whole(words, first, end):
                one = found.get(key)
                if one is None:
                    one = found[key] = Candidate(" ".join(printed[starts[start] : starts[past]]))
                one.times += 1
                one.closed += run.closed or past < len(words)
                one.weight += weight


def _whole(words: list[str], first: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The phrases of a stretch, with their keys, that do not begin or end inside words that are tied."""
    joined = [word.replace(" ", "_") for word in words[first:end]]
    keys = {(start, past): " ".join(joined[start - first : past - first]) for start, past in phrases(words, first, end)}
    broken = _insides(keys)
    for (start, past), key in keys.items():
        if start not in broken and past not in broken:
            yield start, past, key


def _insides(keys: dict[Span, str]) -> set[int]:
    """The places inside tied phrases, the most tied taken first, none across another."""
    known = ((table().get(key), span) for span, key in keys.items() if " " in key)
    tied = [(-counted.tied, span) for counted, span in known if counted and counted.tied >= TIED]
    broken: set[int] = set()
    for _, (start, end) in sorted(tied):
        if broken.isdisjoint((start, end)):
            broken.update(range(start + 1, end))
    return broken
