"""The confidence of names is counted, not guessed."""

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


def test_confidence_is_near_the_truth_on_pieces_it_was_not_counted_on(unseen):
    said = sum(confidence(kind, weight) for kind, weight, _ in unseen) / len(unseen)
    right = sum(share for _, _, share in unseen) / len(unseen)
    assert abs(said - right) < 0.05


@pytest.mark.parametrize("kind", ENTITY_TYPES)
def test_more_weight_is_never_less_confidence(kind):
    given = [confidence(kind, weight / 100) for weight in range(50, 100)]
    assert given == sorted(given)
    assert 0 < given[0] < given[-1] < 1


def test_a_step_that_falls_is_levelled_with_its_neighbour():
    rows = [("person", 0.5, 1.0)] * 50 + [("person", 0.6, 0.0)] * 50
    assert {share for kind, _, share in table(rows) if kind == "person"} == {0.5}
