"""The shapes of sums of money: number, magnitude, currency, in the orders that papers print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from workers import lexicons
from workers.taggers.either import either
from workers.taggers.letters import without_odd
from workers.taggers.money_numbers import magnitudes, number_words

GAP = "[ \u00a0\u2009\u202f]?"
DIGITS = (
    r"(?:\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{1,2})?(?![.,]?\d)"  # 2.450  3.145.000  1,234.50
    r"|\d{1,3}(?:\u00a0\d{3})+(?!\d)|\d{1,3}(?: \d{3}){2,3}(?!\d)"  # 5 000 000
    r"|\d{1,15}(?:[.,]\d{1,4})?(?![.,]?\d))"
)


def currency_forms() -> list[str]:
    """The currencies as printed behind a number, in small letters."""
    return [row["form"] for row in lexicons.rows("money/currencies.tsv")]


def _currencies() -> str:
    return either(currency_forms()).replace(r"\ ", "[ \u00a0]")


def _marks() -> str:
    """What a currency behind a number can begin with that is no letter."""
    return re.escape("".join({form[0] for form in currency_forms() if not form[0].isalpha()}))


def _magnitude(name: str) -> str:
    return rf"(?:{GAP}(?P<{name}>{either(magnitudes())})(?!\w)(?P<{name}_half>[ ]rưỡi)?)?"


@cache
def _start() -> re.Pattern[str]:
    """What a number begins with that more than a mark follows; it spares trying the whole shape."""
    words, more = either(number_words()), either([*number_words(), *magnitudes(), "đến", "tới"])
    figures = rf"\d[\d.,]{{0,24}}+(?:[ \u00a0\u2009\u202f~–-]|[^\W\d_]|[{_marks()}]|[\d.,])"  # or more of them
    spoken = rf"{words}(?=[ ]{more}(?!\w))"
    return re.compile(rf"(?<!\w)(?<!\d[.,/:–-])(?:{figures}|{spoken})", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    words = either(number_words())
    spoken = rf"(?:{words}[ ]){{0,5}}{words}(?!\w)"
    span = r"(?:[ ]?[-–~][ ]?|[ ](?:đến|tới)[ ])"
    figures = rf"(?P<low>{DIGITS}){_magnitude('low_magnitude')}{span}(?=\d)"
    low = rf"(?:{figures}|(?P<spoken_low>{spoken})[ ](?:đến|tới)[ ])?"
    rest = rf"(?:[ ](?P<rest>\d{{1,3}}){GAP}(?P<rest_magnitude>triệu|nghìn|ngàn|tỷ|tỉ)(?!\w))?"
    return re.compile(
        rf"{low}(?:(?P<number>{DIGITS})|(?P<spoken>{spoken}))"
        rf"{_magnitude('magnitude')}(?(magnitude){rest})(?:{GAP}(?P<currency>{_currencies()})(?!\w))?",
        re.IGNORECASE,
    )


def find_behind(text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Numbers with or without a currency behind them: ``40 tỷ Euro``, ``35-40 triệu đồng``, ``13,6 triệu``, ``7``.

    ``places``: where one may begin.
    """
    text, end = without_odd(text), 0
    for place in places:
        match = _behind().match(text, place) if place >= end and _start().match(text, place) else None
        if match:
            end = match.end()
            yield match


def signs() -> list[str]:
    """The signs and codes printed in front of a number."""
    return [row["form"] for row in lexicons.rows("money/prefixes.tsv")]


@cache
def _led() -> re.Pattern[str]:
    """What a text must hold for a sum with its currency in front."""
    return re.compile(rf"{either(signs())}{GAP}[\d$]")


@cache
def _in_front() -> re.Pattern[str]:
    low = rf"(?:(?P<low>{DIGITS})[ ]?[-–][ ]?(?=[\d$]))?\$?"
    sign = rf"(?<![\w$])(?P<sign>{either(signs())})"
    return re.compile(rf"{sign}{GAP}{low}(?P<number>{DIGITS})(?i:{_magnitude('magnitude')})(?!\w)")


def find_in_front(text: str) -> Iterator[re.Match[str]]:
    """Sums with a sign or code in front: ``US$ 5,000``, ``$1.5 triệu``, ``$3-5 tỷ``."""
    return _in_front().finditer(without_odd(text)) if _led().search(text) else iter(())
