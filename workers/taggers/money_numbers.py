"""What a printed number is worth: 12,75 and 2.450 and 5,000 by their shape, "hai mươi lăm" by its words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from workers import lexicons

_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")


def value_of(printed: str, scaled: bool) -> Decimal | None:
    """The number printed, or None; behind it a magnitude (``scaled``) makes ``18,345`` a decimal, not thousands."""
    if not printed[:1].isdigit():
        return _in_words(printed)
    plain = re.sub(r"[ \u00a0\u2009\u202f]", "", printed)
    if _POINTS.match(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _COMMAS.match(plain) and not plain.startswith("0") and (plain.count(",") > 1 or "." in plain or not scaled):
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))


@cache
def _words() -> dict[str, tuple[Decimal, bool]]:
    rows = lexicons.rows("money/number_words.tsv")
    return {row["word"]: (Decimal(row["value"]), row["ten"] == "yes") for row in rows}


def _in_words(printed: str) -> Decimal | None:
    """None for figures side by side ("hai ba triệu") and a ten with nothing to multiply ("hàng trăm triệu")."""
    total, last = Decimal(0), None
    for word in printed.lower().split():
        value, multiplies = _words()[word]
        if multiplies and last and last < 10:
            total, last = total - last + last * value, last * value
        elif not multiplies and (last is None or (last >= 10 > value)):
            total, last = total + value, value
        else:
            return None
    return total


@cache
def magnitudes() -> dict[str, Decimal]:
    """What each magnitude word multiplies by, in small letters."""
    return {row["form"]: Decimal(row["factor"]) for row in lexicons.rows("money/magnitudes.tsv")}


@cache
def bare_magnitudes() -> frozenset[str]:
    """The magnitudes that need no currency word where money is spoken of."""
    return frozenset(row["form"] for row in lexicons.rows("money/magnitudes.tsv") if row["bare"] == "yes")


def number_words() -> list[str]:
    """The words that numbers are written in."""
    return list(_words())
