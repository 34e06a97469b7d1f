"""Sums printed without a currency: "13,6 triệu" is money in a sentence about wages, and people in one about crowds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from workers import lexicons
from workers.taggers.either import either
from workers.taggers.money_sums import Sum

CLAUSE = 100  # characters of the sentence in front of a sum in which money may be spoken of
BEHIND = 40  # and behind it
JOINED = 12  # characters between "từ 3 tỷ" and "lên 4 tỷ USD"
NEXT = 160  # characters behind a sum in which the next may leave its currency out: a sentence and a half
NEAR = 8  # sums before it in its paragraph that may lend their currency
HOME = "VND"


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(lexicons.words(f'money/{name}.txt'))}(?!\w)", re.IGNORECASE)


def is_money(text: str, sums: Sequence[Sum], at: int) -> bool:
    """Whether a sum that prints no currency is money: joined to one that does, or told of in words of money."""
    one = sums[at]
    before = re.split(r"[.!?…]\s", text[max(0, one.start - CLAUSE) : one.start])[-1]
    behind = re.split(r"[.!?…]\s", text[one.end : one.end + BEHIND])[0]
    if _counts(behind) or _words("no_measure").search(before):
        return False
    told = at > 0 and sums[at - 1].currency and one.start - sums[at - 1].end < NEXT
    return bool(told or _joined(text, sums, at) or _words("cues").search(before) or _words("cues").search(behind))


def _counts(behind: str) -> bool:
    """Whether a thing counted stands right behind ("15 triệu người")."""
    word = behind.lstrip(" \u00a0")
    return word[:1].isalnum() and not _words("followers").match(word)


def currency_of(text: str, sums: Sequence[Sum], at: int) -> str:
    """For a sum that prints none: the currency of the sum it is joined to, else the only one before it, else đồng."""
    before = {one.currency for one in sums[max(0, at - NEAR) : at] if one.currency}
    return _joined(text, sums, at) or (before.pop() if len(before) == 1 else HOME)


def _joined(text: str, sums: Sequence[Sum], at: int) -> str:
    """The currency of the next sum when it stands close, and in no bracket that only converts."""
    follower = sums[at + 1] if at + 1 < len(sums) else None
    if follower is None or follower.start - sums[at].end > JOINED or "(" in text[sums[at].end : follower.start]:
        return ""
    return follower.currency
