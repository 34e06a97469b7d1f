"""Words as they are written, with diacritics; the tone may stand on either vowel: ``hoà`` and ``hòa`` are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from service.store.folding import fold
from service.store.words import WORD

TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def words(text: str) -> list[str]:
    """The words of a text that have diacritics, in small letters."""
    return [word for word in WORD.findall(_plain(text)) if fold(word) != word]


def all_in(wanted: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether all of these words stand in a text."""
    looks = [_look(ways) for ways in {_ways(word) for word in wanted}]

    def tell(text: str) -> bool:
        plain = _plain(text)
        return all(look(plain) for look in looks)

    return tell


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _ways(word: str) -> frozenset[str]:
    """All ways to place the tone of a syllable."""
    apart = unicodedata.normalize("NFD", word)
    tones, rest = TONE.findall(apart), TONE.sub("", apart)
    if len(tones) != 1:
        return frozenset([word])
    places = range(1, len(rest) + 1)
    return frozenset(unicodedata.normalize("NFC", rest[:place] + tones[0] + rest[place:]) for place in places)


def _look(ways: frozenset[str]) -> Callable[[str], bool]:
    whole = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(ways))})(?![^\W_])")
    # most texts hold none of them, which this tells much sooner
    return lambda text: any(way in text for way in ways) and whole.search(text) is not None
