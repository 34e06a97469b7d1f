"""Search over HTTP, on a real PostgreSQL."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest

from service.store import articles
from service.store.database import transaction
from tests.service.made_articles import found, made
from tests.service.searched_articles import ordered, passes, sixty, some_filters

SORTS = ("-created", "-published", "relevance")


@pytest.fixture(scope="module")
def held(stack):
    return sixty(random.Random(6))


@pytest.fixture
def kept():
    """Makes articles with a text, of a publisher that a test has for itself."""
    publisher = f"{uuid4()}.example"

    def keep(text, title=None, lead=None, **more):
        article = made([])
        with transaction() as session:
            its = {"publisher": publisher, "title": title, "lead": lead, "text": text}
            articles.save(session, article, found([]) | its | more)
        return str(article)

    keep.publisher = publisher
    return keep


def ids(client, **query):
    answer = client.get("/v1/articles", **query)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def paged(client, **query):
    """All ids, page after page."""
    answer = client.get("/v1/articles", **query)
    seen = []
    while True:
        assert answer.status_code == 200, answer.text
        seen += [item["id"] for item in answer.json()["items"]]
        if not answer.json()["next"]:
            return seen
        answer = client.get("/v1/articles", **query, cursor=answer.json()["next"])


@pytest.mark.parametrize("number", range(30))
def test_all_filters_together_find_what_a_slow_search_finds(client, held, number):
    rnd = random.Random(number)
    for sort in ("-created", "-published"):
        wanted = some_filters(rnd, 5)
        expected = ordered([one for one in held if passes(one, wanted)], sort)
        assert paged(client, **wanted, sort=sort, limit=rnd.choice([3, 7, 25])) == expected, (wanted, sort)
        if "q" in wanted:
            best = paged(client, **wanted, limit=7)
            assert (len(best), set(best)) == (len(expected), set(expected)), wanted
