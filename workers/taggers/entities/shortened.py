"""Bodies, products and events called by the beginning of their full name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from workers.taggers.entities.clues import heads, listed
from workers.taggers.entities.decide import Name
from workers.taggers.entities.evidence import firm_name
from workers.taggers.entities.spelling import spelled_out

VERSION = re.compile(r"[a-z]{0,2}\d{1,4}")
KINDS = frozenset({"organization", "product", "event"})
# Words of a product's name with its brand.
LONGEST_MODEL = 6
Group = list[Name]


def shortened(groups: dict[str, Group]) -> Iterator[tuple[str, str]]:
    """Keys of a group with a full name and of one with its short form: Công an tỉnh, of Công an tỉnh Phú Thọ;
    a product's name without the version (MacBook Air M4); a firm's own name. Only where one full name fits."""
    written = {key: _written(group) for key, group in groups.items() if group[0].type in KINDS}
    beginnings, firms = defaultdict(set), defaultdict(set)
    for key, names in written.items():
        for name in names:
            beginnings[groups[key][0].type, name.partition(" ")[0]].add(key)
        for firm in _firms(groups[key]):
            firms[firm].add(key)
    for key, names in written.items():
        one, short = groups[key][0], min(names, key=len)
        alike = beginnings[one.type, short.partition(" ")[0]] - {key}
        named = firms.get(short, set()) - {key} if one.type == "organization" else set()
        for start in (*_starts(key, short), "") if alike or named else ():
            longer = {other for other in alike if start and _begin(written[other], start, one)} or named
            if len(longer) == 1:
                yield longer.pop(), key
                break


def units(groups: dict[str, Group]) -> Iterator[tuple[str, str]]:
    """Keys of a body with a number that says what it does and of one called by head and number alone: Sư đoàn 361 of
    Sư đoàn Phòng không 361; only where one full name fits."""
    ends, short = defaultdict(set), dict[str, tuple[str, str]]()
    for key, group in groups.items():
        for name in _written(group) if group[0].type == "organization" else ():
            words = name.split()
            head = heads().ahead(words, 0)
            if not head or not words[-1].isdigit():
                continue
            unit = " ".join(words[:head]), words[-1]
            if head + 1 < len(words):
                ends[unit].add(key)
            else:
                short[key] = unit
    for key, unit in short.items():
        if len(ends.get(unit, ())) == 1:
            yield min(ends[unit]), key


def models(groups: dict[str, Group]) -> Iterator[tuple[str, str]]:
    """Keys of a product and of one called by the end of its name, without the brand: S24 of Galaxy S24."""
    written = {key: _written(group) for key, group in groups.items() if group[0].type == "product"}
    endings = defaultdict(set)
    for key, names in written.items():
        for words in map(str.split, names):
            for k in range(1, min(len(words), LONGEST_MODEL)):
                endings[" ".join(words[k:])].add(key)
    for key, names in written.items():
        longer = endings.get(min(names, key=len), set()) - {key}
        if len(longer) == 1 and not key.startswith("entry:"):
            yield longer.pop(), key


def _starts(key: str, short: str) -> tuple[str, ...]:
    """What a longer name may begin with; a listed body has its full name, unless that is nothing but a head."""
    if not (key.startswith("entry:") and key.endswith(":organization")):
        return short, _stem(short)
    words = short.split()
    return (short,) * (heads().ahead(words, 0) == len(words))


def _firms(group: Group) -> set[str]:
    """The short forms of a firm's full names in a group."""
    return {firm_name(name.span) for name in group} - {""} if group[0].type == "organization" else set()


def _begin(names: set[str], start: str, name: Name) -> bool:
    """Whether one of the names goes on where ``start`` ends, as longer forms of the same thing do."""
    tails = [known[len(start) + 1 :] for known in names if known.startswith(start + " ")]
    if name.type == "product":
        return " " in start and any(VERSION.fullmatch(tail) for tail in tails)
    if name.type == "event":
        return bool(tails)
    return bool(tails) and (" " in start or name.span.shown.isupper())


def _written(group: Group) -> set[str]:
    """The names of a group with abbreviations written out."""
    return {spelled_out(name.span.line.lowers[name.span.first : name.span.last]) for name in group}


def _stem(name: str) -> str:
    """The name without the rank it ends in: công an of công an tỉnh."""
    words = name.split()
    rank = listed("admin").behind(words, len(words))
    return " ".join(words[: len(words) - rank]) or name
