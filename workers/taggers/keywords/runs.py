"""Runs of words in small letters: what a line says between its marks, numbers and names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workers.taggers.letter_kinds import FIGURE, LARGE, OPENER, SMALL, SPACE, UNDERSCORE, Kinds
from workers.taggers.syllables import Flags, Places, Syllables

# What ends a run: a mark or nothing follows, or a name or number.
CLOSED, OPEN = ".", "…"
# Lãi suất USD, tăng trưởng GDP: longer words in large letters shout.
LONGEST_ACRONYM = 5
CASE = LARGE | SMALL
BLANK, LINE_END = ord(" "), ord("\n")


class Said(NamedTuple):
    """``printed`` is a text as keywords print it; ``order`` leads through its syllables run by run: ``CLOSED`` before
    all, one of the two marks behind each run, and ``OPEN`` where one breaks. The marks count on from the syllables."""

    printed: str
    order: Places


class _Runs(NamedTuple):
    """The syllables of a text's runs, by place: the case of their letters; which of them begin a run."""

    at: Places
    case: Kinds
    begins: Flags
    firsts: Places


def runs(text: Syllables, hidden: Flags) -> Said:
    """What a text says; no run reaches over the syllables that are ``hidden``, as those of names are."""
    held, followed = text.held(), _followed(text)
    told = ~hidden & (held & FIGURE == 0) & ((text.kinds[text.starts - 1] | text.kinds[text.ends]) & UNDERSCORE == 0)
    at = told.nonzero()[0]
    begins = ~(told & followed & (text.letters[text.ends] == BLANK))[at - 1]
    found = _Runs(at, held[at] & CASE, begins, begins.nonzero()[0])
    small, acronyms = _kept(text, found)
    return Said(_printed(text, at[acronyms]), _order(found, small | acronyms, followed))


def _printed(text: Syllables, acronyms: Places) -> str:
    """A text in small letters but for acronyms."""
    parts, past = list[str](), 0
    for start, end in zip(text.starts[acronyms].tolist(), text.ends[acronyms].tolist(), strict=True):
        parts += text.small[past:start], text.text[start:end]
        past = end
    return "".join(parts) + text.small[past:]


def _followed(text: Syllables) -> Flags:
    """Which syllables another one follows, only a space between."""
    near = np.zeros(len(text.starts), dtype=np.bool_)
    near[:-1] = text.starts[1:] - text.ends[:-1] == 1
    return near & (text.kinds[text.ends] & SPACE > 0) & (text.letters[text.ends] != LINE_END)


def _kept(text: Syllables, found: _Runs) -> tuple[Flags, Flags]:
    """Which syllables of runs are no name: those in small letters, all of a run of large ones, the first of a sentence,
    whose capital says nothing; and acronyms."""
    lengths = _pasts(found) - found.firsts
    of_run = np.bitwise_or.reduceat(found.case, found.firsts) if len(found.at) else found.case
    whole = ((of_run == SMALL) | ((of_run == LARGE) & (lengths > 1))).repeat(lengths)
    opening = (found.begins & ~whole & (found.case > 0)).nonzero()[0]
    opening = opening[_opens(text, found.at[opening])]
    small, large = whole | (found.case == SMALL), found.case == LARGE
    small[opening], large[opening] = True, False
    return small, ~whole & large & _acronyms(text, found, large)


def _opens(text: Syllables, at: Places) -> Flags:
    """Which syllables open a sentence, with no large letter but the first."""
    starts, ends = text.starts[at], text.ends[at]
    before, behind = text.kinds[starts - 1], text.kinds[starts - 2]
    opens = (before | behind * (before & SPACE > 0)) & OPENER > 0
    rest = np.bitwise_or.reduceat(text.kinds, np.array((starts + 1, ends)).T.ravel())[::2] & CASE
    return (opens | (text.letters[starts - 1] == LINE_END)) & ((rest == SMALL) | (ends - starts == 1))


def _acronyms(text: Syllables, found: _Runs, large: Flags) -> Flags:
    """Which of the syllables in large letters stand alone among others."""
    lengths = text.ends[found.at] - text.starts[found.at]
    beside = np.zeros_like(large)
    beside[1:] = large[:-1] & ~found.begins[1:]
    beside[:-1] |= large[1:] & ~found.begins[1:]
    return (lengths > 1) & (lengths <= LONGEST_ACRONYM) & ~beside


def _order(found: _Runs, kept: Flags, followed: Flags) -> Places:
    """The syllables and marks run by run."""
    closed, open_ = len(followed), len(followed) + 1
    places, lasts = np.arange(len(found.at)) + found.begins.cumsum(), _pasts(found) - 1
    order = np.full(1 + len(found.at) + len(lasts), closed)
    order[places] = np.where(kept, found.at, open_)
    order[1 + places[lasts]] = np.where(followed[found.at[lasts]], open_, closed)
    return order


def _pasts(found: _Runs) -> Places:
    """Where each run ends."""
    return np.concatenate((found.firsts[1:], np.full(min(1, len(found.at)), len(found.at))))
