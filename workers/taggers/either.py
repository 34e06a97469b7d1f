"""A pattern for any of many words, which shares what they begin with: tried letter by letter, not word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def either(words: Iterable[str]) -> str:
    """A group that takes the longest of some words that fits; a word without a letter is none."""
    return f"(?:{_branches(sorted(set(words)))})"


def _branches(words: list[str]) -> str:
    """The alternatives of sorted words by their first letters."""
    return "|".join(_branch(first, list(same)) for first, same in groupby(words, key=lambda word: word[0]))


def _branch(first: str, words: list[str]) -> str:
    rest = [word[1:] for word in words if len(word) > 1]
    if not rest:
        return re.escape(first)
    ends = len(rest) < len(words)
    group = _branches(rest)
    return re.escape(first) + (f"(?:{group})?" if ends else f"(?:{group})" if "|" in group else group)
