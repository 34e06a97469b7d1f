"""One entity per thing: mentions gathered by list entry, full name, abbreviation, acronym, misspelling."""

from __future__ import annotations

import itertools
from functools import cache

from workers import lexicons
from workers.taggers.entities.clues import Phrases, listed, surnames
from workers.taggers.entities.decide import Name
from workers.taggers.entities.evidence import key_of
from workers.taggers.entities.tokens import phrase

Group = list[Name]
# Misspelt names are looked for among this many groups at most, so that the pairs stay few.
MOST_COMPARED = 300
# A shorter word one letter away from another is another word.
SHORTEST_MISSPELT = 6


def grouped(names: list[Name]) -> list[Group]:
    """Names of one thing together, in the order of their first mention."""
    full = {key_of(name.span): _key(name) for name in names if name.type == "person" and name.full is None}
    keys = [full.get(name.full, _key(name)) if name.full else _key(name) for name in names]
    groups: dict[str, Group] = {}
    for key, name in zip(keys, names, strict=True):
        groups.setdefault(key, []).append(name)
    joined = _Joined(groups)
    _acronyms(list(zip(keys, names, strict=True)), joined)
    _shortened(groups, joined)
    _misspelt(groups, joined)
    return joined.all()


def _key(name: Name) -> str:
    if name.entry:
        return f"entry:{name.entry.id or name.entry.name}:{name.entry.type}"
    return f"{name.type}:{' '.join(_words(name))}"


def _words(name: Name) -> list[str]:
    words = spelled_out(name.span.line.lowers[name.span.first : name.span.last])
    return _without_rank(words[:-1]) + words[-1:] if name.type == "organization" else words


def _without_rank(words: list[str]) -> list[str]:
    """Công an tỉnh Sơn La is Công an Sơn La."""
    text = f" {' '.join(words)} "
    return text.replace(" tỉnh ", " ").replace(" thành phố ", " ").split()


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


@cache
def abbreviations() -> Phrases[tuple[str, ...]]:
    """Short forms inside names and what they stand for."""
    rows = lexicons.rows("naming/abbreviations.tsv")
    return Phrases({phrase(row["short"]): phrase(row["long"]) for row in rows})


def spelled_out(tokens: list[str]) -> list[str]:
    """The tokens with abbreviations written out and joining marks left away."""
    out: list[str] = []
    i = 0
    while i < len(tokens):
        length = abbreviations().ahead(tokens, i)
        out += abbreviations().value(tokens, i, i + length) if length else (tokens[i],)
        i += length or 1
    return [token for token in out if token not in {"-", "–", ",", "và", "&", "."}]


def _acronyms(keyed: list[tuple[str, Name]], joined: _Joined) -> None:
    """A name and the one in brackets right behind it, when one may be short for the other."""
    for (key, one), (other, two) in itertools.pairwise(keyed):
        line = one.span.line
        if two.span.line is not line or one.type != two.type or two.span.first != one.span.last + 1:
            continue
        closed = two.span.last < len(line.words) and line.words[two.span.last] == ")"
        if line.words[one.span.last] == "(" and closed and _abbreviates(one, two):
            joined.join(key, other)


def _abbreviates(one: Name, two: Name) -> bool:
    """Whether one of the two is in capitals or a single word; two listed things are never one."""
    if one.entry and two.entry:
        return False
    return any(name.span.words == 1 or name.span.shown.isupper() for name in (one, two))


def _shortened(groups: dict[str, Group], joined: _Joined) -> None:
    """A body named by the beginning of its full name: Công an tỉnh, of Công an tỉnh Phú Thọ."""
    bodies = {key: _written(group) for key, group in groups.items() if group[0].type in {"organization", "product"}}
    names = [(key, name) for key, written in list(bodies.items())[:MOST_COMPARED] for name in written]
    for key, written in bodies.items():
        short = _stem(min(written, key=len))
        alone = " " in short or groups[key][0].span.shown.isupper()
        longer = {other for other, name in names if other != key and name.startswith(short + " ")}
        if alone and len(longer) == 1 and not key.startswith("entry:"):
            joined.join(longer.pop(), key)


def _written(group: Group) -> set[str]:
    """The names of a group with abbreviations written out and no ranks."""
    return {" ".join(_words(name)) for name in group}


def _stem(name: str) -> str:
    """The name without the rank it ends in: công an of công an tỉnh."""
    words = name.split()
    rank = listed("admin").behind(words, len(words))
    return " ".join(words[: len(words) - rank]) or name


def _misspelt(groups: dict[str, Group], joined: _Joined) -> None:
    """Foreign persons whose last names differ in a letter or a swap."""
    people = [(key, _last_word(group)) for key, group in groups.items() if group[0].type == "person"][:MOST_COMPARED]
    for i, (key, word) in enumerate(people):
        for other, second in people[:i]:
            if word[:1] == second[:1] and word != second and near(word, second):
                joined.join(*((key, other) if key.startswith("entry:") else (other, key)))


def _last_word(group: Group) -> str:
    span = max((name.span for name in group), key=lambda span: span.words)
    return span.line.lowers[span.last - 1] if span.line.words[span.first] not in surnames() else ""


def near(one: str, two: str) -> bool:
    """Whether two words of some length differ by one letter put in, left out, changed, or by two swapped."""
    if min(len(one), len(two)) < SHORTEST_MISSPELT or abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    tail, other = one[start:], two[start:]
    swapped = len(tail) > 1 and tail[:2] == other[1::-1] and tail[2:] == other[2:]
    return swapped or tail[1:] == other[1:] or tail == other[1:] or tail[1:] == other
