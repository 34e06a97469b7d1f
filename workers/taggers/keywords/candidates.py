"""The phrases of a story that may be keywords, and how much of the story speaks of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.document import Document
from workers.taggers.keywords.phrases import NOWHERE, Counted, Phrase, Word, Words
from workers.taggers.keywords.runs import OPEN, runs
from workers.taggers.keywords.segments import ways
from workers.taggers.keywords.table import LONGEST, spelled
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
    counted: Counted | None
    times: int = 0
    closed: int = 0
    weight: float = 0.0


def candidates(document: Document) -> dict[Words, Candidate]:
    """Every phrase of a story that may be a keyword; a line printed twice counts once."""
    found: dict[Words, Candidate] = {}
    readable = _without_names(document)
    read: set[tuple[str, str]] = set()
    for block in within_reach(document.story):
        if (block.role, block.text) not in read:
            read.add((block.role, block.text))
            _gather(runs(block.text, readable[block.start : block.end]), ROLE_WEIGHT.get(block.role, 1.0), found)
    return found


def _without_names(document: Document) -> str:
    """The file's text with bars in the place of names."""
    parts: list[str] = []
    at = 0
    for start, end in sorted((one.start, one.end) for entity in document.entities for one in entity.mentions):
        parts += document.decoded[at:start], "|" * (end - max(at, start))
        at = max(at, end)
    return "".join(parts) + document.decoded[at:]


def _gather(printed: list[str], weight: float, found: dict[Words, Candidate]) -> None:
    """Count the phrases of a line."""
    for at, end, words in _stretches(ways(map(spelled().__getitem__, printed))):
        followed = printed[end] == OPEN
        for start, past, place, size, counted in _spans(words):
            key = words[start:past]
            one = found.get(key)
            if one is None:
                text = " ".join(printed[at + place : at + place + size])
                one = found[key] = Candidate(text, counted)
            one.times += 1
            one.weight += weight
            if not (followed and past == len(words)):
                one.closed += 1


def _stretches(ends: Sequence[Word]) -> Iterator[tuple[int, int, Words]]:
    """Where a line has no word of grammar, two syllables and more: first syllable, the one past the last, the words;
    read off ``ways`` from the last to the first."""
    found: list[tuple[int, int, list[Word]]] = []
    words: list[Word] = []
    at = end = len(ends)
    while at:
        word = ends[at - 1]
        if word.stop:
            if end - at > 1 and len(words) <= LONGEST_STRETCH:
                found.append((at, end, words))
            words, end = [], at - word.size
        else:
            words.append(word)
        at -= word.size
    return ((at, end, tuple(words[::-1])) for at, end, words in reversed(found))


def _spans(words: Words) -> list[tuple[int, int, int, int, Counted | None]]:
    """The phrases of a stretch that may be keywords: first word, the one past the last, first syllable, number of
    syllables, what was counted; none begins or ends inside words that are tied."""
    spans: list[tuple[int, int, int, int, Counted | None]] = []
    tied: list[tuple[int, int, int]] = []
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
                tied.append((-counted.tied, start, past + 1))
            if phrase.keyword or (not counted and head.heads and word.closes):
                spans.append((start, past + 1, place, size, counted))
        place += head.size
    if not tied:
        return spans
    broken = _insides(tied)
    return [span for span in spans if span[0] not in broken and span[1] not in broken]


def _insides(tied: list[tuple[int, int, int]]) -> set[int]:
    """The places inside tied phrases, the most tied taken first, none across another."""
    broken: set[int] = set()
    for _, start, end in sorted(tied):
        if broken.isdisjoint((start, end)):
            broken.update(range(start + 1, end))
    return broken
