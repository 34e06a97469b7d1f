"""The shapes of sums of money: number, magnitude, currency, in the orders that papers print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workers import lexicons
from workers.taggers.either import either
from workers.taggers.letters import without_odd
from workers.taggers.money_numbers import magnitudes, number_words

GAPS = " \u00a0\u2009\u202f"
GAP = rf"[{GAPS}]?"
DIGITS = (
    r"(?:\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{1,2})?(?![.,]?\d)"  # 2.450  3.145.000  1,234.50
    r"|\d{1,3}(?:\u00a0\d{3})+(?!\d)|\d{1,3}(?: \d{3}){2,3}(?!\d)"  # 5 000 000
    r"|\d{1,15}(?:[.,]\d{1,4})?(?![.,]?\d))"
)


def _currency_forms() -> list[str]:
    return [row["form"] for row in lexicons.rows("money/currencies.tsv")]


def _currencies() -> str:
    return either(_currency_forms()).replace(r"\ ", "[ \u00a0]")


def _marks() -> str:
    """What a currency behind a number can begin with that is no letter."""
    return re.escape("".join({form[0] for form in _currency_forms() if not form[0].isalpha()}))


def _magnitude(name: str) -> str:
    return rf"(?:{GAP}(?P<{name}>{either(magnitudes())})(?!\w)(?P<{name}_half>[ ]rưỡi)?)?"


@cache
def _amounts() -> tuple[re.Pattern[str], ...]:
    """What a text in small letters must hold for a sum with its currency behind: figures or words with what follows.

    Four blocks of five hold none, and searching them for it takes a sixth of the time of reading their numbers.
    """
    scales, forms = either(magnitudes()), either([*magnitudes(), *_currency_forms()])
    return (
        re.compile(rf"\d(?![\d.,]) ?{forms}(?!\w)"),
        re.compile(rf" {scales}(?!\w)(?: rưỡi)? ?{either(_currency_forms())}(?!\w)"),
    )


def _small(text: str) -> str:
    """A text in small letters, all gaps spaces: one letter to search for is found quicker than one of several."""
    small = text.lower()
    for gap in GAPS[1:]:
        small = small.replace(gap, " ")
    return small


@cache
def _starts() -> re.Pattern[str]:
    """Where a number can begin that more than a mark follows; it spares trying the whole shape at every letter.

    The search is for a first letter, and the rest is looked at from behind it: half the time of a search for words.
    """
    words, more = either(number_words()), either([*number_words(), *magnitudes()])
    first = "".join(sorted({word[0].lower() + word[0].upper() for word in number_words()}))
    figures = rf"\d[\d.,]{{0,24}}+(?:[ \u00a0\u2009\u202f~–-]|[^\W\d_]|[{_marks()}]|[\d.,])"  # or more of them
    spoken = rf"{words}(?=[ ]{more}(?!\w))"
    return re.compile(rf"[\d{first}](?<!\w.)(?<!\d[.,/:–-].)(?<=(?={figures}|(?i:{spoken})).)")


@cache
def _behind() -> re.Pattern[str]:
    words = either(number_words())
    spoken = rf"(?:{words}[ ]){{0,5}}{words}(?!\w)"
    span = r"(?:[ ]?[-–~][ ]?|[ ](?:đến|tới)[ ])"
    low = rf"(?:(?P<low>{DIGITS}){_magnitude('low_magnitude')}{span}(?=\d))?"
    rest = rf"(?:[ ](?P<rest>\d{{1,3}}){GAP}(?P<rest_magnitude>triệu|nghìn|ngàn|tỷ|tỉ)(?!\w))?"
    return re.compile(
        rf"{low}(?:(?P<number>{DIGITS})|(?P<spoken>{spoken}))"
        rf"{_magnitude('magnitude')}{rest}(?:{GAP}(?P<currency>{_currencies()})(?!\w))?",
        re.IGNORECASE,
    )


def find_behind(text: str) -> Iterator[re.Match[str]]:
    """Numbers with or without a currency behind them: ``40 tỷ Euro``, ``35-40 triệu đồng``, ``13,6 triệu``, ``7``.

    None of a text where all are without.
    """
    small, end = _small(text), 0
    figures, words = _amounts()
    if not (figures.search(small) or words.search(small)):
        return
    text = without_odd(text)
    for start in _starts().finditer(text):
        match = _behind().match(text, start.start()) if start.start() >= end else None
        if match:
            end = match.end()
            yield match


def _printed_signs() -> str:
    return either([row["form"] for row in lexicons.rows("money/prefixes.tsv")])


@cache
def _led() -> re.Pattern[str]:
    """What a text must hold for a sum with its currency in front."""
    return re.compile(rf"(?:{_printed_signs()}){GAP}[\d$]")


@cache
def _in_front() -> re.Pattern[str]:
    low = rf"(?:(?P<low>{DIGITS})[ ]?[-–][ ]?(?=[\d$]))?\$?"
    sign = rf"(?<![\w$])(?P<sign>{_printed_signs()})"
    return re.compile(rf"{sign}{GAP}{low}(?P<number>{DIGITS})(?i:{_magnitude('magnitude')})(?!\w)")


def find_in_front(text: str) -> Iterator[re.Match[str]]:
    """Sums with a sign or code in front: ``US$ 5,000``, ``$1.5 triệu``, ``$3-5 tỷ``."""
    return _in_front().finditer(without_odd(text)) if _led().search(text) else iter(())
