"""Lines to a structured article."""

from dataclasses import replace

from workers.document import Block, Document
from workers.parsers.kind import settle
from workers.parsers.layout import lay_out
from workers.parsers.lines import split_lines
from workers.parsers.metadata import describe
from workers.parsers.teasers import gather

# Lines of a page; the longest front pages have 2,000, so more is many pages in one file, or none. What a file has
# beyond stays noise, with a warning: memory grows by up to 4 kB a line.
PAGE = 200_000
CUT = "page-cut"


def parse(document: Document) -> Document:
    """Give every line its role, and read off the roles what the page says of its story."""
    lines = split_lines(document.decoded)
    kind, roles = settle(lay_out(lines[:PAGE], document.markup))
    roles += ("noise",) * (len(lines) - len(roles))
    blocks = tuple(Block(role, line.text, line.start, line.end) for role, line in zip(roles, lines, strict=True))
    warnings = document.warnings + (CUT,) * (len(lines) > PAGE)
    parsed = replace(document, blocks=blocks, kind=kind, warnings=warnings)
    return replace(parsed, teasers=gather(parsed), **describe(parsed))
