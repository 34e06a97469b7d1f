"""Known pairs of numbers, looked up for a whole text at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import count, groupby

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
# A row is tried in so many places at once.
TRIED = 512


class Pairs:
    """What stands for each known pair; 0 stands for any other.

    Each first number has a row of cells, one for every second, and the rows lie over one another in one array,
    shifted so that no two known pairs share a cell; a cell tells whose it is. A dict, asked pair by pair, takes ten
    times as long.
    """

    def __init__(self, known: Mapping[tuple[int, int], int], size: int):
        """Lay the rows; all numbers that are ever asked for are below ``size``."""
        self._shifts = _shifts(known, size)
        firsts, seconds = np.array([*known], dtype=np.int32).reshape(-1, 2).T
        cells = self._shifts[firsts] + seconds
        self._owners = np.full(int(self._shifts.max()) + size, -1, dtype=np.int32)
        self._stands = np.zeros_like(self._owners)
        self._owners[cells], self._stands[cells] = firsts, [*known.values()]

    def __call__(self, firsts: Numbers, seconds: Numbers) -> Numbers:
        """What stands for each pair of a first and a second."""
        cells = self._shifts[firsts] + seconds
        return np.where(self._owners[cells] == firsts, self._stands[cells], 0)


def _shifts(known: Mapping[tuple[int, int], int], size: int) -> Numbers:
    """How far each row is moved: the fullest first, each to where it fits."""
    rows: dict[int, list[int]] = defaultdict(list)
    for first, second in known:
        rows[first].append(second)
    shifts = np.zeros(size, dtype=np.int32)
    width, end = 1 + max((second for _, second in known), default=0), 0
    free = np.ones(2 * (TRIED + width + len(known)), dtype=np.bool_)
    several = sorted((one for one in rows if len(rows[one]) > 1), key=lambda one: -len(rows[one]))
    for _, alike in groupby(several, key=lambda one: len(rows[one])):
        place = int(free.argmax())
        for first in alike:
            if len(free) < end + TRIED + width:
                free = np.append(free, np.ones_like(free))
            cells = np.array(rows[first]) - min(rows[first])
            place = _fitting(free, cells, place)
            free[place + cells] = False
            shifts[first] = place - min(rows[first])
            end = max(end, 1 + place + int(cells.max()))
    alone = [one for one in rows if len(rows[one]) == 1]
    shifts[alone] = np.flatnonzero(free)[: len(alone)] - [rows[one][0] for one in alone]
    return shifts


def _fitting(free: NDArray[np.bool_], cells: NDArray[np.int64], start: int) -> int:
    """The first place from which all these cells are free; there is room for them behind all that is taken."""
    for at in count(start, TRIED):
        places = at + np.flatnonzero(free[at : at + TRIED])
        fits = free[places[:, None] + cells].all(axis=1)
        if fits.any():
            break
    return int(places[fits.argmax()])
