"""What each letter of a text is, told of all its letters at once."""

from __future__ import annotations

import re
import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

# A letter may be of several kinds. ``WORD``: a letter or figure of any script, which syllables are made of; it may be
# ``LARGE``, ``SMALL`` (a title letter is both) or a ``FIGURE``. ``BAR``: a mark that no phrase reaches over; ``STOP``:
# one that is a bar where it ends something (not in 1.000). ``OPENER``: what a word that opens a sentence stands behind.
WORD, LARGE, SMALL, FIGURE, SPACE, STOP, BAR, OPENER, UNDERSCORE = (1 << bit for bit in range(9))
MARKS = {STOP: ".,;:!?…", BAR: '()[]"“”\n|', OPENER: ".!?…:;•*–-“\"‘'|", UNDERSCORE: "_"}

Kinds = NDArray[np.uint16]
Codes = NDArray[np.uint32]


def codes(text: str) -> Codes:
    """The code point of each letter."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def kinds(letters: Codes) -> Kinds:
    """The kinds of letters, the last of them no ``STOP``; a ``STOP`` that ends something is a ``BAR`` too."""
    told = _table()[letters]
    stops = (told & STOP).nonzero()[0]
    told[stops[told[stops + 1] & (WORD | UNDERSCORE) == 0]] |= BAR
    return told


@cache
def _table() -> Kinds:
    """The kinds of every letter there is."""
    every = np.arange(sys.maxunicode + 1, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(len(every), dtype=np.uint16)
    for found in re.finditer(r"[^\W_]+", every):
        table[slice(*found.span())] = [_of_word(letter) for letter in found[0]]
    for found in re.finditer(r"\s+", every):
        table[slice(*found.span())] |= SPACE
    for kind, marks in MARKS.items():
        table[codes(marks)] |= kind
    return table


def _of_word(letter: str) -> int:
    case = LARGE if letter.isupper() else SMALL if letter.islower() else (LARGE | SMALL) if letter.istitle() else 0
    return WORD | case | (FIGURE if letter.isdecimal() else 0)
