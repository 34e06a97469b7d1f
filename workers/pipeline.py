"""The way of a file: bytes in, Document out. No Celery, no SQL, no Flask."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

from workers.document import Document
from workers.parsers import parse
from workers.readers import read
from workers.taggers.dates import tag_dates
from workers.taggers.entities import tag_entities
from workers.taggers.keywords import tag_keywords
from workers.taggers.money import tag_money
from workers.taggers.quotes import tag_quotes
from workers.taggers.topics import tag_topics

Step = Callable[[Document], Document]

Steps = tuple[tuple[str, Step], ...]

MADE = {".pyc", ".so"}  # files that Python and compiling make of those that a version is told by

STEPS: Steps = (
    ("read", read),
    ("parse", parse),
    ("tag", tag_entities),
    ("tag", tag_dates),
    ("tag", tag_money),
    ("tag", tag_quotes),
    ("tag", tag_topics),
    ("tag", tag_keywords),
)


def run(document: Document, entered: Callable[[str], None] = lambda stage: None, steps: Steps = STEPS) -> Document:
    """Take a document through every step; ``entered`` hears the name of each stage as it begins."""
    with collector_paused():
        for stage, step in steps:
            entered(stage)
            document = step(document)
    return document


@contextmanager
def collector_paused() -> Iterator[None]:
    """Leave cyclic garbage until a file is done: the steps make next to none, and looking for it among the hundreds
    of thousands of values of a page of 200,000 lines took 7% of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@cache
def version() -> str:
    """The package's version and eight hex digits over all code and words that decide what a file gives."""
    here = Path(__file__).parent
    parts = [here / "document.py", here / "pipeline.py"]
    for folder in ("readers", "parsers", "taggers", "lexicons"):
        parts += (path for path in (here / folder).rglob("*") if path.is_file() and path.suffix not in MADE)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(parts)))
    return f"{installed('tintag')}+{digest.hexdigest()[:8]}"
