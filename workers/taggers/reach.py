"""How much of a story is read for tags, so that a page of garbage cannot hold a worker for minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workers.document import Block, Document

# Letters of a story; the longest features run to 60,000, and dense garbage (0.06 MB/s) of this length takes 7 s.
LONGEST_STORY = 400_000
TAGS_CUT = "tags-cut"


def within_reach(blocks: Iterable[Block]) -> list[Block]:
    """The first blocks, ``LONGEST_STORY`` letters together, the last of them cut."""
    near: list[Block] = []
    left = LONGEST_STORY
    for block in blocks:
        if left <= 0:
            break
        text = block.text[:left]
        near.append(block if text == block.text else replace(block, text=text, end=block.start + len(text)))
        left -= len(text)
    return near


def warned(document: Document) -> Document:
    """The document, with a warning when its story is longer than what is read of it."""
    if sum(len(block.text) for block in document.story) <= LONGEST_STORY or TAGS_CUT in document.warnings:
        return document
    return replace(document, warnings=(*document.warnings, TAGS_CUT))
