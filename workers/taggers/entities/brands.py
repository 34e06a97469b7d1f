"""Firms with a Vietnamese name and a foreign word that tells what they are: Thiên Phú Land, Cánh Én Air."""

from __future__ import annotations

from workers.taggers.entities.clues import foreign_parts, listed
from workers.taggers.entities.spans import Scene, Span, cue

# Syllables before the foreign word; past them it is no firm's name.
LONGEST_BRAND = 4
TOLD = frozenset({"organization", "location"})


def branded(scene: Scene, i: int) -> Span | None:
    """The firm or hotel whose Vietnamese name begins at token i and ends in foreign words that tell it."""
    line = scene.line
    if not line.capital[i] or scene.foreign(i) or line.words[i].isupper():
        return None
    end = i + 1
    while end - i < LONGEST_BRAND and scene.follows(end) and not scene.foreign(end) and not _telling(scene, end):
        end += 1
    if not scene.follows(end) or not _telling(scene, end) or _other_first(scene, i, end):
        return None
    kind = foreign_parts()[line.words[end]]
    while scene.follows(end) and _telling(scene, end):
        end += 1
    called = cue(scene, i)
    return Span(line, i, end, "organization" if called == "organization" else kind, 0.8, "brand", cue=called)


def _telling(scene: Scene, i: int) -> bool:
    return foreign_parts().get(scene.line.words[i]) in TOLD


def _other_first(scene: Scene, i: int, end: int) -> bool:
    """Whether a title, a country or a small word that opens the sentence stands at token i instead."""
    line, found = scene.line, scene.longest(i)
    if end == i + 1 and (found or len(line.words[i]) < 3):
        return True
    if found and found.sure and (found.forms[0].entry.type == "person" or _country(found.forms[0].entry.id)):
        return True
    return listed("titles").ahead(line.lowers, i) > 0 or (
        line.opens(i) and listed("functions").ahead(line.lowers, i) > 0
    )


def _country(id_: str) -> bool:
    return id_.startswith("iso:") and "-" not in id_ and id_ != "iso:VN"
