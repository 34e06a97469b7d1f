"""From the shapes in a text to the sums it prints; what only looks like money is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from workers import lexicons
from workers.taggers.money_forms import find_behind, find_in_front
from workers.taggers.money_numbers import bare_magnitudes, magnitudes, value_of

MANY = 1000  # a smaller number before "bảng", "tệ" or "đ" counts groups, points or the like
_GROUP = re.compile(r"\.\d{3}(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_NEXT = re.compile(r"[ \u00a0]?([^\W\d_]+|(?:19|20)\d\d(?!\d))")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as printed: one amount, or the two ends of a span; ``currency`` is empty where none is printed."""

    start: int
    end: int
    amounts: tuple[Decimal, ...]
    currency: str


def find_sums(text: str, places: Iterable[int]) -> list[Sum]:
    """The sums of a text in order of place, those without a currency among them; none overlaps another.

    ``places``: where their numbers may begin, if nothing stands in front of these.
    """
    trailing = [found for match in find_behind(text, places) if (found := _behind(match))]
    leading = [found for match in find_in_front(text) if (found := _in_front(match))]
    if not trailing and not leading:
        return []
    named, bare = [one for one in trailing if one.currency], [one for one in trailing if not one.currency]
    taken = bytearray(len(text))
    kept = []
    for one in named + leading + bare:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _behind(match: re.Match[str]) -> Sum | None:
    printed, scale = (match["currency"] or "").lower().replace("\u00a0", " "), _scale(match["magnitude"])
    if not printed and (match["magnitude"] or "").lower() not in bare_magnitudes():
        return None
    amounts = _amounts(match, scale)
    if not amounts or (match["spoken"] and not (printed and match["magnitude"])):
        return None
    if not printed:
        return Sum(match.start(), match.end(), amounts, "")
    row = _currencies()[printed]
    if _another_word(match, row, amounts) or _is_year(match):
        return None
    factor = Decimal(row["factor"])
    return Sum(match.start(), match.end(), tuple(amount * factor for amount in amounts), row["currency"])


def _in_front(match: re.Match[str]) -> Sum | None:
    amounts = _amounts(match, _scale(match["magnitude"]))
    return Sum(match.start(), match.end(), amounts, _signs()[match["sign"]]) if amounts else None


def _amounts(match: re.Match[str], scale: Decimal) -> tuple[Decimal, ...]:
    """One amount, or two for a span; the low end is scaled as the high one unless it has its own magnitude."""
    parts = match.groupdict()
    high = value_of(match["number"] or parts["spoken"], bool(match["magnitude"]))
    if high is None:
        return ()
    high = high * scale + (scale / 2 if match["magnitude_half"] else 0)
    if parts.get("rest"):
        more = Decimal(parts["rest"]) * _scale(parts["rest_magnitude"])
        if more >= scale:
            return ()
        high += more
    if parts.get("spoken_low"):
        least = value_of(parts["spoken_low"], True)
        return (high,) if least is None else (least * scale, high)
    if not parts.get("low"):
        return (high,)
    low = _low(parts["low"], parts.get("low_magnitude"), match["number"] or "", scale)
    if low / 1000 > high and not parts.get("low_magnitude") and _GROUPED.match(parts["low"]):
        low /= scale  # "800.000 - 1,2 triệu": the low end is written out
    return (low if low < high else low / 1000, high)  # "800 - 1,2 tỷ": the low end is in the next smaller magnitude


def _low(printed: str, magnitude: str | None, high: str, scale: Decimal) -> Decimal:
    """The low end of a span, as large as the high end makes it: 30-150.000 is from 30.000."""
    low = value_of(printed, bool(magnitude) or scale > 1) or Decimal(0)
    if magnitude:
        return low * _scale(magnitude)
    groups = len(_GROUP.findall(high)) if scale == 1 and printed.isdigit() and low < 1000 else 0
    return low * scale * 1000**groups


def _scale(magnitude: str | None) -> Decimal:
    return magnitudes()[magnitude.lower()] if magnitude else Decimal(1)


def _another_word(match: re.Match[str], row: dict[str, str], amounts: tuple[Decimal, ...]) -> bool:
    """Whether the currency is no currency here: "12 Đồng Khởi", "Euro 2024", "3 đồng chí", "8 bảng"."""
    printed, follows = match["currency"], _NEXT.match(match.string, match.end())
    word = follows[1] if follows else ""
    if printed.istitle() and not match["magnitude"] and (word[:1].isupper() or word.isdigit()):
        return True
    small = not match["magnitude"] and max(amounts) < MANY
    never = row["never_before"].split("|") + (row["small_never_before"].split("|") if small else [])
    return (small and row["weak"] == "yes") or (bool(word) and word.lower() in never)


def _is_year(match: re.Match[str]) -> bool:
    """A bare year in front of a currency: "năm 2024 USD mất giá"."""
    return not match["magnitude"] and match.string[max(0, match.start() - 4) : match.start()].lower() == "năm "


@cache
def _currencies() -> dict[str, dict[str, str]]:
    return {row["form"]: row for row in lexicons.rows("money/currencies.tsv")}


@cache
def _signs() -> dict[str, str]:
    return {row["form"]: row["currency"] for row in lexicons.rows("money/prefixes.tsv")}
