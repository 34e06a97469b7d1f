"""Names in the corpus's test part: how well and how fast, beside the peer on the same lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from seeds.marks import Piece, part, pieces
from tests.bench import peer
from tests.gate.pieces import document
from workers.taggers.entities import tag_entities

ROUNDS = 3  # of which the fastest counts, as for pages
TYPES = ("person", "organization", "location")  # what both know
Found = set[tuple[int, int, int, str]]  # line, start, end and type


@dataclass(frozen=True)
class Row:
    """What is printed of a tagger: F1 of all types together, of each, and seconds of processor for all lines."""

    label: str
    f1: float
    by_type: tuple[float, ...]
    seconds: float


def print_names() -> None:
    """Print the table of both, or of ours alone with a hint how to get the other."""
    told = [piece for path in part("test") for piece in pieces(path)]
    lines = [line.text for piece in told for line in piece.lines]
    syllables, size = sum(len(line.split()) for line in lines), sum(len(line.encode()) for line in lines) / 1e6
    print(
        f"\n{len(lines)} lines of the corpus's test part, {syllables:,} syllables, {1000 * size:.0f} kB; exact span and type"
    )
    print(
        f"{'':24}{'F1':>11}{'Tintag is':>11}{'persons':>9}{'org.':>7}{'places':>8}{'syll./s':>10}{'MB/s':>8}{'Tintag is':>11}"
    )
    ours, *others = _rows(told, lines)
    for row in (ours, *others):
        print(f"{row.label:24}{row.f1:11.3f}{ours.f1 / (row.f1 or 1):10.2f}x", end="")
        print("{:9.3f}{:7.3f}{:8.3f}".format(*row.by_type), end="")
        print(f"{syllables / row.seconds:10,.0f}{size / row.seconds:8.3f}{row.seconds / ours.seconds:10.3g}x")
    if not others:
        print(peer.HINT)


def _rows(told: list[Piece], lines: list[str]) -> list[Row]:
    gold = {(number, n.start, n.end, n.type) for number, line in _numbered(told) for n in line.names}
    documents = [document(piece) for piece in told]
    rows = [_row("Tintag tag_entities", _ours(told), gold, lambda: [tag_entities(one) for one in documents])]
    if (ner := peer.ner()) is not None:
        theirs = {(number, *name) for number, line in enumerate(lines) for name in peer.names(line)}
        rows.append(_row(peer.label(), theirs, gold, lambda: [ner(line) for line in lines]))
    return rows


def _row(label: str, found: Found, gold: Found, tag: Callable[[], object]) -> Row:
    by_type = tuple(_f1(found, gold, (kind,)) for kind in TYPES)
    return Row(label, _f1(found, gold, TYPES), by_type, min(_seconds(tag) for _ in range(ROUNDS)))


def _numbered(told: list[Piece]) -> Iterable:
    return enumerate(line for piece in told for line in piece.lines)


def _ours(told: list[Piece]) -> Found:
    """Each piece is tagged as a whole, as a file is; its mentions by the line they stand in."""
    found, number = set(), 0
    for piece in told:
        tagged = tag_entities(document(piece))
        names = [(m.start, m.end, entity.type) for entity in tagged.entities for m in entity.mentions]
        for block in tagged.blocks:
            inside = (name for name in names if block.start <= name[0] < block.end)
            found |= {(number, start - block.start, end - block.start, kind) for start, end, kind in inside}
            number += 1
    return found


def _f1(found: Found, gold: Found, kinds: tuple[str, ...]) -> float:
    mine, marked = ({name for name in names if name[3] in kinds} for names in (found, gold))
    return 2 * len(mine & marked) / (len(mine) + len(marked) or 1)


def _seconds(tag: Callable[[], object]) -> float:
    start = time.process_time()
    tag()
    return time.process_time() - start
