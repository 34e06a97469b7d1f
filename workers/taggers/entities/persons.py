"""Persons by the shape of their names: a Vietnamese family name and given names, or foreign words."""

from __future__ import annotations

from workers.taggers.entities.clues import (
    eastern_surnames,
    given_names,
    heads,
    listed,
    small_set,
    surnames,
    western_names,
    word_set,
)
from workers.taggers.entities.spans import Scene, Span, cue, part_type
from workers.taggers.entities.tokens import Line

LONGEST_VIETNAMESE = 5
LONGEST_FOREIGN = 6


def vietnamese_end(scene: Scene, i: int) -> int:
    """Past the last syllable of the Vietnamese full name at token i; i when none begins there."""
    line = scene.line
    if i >= len(line.words) or not line.capital[i] or not _surname(line.words[i]):
        return i
    end, loud = i + 1, line.words[i].isupper() and len(line.words[i]) > 1
    while end - i < LONGEST_VIETNAMESE and scene.follows(end) and _syllable(scene, end, loud):
        if end - i >= 2 and (_begins_anew(scene, end) or _begins_person(scene, i, end)):
            break
        end += 1
    return end if end > i + 1 else i


def _surname(word: str) -> bool:
    return word in surnames() or (word.isupper() and word.title() in surnames())


def _syllable(scene: Scene, i: int, loud: bool) -> bool:
    word = scene.line.words[i]
    return not scene.foreign(i) and (word[1:].islower() or len(word) == 1 or (loud and word.isupper()))


def _begins_anew(scene: Scene, i: int) -> bool:
    """Whether another name begins at token i: a listed one of several words."""
    found = scene.longest(i)
    return bool(found and found.sure and found.last - i > 1)


def _begins_person(scene: Scene, first: int, i: int) -> bool:
    """Whether a common family name inside too long a run begins the next person's name."""
    words = scene.line.words
    return (
        words[i] in word_set("naming/great_surnames.txt")
        and words[first + 1] not in {"Thị", "Văn"}
        and scene.follows(i + 2)
    )


def vietnamese(scene: Scene, i: int) -> Span | None:
    """A Vietnamese person named in full, or by given names."""
    line = scene.line
    end = vietnamese_end(scene, i)
    called = cue(scene, i)
    if end > i:
        return None if _place_first(scene, i, end, called) else _full(scene, i, end, called)
    end = _given_end(scene, i)
    if (end - i < 2 and called != "person") or end == i or _place_first(scene, i, end, called):
        return None
    if continued(line, end) and not listed("addresses").behind(line.lowers, i):
        return None
    kind = called if called in {"location", "organization", "product", "event"} else "person"
    return Span(line, i, end, kind, 0.75 if called == kind else 0.5, "given", cue=called)


def _given_end(scene: Scene, i: int) -> int:
    """Past a run of given names at token i."""
    line, end = scene.line, i
    while end < min(i + 4, len(line.words)) and (end == i or scene.follows(end)):
        word = line.words[end].title() if line.words[i].isupper() and len(line.words[i]) > 1 else line.words[end]
        if word not in given_names() or (end > i and _begins_anew(scene, end)):
            break
        end += 1
    return end


def continued(line: Line, end: int) -> bool:
    """Whether the last capital before ``end`` is only the first syllable of a word: ``Luật Hóa chất``."""
    if end >= len(line.words) or line.capital[end]:
        return False
    words = max(listed("fields").ahead(line.lowers, end - 1), heads().ahead(line.lowers, end - 1))
    return words > 1 or f"{line.lowers[end - 1]} {line.lowers[end]}" in word_set("naming/pairs.txt")


def _place_first(scene: Scene, i: int, end: int, called: str | None) -> bool:
    """Whether what looks like a long name is a listed place or body and the name of someone from there."""
    found = scene.longest(i)
    if not found or not found.sure or found.last - i < 2 or found.forms[0].entry.type == "person":
        return False
    return end - found.last > 1 or (end - found.last == 1 and called != "person")


def _full(scene: Scene, first: int, last: int, called: str | None) -> Span:
    """A full name, or the street, shop or film that bears one."""
    if called == "location" or (called in {"organization", "product", "event"} and last - first == 2):
        return Span(scene.line, first, last, called, 0.75, "other", cue=called)
    return Span(scene.line, first, last, "person", _full_weight(scene, first, last, called), "full", cue=called)


def _full_weight(scene: Scene, first: int, last: int, called: str | None) -> float:
    words = scene.line.words
    if called == "person" or words[first].isupper():
        return 0.95
    if last - first > 2:
        return 0.9
    return 0.8 if words[last - 1] in given_names() else 0.55


def foreign(scene: Scene, i: int) -> Span | None:
    """A name in foreign words, typed by its parts, by first names, by what stands before it."""
    line = scene.line
    if not line.capital[i] or not (scene.foreign(i) or _before_foreign(scene, i)):
        return None
    end = _foreign_end(scene, i)
    words = line.words[i:end]
    if line.words[i].isupper() and (end == i + 1 or _letters(words)):
        return None
    called = cue(scene, i)
    kind, weight = _foreign_type(words, called, _leans(scene, i))
    if end == i + 1 and called == "person" and listed("officers").behind(line.lowers, i):
        kind, weight = "organization", 0.55
    if kind is None and listed("firm_place_cues").behind(line.lowers, i):
        kind, weight = "location", 0.6
    return Span(line, i, end, kind, weight, "foreign", cue=called)


def _letters(words: list[str]) -> bool:
    """Whether all is capitals and some of it an acronym: UBND TP, but not DONALD TRUMP."""
    return all(word.isupper() or not word.isalpha() for word in words) and any(len(word) < 5 for word in words)


def _before_foreign(scene: Scene, i: int) -> bool:
    """Whether a family name that is also a Vietnamese word stands before foreign ones: Kim Jong Un, Song Hye Kyo."""
    line = scene.line
    if not (scene.follows(i + 1) and scene.foreign(i + 1)) or scene.listed.get(i) or heads().ahead(line.lowers, i):
        return False
    if line.opens(i) and listed("functions").ahead(line.lowers, i):
        return False
    if any(line.words[i] in names for names in (surnames(), eastern_surnames(), western_names())):
        return True
    return not line.opens(i) and not listed("titles").ahead(line.lowers, i)


def _leans(scene: Scene, i: int) -> bool:
    """Whether a listed place or body ends right before token i, as in ``Ngoại trưởng Nga Sergei Lavrov``."""
    options = (option for first in range(max(0, i - 6), i) for option in scene.listed.get(first, ()))
    return any(option.last == i for option in options)


def _foreign_type(words: list[str], called: str | None, leans: bool) -> tuple[str | None, float]:
    part = part_type(words) if len(words) > 1 else None
    if part:
        return part, 0.75
    if called and called != "place":
        return called, 0.9 if called == "person" else 0.75
    return _run_type(words, leans) if len(words) > 1 else (None, 0.35)


def _run_type(words: list[str], leans: bool) -> tuple[str, float]:
    """Several foreign words that nothing calls for: most often a person."""
    if words[0] in western_names() or not eastern_surnames().isdisjoint((words[0], words[-1])):
        return "person", 0.9
    if words[0].isupper() and len(words[0]) > 1 and not words[-1].isupper():
        return "organization", 0.55
    return "person", 0.7 if leans else 0.55


def _foreign_end(scene: Scene, i: int) -> int:
    line, end = scene.line, i + 1
    while end < len(line.words) and end - i < LONGEST_FOREIGN * 2:
        step = _foreign_step(scene, i, end)
        if not step:
            break
        end += step
    return end


def _foreign_step(scene: Scene, i: int, end: int) -> int:
    """Tokens to take further: a capitalised word, an initial with its dot, a hyphen or apostrophe, a particle."""
    line = scene.line
    if line.words[end] in {"-", "'", "’", "."} and line.glued(end):
        joins = end + 1 < len(line.words) and line.glued(end + 1) and line.words[end + 1][0].isalpha()
        initial = line.words[end] == "." and len(line.words[end - 1]) == 1
        return 2 if joins and line.words[end] != "." else int(initial)
    if line.lowers[end] in small_set("naming/particles.txt") and not line.capital[end]:
        return 2 if scene.follows(end + 1) and scene.foreign(end + 1) else 0
    if not scene.follows(end) or _stops(scene, i, end):
        return 0
    return 1


def _stops(scene: Scene, i: int, end: int) -> bool:
    """Whether something else begins at token ``end``."""
    line = scene.line
    found = scene.longest(end)
    headed = cue(scene, i) not in {None, "person", "place"}
    if found and found.sure and (found.last - end > 1 or (line.words[i] not in western_names() and not headed)):
        return True
    if not scene.foreign(end) and (listed("titles").ahead(line.lowers, end) or line.words[end] in surnames()):
        return line.words[i] not in western_names() or end - i > 1
    before = scene.longest(i)
    if before and before.sure and before.last == end and line.words[i] not in western_names():
        return line.words[end] in western_names() or cue(scene, i) == "person"
    return line.words[i].isupper() and not line.words[end].isupper() and cue(scene, i) == "person"
