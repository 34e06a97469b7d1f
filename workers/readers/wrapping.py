"""Lines cut at a width by an editor or a mailer, told from lines that their author ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

WIDEST = 120  # columns; no editor or mailer cuts wider, and a paragraph on one line is nearly always longer
SLACK = 3  # columns that a cut line may lack: marks like ">" and a hyphen
FULL = 0.7  # share of lines that had no room for the next word; a cut text has nine of ten, a page dump one of ten
# a line that begins something of its own
OPENS = re.compile(r"\s*(?:[-*+•>|]|\d{1,3}[.)])\s|\s+(?:[o#@◦▪▫□■○●◇◆★☆‣·]\s|\[\d)")


def cut_at(lines: Sequence[str], narrowest: int = 1) -> int | None:
    """The width at which lines were cut: most have no room for the word that opens the next. None where none was.

    Lines of fewer characters than ``narrowest`` are not looked at.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if len(one.strip()) >= narrowest and _may_go_on(two)]
    if not pairs:
        return None
    # An address too long for the width, in fewer than a tenth of the lines, does not make it wider.
    width = sorted(len(one.rstrip()) for one, _ in pairs)[len(pairs) * 9 // 10]
    full = sum(_reach(one, two) > width - SLACK for one, two in pairs)
    return width if width <= WIDEST and full >= FULL * len(pairs) else None


def joined(lines: Sequence[str], narrowest: int = 1) -> list[str]:
    """The lines with what a width cut put together again; as they are where none did."""
    if (width := cut_at(lines, narrowest)) is None:
        return list(lines)
    found = [[line] for line in lines[:1]]
    for one, two in pairwise(lines):
        if one.strip() and _may_go_on(two) and _reach(one, two) > width - SLACK:
            found[-1].append(two.strip())
        else:
            found.append([two])
    return [" ".join((parts[0].rstrip(), *parts[1:])) for parts in found]


def _may_go_on(line: str) -> bool:
    return bool(line.strip()) and not OPENS.match(line)


def _reach(one: str, two: str) -> int:
    """Where the first word of the second line would have ended on the first."""
    return len(one.rstrip()) + 1 + len(two.split(maxsplit=1)[0])
