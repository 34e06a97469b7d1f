"""The shapes of sums of money: number, magnitude, currency, in the orders that papers print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workers import lexicons
from workers.taggers.money_numbers import magnitudes, number_words

GAP = r"[ \u00a0\u2009\u202f]?"
DIGITS = (
    r"(?:\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{1,2})?(?![.,]?\d)"  # 2.450  3.145.000  1,234.50
    r"|\d{1,3}(?:\u00a0\d{3})+(?!\d)|\d{1,3}(?: \d{3}){2,3}(?!\d)"  # 5 000 000
    r"|\d{1,15}(?:[.,]\d{1,4})?(?![.,]?\d))"
)
START = r"(?<!\w)(?<!\d[.,/:–-])"


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _currencies() -> str:
    words = [row["form"] for row in lexicons.rows("money/currencies.tsv")]
    return _either(words).replace(r"\ ", "[ \u00a0]")


def _magnitude(name: str) -> str:
    return rf"(?:{GAP}(?P<{name}>{_either(list(magnitudes()))})(?!\w)(?P<{name}_half>[ ]rưỡi)?)?"


@cache
def _starts() -> re.Pattern[str]:
    """Where a number can begin; it spares trying the whole shape at every letter."""
    words = _either(number_words())
    return re.compile(
        rf"{START}(?:\d|(?:{words})(?=[ ](?:{words}|{_either(list(magnitudes()))})(?!\w)))", re.IGNORECASE
    )


@cache
def _behind() -> re.Pattern[str]:
    words = _either(number_words())
    spoken = rf"(?:(?:{words})[ ]){{0,5}}(?:{words})(?!\w)"
    span = r"(?:[ ]?[-–~][ ]?|[ ](?:đến|tới)[ ])"
    low = rf"(?:(?P<low>{DIGITS}){_magnitude('low_magnitude')}{span}(?=\d))?"
    rest = rf"(?:[ ](?P<rest>\d{{1,3}}){GAP}(?P<rest_magnitude>triệu|nghìn|ngàn|tỷ|tỉ)(?!\w))?"
    return re.compile(
        rf"{low}(?:(?P<number>{DIGITS})|(?P<spoken>{spoken}))"
        rf"{_magnitude('magnitude')}{rest}(?:{GAP}(?P<currency>{_currencies()})(?!\w))?",
        re.IGNORECASE,
    )


def find_behind(text: str) -> Iterator[re.Match[str]]:
    """Numbers with or without a currency behind them: ``40 tỷ Euro``, ``35-40 triệu đồng``, ``13,6 triệu``, ``7``."""
    end = 0
    for start in _starts().finditer(text):
        match = _behind().match(text, start.start()) if start.start() >= end else None
        if match:
            end = match.end()
            yield match


@cache
def _in_front() -> re.Pattern[str]:
    signs = _either([row["form"] for row in lexicons.rows("money/prefixes.tsv")])
    low = rf"(?:(?P<low>{DIGITS})[ ]?[-–][ ]?(?=[\d$]))?\$?"
    return re.compile(rf"(?<![\w$])(?P<sign>{signs}){GAP}{low}(?P<number>{DIGITS})(?i:{_magnitude('magnitude')})(?!\w)")


def find_in_front(text: str) -> Iterator[re.Match[str]]:
    """Sums with a sign or code in front: ``US$ 5,000``, ``$1.5 triệu``, ``$3-5 tỷ``."""
    return _in_front().finditer(text)
