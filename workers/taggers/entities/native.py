"""Whether a word may be Vietnamese, by its letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from workers.taggers.entities.clues import syllables

# Letters that no other language prints: a word with one is Vietnamese though no list has it.
ONSET = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?(?=\w)")
VIETNAMESE = frozenset("ăắằẳẵặấầẩẫậđếềểễệốồổỗộơớờởỡợưứừửữựạảẹẻẽịỉĩọỏụủũỳỷỹỵ")


def native(word: str) -> bool:
    """Whether a word in small letters may be a Vietnamese syllable: by its marks, or put together as others are."""
    return word in syllables() or not VIETNAMESE.isdisjoint(word) or (not word.isascii() and _put_together(word))


@lru_cache(maxsize=4096)
def _put_together(word: str) -> bool:
    """Whether a syllable that no list has begins and ends as listed ones do: Ún, Triêm."""
    onset = ONSET.match(word)
    return bool(onset) and word[onset.end() :] in _rimes()  # type: ignore[union-attr]


@cache
def _rimes() -> frozenset[str]:
    """What follows the first consonants of the listed syllables."""
    return frozenset(word[match.end() :] for word in syllables() if (match := ONSET.match(word)))
