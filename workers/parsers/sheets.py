"""What stands between the parts of a text: heads and feet of printed sheets, and numbers of chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.parsers.shapes import Shape
from workers.parsers.vocabulary import alternatives

FOOT = re.compile(r"\s\d{1,3}\s?/\s?\d{1,3}$")  # "https://... 1/3", as browsers print it
HEAD = frozenset(("stamp_with", "ends_stamp"))
CHAPTER = re.compile(rf"(?:{alternatives('chapter_words')}) (?:\d{{1,2}}|[ivx]{{1,4}})")
CHAPTERS = 2  # from which on they are chapters


def sheets(shapes: Sequence[Shape]) -> list[tuple[int, str]]:
    """The address and the number at a printed sheet's foot and the date and title at the next one's head (``sheet``),
    and the two parts of the paragraph that they cut (``torn``)."""
    feet = [at for at, one in enumerate(shapes) if "url" in one.features and FOOT.search(one.folded)]
    found: list[tuple[int, str]] = []
    for at in feet:
        below = at + 1 + (at + 1 < len(shapes) and not HEAD.isdisjoint(shapes[at + 1].features))
        found += [(number, "sheet") for number in range(at, below)]
        if at and below < len(shapes) and _is_torn(shapes[at - 1], shapes[below]):
            found += [(at - 1, "torn"), (below, "torn")]
    return found + ([(0, "sheet")] if feet and not HEAD.isdisjoint(shapes[0].features) else [])


def _is_torn(above: Shape, below: Shape) -> bool:
    return above.end == "bare" and "lower" in below.features and below.manner != "stamp"


def chapters(shapes: Sequence[Shape]) -> list[int]:
    """Lines such as "Chương 1" that are numbers of chapters, over their names or their first paragraphs."""
    found = [at for at, one in enumerate(shapes[:-1]) if one.words == 2 and CHAPTER.fullmatch(one.folded)]
    fit = [at for at in found if shapes[at + 1].manner in {"headline", "prose"}]
    return fit if len(fit) == len(found) >= CHAPTERS else []
