"""The search for the best states of a page's lines: what it leaves out for speed, it would not have taken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workers.parsers import roles
from workers.parsers.decode import decode

LINES = st.lists(st.sampled_from(sorted(roles.weights()[0])), max_size=12).map(tuple)


def all_near(scores: list[tuple[float, int]]) -> roles.Scores:
    """Every state that is near the best of its line, none left out."""
    return tuple((state, score) for score, state in scores)


@given(st.lists(LINES, min_size=1, max_size=30))
@settings(max_examples=100, deadline=None)
def test_states_that_another_one_leads_are_on_no_best_way(page):
    with_all = _emissions(page, all_near)
    needed = _emissions(page, roles._needed)
    assert decode(needed) == decode(with_all)
    for listing in (False, True):
        assert decode(_only(needed, listing)) == decode(_only(with_all, listing))


def test_states_are_left_out_at_all():
    scores = [(0.0, state) for state in range(len(roles.STATES))]
    scores[roles.STATES.index("story.body")] = 50_000.0, roles.STATES.index("story.body")
    assert len(roles._needed(scores)) < len(scores)


def _emissions(page, left):
    kept, roles._needed = roles._needed, left
    try:
        return [roles.emission.__wrapped__(features) for features in page]
    finally:
        roles._needed = kept


def _only(scores, listing):
    return [tuple(pair for pair in one if roles.is_listing(pair[0]) == listing) for one in scores]
