"""Persons named in Vietnamese: a family name and what follows it, or given names alone."""

from __future__ import annotations

from workers.taggers.entities.clues import (
    eastern_surnames,
    given_names,
    great_surnames,
    heads,
    listed,
    small_set,
    surnames,
    word_set,
)
from workers.taggers.entities.facts import (
    CAPITAL,
    FACTS,
    FAMILY,
    FIELDS,
    FOLLOWS,
    FOREIGN,
    HEADS,
    MIXED,
    QUOTES,
    UPPER,
)
from workers.taggers.entities.lines import Line
from workers.taggers.entities.spans import Offer, Scene, cue

LONGEST_VIETNAMESE = 5
CLOSING = frozenset("”\"'’")


def vietnamese_end(scene: Scene, i: int) -> int:
    """Past the last syllable of the Vietnamese full name at token i; i when none begins there."""
    line = scene.line
    if i >= len(line.words) or scene.facts[i] & (CAPITAL | FAMILY) != CAPITAL | FAMILY:
        return i
    end, facts = i + 1, scene.facts
    loud = UPPER if line.words[i].isupper() and len(line.words[i]) > 1 else 0
    while end - i < LONGEST_VIETNAMESE and (_syllable(facts[end], loud) or _unusual(scene, i, end)):
        if _begins_body(scene, end) or (end - i >= 2 and _begins_other(scene, i, end)):
            break
        end += 1
    return end if end > i + 1 else i


def _syllable(known: int, loud: int) -> bool:
    """Whether the facts are those of a name's next syllable, all in capitals where that is ``loud`` of it."""
    return known & (FOLLOWS | FOREIGN) == FOLLOWS and (not known & MIXED or known & loud > 0)


def _unusual(scene: Scene, first: int, i: int) -> bool:
    """Whether token i is the given name behind ``Lô Văn``: one of a people whose words are not Vietnamese: Thoong."""
    words = scene.line.words
    if i != first + 2 or scene.facts[i] & (FOLLOWS | FOREIGN | MIXED) != FOLLOWS | FOREIGN:
        return False
    return words[first + 1] in word_set("naming/middle_marks.txt") and not words[i].isupper()


def _begins_other(scene: Scene, first: int, i: int) -> bool:
    """Whether another name begins at token i, past two syllables of one: none does right behind ``Nguyễn Thị``."""
    if i == first + 2 and scene.line.words[first + 1] in word_set("naming/middle_marks.txt"):
        return False
    return _begins_anew(scene, i) or _begins_person(scene, first, i)


def _begins_anew(scene: Scene, i: int) -> bool:
    """Whether another name begins at token i: a listed one of several words, a body's head (Trường THPT)."""
    found = scene.longest(i)
    return bool(found and found.sure and found.last - i > 1) or _begins_body(scene, i)


def _begins_body(scene: Scene, i: int) -> bool:
    """Whether a head of several words begins at token i, the second in small letters or all capitals."""
    line = scene.line
    if not scene.facts[i] & HEADS:
        return False
    if i + 1 >= len(line.words) or (line.words[i + 1].istitle() and len(line.words[i + 1]) > 1):
        return False
    return not line.words[i].isupper() and heads().ahead(line.lowers, i) > 1


def _begins_person(scene: Scene, first: int, i: int) -> bool:
    """Whether a common family name inside too long a run begins the next person's name."""
    words = scene.line.words
    return (
        words[i] in great_surnames()
        and words[first + 1] not in word_set("naming/middle_marks.txt")
        and scene.follows(i + 2)
    )


def vietnamese(scene: Scene, i: int) -> Offer | None:
    """A Vietnamese person named in full, or by given names."""
    line = scene.line
    called = cue(scene, i)
    if line.words[i] in word_set("names/saints.txt") and (end := vietnamese_end(scene, i + 1)) > i + 1:
        return Offer(line, i, end, "person", 0.95, "full", cue=called)
    end = vietnamese_end(scene, i)
    if end > i:
        bare = _place_first(scene, i, end, called) or _place_behind(scene, i, end)
        return None if bare else _full(scene, i, end, called)
    end = _given_end(scene, i)
    if (end - i < 2 and called != "person") or end == i or _place_first(scene, i, end, called):
        return None
    if continued(line, end) and not listed("addresses").behind(line.lowers, i):
        return None
    kind = called if called in {"location", "organization", "product", "event"} else "person"
    if called == "place" and listed("firm_place_cues").behind(line.lowers, i):
        kind = "location"
    return Offer(line, i, end, kind, 0.75 if called == kind else 0.5, "given", cue=called)


def nicknamed(scene: Scene, i: int) -> Offer | None:
    """A name and the nickname in quote marks that it is never printed without: Khánh "Trắng", Đỗ "Levi" Duy Khánh."""
    line = scene.line
    if i + 3 >= len(line.words) or line.glued(i + 1) or listed("addresses").ahead(line.lowers, i):
        return None
    marked = line.words[i + 1] in QUOTES and line.words[i + 3] in CLOSING and line.glued(i + 2) and line.glued(i + 3)
    end = _behind_nickname(scene, i) if marked else i
    if end > i + 4:
        return Offer(line, i, end, "person", 0.9, "full", cue=cue(scene, i))
    if end == i or line.words[i] not in given_names() or heads().ahead(line.lowers, i):
        return None
    if not line.capital[i + 2] and not _told_by_trait(scene, i, end):
        return None
    return Offer(line, i, end, "person", 0.8, "full", cue=cue(scene, i))


def _told_by_trait(scene: Scene, i: int, end: int) -> bool:
    """Whether a nickname in small letters is one, and no word that somebody used: Hải "con" nói, tức Thái "trọc"."""
    line = scene.line
    alone = line.opens(i) or line.words[i - 1] in "(," or listed("apposed_words").behind(line.lowers, i) > 0
    behind = line.words[end] if end < len(line.words) else "."
    return alone and (behind in ").," or listed("person_verbs").ahead(line.lowers, end) > 0)


def _behind_nickname(scene: Scene, i: int) -> int:
    """Past the given names behind the nickname of someone whose family name stands at token i: ``Duy Khánh``,
    ``Jeong-gyun``."""
    line, end = scene.line, i + 4
    both = FOLLOWS | FOREIGN
    foreign = line.capital[i] and scene.foreign(i) and scene.facts[end] & both == both
    if line.words[i] not in surnames() and line.words[i] not in eastern_surnames() and not foreign:
        return end
    while end < min(i + 4 + LONGEST_VIETNAMESE, len(line.words)):
        hyphened = end > i + 4 and line.words[end] == "-" and line.glued(end) and line.glued(end + 1)
        if not hyphened and not (scene.facts[end] & FOLLOWS or (line.words[end - 1] == "-" and line.glued(end))):
            break
        end += 1
    return end


def _given_end(scene: Scene, i: int) -> int:
    """Past a run of given names at token i."""
    words, end = scene.line.words, i
    loud = words[i].isupper() and len(words[i]) > 1
    while end == i or (end < i + 4 and scene.facts[end] & FOLLOWS):
        word = words[end].title() if loud else words[end]
        if word not in given_names() or (end > i and _begins_anew(scene, end)):
            break
        end += 1
    return end


def continued(line: Line, end: int) -> bool:
    """Whether the last capital before ``end`` is only the first syllable of a word: ``Luật Hóa chất``."""
    if end >= len(line.words) or line.capital[end]:
        return False
    lowers, known = line.lowers, FACTS[line.words[end - 1]]
    if (known & FIELDS and listed("fields").ahead(lowers, end - 1) > 1) or (
        known & HEADS and heads().ahead(lowers, end - 1) > 1
    ):
        return True
    return f"{lowers[end - 1]} {lowers[end]}" in word_set("naming/pairs.txt")


def _place_first(scene: Scene, i: int, end: int, called: str | None) -> bool:
    """Whether what looks like a long name is a listed place or body and the name of someone from there."""
    found = scene.longest(i)
    if not found or not found.sure or found.last - i < 2 or found.forms[0].entry.type == "person":
        return False
    return end - found.last > 1 or (end - found.last == 1 and called != "person")


def _place_behind(scene: Scene, i: int, end: int) -> bool:
    """Whether a word that is also a family name opens the sentence before a place or a body: Từ Hà Nội, Phí Hà Nội."""
    line, found = scene.line, scene.longest(i + 1)
    if not line.opens(i) or not found or not found.sure or found.last < end:
        return False
    return found.forms[0].entry.type != "person" and line.lowers[i] in small_set("naming/opening_words.txt")


def _full(scene: Scene, first: int, last: int, called: str | None) -> Offer:
    """A full name, or the street, shop or film that bears one."""
    marked = scene.line.words[first + 1] in word_set("naming/middle_marks.txt")
    short = last - first == 2 or (not marked and listed("shop_heads").behind(scene.line.lowers, first) > 0)
    if called == "product" and last - first > 2 and _drives(scene, first):
        called = "person"
    if (called in {"location", "product"} and (not marked or _street(scene, first, last))) or (
        called in {"organization", "event"} and short
    ):
        return Offer(scene.line, first, last, called, 0.75, "other", cue=called)
    if called == "place" and not marked and scene.line.lowers[first - 1] in small_set("naming/there_words.txt"):
        return Offer(scene.line, first, last, "location", 0.65, "other", cue=called)
    return Offer(scene.line, first, last, "person", _full_weight(scene, first, last, called), "full", cue=called)


def _drives(scene: Scene, i: int) -> bool:
    """Whether the vehicle before token i is what somebody drives: tài xế xe đầu kéo Trần Văn Lộc."""
    head = heads().behind(scene.line.lowers, i)
    return listed("drivers").behind(scene.line.lowers, i - head) > 0


def _street(scene: Scene, first: int, last: int) -> bool:
    """Whether the word for a street stands before somebody's name, and where one is before that: trên đường Huỳnh
    Văn Nghệ."""
    lowers = scene.line.lowers
    street = listed("streets").behind(lowers, first)
    if not street or listed("person_verbs").ahead(lowers, last):
        return False
    return listed("street_cues").behind(lowers, first - street) > 0


def _full_weight(scene: Scene, first: int, last: int, called: str | None) -> float:
    words = scene.line.words
    if called == "person":
        return 0.95
    if words[first].isupper():
        return 0.4 if scene.line.text.isupper() else 0.95
    given = words[last - 1] in given_names()
    if last - first > 2:
        return 0.9 if given else 0.8
    return 0.8 if given else 0.55
