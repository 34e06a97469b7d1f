"""The samples: what is said of each file is really in it."""

import json
from collections import Counter
from pathlib import Path

import pytest

import seeds
from workers.document import CONTENT_ROLES, ENTITY_TYPES, ROLES, TEASER_ROLES

SAMPLES = sorted(seeds.SAMPLES.glob("*.txt"))
EXPECTED = {
    "aggregator_notre_dame", "topic_page_yagi", "health_pipes_and_stray_teasers", "section_subheads_cop29",
    "aggregator_starship",
}  # fmt: skip


def gold_of(sample: Path) -> dict:
    return json.loads(sample.with_suffix(".json").read_text("utf-8"))


def content_of(sample: Path) -> list[str]:
    gold = gold_of(sample)
    told = TEASER_ROLES if gold["kind"] == "listing" else CONTENT_ROLES
    lines = sample.read_text("utf-8").split("\n")
    return [lines[number - 1] for number, label in gold["lines"] if label in told]


def test_every_kind_of_file_has_a_sample():
    assert {sample.stem for sample in SAMPLES} >= EXPECTED
    assert len(SAMPLES) >= 12
    assert {gold_of(sample)["kind"] for sample in SAMPLES} == {"article", "listing", "other"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
class TestSample:
    def test_every_line_has_one_known_label(self, sample):
        lines = sample.read_text("utf-8").split("\n")
        labelled = gold_of(sample)["lines"]
        assert [number for number, _ in labelled] == [at for at, line in enumerate(lines, 1) if line.strip()]
        assert {label for _, label in labelled} <= set(ROLES)

    def test_everything_named_is_in_the_story(self, sample):
        gold, content = gold_of(sample), content_of(sample)
        forms = [form for entity in gold["entities"] for form in entity["surfaces"]]
        forms += [item["text"] for field in ("money", "dates", "quotes") for item in gold[field]]
        assert [form for form in forms if not any(form in line for line in content)] == []

    def test_an_entity_stands_once_with_a_known_type(self, sample):
        entities = gold_of(sample)["entities"]
        assert all(entity["type"] in ENTITY_TYPES and entity["surfaces"] for entity in entities)
        twice = Counter((entity["name"], entity["type"]) for entity in entities) - Counter(
            {(entity["name"], entity["type"]) for entity in entities}
        )
        assert not twice

    def test_title_and_lead_are_lines_of_the_file(self, sample):
        gold, lines = gold_of(sample), sample.read_text("utf-8").split("\n")
        for role in ("title", "lead"):
            first = next((lines[number - 1] for number, label in gold["lines"] if label == role), None)
            assert gold[role] == first

    def test_speakers_are_entities_or_unnamed(self, sample):
        gold = gold_of(sample)
        names = {entity["name"] for entity in gold["entities"]}
        assert {quote["speaker"] for quote in gold["quotes"]} <= names | {None}

    def test_a_page_without_a_story_gives_nothing(self, sample):
        gold = gold_of(sample)
        if gold["kind"] == "other":
            assert not any(gold[field] for field in ("title", "lead", "entities", "topics", "money", "dates", "quotes"))

    def test_it_was_written_for_this_project(self, sample):
        assert gold_of(sample)["origin"] == "written for this project"
