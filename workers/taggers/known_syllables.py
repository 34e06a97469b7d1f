"""The syllables that the lists of words of a story are made of, one number each, found for a whole text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers import lexicons
from workers.taggers.entities.tokens import OLD_MARKS, lower, plain
from workers.taggers.letter_kinds import Codes, codes
from workers.taggers.pairs import Numbers, Pairs

# The number of every syllable that is not known.
UNKNOWN = 0
LISTS = ("dates/*", "money/*", "keywords/*", "topics/*", "topics/terms/*")
SYLLABLE = re.compile(r"[^\W_]+")
# A syllable's key is the sum of its code points, the n-th of them times BASE ** n, modulo 2 ** 64: two syllables that
# are met hardly ever share one (of the known ones none do).
BASE = 0x9E3779B97F4A7C15
# Keys are looked up by two parts of so many bits, stirred by a factor for which no two known ones share both.
BITS, STIR = 14, 0xD6E8FEB86659FD93

Places = NDArray[np.intp]
Keys = NDArray[np.uint64]


class _Table(NamedTuple):
    """The number of a syllable by the two parts of its key, and its key by number."""

    numbers: Pairs
    keys: Keys


@cache
def known() -> dict[str, int]:
    """The number of every syllable in a list, in small letters, however spelled."""
    listed = set[str]()
    for name in (name for pattern in LISTS for name in lexicons.files(f"{pattern}.t[sx][vt]")):
        with (lexicons.FOLDER / name).open(encoding="utf-8") as lines:
            for line in lines:
                listed.update(SYLLABLE.findall(lower(line)))
    every = listed.union(*map(_spellings, listed))
    return {syllable: number for number, syllable in enumerate(sorted(every), 1 + UNKNOWN)}


def _spellings(syllable: str) -> Iterable[str]:
    """A syllable with its tone mark where new spelling puts it, if old spelling puts it elsewhere."""
    newer = [syllable.removesuffix(old) + new for new, old in OLD_MARKS.items() if syllable.endswith(old)]
    return [one for one in newer if plain(one) == syllable]


def by_number(told: Mapping[str, int]) -> Numbers:
    """What is told of some syllables, by their numbers; 0 for all others."""
    numbers = np.zeros(1 + len(known()), dtype=np.int32)
    numbers[[known()[syllable] for syllable in told]] = [*told.values()]
    return numbers


def numbers(letters: Codes, starts: Places, ends: Places) -> Numbers:
    """The numbers of the syllables that lie between some letters of a text; they are told by the small ones."""
    table, keys = _table(), _keys(letters, starts, ends)
    found = table.numbers(*_parts(keys))
    return np.where(table.keys[found] == keys, found, UNKNOWN)


def _keys(letters: Codes, starts: Places, ends: Places) -> Keys:
    """The keys of syllables, from the sums up to their ends less those up to their starts."""
    sums = np.zeros(1 + len(letters), dtype=np.uint64)
    np.cumsum(letters * _powers(BASE, len(letters)), out=sums[1:])
    return (sums[ends] - sums[starts]) * _powers(pow(BASE, -1, 1 << 64), 1 + len(letters))[starts]


def _powers(base: int, number: int) -> Keys:
    """The powers of a number, from its first, modulo 2 ** 64."""
    return np.full(number, base, dtype=np.uint64).cumprod(dtype=np.uint64)


def _parts(keys: Keys) -> tuple[Numbers, Numbers]:
    stirred = ((keys * np.uint64(STIR)) >> np.uint64(64 - 2 * BITS)).astype(np.int32)
    return stirred >> BITS, stirred & ((1 << BITS) - 1)


@cache
def _table() -> _Table:
    text = " ".join(["", *known()])
    ends = np.array([len(syllable) + 1 for syllable in known()]).cumsum()
    starts = ends - [len(syllable) for syllable in known()]
    keys = np.concatenate((np.zeros(1, dtype=np.uint64), _keys(codes(text), starts, ends)))
    first, second = _parts(keys[1:])
    parts = dict(zip(zip(first.tolist(), second.tolist(), strict=True), known().values(), strict=True))
    return _Table(Pairs(parts, 1 << BITS), keys)
