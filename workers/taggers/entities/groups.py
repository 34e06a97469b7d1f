"""One entity per thing: mentions gathered by list entry, full name, abbreviation, acronym, misspelling."""

from __future__ import annotations

from itertools import islice, pairwise

from workers.taggers.entities.clues import surnames
from workers.taggers.entities.decide import Name
from workers.taggers.entities.evidence import in_bracket
from workers.taggers.entities.native import native
from workers.taggers.entities.shortened import Group, models, shortened, units
from workers.taggers.entities.spelling import body_key, event_key, near, unmarked

KEYS = {"organization": body_key, "event": event_key}
# Misspelt names are looked for among this many groups at most, so that the pairs stay few.
MOST_COMPARED = 300


def grouped(names: list[Name]) -> list[Group]:
    """Names of one thing together, in the order of their first mention."""
    full = {name.span.key: _key(name) for name in names if name.type == "person" and name.full is None}
    keys = [full.get(name.full, _key(name)) if name.full else _key(name) for name in names]
    groups: dict[str, Group] = {}
    for key, name in zip(keys, names, strict=True):
        groups.setdefault(key, []).append(name)
    joined = _Joined(groups)
    _acronyms(list(zip(keys, names, strict=True)), joined)
    first = dict(islice(groups.items(), MOST_COMPARED))
    for into, other in (*shortened(first), *units(first), *models(first)):
        joined.join(into, other)
    _misspelt(groups, joined)
    return joined.all()


def _key(name: Name) -> str:
    if name.entry:
        return f"entry:{name.entry.id or name.entry.name}:{name.entry.type}"
    words = name.span.line.lowers[name.span.first : name.span.last]
    return f"{name.type}:{KEYS[name.type](words) if name.type in KEYS else name.span.key}"


class _Joined:
    """Groups under the key they ended up with."""

    def __init__(self, groups: dict[str, Group]):
        self.groups = groups
        self.parent = {key: key for key in groups}

    def root(self, key: str) -> str:
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, into: str, other: str) -> None:
        into, other = self.root(into), self.root(other)
        if into != other:
            self.parent[other] = into

    def all(self) -> list[Group]:
        merged: dict[str, Group] = {}
        for key, group in self.groups.items():
            merged.setdefault(self.root(key), []).extend(group)
        return [sorted(group, key=lambda name: name.span.start) for group in merged.values()]


def _acronyms(keyed: list[tuple[str, Name]], joined: _Joined) -> None:
    """A name and the one in brackets right behind it, when one may be short for the other."""
    for (key, one), (other, two) in pairwise(keyed):
        said = in_bracket(one.span, two.span) if one.type == two.type else None
        if said is not None and (said or _abbreviates(one, two)):
            joined.join(key, other)


def _abbreviates(one: Name, two: Name) -> bool:
    """Whether two may be another name of one: an acronym, a foreign name; two listed things are never one."""
    if one.type == "location":
        return False
    if one.type == "person" and min(one.span.words, two.span.words) > 1:
        return _homely(one) != _homely(two)
    if one.entry and two.entry:
        return one.type == "event" or any(form.entry == one.entry for form in two.span.forms)
    if one.type == "organization" and len(set(one.span.key.split()) & set(two.span.key.split())) > 1:
        return True
    foreign = one.span.how == "head" and two.span.how == "foreign"
    return foreign or any(name.span.words == 1 or name.span.shown.isupper() for name in (one, two))


def _homely(name: Name) -> bool:
    """Whether somebody is named in Vietnamese: Quang Vinh is Jason Pendant's other name."""
    return all(native(word) for word in name.span.key.split())


def _misspelt(groups: dict[str, Group], joined: _Joined) -> None:
    """Foreign persons whose last names differ in a letter or a swap."""
    people = [(key, _last_word(group)) for key, group in groups.items() if group[0].type == "person"][:MOST_COMPARED]
    alike: dict[str, list[tuple[str, str]]] = {}
    for key, word in people:
        before = alike.setdefault(word[:1], [])
        for other, second in before:
            if word != second and (unmarked(word) == unmarked(second) or near(word, second)):
                joined.join(*((key, other) if key.startswith("entry:") else (other, key)))
        before.append((key, word))


def _last_word(group: Group) -> str:
    span = max((name.span for name in group), key=lambda span: span.words)
    return span.line.lowers[span.last - 1] if span.line.words[span.first] not in surnames() else ""
