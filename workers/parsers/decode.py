"""The best way through the whole page: Viterbi over the states of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workers.parsers.roles import NEVER, STATES, Scores, ends, is_listing, transitions, zone

# Ways this far (in thousandths) behind the best are given up. Menus, headlines and a whole footer over a story can put
# the way that still waits for its title 20,000 behind; 60,000 tells no story better. A listing is one from end
# to end: where it once falls far behind it is none, whatever blurbs stand below a story.
BEAM = 40_000
LISTING_BEAM = 10_000

Ways = list[tuple[int, float]]  # states in order, and how good the best way to each is


def decode(emissions: Sequence[Scores]) -> list[int]:
    """One state a line, so that scores and transitions together are highest; linear in the lines."""
    start, end = ends()
    into, first, gains = _into(), _first(), _gains()
    trellis: list[Ways] = []
    for scores in emissions:
        if trellis:
            reached = _reached(trellis[-1], scores, into, first)
        else:
            reached = [(state, score + start.get(state, NEVER)) for state, score in scores]
        trellis.append(_hopeful(reached, gains))
    path: list[int] = []
    ahead = [end.get(state, 0.0) for state in range(len(STATES))]
    for ways in reversed(trellis):
        state = ways[0][0]
        if len(ways) > 1:
            state = -max([(total + ahead[other], -other) for other, total in ways])[1]
        path.append(state)
        ahead = into[state]
    return path[::-1]


def _reached(before: Ways, scores: Scores, into: list[list[float]], first: list[int]) -> Ways:
    """The best ways to the next line's states; comparisons are spelt out, for most of the time goes here."""
    (one, start), *others = before
    least = first[one]
    reached: Ways = []
    for state, score in scores:
        if state >= least:
            row = into[state]
            best = start + row[one]
            for previous, total in others:
                value = total + row[previous]
                best = value if value > best else best
            reached.append((state, best + score))
    return reached


def _hopeful(ways: Ways, gains: list[list[float]]) -> Ways:
    """The ways that are not so far behind the best that they could not overtake it."""
    best, top = ways[0]
    for state, total in ways:
        if total > top:
            best, top = state, total
    gain = gains[best]
    return [way for way in ways if way[1] >= top - gain[way[0]]]


@cache
def _first() -> list[int]:
    """For every state the first state of its zone; no way leads back behind it."""
    zones = [zone(state) for state in range(len(STATES))]
    return [zones.index(name) for name in zones]


@cache
def _into() -> list[list[float]]:
    """The transitions by the state that they lead to."""
    return [list(column) for column in zip(*transitions(), strict=True)]


@cache
def _gains() -> list[list[float]]:
    """For every state the most that a way in another can gain on one in it by the next line, ``BEAM`` at most."""
    last = [ends()[1].get(state, 0.0) for state in range(len(STATES))]
    steps = [[*row, end] for row, end in zip(transitions(), last, strict=True)]
    widths = [LISTING_BEAM if is_listing(state) else BEAM for state in range(len(STATES))]
    return [
        [min(width, max(map(_gain, other, own))) for width, other in zip(widths, steps, strict=True)] for own in steps
    ]


def _gain(other: float, own: float) -> float:
    return NEVER if other == NEVER else other - own
