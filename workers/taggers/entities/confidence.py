"""What a weight is worth: how often entities of that weight were right on the annotated pieces."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache

from workers import lexicons

NAME = "naming/confidence.tsv"
TABLE = lexicons.FOLDER / NAME


@cache
def steps() -> dict[str, list[tuple[float, float]]]:
    """By type: weights, rising, and the confidence from each on."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in lexicons.rows(NAME):
        found.setdefault(row["type"], []).append((float(row["weight"]), float(row["confidence"])))
    return found


@lru_cache(maxsize=1024)  # 130 stories have 45 weights
def confidence(kind: str, weight: float) -> float:
    """The share of entities of a type that are right at this weight, 0 to 1."""
    known = steps()[kind]
    return known[max(0, bisect_right(known, (weight + 1e-9, 1.0)) - 1)][1]
