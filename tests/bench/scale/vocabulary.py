"""Words: those of our annotated corpus, drawn as often as they occur there, and names made of them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import accumulate
from random import Random

from seeds.marks import CORPUS, pieces
from service.store.folding import fold

WORD = re.compile(r"[^\W\d_]+")
# So many words of a text are numbers, and names and foreign words of which there is no end.
NUMBERS, OPEN = 0.03, 0.03
OPEN_WORDS = 500_000
SYLLABLES = 1500
# Texts are put together of runs of so many words out of a stream of so many.
RUN, STREAM = 12, 300_000
SPREAD = 1_000_003  # a prime, so that neighbours in rank have nothing in common
# How names begin, and how often: surnames as common as they are in Vietnam.
HEADS: dict[str, dict[str, int]] = {
    "person": {"Nguyễn": 38, "Trần": 14, "Lê": 13, "Phạm": 9, "Huỳnh": 7, "Phan": 7, "Vũ": 6, "Đặng": 3, "Bùi": 3},
    "organization": {"Công ty": 40, "Ủy ban": 25, "Đại học": 15, "Hiệp hội": 10, "Tập đoàn": 10},
    "location": {"xã": 40, "phường": 30, "quận": 10, "tỉnh": 10, "đảo": 10},
    "product": {"máy bay": 30, "điện thoại": 40, "ứng dụng": 30},
    "event": {"hội chợ": 40, "hội nghị": 40, "lễ hội": 20},
}


@cache
def counted() -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """Words, how they are folded, and running sums of how often they occur; no two are folded alike."""
    seen: Counter[str] = Counter()
    for path in sorted(CORPUS.glob("*.txt")):
        for piece in pieces(path):
            for line in piece.lines:
                seen.update(WORD.findall(line.text.lower()))
    alike: dict[str, list[str]] = {}
    for word, _ in seen.most_common():
        alike.setdefault(fold(word), []).append(word)
    sums = accumulate(sum(seen[word] for word in words) for words in alike.values())
    return tuple(words[0] for words in alike.values()), tuple(alike), tuple(sums)


@cache
def syllables() -> list[tuple[str, str]]:
    """Words that names are made of, the more frequent half, and how they are folded."""
    written, folded, _ = counted()
    return [pair for pair in zip(written, folded, strict=True) if len(pair[0]) > 1][:SYLLABLES]


def named(type_: str, rank: int) -> str:
    """The name of the tag with this rank in popularity; no other of its type is folded alike."""
    first, second = divmod(rank * SPREAD % SYLLABLES**2, SYLLABLES)
    words = f"{syllables()[first][0]} {syllables()[second][0]}"
    if type_ == "keyword":
        return words
    return f"{_heads(type_)[rank * SPREAD % 100]} {words.title()}"


@cache
def _heads(type_: str) -> tuple[str, ...]:
    return tuple(head for head, often in HEADS[type_].items() for _ in range(often))


def open_word(number: float) -> tuple[str, str]:
    """A word of those without end, and how it is folded: 0..1, near 0 the frequent ones."""
    first, second = divmod(int(OPEN_WORDS**number) * SPREAD % SYLLABLES**2, SYLLABLES)
    (one, bare), (other, other_bare) = syllables()[first], syllables()[second]
    return one + other, bare + other_bare


Words = tuple[list[str], list[str]]  # as they are written, and as they are folded


@cache
def _stream() -> Words:
    """A long run of words, from anywhere in which a text may take a few."""
    draw = Random(0)
    words, folded, sums = counted()
    places = draw.choices(range(len(words)), cum_weights=sums, k=STREAM)
    written, compared = [words[place] for place in places], [folded[place] for place in places]
    for _ in range(int(STREAM * NUMBERS)):
        place = int(draw.random() * STREAM)
        written[place] = compared[place] = str(int(2100 ** draw.random()))
    return written, compared


def text(draw: Random, size: int, rare: int) -> Words:
    """So many words, of which some are of those without end."""
    written, folded = _stream()
    found: Words = ([], [])
    for start in range(0, size, RUN):
        place, most = int(draw.random() * (STREAM - RUN)), min(RUN, size - start)
        found[0].extend(written[place : place + most])
        found[1].extend(folded[place : place + most])
    for _ in range(min(rare, size)):
        place = int(draw.random() * size)
        found[0][place], found[1][place] = open_word(draw.random())
    return found
