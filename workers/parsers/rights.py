"""Pictures told by whose they are: lines such as "© Mẫu / Lan Anh" over, under or around what a picture shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from workers.parsers.shapes import Shape
from workers.parsers.vocabulary import marks

OWNER = 8  # words of the longest line that tells whose a picture is
SHOWN = range(3, 31)  # words of what it shows
HEAD, FOOT = 2, 8  # lines in which a page says whose it is itself
DIGIT = re.compile(r"\d")


def owned_pictures(shapes: Sequence[Shape]) -> list[tuple[int, str]]:
    """Lines that tell whose a picture is (``owner``) and what it shows (``shown``): between two that tell the same, or
    below one with the paper's name behind it, as in the words for those who do not see it, and once more without."""
    owners = [at for at, one in enumerate(shapes[:-FOOT]) if one.folded[:1] == "©" and _is_owner(one)]
    found = [(at, "owner") for at in owners]
    named = {one.folded for one in shapes[:HEAD]} if owners else set()
    for at in owners:
        one, after = shapes[at + 1 : at + 3]
        if one.words in SHOWN and (shapes[at].folded == after.folded or _names_paper(one.folded, named)):
            again = bool(after.folded) and one.folded.startswith(after.folded)
            found += [(at + 1, "shown"), *([(at + 2, "shown")] if again else [])]
    return found


def _is_owner(one: Shape) -> bool:
    fit = one.words <= OWNER and ("/" in one.folded or "photo" in one.features)
    return fit and DIGIT.search(one.folded) is None


def _names_paper(text: str, own: AbstractSet[str]) -> bool:
    """Whether a paper's name, or the page's ``own``, stands behind a line, also with the picture's size and date."""
    name = text.rpartition(" - ")[2].partition(",")[0]
    return name in own or name in marks()
