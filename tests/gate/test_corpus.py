"""What the taggers give on the corpus' test part has floors, type by type."""

import json
from pathlib import Path

import pytest

from tests.gate.conftest import floor
from tests.gate.pieces import scores

FLOORS = Path(__file__).with_name("corpus_floors.json")
KINDS = (
    "names", "person", "organization", "location", "product", "event", "merging", "quotes", "speakers", "first topic",
)  # fmt: skip


@pytest.fixture(scope="module")
def measured():
    """F1 by kind on pieces whose writer wrote none of those the rules were written on."""
    return {kind: row[2] for kind, row in scores(["test"]).items()}


@pytest.fixture(scope="module")
def corpus_floors(measured, pytestconfig):
    """F1 by kind that the pieces must reach; only ``--lower-floors`` sets them anew."""
    if pytestconfig.getoption("--lower-floors", default=False):
        lowered = {kind: floor(kind, measured[kind]) for kind in KINDS}
        FLOORS.write_text(json.dumps(lowered, indent=1) + "\n", "utf-8")
    return json.loads(FLOORS.read_text("utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_pieces_never_seen_are_tagged_at_least_this_well(measured, corpus_floors, kind):
    assert measured[kind] >= corpus_floors[kind]


def test_no_kind_is_without_a_floor(corpus_floors):
    assert set(corpus_floors) == set(KINDS)
