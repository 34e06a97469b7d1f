"""Which lines of a story may print a sum of money, told by their syllables; no other is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from workers.taggers.known_syllables import SYLLABLE, by_number
from workers.taggers.letter_kinds import FIGURE
from workers.taggers.money_forms import currency_forms, signs
from workers.taggers.money_numbers import magnitudes, number_words
from workers.taggers.syllables import Flags, Syllables


class _Known(NamedTuple):
    """Which known syllables are words for numbers, begin a currency, begin and end a magnitude, and end what is printed
    in front of a number; and the marks that stand for a currency."""

    words: Flags
    currencies: Flags
    scales: Flags
    scaled: Flags
    leads: Flags
    marks: list[str]


@cache
def _known() -> _Known:
    forms, scales, leads = currency_forms(), [*magnitudes()], [sign.lower() for sign in signs()]
    marks = {letter for letter in (*(form[0] for form in forms), *(sign[-1] for sign in leads)) if not letter.isalpha()}
    words, currencies = _flags(number_words(), 0), _flags(forms, 0)
    return _Known(words, currencies, _flags(scales, 0), _flags(scales, -1), _flags(leads, -1), sorted(marks))


def _flags(forms: Iterable[str], place: int) -> Flags:
    """The syllables at a place of some forms."""
    split = [SYLLABLE.findall(form) for form in forms]
    return by_number({syllables[place]: 1 for syllables in split if syllables}) > 0


def money_lines(text: Syllables) -> Iterator[tuple[int, list[int]]]:
    """The lines that may print a sum, in order, and the places in each where a number may begin."""
    numbers = (_known().words[text.numbers] | (text.kinds[text.starts] & FIGURE > 0)).nonzero()[0]
    bounds, places = numbers.searchsorted(text.bounds).tolist(), text.starts[numbers].tolist()
    for line in sorted({*_with_words(text), *_with_marks(text)}):
        start = int(text.lines[line])
        yield line, [place - start for place in places[bounds[line] : bounds[line + 1]]]


def _with_words(text: Syllables) -> list[int]:
    """The lines with a currency or magnitude behind figures, a currency behind a magnitude or in front of figures."""
    known = _known()
    near = text.starts[1:] - text.ends[:-1] == 1
    first, last = text.kinds[text.starts] & FIGURE > 0, text.kinds[text.ends - 1] & FIGURE > 0
    currency, scaled = known.currencies[text.numbers], known.scaled[text.numbers]
    found = first != last  # 500đ, USD500
    found[1:] |= near & last[:-1] & (currency | known.scales[text.numbers])[1:]
    found[1:] |= near & known.leads[text.numbers][:-1] & first[1:]
    found[1:] |= scaled[:-1] & currency[1:]
    found[2:] |= scaled[:-2] & currency[2:]  # hai triệu rưỡi đồng
    lines: list[int] = (text.bounds.searchsorted(found.nonzero()[0], "right") - 1).tolist()
    return lines


def _with_marks(text: Syllables) -> list[int]:
    """The lines with the mark of a currency."""
    marks = [mark for mark in _known().marks if mark in text.text]
    found = [match.start() for mark in marks for match in re.finditer(re.escape(mark), text.text)]
    lines: list[int] = (text.lines.searchsorted(found, "right") - 1).tolist()
    return lines
