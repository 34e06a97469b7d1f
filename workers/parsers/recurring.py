"""Lines of one form that come again and again between the paragraphs of a story, and notes under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workers.parsers.shapes import Shape
from workers.parsers.span import NO_FACT, Told
from workers.parsers.vocabulary import folded

SPANNED = re.compile(r"[^\d(]{2,24} \(\d{1,2}[/.-]\d{1,2}\s?[-–]\s?\d{1,2}[/.-]\d{1,2}\)")
OFTEN = 3  # lines of a form from which on they are no chance
LABELLED = 14  # words of the longest line whose label comes again
BELOW = 3  # lines under a story in which its notes stand


def recurring(told: Told, first: int, last: int) -> list[tuple[int, str]]:
    """Lines whose label comes again, "Con số may mắn: 7", and notes that an asterisk opens."""
    within = enumerate(told[first + 1 : last + 2], first + 1)
    labels = [at for at, (_, found) in within if "label" in found.features and _is_labelled(found)]
    counts = Counter(told[at][1].folded.partition(":")[0] for at in labels)
    found = [(at, "label_again") for at in labels if counts[told[at][1].folded.partition(":")[0]] >= OFTEN]
    notes = range(first + 1, min(last + 1 + BELOW, len(told)))
    return found + [(at, "own_note") for at in notes if "note" in told[at][1].features]


def spanned(shapes: Sequence[Shape]) -> list[int]:
    """Subheads with a span of days: "Kim Ngưu (21/4 - 20/5)"."""
    bracketed = [number for number, one in enumerate(shapes) if one.folded[-1:] == ")"]
    found = [number for number in bracketed if SPANNED.fullmatch(shapes[number].folded)]
    return found if len(found) >= OFTEN else []


def _is_labelled(found: Shape) -> bool:
    if found.words > LABELLED or found.end == "ask" or "photo" in found.features:
        return False
    return NO_FACT.isdisjoint(found.features) and found.folded.partition(":")[0] not in folded("title_marks")
