"""Names in the corpus's test part: how well and how fast, beside the peer on the same lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from seeds.marks import Piece, part, pieces
from tests.bench import peer
from tests.gate.pieces import document
from workers.document import Document
from workers.taggers.entities import tag_entities

ROUNDS = 3  # of which the fastest counts; the taggers take turns, so that both meet the same machine
REPEATS = 20  # of ours in a round, which then takes about as long as one of the peer
TYPES = ("person", "organization", "location")  # what both know
Found = set[tuple[int, int, int, str]]  # line, start, end and type
HEAD = f"{'':24}{'F1':>11}{'Tintag is':>11}{'persons':>9}{'org.':>7}{'places':>8}{'syll./s':>10}{'MB/s':>8}{'Tintag is':>11}"


@dataclass(frozen=True)
class Tagger:
    """What is measured: the names found, the way to find them once more, and how often to in a round."""

    label: str
    found: Found
    tag: Callable[[], object]
    repeats: int = 1

    def seconds(self) -> float:
        """Seconds of processor for all lines once."""
        start = time.process_time()
        for _ in range(self.repeats):
            self.tag()
        return (time.process_time() - start) / self.repeats


def print_names() -> None:
    """Print the table of both, or of ours alone with a hint how to get the other."""
    told = [piece for path in part("test") for piece in pieces(path)]
    lines = [line for piece in told for line in piece.lines]
    syllables, size = (
        sum(len(line.text.split()) for line in lines),
        sum(len(line.text.encode()) for line in lines) / 1e6,
    )
    print(
        f"\n{len(lines)} lines of the corpus's test part, {syllables:,} syllables, {1000 * size:.0f} kB; exact span and type"
    )
    taggers = [_ours(told), *_theirs([line.text for line in lines])]
    rounds = [[tagger.seconds() for tagger in taggers] for _ in range(ROUNDS)]
    gold = {(number, n.start, n.end, n.type) for number, line in enumerate(lines) for n in line.names}
    ours_f1, ours_seconds = _f1(taggers[0].found, gold, TYPES), min(seconds[0] for seconds in rounds)
    print(HEAD)
    for tagger, times in zip(taggers, zip(*rounds, strict=True), strict=True):
        quality, seconds = _f1(tagger.found, gold, TYPES), min(times)
        print(f"{tagger.label:24}{quality:11.3f}{ours_f1 / (quality or 1):10.2f}x", end="")
        print("{:9.3f}{:7.3f}{:8.3f}".format(*(_f1(tagger.found, gold, (kind,)) for kind in TYPES)), end="")
        print(f"{syllables / seconds:10,.0f}{size / seconds:8.3f}{seconds / ours_seconds:10.3g}x")
    if len(taggers) == 1:
        print(peer.HINT)


def _theirs(lines: list[str]) -> list[Tagger]:
    ner = peer.ner()
    if ner is None:
        return []
    found = {(number, *name) for number, line in enumerate(lines) for name in peer.names(line)}
    return [Tagger(peer.label(), found, lambda: [ner(line) for line in lines])]


def _ours(told: list[Piece]) -> Tagger:
    documents = [document(piece) for piece in told]
    return Tagger("Tintag tag_entities", _found(documents), lambda: [tag_entities(one) for one in documents], REPEATS)


def _found(documents: list[Document]) -> Found:
    """Each piece is tagged as a whole, as a file is; its mentions by the line they stand in."""
    lines = [(one, block) for one in documents for block in one.blocks]
    mentions = {id(one): _mentions(one) for one in documents}
    return {
        (number, start - block.start, end - block.start, kind)
        for number, (one, block) in enumerate(lines)
        for start, end, kind in mentions[id(one)]
        if block.start <= start < block.end
    }


def _mentions(one: Document) -> list[tuple[int, int, str]]:
    return [(m.start, m.end, entity.type) for entity in tag_entities(one).entities for m in entity.mentions]


def _f1(found: Found, gold: Found, kinds: tuple[str, ...]) -> float:
    mine, marked = ({name for name in names if name[3] in kinds} for names in (found, gold))
    return 2 * len(mine & marked) / (len(mine) + len(marked) or 1)
