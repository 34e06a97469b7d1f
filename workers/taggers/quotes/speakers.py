"""Who said a quoted piece: the subject of the verb of speech beside it, found by name, pronoun or title."""

from __future__ import annotations

from dataclasses import dataclass

from workers.document import Entity
from workers.taggers.entities.clues import listed as names
from workers.taggers.quotes.passages import Named, Passage
from workers.taggers.quotes.people import People
from workers.taggers.quotes.speech import ends_clause, spoken, verb_before, verb_behind
from workers.taggers.quotes.words import calling, callings, listed

OFFICE = 8  # tokens of an office behind its title


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph, the story's people, and who spoke last before."""

    passage: Passage
    people: People
    last: Entity | None

    def at(self, i: int) -> int:
        """The offset in the document of token i."""
        return self.passage.line.offset + self.passage.line.spans[i][0]


def speaker(scene: Scene, n: int) -> Entity | None:
    """The entity that said piece ``n`` of a scene; None where the story names nobody."""
    if not scene.passage.pieces[n].opened:
        return scene.last
    for first, end, ahead in _subjects(scene.passage, n):
        found = _subject(scene, first, end, ahead) if first < end else None
        if found:
            return found
    return _nearby(scene, n)


def _subjects(passage: Passage, n: int) -> list[tuple[int, int, bool]]:
    """The stretches that may name the speaker, best first; ``ahead`` when the first name in it counts most."""
    found = []
    behind, before = verb_behind(passage, n) if ends_clause(passage, n) else None, verb_before(passage, n)
    first, last = passage.before(n)
    if passage.line.lowers[last - 1 : last] == [":"]:
        found.append((first, before.first if before else last, False))
    if behind or spoken(passage, n):
        start, end = passage.behind(n)
        found.append((start, behind.first if behind else end, True))
    found += [
        (i + 1, last, True) for i in passage.free(first, last) if listed("according").ahead(passage.line.lowers, i)
    ][:1]
    if before:
        found.append((first, before.first, False))
        found.append((before.last, last, True))
    return [*found, (first, last, False)]


def _subject(scene: Scene, first: int, end: int, ahead: bool) -> Entity | None:
    passage = scene.passage
    inside = passage.names(first, end)
    person = _chosen([name for name in inside if name.entity.type == "person"], passage, ahead)
    called = person or _called(scene, first, end)
    if called:
        return called
    bodies = [name.entity for name in inside if name.entity.type == "organization"]
    if bodies:
        return bodies[0]
    written = any(listed("writings").ahead(passage.line.lowers, i) for i in passage.free(first, end))
    return scene.people.author(scene.at(first)) if written else None


def _chosen(found: list[Named], passage: Passage, ahead: bool) -> Entity | None:
    """The name that is no object: a word like ``với`` or ``của`` before it makes it one."""
    subjects = [name for name in found if not _is_object(passage, name)] or found
    return (subjects[0] if ahead else subjects[-1]).entity if subjects else None


def _is_object(passage: Passage, name: Named) -> bool:
    lowers = passage.line.lowers
    first = name.first - names("titles").behind(lowers, name.first)
    return first > 0 and listed("prepositions").ahead(lowers, first - 1) == 1


def _called(scene: Scene, first: int, end: int) -> Entity | None:
    """Whom the first pronoun or title of a stretch means."""
    line, people, at = scene.passage.line, scene.people, scene.at(first)
    for i in scene.passage.free(first, end):
        if listed("bodies").ahead(line.lowers, i):
            return scene.last if scene.last and scene.last.type == "organization" else people.body(at)
        length, pronoun = calling(line, i), callings().ahead(line.lowers, i)
        held = people.holder(set(line.lowers[i : min(end, i + OFFICE)])) if length > pronoun or length > 1 else None
        if held or length:
            return held or people.fitting(_gender(line.lowers, i, pronoun), at, scene.last)
    return None


def _gender(lowers: list[str], i: int, length: int) -> str:
    return callings().value(lowers, i, i + length) if length else "-"


def _nearby(scene: Scene, n: int) -> Entity | None:
    """Who is named last in the paragraph before the piece, else who spoke last."""
    named = scene.passage.nearest(scene.passage.spans[n][0], "person")
    return named.entity if named else scene.last
