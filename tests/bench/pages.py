"""The pages that are measured, and the text of their stories by the gold roles of their lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from seeds import SAMPLES
from tests.parsers.page_files import PAGES

STORY = frozenset({"lead", "body", "subhead"})


@dataclass(frozen=True)
class Page:
    """A page as it was dumped, and the lines of its story (none where it tells none)."""

    text: str
    story: str


def ours() -> list[Page]:
    """The samples and the pages of the parser's tests."""
    tested = [_page(page.text, page.roles) for page in PAGES]
    return [*folder(SAMPLES), *tested]


def folder(path: Path) -> list[Page]:
    """Every ``.txt`` of a folder that has a gold ``.json`` beside it."""
    return [_annotated(text) for text in sorted(path.glob("*.txt")) if text.with_suffix(".json").exists()]


def _annotated(path: Path) -> Page:
    text = path.read_text("utf-8")
    lines = text.split("\n")
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return Page(text, "\n".join(lines[number - 1] for number, role in gold["lines"] if role in STORY))


def _page(text: str, roles: tuple[str, ...]) -> Page:
    lines = [line for line in text.split("\n") if line]
    return Page(text, "\n".join(line for line, role in zip(lines, roles, strict=True) if role in STORY))
