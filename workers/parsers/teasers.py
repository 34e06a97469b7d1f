"""Teasers: headlines and blurbs that point at other stories, paired, each under the heading it stood under."""

from __future__ import annotations

from workers.document import Document, Teaser

PASSED = {"noise", "dateline", "caption"}  # a clock or a counter may stand between a headline and its blurb


def gather(document: Document) -> tuple[Teaser, ...]:
    """The teasers of a page, in order."""
    found: list[Teaser] = []
    heading = title = None
    for block in document.blocks:
        if block.role == "teaser_text":
            found.append(Teaser(title, block.text, heading))
            title = None
            continue
        if title and block.role not in PASSED:
            found.append(Teaser(title, None, heading))
            title = None
        if block.role == "teaser_title":
            title = block.text
        elif block.role == "block_heading":
            heading = block.text.rstrip(" :")
        elif block.role not in PASSED:
            heading = None
    return (*found, Teaser(title, None, heading)) if title else tuple(found)
