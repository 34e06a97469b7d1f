"""Train the linear model of topics: ``python -m seeds.topics DATA_FOLDER`` writes lexicons/topics/linear.tsv.

The folder holds ``vntc_sample.jsonl.xz`` (``y`` label, ``t`` text) and ``danes.jsonl``. Their labels say which codes a
text may be about, the lexicon of terms how much of each; the train part of the corpus says it itself. The order is
fixed and nothing is random: the same data, corpus and terms give the same file, bit for bit.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from seeds.marks import part, pieces
from workers import lexicons
from workers.taggers.topics import told, weighed
from workers.taggers.topics_linear import ALWAYS, TOPS, features
from workers.taggers.topics_terms import fold

HEADER = """\
# source: weights trained by seeds/topics.py on VNTC (MIT), DANeS (CC BY 4.0) and seeds/corpus | licence: CC BY 4.0
feature\ttenths
"""
# The lead of a long text says what it is about; more of it only takes longer.
READ = 2000
# Features of fewer texts tell about these texts, not about topics: with all of 30 texts and more (31,000 features
# instead of 8,000) nothing held out is labelled better. The newer, smaller sources may add rarer ones.
TEXTS, NEW_TEXTS, MOST = 120, 6, 0.3
# How often a text is looked at in a round: the old newspapers are many.
TIMES = {"vntc": 1, "danes": 2, "corpus": 6}
ROUNDS, BATCH, STEP = 3, 64, 0.3
# A piece's first, second and third code.
PLACES = (1.0, 0.7, 0.5)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """Something to learn from: where from, its features, and the share of each top-level code."""

    source: str
    features: frozenset[str]
    shares: Numbers


def _codes(labels: list[str]) -> set[str]:
    rows = lexicons.rows("topics/labelled.tsv")
    return {f"medtop:{code}000000" for row in rows if row["label"] in labels for code in row["codes"].split()}


def _shares(labels: list[str], title: str, rest: str) -> Numbers | None:
    """What the terms say, kept to the codes the labels allow; None where that is too little to learn from."""
    codes = _codes(labels)
    evidence = told(weighed({"title": title, "body": rest}))
    shares = np.array([evidence.get(top, 0.0) if top in codes else 0.0 for top in TOPS])
    if not shares.any() and 1 <= len(codes) <= 3:
        shares = np.array([float(top in codes) for top in TOPS])
    shares[shares < 0.4 * shares.max()] = 0
    return shares / shares.sum() if shares.any() else None


def _labelled(source: str, labels: list[str], title: str, rest: str) -> Iterator[Text]:
    shares = _shares(labels, title, rest)
    if shares is not None:
        yield Text(source, frozenset(features(fold(f"{title}\n{rest}"))), shares)


def _vntc(folder: Path) -> Iterator[Text]:
    with lzma.open(folder / "vntc_sample.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title, _, rest = row["t"][:READ].strip().partition("\n")
            yield from _labelled("vntc", [row["y"]], title, rest)


def _danes(folder: Path) -> Iterator[Text]:
    for row in map(json.loads, (folder / "danes.jsonl").read_text("utf-8").splitlines()):
        given, data = row["labels"].get("topic", []), row["data"]
        yield from _labelled("danes", given, data["text"], data["meta"].get("description") or "")


def _corpus() -> Iterator[Text]:
    for piece in (piece for path in part("train") for piece in pieces(path)):
        shares = np.zeros(len(TOPS))
        for code, share in zip(piece.topics, PLACES, strict=False):
            shares[TOPS.index(code)] = share
        text = "\n".join(line.text for line in piece.lines)
        yield Text("corpus", frozenset(features(fold(text))), shares / shares.sum())


def _chosen(texts: list[Text]) -> list[str]:
    """The features worth a weight, in order."""
    all_, new = Counter[str](), Counter[str]()
    for text in texts:
        all_.update(text.features)
        new.update(text.features if text.source != "vntc" else ())
    kept = (name for name, n in all_.items() if (n >= TEXTS or new[name] >= NEW_TEXTS) and n < MOST * len(texts))
    return sorted(name for name in kept if not name.replace(" ", "").isdigit())


def _order(texts: list[Text]) -> list[int]:
    """Each text as often as its source counts, all of them mixed."""
    places = [(crc32(f"{n} {time}".encode()), n) for n, text in enumerate(texts) for time in range(TIMES[text.source])]
    return [n for _, n in sorted(places)]


def _slope(found: Numbers, wanted: Numbers) -> Numbers:
    """By how much the chances that some sums give differ from those wanted."""
    chances = np.exp(found - found.max(axis=1, keepdims=True))
    return chances / chances.sum(axis=1, keepdims=True) - wanted


def _descend(table: Numbers, seen: Numbers, places: NDArray[np.int64], slope: Numbers) -> None:
    """One step of AdaGrad on these rows of the table."""
    seen[places] += slope * slope
    table[places] -= STEP * slope / np.sqrt(seen[places])


def _sums(size: int, of: NDArray[np.int64], parts: Numbers) -> Numbers:
    """The parts added up by what they are of."""
    sums = np.zeros((size, parts.shape[1]))
    np.add.at(sums, of, parts)
    return sums


def train(texts: list[Text], names: list[str]) -> Numbers:
    """Weights by feature and code, the last row for what every text has: softmax regression towards the shares."""
    place = {name: n for n, name in enumerate(names)}
    rows = [np.array(sorted(place[f] for f in text.features if f in place), dtype=np.int64) for text in texts]
    table, order = np.zeros((len(names) + 1, len(TOPS))), _order(texts)
    seen = np.full(table.shape, 1e-3)
    for batch in [order[at : at + BATCH] for _ in range(ROUNDS) for at in range(0, len(order), BATCH)]:
        sizes = np.array([len(rows[n]) for n in batch])
        inside, of = np.concatenate([rows[n] for n in batch]), np.repeat(np.arange(len(batch)), sizes)
        scale = (np.maximum(1, sizes) ** -0.5)[:, None]
        sounds = _sums(len(batch), of, table[inside]) * scale + table[-1]
        slope = _slope(sounds, np.array([texts[n].shares for n in batch])) / len(batch)
        used, where = np.unique(inside, return_inverse=True)
        _descend(table, seen, used, _sums(len(used), where, (slope * scale)[of]))
        _descend(table, seen, np.array([len(names)]), slope.sum(axis=0, keepdims=True))
    return table


def _line(name: str, weights: NDArray[np.int64]) -> str:
    return f"{name}\t{' '.join(map(str, weights))}\n"


def main(folder: Path) -> None:
    """Write the weights, in tenths; features that weigh nothing are left out."""
    texts = [*_vntc(folder), *_danes(folder), *_corpus()]
    names = _chosen(texts)
    table = np.rint(train(texts, names) * 10).astype(np.int64)
    lines = [_line(name, row) for name, row in zip([*names, ALWAYS], table, strict=True) if row.any()]
    (lexicons.FOLDER / "topics/linear.tsv").write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
