"""How the taggers do on the corpus; ``python -m tests.gate.pieces [--errors WHAT] PART...`` prints it."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce

from seeds.confidence import document
from seeds.marks import Piece, part, pieces
from workers.document import Document, Entity
from workers.pipeline import STEPS

TAGGERS = [step for stage, step in STEPS if stage == "tag"]
PARTS = ("train", "dev", "test")
Found = tuple[str, set, set]  # what is compared, what we found, what is marked


def tagged(piece: Piece) -> Document:
    """The piece with its tags."""
    return reduce(lambda document, step: step(document), TAGGERS, document(piece))


def compared(piece: Piece) -> Iterator[Found]:
    """What the taggers found in a piece beside what is marked in it; offsets are the document's."""
    given, starts = tagged(piece), _starts(piece)
    names = {(s + n.start, s + n.end, n.type) for s, line in starts for n in line.names}
    mine = {(m.start, m.end, entity.type) for entity in given.entities for m in entity.mentions}
    yield "names", mine, names
    for kind in sorted({name[2] for name in names | mine}):
        yield kind, {name for name in mine if name[2] == kind}, {name for name in names if name[2] == kind}
    quotes = {(s + q.start, s + q.end): q.speaker for s, line in starts for q in line.quotes}
    said = {_bare(given.decoded, q.start, q.end): q for q in given.quotes}
    gold = {_bare(given.decoded, *span): speaker for span, speaker in quotes.items()}
    yield "quotes", set(said), set(gold)
    keys = _keys(piece)
    by_id = {entity.id: _key(entity, keys) for entity in given.entities}
    spoken = {(span, key) for span, key in gold.items() if key and span in said}
    yield "speakers", {(span, by_id.get(said[span].entity_id)) for span, _ in spoken}, spoken
    several, whole = {key for key, forms in _forms(piece).items() if len(forms) > 1}, set(_whole(given.entities, keys))
    yield "merging", {(key, key in whole) for key in several}, {(key, True) for key in several}
    top = next((topic.broader_top for topic in given.topics), "none")
    yield "first topic", {(piece.id, top in piece.topics)}, {(piece.id, True)}


def _starts(piece: Piece) -> list[tuple[int, object]]:
    found, at = [], 0
    for line in piece.lines:
        found.append((at, line))
        at += len(line.text) + 1
    return found


def _bare(decoded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not decoded[start].isalnum():
        start += 1
    while start < end and not decoded[end - 1].isalnum():
        end -= 1
    return start, end


def _keys(piece: Piece) -> dict[tuple[int, int], str]:
    return {(s + n.start, s + n.end): n.key for s, line in _starts(piece) for n in line.names}


def _key(entity: Entity, keys: dict[tuple[int, int], str]) -> str | None:
    found = Counter(keys.get((m.start, m.end)) for m in entity.mentions)
    found.pop(None, None)
    return found.most_common(1)[0][0] if found else None


def _forms(piece: Piece) -> dict[str, set[str]]:
    forms = defaultdict(set)
    for line in piece.lines:
        for name in line.names:
            forms[name.key].add(name.text)
    return forms


def _whole(entities: Iterable[Entity], keys: dict[tuple[int, int], str]) -> Iterator[str]:
    """The keys all of whose mentions stand in one entity, and no mention of another key with them."""
    holder = {(m.start, m.end): number for number, entity in enumerate(entities) for m in entity.mentions}
    holders, held = defaultdict(set), defaultdict(set)
    for place, key in keys.items():
        holders[key].add(holder.get(place))
        held[holder.get(place)].add(key)
    for key, found in holders.items():
        if None not in found and len(found) == 1 and held[next(iter(found))] == {key}:
            yield key


def scores(parts: Iterable[str]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number marked of everything compared, over all pieces of some parts."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for piece in _all(parts):
        for name, mine, gold in compared(piece):
            for at, value in enumerate((len(mine & gold), len(mine), len(gold))):
                sums[name][at] += value
    return {name: _prf(*three) for name, three in sums.items()}


def _all(parts: Iterable[str]) -> list[Piece]:
    return [piece for name in parts for path in part(name) for piece in pieces(path)]


def _prf(hit: int, found: int, gold: int) -> tuple[float, float, float, int]:
    precision, recall = hit / found if found else 0.0, hit / gold if gold else 0.0
    return precision, recall, 2 * hit / (found + gold) if found + gold else 0.0, gold


def main(arguments: list[str]) -> None:
    """Print the scores, and with ``--errors`` what was wrong or missed of one kind."""
    errors = arguments[1] if arguments[:1] == ["--errors"] else None
    parts = arguments[2 if errors else 0 :] or list(PARTS)
    print(f"{' '.join(parts):14}{'P':>8}{'R':>8}{'F1':>8}{'marked':>8}")
    for name, row in scores(parts).items():
        print(f"{name:14}{row[0]:8.3f}{row[1]:8.3f}{row[2]:8.3f}{row[3]:8}")
    for piece in _all(parts) if errors else ():
        text = document(piece).decoded
        for name, mine, gold in compared(piece):
            for sign, wrong in (("+", mine - gold), ("-", gold - mine)) if name == errors else ():
                for one in sorted(wrong, key=str):
                    print(sign, piece.id, _shown(text, one))


def _shown(text: str, one: object) -> str:
    """A mistake with the words around it."""
    span = one[0] if isinstance(one, tuple) and isinstance(one[0], tuple) else one
    if not isinstance(span, tuple) or not isinstance(span[0], int):
        return str(one)
    before, after = text[max(0, span[0] - 50) : span[0]], text[span[1] : span[1] + 30]
    return f"{before}[[{text[span[0] : span[1]]}]]{after} {one[1:] if span is one else one[1]}".replace("\n", "⏎")


if __name__ == "__main__":
    main(sys.argv[1:])
