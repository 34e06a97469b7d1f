"""Who said a quoted piece: the subject of the verb of speech beside it, found by name, pronoun or title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from workers.document import Entity
from workers.taggers.entities.clues import listed as names
from workers.taggers.entities.clues import small_set
from workers.taggers.quotes.passages import SPEAKERS, Named, Passage
from workers.taggers.quotes.people import People
from workers.taggers.quotes.pieces import Piece, Verb
from workers.taggers.quotes.words import callers, calling, callings, listed, speaking

OFFICE = 8  # tokens of an office behind its title
TOLD = 16  # tokens of the one who is told, between a verb and its clause
ADVERBIAL = 8  # tokens before the comma that ends the first words of a sentence


@dataclass(slots=True)
class Scene:
    """A quoted piece, the story's people, and who spoke last before."""

    piece: Piece
    people: People
    last: Entity | None

    def at(self, i: int) -> int:
        """The offset in the document of token i."""
        line = self.piece.passage.line
        return line.block.start + line.starts[i]


def speaker(scene: Scene) -> Entity | None:
    """The entity that said the piece of a scene; None where the story names nobody."""
    if not scene.piece.quoted.opened:
        return scene.last
    if found := _opening(scene):
        return found
    for first, end, ahead in _subjects(scene.piece):
        found = _subject(scene, first, end, ahead) if first < end else None
        if found:
            return found
    piece = scene.piece
    paragraph = piece.passage.paragraph
    return paragraph.nearest(piece.quoted.start, "person") or paragraph.announcer or scene.last


def _opening(scene: Scene) -> Entity | None:
    """Whom the pronoun means that is the subject of what stands before the piece: ``Cuối buổi, bà ôm Mai, nói: "..."``;
    nobody where a name stands right before the verb of speech."""
    piece, line = scene.piece, scene.piece.passage.line
    (first, last), verb = piece.before, piece.verb_before
    if not piece.follows_colon or (verb and line.words[verb.first - 1][0].isupper()):
        return None
    at = _pronoun(piece.passage, first, last)
    if at is None or not piece.passage.names(at, last):
        return None
    length = callings().ahead(line.lowers, at)
    gender = _gender(line.lowers, at, length)
    return scene.people.fitting(gender, scene.at(at), _likely(scene), piece.passage.paragraph.block.start)


def _pronoun(passage: Passage, first: int, last: int) -> int | None:
    """The token of the pronoun that opens a stretch, or the clause behind its first comma where nobody is named."""
    lowers = passage.line.lowers
    comma = next((i for i in range(first, min(first + ADVERBIAL, last)) if lowers[i] == ","), first - 1)
    for at in (first, comma + 1):
        length = callings().ahead(lowers, at) if at < last else 0
        behind = at + length
        if not length or behind >= last or passage.line.words[behind][0].isupper() or passage.names(first, at):
            continue
        if not callers().ahead(lowers, behind) and lowers[behind] not in small_set("naming/of_words.txt"):
            return at
    return None


def _subjects(piece: Piece) -> Iterator[tuple[int, int, bool]]:
    """The stretches that may name the speaker, best first; ``ahead`` when the first name in it counts most."""
    (first, last), before, according = piece.before, piece.verb_before, listed("according")
    lowers = piece.passage.line.lowers
    behind = piece.verb_behind
    if piece.follows_colon:
        yield first, before.first if before else last, False
    if behind or piece.told:
        start, end = piece.behind
        yield start, behind.first if behind else end, True
    views = (i for i in piece.passage.free(first, last, according.starts) if according.ahead(lowers, i))
    for i in islice(views, 1):
        yield i + 1, last, True
    if before:
        yield first, _told(piece, before), False
        yield before.last, last, True
    yield first, last, False


def _told(piece: Piece, before: Verb) -> int:
    """Where the verb of speech begins behind its subject; before who is told: Lộc cảnh báo ông Phát rằng "..."."""
    lowers, verbs, first = piece.passage.line.lowers, listed("speech_verbs"), piece.before[0]
    if listed("that_words").ahead(lowers, before.first) < before.last - before.first:
        return before.first
    near = piece.passage.free(max(first, before.first - TOLD), before.first, verbs.starts)
    told = (i for i in reversed(near) if verbs.ahead(lowers, i))
    return next((i for i in told if piece.passage.names(first, i)), before.first)


def _subject(scene: Scene, first: int, end: int, ahead: bool) -> Entity | None:
    passage, writings = scene.piece.passage, listed("writings")
    inside = passage.names(first, end)
    if ahead and inside and inside[0][0] == first and inside[0][1].type in SPEAKERS:
        return inside[0][1]
    people = [name for name in inside if name[1].type == "person"]
    subject = _chosen(people, passage, ahead) or _called(scene, first, end)
    if subject or people:
        return subject or people[0 if ahead else -1][1]
    bodies = [one for _, one in inside if one.type == "organization"]
    if bodies:
        return bodies[0]
    written = any(writings.ahead(passage.line.lowers, i) for i in passage.free(first, end, writings.starts))
    return scene.people.author(scene.at(first)) if written else None


def _chosen(found: list[Named], passage: Passage, ahead: bool) -> Entity | None:
    """The name that is no object: a word like ``với`` or ``của`` before it makes it one."""
    subjects, objects = list[Named](), False
    for name in found:
        objects = _is_object(passage, name[0], objects)
        if not objects:
            subjects.append(name)
    return subjects[0 if ahead else -1][1] if subjects else None


def _is_object(passage: Passage, name: int, objects: bool) -> bool:
    """Whether a preposition stands before a name, or a word that joins it to ``objects``."""
    lowers = passage.line.lowers
    first = name - names("titles").behind(lowers, name)
    if first and objects and (lowers[first - 1] == "," or lowers[first - 1] in small_set("naming/and_words.txt")):
        return True
    return first > 0 and listed("prepositions").ahead(lowers, first - 1) == 1


def _called(scene: Scene, first: int, end: int) -> Entity | None:
    """Whom the first pronoun or title of a stretch means."""
    passage, people, at = scene.piece.passage, scene.people, scene.at(first)
    line, bodies = passage.line, listed("bodies")
    for i in passage.free(first, end, speaking()):
        if bodies.ahead(line.lowers, i):
            return scene.last if scene.last and scene.last.type == "organization" else people.body(at)
        length, pronoun = calling(line, i), callings().ahead(line.lowers, i)
        if length and passage.names(i + length, i + length + 1) and _is_object(passage, i + length, objects=False):
            continue
        held = people.holder(line.lowers[i : min(end, i + OFFICE)]) if length > pronoun or length > 1 else None
        if held or length:
            gender = _gender(line.lowers, i, pronoun)
            return held or people.fitting(gender, at, _likely(scene), passage.paragraph.block.start)
    return None


def _likely(scene: Scene) -> Iterator[Entity]:
    """Whom a pronoun means first: who begins a sentence of the paragraph, then one of the paragraph
    before, where nobody speaks in it, then who spoke last."""
    piece = scene.piece
    paragraph = piece.passage.paragraph
    yield from paragraph.subjects(piece.quoted.start)
    if paragraph.told and paragraph.nearest(piece.quoted.start, "person") is None:
        yield from paragraph.told.subjects(len(paragraph.told.block.text))
    if scene.last:
        yield scene.last


def _gender(lowers: list[str], i: int, length: int) -> str:
    return callings().value(lowers, i, i + length) if length else "-"
