"""The confidence of names is counted, not guessed."""

from operator import itemgetter

import pytest

from seeds.confidence import PLOT, measured, plot, table, written
from workers.document import ENTITY_TYPES
from workers.taggers.entities.confidence import TABLE, confidence


@pytest.fixture(scope="module")
def unseen():
    return measured("test")


def test_the_table_that_ships_is_the_one_the_corpus_gives():
    assert written(measured("dev")) == TABLE.read_text("utf-8"), "make train"


def test_the_plot_that_ships_shows_the_table_that_ships(unseen):
    assert plot(unseen) == PLOT.read_text("utf-8"), "make train"


def off(pairs):
    """How far, on average, what was said is from what came true, over ten bins of what was said."""
    ranked = sorted(pairs, key=itemgetter(0))  # by nothing else: what came true must not put those said alike in order
    bins = [ranked[len(ranked) * at // 10 : len(ranked) * (at + 1) // 10] for at in range(10)]
    return sum(abs(sum(said for said, _ in some) - sum(right for _, right in some)) for some in bins) / len(ranked)


def test_confidence_is_near_the_truth_on_pieces_it_was_not_counted_on(unseen):
    assert off([(confidence(kind, weight), right) for kind, weight, right in unseen]) < 0.05


def test_confidence_tells_likely_names_from_doubtful_ones(unseen):
    mean = sum(right for _, _, right in unseen) / len(unseen)
    counted = sum((confidence(kind, weight) - right) ** 2 for kind, weight, right in unseen)
    assert counted < 0.97 * sum((mean - right) ** 2 for _, _, right in unseen)


@pytest.mark.parametrize("kind", ENTITY_TYPES)
def test_more_weight_is_never_less_confidence(kind):
    given = [confidence(kind, weight / 100) for weight in range(50, 100)]
    assert given == sorted(given)
    assert 0 < given[0] < given[-1] < 1


def test_a_step_that_falls_is_levelled_with_its_neighbour():
    rows = [("person", 0.5, 1.0)] * 50 + [("person", 0.6, 0.0)] * 50
    assert {share for kind, _, share in table(rows) if kind == "person"} == {0.5}
