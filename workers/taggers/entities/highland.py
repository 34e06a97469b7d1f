"""Persons named as the peoples of the highlands are: Y Thông Niê, H'Hen Niê, Rơ Châm Tih, Giàng A Páo."""

from __future__ import annotations

from workers.taggers.entities.clues import surnames, word_set
from workers.taggers.entities.spans import Offer, Scene, cue

LONGEST_HIGHLAND = 8
APOSTROPHES = frozenset("'’‘`")


def highland(scene: Scene, i: int) -> Offer | None:
    """A name with a letter for man or woman in front or in the middle, or with a family name of those peoples."""
    line = scene.line
    word = line.words[i]
    if not (line.capital[i] and (word in surnames() or word in _openers())) or line.glued(i):
        return None
    if word in word_set("naming/highland_marks.txt"):
        end = _glued(scene, i)
        past = _run(scene, end)
        told = end > i + 1 or _borne_out(scene, i, past)
        if not told and _short(scene, i, past):
            return Offer(line, i, past, None, 0.35, "other", cue=cue(scene, i))
    elif word in word_set("names/highland_surnames.txt") or (word in surnames() and line.words[i + 1 : i + 2] == ["A"]):
        past = _run(scene, i + 1)
        told = past > i + 1 + (word in surnames())
    else:
        return None
    return Offer(line, i, past, "person", 0.9, "full", cue=cue(scene, i)) if told else None


def _openers() -> frozenset[str]:
    return word_set("naming/highland_marks.txt", "names/highland_surnames.txt")


def _glued(scene: Scene, i: int) -> int:
    """Past the word that an apostrophe ties to the letter at token i, as in H'Hen; past the letter when none does."""
    line = scene.line
    tied = i + 2 < len(line.words) and line.words[i + 1] in APOSTROPHES and line.glued(i + 1) and line.glued(i + 2)
    return i + 3 if tied and line.capital[i + 2] else i + 1


def _run(scene: Scene, end: int) -> int:
    """Past the capitalised words from token ``end`` on, each with what an apostrophe ties to it."""
    line, past = scene.line, end + LONGEST_HIGHLAND
    while end < past and scene.follows(end) and not (line.words[end].isupper() and len(line.words[end]) > 1):
        end = _glued(scene, end)
    return end


def _short(scene: Scene, i: int, past: int) -> bool:
    """Whether a letter and a word could be what somebody is called whom the story names in full: Y Thuân."""
    return past == i + 2 and scene.longest(i + 1) is None


def _borne_out(scene: Scene, i: int, past: int) -> bool:
    """Whether a letter before capitals is a name's: a title stands before it, or a family name ends it."""
    if past == i + 1:
        return False
    return cue(scene, i) == "person" or scene.line.words[past - 1] in word_set("names/highland_surnames.txt")
