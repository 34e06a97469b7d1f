"""Windows of any width, on a real PostgreSQL: what is found does not depend on them."""

from __future__ import annotations

import random

import pytest

from service.store import article_list, relevance, windows
from service.store.database import transaction
from service.store.models.row import now
from tests.service.searched_articles import PUBLISHER, ordered, passes, sixty


@pytest.fixture(scope="module")
def held(servers):
    return sixty()


@pytest.mark.parametrize("number", range(4))
def test_windows_of_any_width_find_the_same(held, monkeypatch, number):
    rnd = random.Random(number)
    for name in ("FIRST", "MOST_HITS", "GROWTH"):
        monkeypatch.setattr(windows, name, rnd.choice([2, 3, 7]))
    monkeypatch.setattr(relevance, "FIRST", rnd.choice([2, 3, 7]))
    for name in ("FEW_HITS", "WHOLE_PAGES", "FEW_PAGES"):
        monkeypatch.setattr(windows, name, rnd.choice([0, 1, 5, 40]))
    for q in ("hoa", "vien tro", '"vien tro"', '"hoa hoa vien tro"', "thuy -nga"):
        wanted = {"q": q, "publisher": PUBLISHER}
        expected = [one for one in held if passes(one, wanted)]
        for sort in ("-created", "-published"):
            assert walked(wanted | {"sort": sort}, 3) == ordered(expected, sort), (q, sort)
        with transaction() as session:
            places = relevance.places(session, wanted, now(), None, 100)
        assert sorted(str(one) for *_, one in places) == sorted(one.id for one in expected), q


def walked(wanted, limit):
    """All ids, page after page, without HTTP."""
    seen, after = [], None
    while True:
        with transaction() as session:
            rows = article_list.page(session, wanted, after, limit)
        seen += [str(row.id) for row in rows]
        if len(rows) < limit:
            return seen
        after = article_list.place(rows[-1], wanted["sort"])
