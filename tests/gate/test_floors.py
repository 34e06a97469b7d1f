"""Quality has a floor: what the samples must give, field by field. A floor is lowered by a flag, or not at all."""

import pytest

from seeds import SAMPLES
from tests.gate.conftest import FIELDS, floor


@pytest.fixture(scope="module")
def shapes():
    rows = (SAMPLES / "SHAPES.tsv").read_text("utf-8").splitlines()
    assert rows[0] == "sample\tshape"
    return [tuple(row.split("\t")) for row in rows[1:]]


@pytest.mark.parametrize("field", FIELDS)
def test_the_samples_are_read_at_least_this_well(counts, floors, field):
    assert counts[field].scores[2] >= floors[field]


def test_no_field_is_without_a_floor(floors):
    assert set(floors) == set(FIELDS)


def test_there_are_samples_of_every_kind_of_page(golds):
    assert len(golds) >= 30
    assert {gold["kind"] for gold in golds.values()} == {"article", "listing", "other"}


def test_the_samples_have_many_shapes(shapes, golds):
    assert sorted(sample for sample, _ in shapes) == sorted(golds)
    assert len({shape for _, shape in shapes}) >= 12


@pytest.mark.parametrize(
    ("field", "measured", "wanted"),
    [("title", 0.97, 0.96), ("title", 0.955, 0.95), ("title", 0.8, 0.79), ("person", 1.0, 0.99)],
)
def test_a_floor_lies_a_little_below_the_measure_and_not_below_a_kept_promise(field, measured, wanted):
    assert floor(field, measured) == pytest.approx(wanted, abs=0.0011)
