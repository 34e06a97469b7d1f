"""Lines to a structured article."""

from dataclasses import replace

from workers.document import Block, Document


def parse(document: Document) -> Document:
    """Give every line its role."""
    blocks, at = [], 0
    for line in document.decoded.split("\n"):
        if text := line.strip():
            start = at + line.index(text)
            blocks.append(Block("body", text, start, start + len(text)))
        at += len(line) + 1
    return replace(document, blocks=tuple(blocks), kind="article")
