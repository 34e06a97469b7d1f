"""The way of a file: bytes in, Document out. No Celery, no SQL, no Flask."""

from __future__ import annotations

from collections.abc import Callable

from workers.document import Document
from workers.parsers import parse
from workers.readers import read
from workers.taggers.dates import tag_dates
from workers.taggers.entities import tag_entities
from workers.taggers.money import tag_money
from workers.taggers.topics import tag_topics

Step = Callable[[Document], Document]

STEPS: tuple[tuple[str, Step], ...] = (
    ("read", read),
    ("parse", parse),
    ("tag", tag_entities),
    ("tag", tag_dates),
    ("tag", tag_money),
    ("tag", tag_topics),
)


def run(document: Document, entered: Callable[[str], None] = lambda stage: None) -> Document:
    """Take a document through every step; ``entered`` hears the name of each stage as it begins."""
    for stage, step in STEPS:
        entered(stage)
        document = step(document)
    return document
