"""Candidate names in a line: each provider offers the name it sees at a token, the longest offer is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workers.taggers.entities.clues import eastern_surnames, foreign_parts, heads, listed, word_set
from workers.taggers.entities.facts import (
    CALLED_ENDS,
    FIELD_ENDS,
    FOLLOWS,
    FOREIGN,
    HEAD_ENDS,
    HYPHEN,
    HYPHENED,
    LISTED,
    OPENER,
    OPENS,
    PLACE_ENDS,
    QUOTE,
    QUOTES,
    TITLE_ENDS,
)
from workers.taggers.entities.gazetteer import Form
from workers.taggers.entities.lines import Line
from workers.taggers.entities.lookup import Listed, lookup

# A weight from which a span counts as a witness for the same name elsewhere.
WITNESS = 0.7
# The weight of a form that the lists have without a question mark.
SURE = 0.9
# Types of words that tell as the first of a name: Festival de Cannes, Palais de Tokyo.
FIRST_PARTS = frozenset({"event", "location"})
# From so many spaces on, words stand in two columns of a table or a row of tags.
COLUMN_GAP = 3
NICKNAME = re.compile(r"\s[\"'“‘](?:[^\"'“‘”’]*[\"'”’]|.*)")
CUE_ENDS = TITLE_ENDS | FIELD_ENDS | HEAD_ENDS | PLACE_ENDS | CALLED_ENDS
CUED = CUE_ENDS | QUOTE


@dataclass(slots=True)
class Scene:
    """A line, the ``facts`` of its tokens and of where they stand, the listed names in it by the token they begin at,
    how far (``taken``) names have been read, and where the last title in quote marks ended (``titled``)."""

    line: Line
    facts: list[int]
    listed: dict[int, list[Listed]]
    taken: int = 0
    titled: int = 0
    cues: dict[int, str | None] = field(default_factory=dict)

    def longest(self, i: int) -> Listed | None:
        """The longest listed name at token i."""
        return self.listed[i][0] if self.facts[i] & LISTED else None

    def follows(self, i: int) -> bool:
        """Whether token i is a capitalised word a space behind the one before."""
        return self.facts[i] & FOLLOWS > 0

    def foreign(self, i: int) -> bool:
        """Whether token i, a capital, is a word that cannot be Vietnamese, by its letters or as the first of
        ``Do-hoon``."""
        return self.facts[i] & FOREIGN > 0


@dataclass(slots=True)
class Offer:
    """A name that may stand at tokens first to last (exclusive). ``weight`` says how sure it is before the document
    is known; ``how`` who offered it; ``cue`` the type that the words before it call for."""

    line: Line
    first: int
    last: int
    type: str | None
    weight: float
    how: str
    forms: tuple[Form, ...] = ()
    cue: str | None = None


class Span(Offer):
    """An offer that was taken, with what is asked of it again and again: ``shown`` as printed, in old spelling,
    ``start`` and ``end`` in the document, number of ``words``; ``opens`` a sentence, where a capital says nothing;
    ``key`` in small letters, a nickname left out, by which mentions are compared; the facts of the token ``before``.
    """

    __slots__ = ("before", "end", "key", "opens", "shown", "start", "words")

    def __init__(self, offer: Offer, facts: list[int]) -> None:
        self.line, self.first, self.last = line, first, last = offer.line, offer.first, offer.last
        self.before = facts[first - 1]
        self.type, self.weight, self.how = offer.type, offer.weight, offer.how
        self.forms, self.cue = offer.forms, offer.cue
        start, end = line.starts[first], line.ends[last - 1]
        self.start, self.end = line.offset + start, line.offset + end
        self.words = last - first
        self.shown = line.plain[start:end]
        self.opens = first == 0 or (self.before & OPENER > 0 and line.opens(first))
        small = line.lower[start:end]
        self.key = small if QUOTES.isdisjoint(small) else NICKNAME.sub("", small)


def scene(line: Line) -> Scene:
    """Look the line and its words up in the lists."""
    found = lookup(line)
    facts = line.facts
    for i in found:
        facts[i] |= LISTED
    _place(line, facts)
    return Scene(line, facts, found)


def _place(line: Line, facts: list[int]) -> None:
    """Add the facts of the capitals that come from where they stand."""
    starts, ends = line.starts, line.ends
    tabs = "\t" in line.text
    for i in line.capitals:
        start = starts[i]
        if 0 < start - ends[i - 1] < COLUMN_GAP and not (tabs and line.text[start - 1] == "\t"):
            facts[i] |= FOLLOWS
        if facts[i - 1] & OPENER and line.opens(i):
            facts[i] |= OPENS
        if facts[i + 1] & HYPHEN and line.hyphened(i):
            facts[i] |= HYPHENED | (FOREIGN if len(line.words[i]) > 1 and line.words[i].isalpha() else 0)
    facts[0] |= OPENS


def cue(scene: Scene, i: int) -> str | None:
    """The type of name that the words right before token i, back to the last name, call for."""
    if not scene.facts[i - 1] & CUED:
        return None
    cues = scene.cues
    if i not in cues:
        cues[i] = _cue(scene, i)
    return cues[i]


def _cue(scene: Scene, i: int) -> str | None:
    lowers, facts = scene.line.lowers, scene.facts
    if facts[i - 1] & QUOTE:
        i -= 1
    before = facts[i - 1]
    if i <= scene.taken or not before & CUE_ENDS:
        return None
    title = listed("titles").behind(lowers, i) if before & TITLE_ENDS else 0
    field = listed("fields").behind(lowers, i) if before & FIELD_ENDS else 0
    if field and listed("titles").behind(lowers, i - field) and i - field >= scene.taken:
        return "person"
    head = heads().behind(lowers, i) if before & HEAD_ENDS else 0
    if title > head > 0 and listed("fields").ahead(lowers, i):
        title *= heads().value(lowers, i - head, i).type != "organization"
    head = head if head >= field else 0
    chair = listed("titles").behind(lowers, i - head) if head and listed("lone_heads").behind(lowers, i) == head else 0
    if chair and i - head - chair >= scene.taken:  # chủ tịch hạ viện
        return "person"
    longest = max(title, head)
    if longest and longest <= i - scene.taken and not (longest == 1 and compound(lowers, i)):
        return "person" if title >= head else heads().value(lowers, i - head, i).type
    if before & PLACE_ENDS and listed("place_cues").behind(lowers, i):
        return "place"
    said = listed("called").behind(lowers, i) if before & CALLED_ENDS else 0
    return _thing(scene, i - said) if said and i - said > scene.taken else None


def _thing(scene: Scene, i: int) -> str | None:
    """The type of the thing that a word like ``mang tên`` names: phần mềm mang tên, ngọn lửa mang tên."""
    head = heads().behind(scene.line.lowers, i)
    kind = heads().value(scene.line.lowers, i - head, i).type if head and head <= i - scene.taken else None
    return kind if kind in {"product", "event"} and not (head == 1 and compound(scene.line.lowers, i)) else None


def compound(lowers: list[str], i: int) -> bool:
    """Whether the word right before token i is the end of another: gia đình is no temple, đổ bộ no ministry."""
    if listed("compounds").behind(lowers, i):
        return True
    pair = i > 1 and f"{lowers[i - 2]} {lowers[i - 1]}" in word_set("naming/pairs.txt")
    return pair and bool(heads().ahead(lowers, i - 1)) and heads().value(lowers, i - 1, i).type == "organization"


def part_type(words: list[str]) -> str | None:
    """The type that a telling foreign word in a name gives it, the last such word deciding."""
    told = [foreign_parts().get(word) for word in words]
    first = told[0] if told[0] in FIRST_PARTS and words[0] not in eastern_surnames() else None
    return next((kind for kind in reversed(told[1:]) if kind), first)
