"""Sums of money in a story, with ISO 4217 currency; amounts in units, not millions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from workers.document import Block, Document, Money
from workers.taggers.money_context import currency_of, is_money
from workers.taggers.money_lines import money_lines
from workers.taggers.money_sums import Sum, find_sums
from workers.taggers.syllables import story


def tag_money(document: Document) -> Document:
    """Find the sums of a story; a span ("35-40 triệu đồng") gives two, one for each end, at the same place."""
    told = story(document)
    found = (money for line, places in money_lines(told.syllables) for money in _of_block(told.blocks[line], places))
    return replace(document, money=tuple(found))


def _of_block(block: Block, places: list[int]) -> list[Money]:
    sums = find_sums(block.text, places)
    found: list[Money] = []
    for at, one in enumerate(sums):
        if one.currency or is_money(block.text, sums, at):
            currency = one.currency or currency_of(block.text, sums, at)
            found += [_money(block, one, amount, currency) for amount in one.amounts]
    return found


def _money(block: Block, one: Sum, amount: Decimal, currency: str) -> Money:
    whole = amount == amount.to_integral_value()
    start, end = block.start + one.start, block.start + one.end
    return Money(block.text[one.start : one.end], int(amount) if whole else float(amount), currency, start, end)
