"""The phrases of a story that may be keywords, and how much of the story speaks of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.document import Block, Document
from workers.taggers.keywords.phrases import NOWHERE, Counted, Phrase, Word
from workers.taggers.keywords.runs import Run, Span, runs
from workers.taggers.keywords.segments import cut
from workers.taggers.keywords.table import LONGEST, spelled
from workers.taggers.reach import within_reach

# A headline names what the story is about, a lead nearly so.
ROLE_WEIGHT = {"title": 4.0, "lead": 2.0, "subhead": 1.5, "teaser_title": 1.5}
# Words as tied as that are read as one: 35 holds vận động + viên, and leaves out thị trường + xuất khẩu.
TIED = 40
# So many words without a word of grammar are no prose.
LONGEST_STRETCH = 60

Words = tuple[Word, ...]


@dataclass(slots=True)
class Candidate:
    """A phrase as the story prints it: how often, how often no name or number follows, and weighed by place."""

    text: str
    counted: Counted | None
    times: int = 0
    closed: int = 0
    weight: float = 0.0


def candidates(document: Document) -> dict[Words, Candidate]:
    """Every phrase of a story that may be a keyword; a line printed twice counts once."""
    found: dict[Words, Candidate] = {}
    names = sorted((mention.start, mention.end) for entity in document.entities for mention in entity.mentions)
    lines: dict[tuple[str, str], Block] = {}
    for block in within_reach(document.story):
        lines.setdefault((block.role, block.text), block)
    for (role, text), block in lines.items():
        weight = ROLE_WEIGHT.get(role, 1.0)
        for run in runs(text, _inside(names, block)):
            _gather(run, weight, found)
    return found


def _inside(names: list[Span], block: Block) -> list[Span]:
    """The names of a block, counted from its start."""
    first, last = bisect_left(names, (block.start,)), bisect_left(names, (block.end,))
    return [(start - block.start, end - block.start) for start, end in names[first:last]]


def _gather(run: Run, weight: float, found: dict[Words, Candidate]) -> None:
    """Count the phrases of a run."""
    printed, closed = run
    words = cut(map(spelled().__getitem__, printed))
    for first, end, at in _stretches(words):
        stretch = tuple(words[first:end])
        for start, past, place, size, counted in _spans(stretch):
            key = stretch[start:past]
            one = found.get(key)
            if one is None:
                one = found[key] = Candidate(" ".join(printed[at + place : at + place + size]), counted)
            one.times += 1
            one.closed += closed or first + past < len(words)
            one.weight += weight


def _stretches(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Where no word is one of grammar, of two syllables and more: first word, the one past the last, first syllable."""
    first = at = place = 0
    for past, word in enumerate(words):
        place += word.size
        if word.stop:
            if place - word.size - at > 1 and past - first <= LONGEST_STRETCH:
                yield first, past, at
            first, at = past + 1, place
    if place - at > 1 and len(words) - first <= LONGEST_STRETCH:
        yield first, len(words), at


def _spans(words: Words) -> list[tuple[int, int, int, int, Counted | None]]:
    """The phrases of a stretch that may be keywords: first word, the one past the last, first syllable, number of
    syllables, what was counted; none begins or ends inside words that are tied."""
    spans: list[tuple[int, int, int, int, Counted | None]] = []
    tied: list[tuple[int, Span]] = []
    place = 0
    for start, head in enumerate(words):
        size = head.size
        if size > 1 and head.keyword:
            spans.append((start, start + 1, place, size, head.counted))
        phrase: Phrase = head
        for past in range(start + 1, len(words)):
            word = words[past]
            size += word.size
            if size > LONGEST:
                break
            phrase = phrase.longer.get(word, NOWHERE)
            counted = phrase.counted
            if counted and counted.tied >= TIED:
                tied.append((-counted.tied, (start, past + 1)))
            if phrase.keyword or (not counted and head.heads and word.closes):
                spans.append((start, past + 1, place, size, counted))
        place += head.size
    if not tied:
        return spans
    broken = _insides(tied)
    return [span for span in spans if span[0] not in broken and span[1] not in broken]


def _insides(tied: list[tuple[int, Span]]) -> set[int]:
    """The places inside tied phrases, the most tied taken first, none across another."""
    broken: set[int] = set()
    for _, (start, end) in sorted(tied):
        if broken.isdisjoint((start, end)):
            broken.update(range(start + 1, end))
    return broken
