"""Counts the words and phrases of a collection of news: ``python -m seeds.counts FOLDER`` writes the keywords' table.

``FOLDER`` holds ``vntc_sample.jsonl.xz`` and ``danes.jsonl``. What fewer than ``FEWEST`` texts hold is left out, so
that no sentence can be read off; the same data give the same bytes.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np

from workers import lexicons
from workers.taggers.entities.tokens import plain
from workers.taggers.keywords.runs import CLOSED, OPEN, runs
from workers.taggers.keywords.segments import UNKNOWN, Vocabulary, stops
from workers.taggers.keywords.table import LONGEST
from workers.taggers.syllables import syllables

Text = list[list[str]]  # the runs of a text, each a list of syllables or words
TABLE = lexicons.FOLDER / "keywords" / "counts.tsv"
HEADING = (
    "# source: counted by the Tintag authors over VNTC (MIT), news of 2006, and DANeS (CC BY 4.0) | licence: CC BY 4.0"
    "\n# Words (joined by _ inside) and phrases; the texts that hold them; of 100: how tied the words are, how often"
    "\n# neighbours show a noun, how often no further word of weight follows.\n"
    "text\ttexts\ttied\tnoun\tends\n"
)
# What fewer texts hold is left out.
FEWEST = 5
# Two syllables are a word when they stand together this much more than by chance (NPMI): 0.25 holds kinh doanh and
# leaves out công anh.
WORD = 0.25
# So much where one of them is a word of grammar: 0.4 holds quá trình and leaves out giữa hai.
WORD_OF_GRAMMAR = 0.4
# Words that stand together less than this are no phrase.
PHRASE = 0.15
# A phrase that hardly ever begins or ends a stretch of words of weight is cut from a longer one.
BEGINS, ENDS = 0.1, 0.2
# What a word is taken for before its own neighbours have been heard, and how many of them outweigh that.
PRIOR, HEARD = 0.5, 5


def texts(folder: Path) -> Iterator[Text]:
    """The syllables of every text, by run."""
    with lzma.open(folder / "vntc_sample.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from (runs_of(json.loads(line)["t"]) for line in lines)
    with (folder / "danes.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)["data"]
            yield runs_of(f"{data['text'] or ''}\n{data['meta'].get('description') or ''}")


def runs_of(text: str) -> Text:
    """The runs of a text, as words are looked up; one that a name or a number follows ends in ``OPEN``."""
    read = syllables(text.splitlines())
    said = runs(read, np.zeros(len(read.numbers), dtype=np.bool_))
    spans = zip(read.starts.tolist(), read.ends.tolist(), strict=True)
    words = [sys.intern(plain(read.small[start:end])) for start, end in spans]
    return list(_parted([*words, CLOSED, OPEN], said.order.tolist()))


def _parted(words: list[str], order: list[int]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in (words[place] for place in order):
        if word not in (OPEN, CLOSED):
            run.append(word)
        elif run:
            yield [*run, OPEN] if word == OPEN else run
            run = []


def tied(together: int, left: int, right: int, total: int) -> float:
    """Normalised pointwise mutual information: 1 when neither stands without the other, 0 by chance."""
    return log(together * total / (left * right)) / log(total / together)


def words(found: list[Text]) -> dict[str, int]:
    """How often each word stands, of one syllable or two."""
    singles = Counter(word for text in found for run in text for word in run)
    pairs = Counter(pair for text in found for run in text for pair in pairwise(run))
    total, counters = singles.total(), lexicons.words("keywords/counters.txt")
    kept = {
        f"{a} {b}": count
        for (a, b), count in pairs.items()
        if count >= FEWEST
        and a not in counters
        and OPEN not in (a, b)
        and not {a, b} <= stops()
        and tied(count, singles[a], singles[b], total) >= (WORD_OF_GRAMMAR if {a, b} & stops() else WORD)
    }
    plain = (word.split(" ") for word in stops() | lexicons.words("keywords/empty.txt") if word.count(" ") == 1)
    listed = (word.split(" ") for word in lexicons.words("keywords/words.txt"))
    known = {f"{a} {b}": pairs[a, b] or 1 for a, b in (*listed, *(pair for pair in plain if not stops() >= set(pair)))}
    return {word: count for word, count in singles.items() if count >= FEWEST} | kept | known


def segmented(found: list[Text]) -> list[Text]:
    """The same texts as words: cut by the counts of syllables, then by the counts of the words that gave."""
    counts = words(found)
    for _ in range(2):
        known = Vocabulary(counts)
        told = [_cut(text, known) for text in found]
        again = Counter(word for text in told for run in text for word in run)
        counts = {word: again[word] or 1 for word in counts}
    return told


def _cut(text: Text, known: Vocabulary) -> Text:
    """The words of a text, by run; all its runs are cut at once."""
    syllables = [syllable for run in text for syllable in (*run, CLOSED)]
    numbers = np.array([known.numbers.get(syllable, UNKNOWN) for syllable in syllables], dtype=np.int32)
    places = known.cut(numbers)[1].tolist()
    found = [" ".join(syllables[first:end]) for first, end in pairwise([*places, len(syllables)])]
    ends = [place for place, word in enumerate(found) if word == CLOSED]
    return [found[first + 1 : end] for first, end in pairwise([-1, *ends])]


@cache
def barred() -> frozenset[str]:
    """What no phrase holds."""
    return stops() | {OPEN}


def spans(run: list[str]) -> Iterator[tuple[int, int]]:
    """Every word of a run, and every span that may be a phrase."""
    yield from ((at, at + 1) for at, word in enumerate(run) if word in stops())
    for first, end in stretches(run, barred()):
        yield from phrases(run, first, end)


def stretches(words: Sequence[str], barred: Container[str]) -> Iterator[tuple[int, int]]:
    """Where no word is barred: first word and the one past the last."""
    first = 0
    for at, word in enumerate(words):
        if word in barred:
            if first < at:
                yield first, at
            first = at + 1
    if first < len(words):
        yield first, len(words)


def phrases(words: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    """All spans of words between two places, of at most ``LONGEST`` syllables."""
    for start in range(first, end):
        size = 0
        for last in range(start, end):
            size += words[last].count(" ") + 1
            if size > LONGEST:
                break
            yield start, last + 1


def joined(run: list[str], start: int, end: int) -> str:
    """The words of a span, with _ inside a word."""
    return " ".join(word.replace(" ", "_") for word in run[start:end])


def held(found: list[Text]) -> dict[str, int]:
    """How many texts hold each phrase, of those that enough do."""
    counts: Counter[str] = Counter()
    for text in found:
        counts.update({joined(run, *span) for run in text for span in spans(run)})
    return {phrase: count for phrase, count in counts.items() if count >= FEWEST}


def heard(found: list[Text], kept: Container[str]) -> dict[str, Counter[str]]:
    """How often each phrase stands, begins and ends a stretch, and has a neighbour that shows a noun or a verb."""
    cues = {(row["side"], row["word"]): row["shows"] for row in lexicons.rows("keywords/cues.tsv")}
    told: dict[str, Counter[str]] = {what: Counter() for what in ("stands", "begins", "ends", "noun", "verb", "")}
    for run in (run for text in found for run in text):
        around = ["", *run, ""]
        for start, end in spans(run):
            phrase = joined(run, start, end)
            if phrase in kept:
                before, after = around[start], around[end + 1]
                told["stands"][phrase] += 1
                told["begins"][phrase] += not before or before in stops()
                told["ends"][phrase] += not after or after in stops()
                told[cues.get(("before", before), "")][phrase] += 1
                told[cues.get(("after", after), "")][phrase] += 1
    return told


def rows(found: list[Text]) -> Iterator[str]:
    """The lines of the table, in order."""
    kept = held(found)
    told = heard(found, kept)
    total = sum(len(run) for text in found for run in text)
    for phrase in sorted(kept):
        parts = phrase.split(" ")
        tie = min((_tie(told["stands"], parts, at, total) for at in range(1, len(parts))), default=1.0)
        begins, ends = (told[side][phrase] / told["stands"][phrase] for side in ("begins", "ends"))
        if len(parts) == 1 or (tie >= PHRASE and begins >= BEGINS and ends >= ENDS):
            noun = _noun(told, phrase, _noun(told, parts[0], PRIOR))
            yield "\t".join((phrase, str(kept[phrase]), *map(_percent, (tie, noun, ends))))


def _tie(stands: Counter[str], parts: list[str], at: int, total: int) -> float:
    return tied(stands[" ".join(parts)], stands[" ".join(parts[:at])], stands[" ".join(parts[at:])], total)


def _noun(told: dict[str, Counter[str]], phrase: str, before: float) -> float:
    nouns, verbs = told["noun"][phrase], told["verb"][phrase]
    return (nouns + HEARD * before) / (nouns + verbs + HEARD)


def _percent(share: float) -> str:
    return str(min(99, round(100 * share)))


def main(arguments: list[str]) -> None:
    """Write the table."""
    found = segmented(list(texts(Path(arguments[0]))))
    TABLE.write_text(HEADING + "".join(f"{row}\n" for row in rows(found)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
