"""Names on whole pages that have gold: every form found in a story, beside the peer on the same lines."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.bench import peer
from tests.bench.names import ROUNDS, TYPES
from workers.document import CONTENT_ROLES, TEASER_ROLES, Block, Document
from workers.taggers.entities import tag_entities

Forms = set[tuple[str, str, str]]  # page, form and type


def print_surfaces(folder: Path) -> None:
    """Print F1 and speed of both on the story lines (by gold) of a folder's pages, each form of a page counted once."""
    pages = {path.stem: path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".json").exists()}
    stories = {stem: _story(path) for stem, path in pages.items()}
    gold = {form for stem, path in pages.items() for form in _gold(stem, path)}
    print(f"\n{len(pages)} pages of {folder}: {len(gold)} forms of names; exact form and type, each once a page")
    print(f"{'':24}{'F1':>11}{'Tintag is':>11}{'seconds':>10}{'Tintag is':>11}")
    taggers = {"Tintag tag_entities": _ours, **({peer.label(): _theirs} if peer.ner() else {})}
    first: tuple[float, float] | None = None
    for label, tagger in taggers.items():
        quality, seconds = _f1(tagger(stories), gold), min(_seconds(tagger, stories) for _ in range(ROUNDS))
        first = first or (quality, seconds)
        print(f"{label:24}{quality:11.3f}{first[0] / quality:10.2f}x{seconds:10.2f}{seconds / first[1]:10.3g}x")


def _story(path: Path) -> Document:
    """The lines of a page that names are read from, under their gold roles."""
    gold, lines = json.loads(path.with_suffix(".json").read_text("utf-8")), path.read_text("utf-8").split("\n")
    told = TEASER_ROLES if gold["kind"] == "listing" else CONTENT_ROLES
    blocks, at = [], 0
    for number, role in gold["lines"]:
        if role in told:
            blocks.append(Block(role, lines[number - 1].strip(), at, at + len(lines[number - 1].strip())))
            at = blocks[-1].end + 1
    decoded = "\n".join(block.text for block in blocks)
    return Document(b"", decoded=decoded, kind=gold["kind"], language="vi", blocks=tuple(blocks))


def _gold(stem: str, path: Path) -> Forms:
    entities = json.loads(path.with_suffix(".json").read_text("utf-8"))["entities"]
    return {(stem, " ".join(form.split()), one["type"]) for one in entities for form in one["surfaces"]}


def _ours(stories: dict[str, Document]) -> Forms:
    return {
        (stem, " ".join(mention.text.split()), entity.type)
        for stem, story in stories.items()
        for entity in tag_entities(story).entities
        for mention in entity.mentions
    }


def _theirs(stories: dict[str, Document]) -> Forms:
    return {
        (stem, " ".join(block.text[start:end].split()), kind)
        for stem, story in stories.items()
        for block in story.blocks
        for start, end, kind in peer.names(block.text)
    }


def _f1(found: Forms, gold: Forms) -> float:
    mine, marked = ({form for form in forms if form[2] in TYPES} for forms in (found, gold))
    return 2 * len(mine & marked) / (len(mine) + len(marked) or 1)


def _seconds(tagger: object, stories: dict[str, Document]) -> float:
    start = time.process_time()
    tagger(stories)  # type: ignore[operator]
    return time.process_time() - start
