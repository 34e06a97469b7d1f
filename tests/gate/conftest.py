"""The samples judged once, and the floors they are held to; only ``pytest tests/gate --lower-floors`` sets floors anew."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from seeds import SAMPLES
from workers import evaluate, pipeline
from workers.article import article
from workers.document import Document

FLOORS = Path(__file__).with_name("floors.json")
ROOM = 0.01  # what a change elsewhere may cost before someone has to look: about two lines in two hundred
# What was promised; a field that reaches its promise never gets a floor below it.
PROMISED = {
    "content lines": 0.98,
    "line roles": 0.94,
    "kind": 1.0,
    "title": 0.95,
    "lead": 0.90,
    "byline": 0.85,
    "teasers": 0.93,
}


def pytest_addoption(parser):
    parser.addoption("--lower-floors", action="store_true", help="Set the floors to what the samples now give.")


@pytest.fixture(scope="session")
def golds():
    """What each sample must give, by its name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.json"))}


@pytest.fixture(scope="session")
def counts(golds):
    """Counts by field over all samples."""

    def judged(path):
        document = pipeline.run(Document(content=path.read_bytes(), filename=path.name))
        return evaluate.judge(article(document), golds[path.stem], path.read_text("utf-8"))

    return evaluate.add(judged(path) for path in sorted(SAMPLES.glob("*.txt")))


@pytest.fixture(scope="session")
def floors(counts, pytestconfig):
    """F1 by field that the samples must reach."""
    known = json.loads(FLOORS.read_text("utf-8"))
    if not pytestconfig.getoption("--lower-floors", default=False):
        return known
    lowered = {field: floor(field, counts[field].scores[2]) for field in known}
    FLOORS.write_text(json.dumps(lowered, indent=1) + "\n", "utf-8")
    return lowered


def floor(field: str, measured: float) -> float:
    """A little below what is measured, and at the promise where that is kept."""
    below = math.floor((measured - ROOM) * 1000) / 1000
    promised = PROMISED.get(field, 0.0)
    return max(below, promised) if measured >= promised else below
