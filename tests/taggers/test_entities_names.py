"""How many names of our own marked stories are found, and how many found are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.taggers.stories import TYPES, marked
from workers.taggers.entities import tag_entities

STORIES = marked(Path(__file__).with_name("names.txt"))
# Floors a little under what was reached when they were set, so that a change that costs names is seen.
FLOORS = {"person": 0.94, "organization": 0.92, "location": 0.93, "product": 0.85, "event": 0.85}


def f1(kinds: set[str]) -> float:
    hits = found = wanted = 0
    for story, names in STORIES:
        tagged = tag_entities(story).entities
        seen = {(m.text, e.type) for e in tagged for m in e.mentions if e.type in kinds}
        due = {pair for pair in names if pair[1] in kinds}
        hits, found, wanted = hits + len(seen & due), found + len(seen), wanted + len(due)
    return 2 * hits / (found + wanted)


def test_there_are_stories_of_every_desk_to_measure_by():
    assert len(STORIES) >= 100


@pytest.mark.parametrize("kind", TYPES.values())
def test_names_of_each_type_are_found(kind: str):
    assert f1({kind}) >= FLOORS[kind]


def test_names_of_all_types_are_found():
    assert f1(set(TYPES.values())) >= 0.93
