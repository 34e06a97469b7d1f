"""Windows of any width, on a real PostgreSQL: what is found does not depend on them."""

from __future__ import annotations

import random

import pytest

from service.store import article_list, looked, relevance, windows
from service.store.database import transaction
from service.store.models.row import now
from tests.service.searched_articles import PUBLISHER, ordered, passes, sixty


@pytest.fixture(scope="module")
def held(servers):
    return sixty()


@pytest.mark.parametrize("number", range(4))
def test_windows_of_any_width_find_the_same(held, monkeypatch, number):
    rnd = random.Random(number)
    for name in ("FIRST", "LONGER", "MOST_HITS", "GROWTH"):
        monkeypatch.setattr(windows, name, rnd.choice([2, 3, 7]))
    monkeypatch.setattr(looked, "GROWTH", windows.GROWTH)
    monkeypatch.setattr(relevance, "FIRST", rnd.choice([2, 3, 7]))
    for name in ("FEW_HITS", "WHOLE_PAGES", "FEW_PAGES", "FEW_PAGES_OF_PAIRS"):
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


def test_all_articles_that_may_have_a_phrase_are_one_window_where_the_newest_tell_that_they_are_few(held, monkeypatch):
    asked, window = [], windows.Walk._window
    for name, number in {"FIRST": 2, "LONGER": 2, "FEW_PAGES": 0, "FEW_PAGES_OF_PAIRS": 10**6}.items():
        monkeypatch.setattr(windows, name, number)
    monkeypatch.setattr(windows.Walk, "_window", lambda self, *its: asked.append(its[1]) or window(self, *its))
    wanted = {"q": '"hoa vien tro"', "sort": "-created"}
    with transaction() as session:
        found = {str(row.id) for row in article_list.page(session, wanted, None, 200)}
    assert found >= {one.id for one in held if passes(one, wanted)}
    assert len(asked) == 2 and asked[0] and not asked[1], asked
