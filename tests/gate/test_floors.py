"""Quality has a floor: what the samples must give, field by field. A floor is lowered by hand here, or not at all."""

import json

import pytest

from seeds import SAMPLES
from workers import evaluate, pipeline
from workers.article import article
from workers.document import Document

FLOORS = {
    "content lines": 0.98,
    "line roles": 0.94,
    "kind": 1.0,
    "title": 1.0,
    "lead": 0.95,
    "section": 0.85,
    "byline": 0.85,
    "published": 0.95,
    "teasers": 0.95,
    "entities (all)": 0.85,
    "person": 0.90,
    "organization": 0.82,
    "location": 0.85,
    "entity ids": 0.90,
    "topic@1": 0.95,
    "money": 0.95,
    "dates": 0.92,
}


@pytest.fixture(scope="module")
def counts():
    def judged(path):
        document = pipeline.run(Document(content=path.read_bytes(), filename=path.name))
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return evaluate.judge(article(document), gold, path.read_text("utf-8"))

    return evaluate.add(judged(path) for path in sorted(SAMPLES.glob("*.txt")))


@pytest.mark.parametrize("field", FLOORS)
def test_the_samples_are_read_at_least_this_well(counts, field):
    assert counts[field].scores[2] >= FLOORS[field]


def test_there_are_samples_of_every_kind_of_page():
    kinds = [json.loads(path.read_text("utf-8"))["kind"] for path in SAMPLES.glob("*.json")]
    assert len(kinds) >= 12
    assert set(kinds) == {"article", "listing", "other"}
