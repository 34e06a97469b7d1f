"""Roles by place on the page, and how well each fits a line: scores summed from the weights in the lexicon folder.

A state is a zone and a role, as ``story.body``. A page is a ``listing`` from end to end, or goes
from ``before`` (menus, breadcrumbs) to ``head`` (title to lead), ``story`` and ``after``, and never back.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from workers import lexicons

ZONES = {
    "listing": "noise breadcrumb dateline source block_heading teaser_title teaser_text",
    "before": "noise title breadcrumb dateline byline source block_heading teaser_title teaser_text",
    "head": "title breadcrumb dateline byline source noise lead caption teaser_title teaser_text block_heading",
    "story": "body subhead caption title noise byline source dateline teaser_title teaser_text block_heading",
    "after": "noise title breadcrumb dateline byline source caption block_heading teaser_title teaser_text",
}
STATES = tuple(f"{zone}.{role}" for zone, roles in ZONES.items() for role in roles.split())
NEVER = float("-inf")
# A state this far under the best of its line is not followed up; 6,000 or 11,000 change two lines in a thousand.
MARGIN = 8_000
# The two kinds of pages do not drive each other's states out: the states of listings come first.
LISTING = slice(0, len(ZONES["listing"].split()))
STORY = slice(LISTING.stop, len(STATES))
NOISE = frozenset(number for number, state in enumerate(STATES) if state.endswith(".noise"))
REMEMBERED = 8192  # sets of features, about 10 MB

Scores = tuple[tuple[int, float], ...]


@cache
def role(state: int) -> str:
    """The role of a state."""
    return STATES[state].partition(".")[2]


def zone(state: int) -> str:
    """The zone of a state."""
    return STATES[state].partition(".")[0]


@cache
def is_listing(state: int) -> bool:
    """Whether a state belongs to pages that hold no story."""
    return zone(state) == "listing"


def _matching(patterns: str) -> list[int]:
    return [
        number
        for number, state in enumerate(STATES)
        if any(fnmatchcase(state, pattern) for pattern in patterns.split("|"))
    ]


def _weight(row: dict[str, str]) -> float:
    """In thousandths, so that sums are the same in any order."""
    return NEVER if row["weight"] == "-99" else round(float(row["weight"]) * 1000)


@cache
def weights() -> tuple[dict[str, int], NDArray[np.float64]]:
    """Where a feature's row is, and the rows: what it says for or against each state."""
    found: dict[str, list[float]] = {}
    for row in lexicons.rows("parsing/weights.tsv"):
        for feature in row["feature"].split("|"):
            said = found.setdefault(feature, [0.0] * len(STATES))
            for state in _matching(row["state"]):
                said[state] += _weight(row)
    return {feature: number for number, feature in enumerate(found)}, np.array(list(found.values()))


@lru_cache(maxsize=REMEMBERED)
def emission(features: frozenset[str], more: tuple[str, ...] = ()) -> Scores:
    """The states that a line of these features, with more from its page, may be in, and their scores in thousandths."""
    known, rows = weights()
    named = [known["bias"], *[known[name] for name in (*features, *more) if name in known]]
    scores = np.add.reduce(rows.take(named, axis=0)).tolist()
    return _needed([*_near(scores[LISTING], LISTING.start), *_near(scores[STORY], STORY.start)])


def _near(scores: list[float], first: int) -> list[tuple[float, int]]:
    """Those of a kind of page that are not far under its best, and noise; ``first`` is the first one's state."""
    least = max(scores) - MARGIN
    return [(score, state) for state, score in enumerate(scores, first) if score >= least or state in NOISE]


def _needed(scores: list[tuple[float, int]]) -> Scores:
    """The states but for those that another one leads wherever the line stands: no best way goes through them."""
    found: list[tuple[int, float]] = []
    for score, state in sorted(scores, reverse=True):
        lead = leads()[state]
        for other, better in found:
            if better - lead[other] > score:
                break
        else:
            found.append((state, score))
    return tuple(sorted(found))


@cache
def transitions() -> list[list[float]]:
    """What it costs or earns to go from one state to the next; ``NEVER`` where zones would run backwards."""
    order = [list(ZONES).index(zone(state)) for state in range(len(STATES))]
    table = [[0.0 if before <= after else NEVER for after in order] for before in order]
    for row in lexicons.rows("parsing/transitions.tsv"):
        for a in _matching(row["from"]):
            for b in _matching(row["to"]):
                table[a][b] = _weight(row)
    return table


@cache
def leads() -> list[list[float]]:
    """How far a state (column) must be ahead of another (row) to be the better one on every way through the line.

    That is the most that the other gains by what is before the line and by what comes after it; only one state of
    a story is held against another, or one of a listing, for pages are also read as one or the other alone.
    """
    table = np.array(transitions())
    start, end = ends()
    states = range(len(STATES))
    into = np.vstack([table, [start.get(state, NEVER) for state in states]]).T
    onward = np.column_stack([table, [end.get(state, 0.0) for state in states]])
    listed = np.array([is_listing(state) for state in states])
    found: list[list[float]] = np.where(listed == listed[:, None], _gains(into) + _gains(onward), -NEVER).tolist()
    return found


def _gains(told: NDArray[np.float64]) -> NDArray[np.float64]:
    """The most, and 0 at least, by which a number of one row exceeds the one in the same place of another."""
    own, other = told[:, None, :], told[None, :, :]
    with np.errstate(invalid="ignore"):
        return np.where(own == NEVER, 0.0, own - other).max(axis=2, initial=0.0)


@cache
def ends() -> tuple[dict[int, float], dict[int, float]]:
    """What it earns to begin and to end a page in a state."""
    sides: dict[str, dict[int, float]] = {"start": {}, "end": {}}
    for row in lexicons.rows("parsing/transitions.tsv"):
        if row["from"] == "start":
            sides["start"].update(dict.fromkeys(_matching(row["to"]), _weight(row)))
        if row["to"] == "end":
            sides["end"].update(dict.fromkeys(_matching(row["from"]), _weight(row)))
    return sides["start"], sides["end"]
