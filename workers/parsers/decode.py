"""The best way through the whole page: Viterbi over the states of its lines."""

from __future__ import annotations

from collections.abc import Sequence

from workers.parsers.roles import NEVER, Scores, ends, transitions, zones

# Ways this far behind the best so far are given up; 10 gave the same roles as no bound on every page tried.
BEAM = 10.0


def decode(emissions: Sequence[Scores]) -> list[int]:
    """One state a line, so that scores and transitions together are highest; linear in the lines."""
    if not emissions:
        return []
    start, end = ends()
    best = {state: score + start.get(state, NEVER) for state, score in emissions[0]}
    back: list[dict[int, int]] = []
    for scores in emissions[1:]:
        best, came = _step(best, scores)
        back.append(came)
    state = max(best, key=lambda last: best[last] + end.get(last, 0.0))
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    return path[::-1]


def _step(best: dict[int, float], scores: Scores) -> tuple[dict[int, float], dict[int, int]]:
    table, order = transitions(), zones()
    reached: dict[int, float] = {}
    came: dict[int, int] = {}
    least = max(best.values()) - BEAM
    before = [(state, total, table[state]) for state, total in best.items() if total >= least]
    first = min(order[state] for state, _, _ in before)
    for state, score in scores:
        if order[state] < first:
            continue
        top, origin = NEVER, -1
        for previous, total, row in before:
            if (value := total + row[state]) > top:
                top, origin = value, previous
        if origin >= 0:
            reached[state], came[state] = top + score, origin
    return reached, came
