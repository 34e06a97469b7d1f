"""Fragments of a page to regions in reading order: columns one after the other, between what stands across them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from workers.readers.pdf_page import Fragment

DEEPEST = 8  # columns within columns
SIDE_BY_SIDE = 3  # lines that stand beside others; fewer are a row with something at its right end
WORDY = 12  # letters of a column's middle line; columns of a newspaper have 25 and more, cells of a table fewer
NARROWEST = 0.6  # sizes between two columns


def regions(page: Sequence[Fragment], depth: int = 0) -> list[list[Fragment]]:
    """Parts of a page to be read one after the other; lines of a part have the same margins."""
    gutter = _gutter(page) if depth < DEEPEST and len(page) > 2 * SIDE_BY_SIDE else None
    if gutter is None:
        return [list(page)] if page else []
    bands = _bands(page, gutter)
    if len(bands) == 1 and len(bands[0]) == 1:
        return [list(page)]
    return [region for band in bands for part in band for region in regions(part, depth + 1)]


def _gutter(page: Iterable[Fragment]) -> float | None:
    """The middle of the gap that most heights of the page have."""
    ends: list[tuple[float, int]] = []
    for row in _heights(page).values():
        for one, two in pairwise(sorted(row, key=lambda found: found.left)):
            if two.left - one.right > NARROWEST * min(one.size, two.size):
                ends += ((one.right, 1), (two.left, -1))
    best, at, votes = SIDE_BY_SIDE - 1, None, 0
    for (x, step), (after, _) in pairwise(sorted(ends)):
        votes += step
        if votes > best and after > x:
            best, at = votes, (x + after) / 2
    return at


def _heights(page: Iterable[Fragment]) -> dict[int, list[Fragment]]:
    """The fragments at each height of the page; lines of two columns need not have the same base."""
    fragments = list(page)
    step = median(found.size for found in fragments)
    heights: dict[int, list[Fragment]] = defaultdict(list)
    for found in fragments:
        heights[int((found.base + found.size / 3) // step)].append(found)
    return heights


def _bands(page: Iterable[Fragment], gutter: float) -> list[list[list[Fragment]]]:
    """The page from the top: either what stands across the gutter, alone, or two columns."""
    bands: list[list[list[Fragment]]] = []
    sides: list[list[Fragment]] = [[], []]
    for found in sorted(page, key=lambda one: -one.top):
        if found.left < gutter < found.right:
            _close(bands, sides)
            sides = [[], []]
            _add(bands, [found])
        else:
            sides[found.left > gutter].append(found)
    _close(bands, sides)
    return bands


def _close(bands: list[list[list[Fragment]]], sides: list[list[Fragment]]) -> None:
    columns = all(len(side) >= SIDE_BY_SIDE and median(len(one.text) for one in side) >= WORDY for side in sides)
    if columns:
        bands.append(sides)
    else:
        _add(bands, [*sides[0], *sides[1]])


def _add(bands: list[list[list[Fragment]]], more: list[Fragment]) -> None:
    """Put fragments into the band that stands across, or begin one."""
    if bands and len(bands[-1]) == 1:
        bands[-1][0].extend(more)
    elif more:
        bands.append([more])
