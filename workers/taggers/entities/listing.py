"""Names that the lists know, undressed of titles and heads, and products with their version."""

from __future__ import annotations

import re

from workers.taggers.entities.clues import heads, listed, word_set
from workers.taggers.entities.gazetteer import Form, index
from workers.taggers.entities.spans import SURE, Scene, Span, cue
from workers.taggers.entities.tokens import Line


def from_lists(view: Scene, i: int) -> Span | None:
    """The longest listed name, lengthened by version marks for products."""
    found = view.longest(i)
    if not found:
        return None
    form = found.forms[0]
    first = _undressed(view.line, i, found.last, form)
    last = found.last + (form.words > 1 and form.entry.type == "location" and _lengthened(view, found.last))
    weight = SURE if form.sure else 0.5
    return Span(view.line, first, last, form.entry.type, weight, "list", found.forms, cue(view, first))


def _lengthened(view: Scene, i: int) -> bool:
    """Whether token i is a direction that belongs to the place before it."""
    return view.follows(i) and view.line.words[i] in word_set("naming/place_tails.txt") and not view.follows(i + 1)


def _undressed(line: Line, first: int, last: int, form: Form) -> int:
    """Where a listed form begins without a title in small letters or a head that the name stands without."""
    head = heads().ahead(line.lowers, first)
    if head and first + head < last and not line.glued(first + head):
        rest = index().get(line.lower[line.spans[first + head][0] : line.spans[last - 1][1]], ())
        if rest and (not _inside(line, first, head) or (_opening(line, first, head) and rest[0].entry == form.entry)):
            return first + head
    title = listed("titles").ahead(line.lowers, first) if form.text[0].islower() else 0
    return first + title if first + title < last else first


def _inside(line: Line, first: int, length: int) -> bool:
    """Whether the head at token ``first`` is part of the name as it is printed here."""
    head = heads().value(line.lowers, first, first + length)
    return head.capital_in if line.capital[first] else head.lower_in


def _opening(line: Line, first: int, length: int) -> bool:
    """Whether the head has its capital from the sentence that it opens."""
    return heads().value(line.lowers, first, first + length).inside and line.opens(first)


def versions(view: Scene, end: int) -> int:
    """Past the marks that lengthen a product's name: iPhone 15 Pro Max."""
    line = view.line
    while end < len(line.words) and not line.glued(end) and _version(view, end):
        end += 1
    return end


def _version(view: Scene, i: int) -> bool:
    line = view.line
    if line.words[i] in word_set("naming/tails.txt"):
        return True
    if line.words[i].isdigit():
        return len(line.words[i]) <= 2 and not (
            i + 1 < len(line.words) and line.glued(i + 1) and line.words[i + 1] in ".,/%"
        )
    return bool(re.match(r"[A-Z]{0,2}\d{1,3}[A-Za-z]{0,2}$", line.words[i]))
