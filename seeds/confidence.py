"""``python -m seeds.confidence``: count on the corpus how often entities of each weight are right, and draw it.

Counted on the part ``dev``, which no rule was written on; the plot shows the part ``test``, which was not counted.
Both files come out the same, bit for bit, from the same corpus and taggers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from seeds.marks import Piece, part, pieces
from workers.document import ENTITY_TYPES, Block, Document
from workers.taggers.entities import weighed
from workers.taggers.entities.confidence import TABLE, confidence, steps

PLOT = Path(__file__).parent.parent / "docs" / "confidence.svg"
STEP = 0.05  # of weight; finer steps have too few entities to count
PRIOR = 10  # entities of all types that stand beside those of one type
BINS, LEAST = 8, 0.3  # dots of the plot, and where its axes begin
SIDE, EDGE = 320, 40  # pixels of the plot
Counted = list[tuple[str, float, float]]  # type, weight, share of the mentions that are right


def measured(name: str) -> Counted:
    """Type, weight and share of right mentions of every entity found in a part of the corpus."""
    return [row for path in part(name) for piece in pieces(path) for row in _judged(piece)]


def document(piece: Piece) -> Document:
    """The piece as the parser would hand it to the taggers."""
    blocks, at = [], 0
    for line in piece.lines:
        blocks.append(Block("body" if line.role == "row" else line.role, line.text, at, at + len(line.text)))
        at += len(line.text) + 1
    decoded = "\n".join(line.text for line in piece.lines)
    return Document(b"", decoded=decoded, kind=piece.kind, published=piece.day, language="vi", blocks=tuple(blocks))


def _judged(piece: Piece) -> Iterator[tuple[str, float, float]]:
    given, gold, at = document(piece), set(), 0
    for line in piece.lines:
        gold |= {(at + name.start, at + name.end, name.type) for name in line.names}
        at += len(line.text) + 1
    for kind, weight, spans in weighed(given):
        yield kind, weight, sum((*span, kind) in gold for span in spans) / len(spans)


def table(rows: Counted) -> list[tuple[str, float, float]]:
    """Type, least weight and confidence: shares by step of weight, drawn towards those of all types, never falling."""
    found = []
    for kind in ENTITY_TYPES:
        steps = sorted({_step(weight) for _, weight, _ in rows})
        shares = [_share(rows, kind, step) for step in steps]
        found += [(kind, step, share) for step, share in zip(steps, _rising(shares), strict=True)]
    return found


def _step(weight: float) -> float:
    return round(int(weight / STEP + 1e-9) * STEP, 2)


def _share(rows: Counted, kind: str, step: float) -> tuple[float, float]:
    every = [right for _, weight, right in rows if _step(weight) == step]
    own = [right for one, weight, right in rows if one == kind and _step(weight) == step]
    return (sum(own) + PRIOR * sum(every) / len(every)) / (len(own) + PRIOR), len(own) + PRIOR


def _rising(shares: list[tuple[float, float]]) -> list[float]:
    """Neighbours that fall are given their common share."""
    pools: list[tuple[float, float, int]] = []
    for share, number in shares:
        pools.append((share, number, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, many, steps), (other, more, others) = pools[-2:]
            pools[-2:] = [((one * many + other * more) / (many + more), many + more, steps + others)]
    return [round(min(share, 0.99), 2) for share, _, steps in pools for _ in range(steps)]


def written(rows: Counted) -> str:
    """The lexicon file of a table."""
    lines = [f"{kind}\t{step:.2f}\t{share:.2f}" for kind, step, share in table(rows)]
    head = "# source: counted by python -m seeds.confidence over the dev part of seeds/corpus | licence: CC BY 4.0"
    return "\n".join([head, "type\tweight\tconfidence", *lines]) + "\n"


def plot(rows: Counted) -> str:
    """What was said (right) beside what came true (up), as SVG; each dot stands for equally many entities."""
    said = sorted((confidence(kind, weight), right) for kind, weight, right in rows)
    size = -(-len(said) // BINS)
    dots = [said[at : at + size] for at in range(0, len(said), size)]
    circles = "".join(_dot([one for one, _ in dot], [right for _, right in dot]) for dot in dots)
    whole, far = SIDE + 2 * EDGE, SIDE + EDGE
    told = f"share of names that are right (test part, {len(rows)} entities)"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif">'
        f'<rect width="{whole}" height="{whole}" fill="white"/>'
        f'<path d="M{EDGE} {EDGE}V{far}H{far}" fill="none" stroke="black"/>'
        f'<path d="M{EDGE} {far}L{far} {EDGE}" stroke="silver" stroke-dasharray="4"/>{circles}<g font-size="12">'
        f'<text x="{EDGE}" y="{far + 25}">{LEAST}</text><text x="{far - 15}" y="{far + 25}">1.0</text>'
        f'<text x="{whole // 2 - 40}" y="{far + 25}">confidence given</text>'
        f'<text x="{EDGE}" y="{EDGE - 15}">{told}</text></g></svg>\n'
    )


def _dot(said: list[float], right: list[float]) -> str:
    x, y = (EDGE + SIDE * max(0.0, sum(some) / len(some) - LEAST) / (1 - LEAST) for some in (said, right))
    return f'<circle cx="{x:.0f}" cy="{SIDE + 2 * EDGE - y:.0f}" r="5" fill="steelblue"/>'


def main() -> None:
    """Write the table, then the plot."""
    TABLE.write_text(written(measured("dev")), "utf-8")
    steps.cache_clear()
    PLOT.write_text(plot(measured("test")), "utf-8")


if __name__ == "__main__":
    main()
