"""Persons, organizations, locations, products and events of a story, each with all its mentions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter

from workers.document import Document, Entity, Mention
from workers.taggers.entities.confidence import confidence
from workers.taggers.entities.decide import Name, decided
from workers.taggers.entities.evidence import gather
from workers.taggers.entities.gazetteer import Entry
from workers.taggers.entities.groups import Group, grouped
from workers.taggers.entities.headlines import recased
from workers.taggers.entities.lines import lines
from workers.taggers.entities.scan import spans
from workers.taggers.entities.spans import scene
from workers.taggers.entities.works import recalled
from workers.taggers.reach import warned, within_reach

# What a mention weighs by where it stands: a story is about what its title and lead name.
ROLE_WEIGHT = {"title": 4.0, "lead": 3.0, "teaser_title": 2.0, "subhead": 1.5, "caption": 0.7}
SLUG_GAP = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80


def tag_entities(document: Document) -> Document:
    """Find the story's entities, what it is about first; a warning when it is too long to be read whole."""
    entities = _entities(_groups(document), document.decoded)
    return replace(warned(document), entities=tuple(sorted(entities, key=attrgetter("salience"), reverse=True)))


def weighed(document: Document) -> Iterator[tuple[str, float, list[tuple[int, int]]]]:
    """Type, greatest weight and places of every entity, which its confidence is counted from."""
    for group in _groups(document):
        yield _kind(group), max(name.weight for name in group), [(name.span.start, name.span.end) for name in group]


def _groups(document: Document) -> list[Group]:
    told = [line for block in within_reach(document.story) for line in lines(block)]
    story = [scene(line) for line in recased(told)]
    found = recalled(story, [span for view in story for span in spans(view)])
    return grouped(decided(found, gather([view.line for view in story], found)))


def _kind(group: Group) -> str:
    return _type(group, _entry(group))


def _type(group: Group, entry: Entry | None) -> str:
    return entry.type if entry else group[0].type


def _entry(group: Group) -> Entry | None:
    """What the lists know the group as."""
    for name in group:
        if name.entry:
            return name.entry
    return None


def _entities(groups: list[Group], decoded: str) -> list[Entity]:
    weights = [_weight(group, len(decoded)) for group in groups]
    most = max(weights, default=1.0)
    return _distinct([_entity(group, weight / most, decoded) for group, weight in zip(groups, weights, strict=True)])


def _distinct(entities: list[Entity]) -> list[Entity]:
    """No id twice: what has one name is one thing; of two names with one slug (Hùng, Hưng) the second is numbered."""
    found: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda entity: entity.mentions[0].start):
        number, own = 1, entity.id
        while own in found and entity.id.startswith("local:") and found[own].name != entity.name:
            number += 1
            own = f"{entity.id}-{number}"
        if own in found:
            found[own] = _joined(found[own], entity)
        else:
            found[own] = entity if own == entity.id else replace(entity, id=own)
    return list(found.values())


def _joined(one: Entity, other: Entity) -> Entity:
    mentions = sorted({*one.mentions, *other.mentions}, key=lambda mention: mention.start)
    return replace(
        one,
        mentions=tuple(mentions),
        salience=max(one.salience, other.salience),
        confidence=max(one.confidence, other.confidence),
    )


def _weight(group: Group, length: int) -> float:
    """How much the story says about a thing: its mentions by role, early ones more."""
    weight = 0.0
    for name in group:
        span = name.span
        weight += ROLE_WEIGHT.get(span.line.role, 1.0) * (1.5 - span.start / (length + 1))
    return weight


def _entity(group: Group, salience: float, decoded: str) -> Entity:
    entry = _entry(group)
    name = entry.name if entry else _fullest(group)
    kind = _type(group, entry)
    spans = [name.span for name in group]
    mentions = tuple([Mention(decoded[span.start : span.end], span.start, span.end) for span in spans])
    return Entity(
        id=entry.id if entry and entry.id else f"local:{kind}:{slug(name)}",
        name=name,
        type=kind,
        mentions=mentions,
        description=entry.description if entry else None,
        salience=round(salience, 3),
        confidence=confidence(kind, max([name.weight for name in group])),
    )


def _fullest(group: Group) -> str:
    if len(group) == 1:
        return group[0].span.shown
    best: Name = max(group, key=lambda name: (not name.span.shown.isupper(), name.span.words, len(name.span.shown)))
    return best.span.shown


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """The name in ASCII letters and hyphens: ``Hồ Đức Phớc`` gives ``ho-duc-phoc``; a name in other letters, a hash."""
    folded = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    latin = SLUG_GAP.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")[:LONGEST_SLUG]
    return latin or sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
