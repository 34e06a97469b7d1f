"""Known pairs of numbers are told from all others."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workers.taggers.pairs import Pairs

SIZE = 40
NUMBERS = st.integers(0, SIZE - 1)


@given(st.dictionaries(st.tuples(NUMBERS, NUMBERS), st.integers(1, 1000)))
def test_the_table_tells_of_every_pair_what_a_dict_tells(known):
    firsts, seconds = (axis.ravel() for axis in np.mgrid[:SIZE, :SIZE])
    asked = zip(firsts.tolist(), seconds.tolist(), strict=True)
    assert Pairs(known, SIZE)(firsts, seconds).tolist() == [known.get(pair, 0) for pair in asked]


def test_a_full_row_and_many_short_ones_find_room():
    known = {(0, second): 1 + second for second in range(300)} | {
        (first, 7 * first % 300): first for first in range(1, 300)
    }
    table = Pairs(known, 300)
    assert all(table(np.array([first]), np.array([second])) == stands for (first, second), stands in known.items())
