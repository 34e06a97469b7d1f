"""Lists in order of time, within times of the other kind and by several tags, beside a plain filter."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest
from sqlalchemy import text

from service.schemas.articles import ArticleListQuery
from service.store import article_list, carriers, crossed, known, listed, windows
from service.store.database import engine, transaction
from tests.service import tables
from tests.service.made_articles import found, kept
from tests.service.searched_articles import OWN, PUBLISHER, TAG, TAGS, ordered, passes, sixty

SORTS = ("-created", "-published")
TIMES = {
    "published_from": ["2024-10-16", "1000-01-01", "2024-10-17"],
    "published_to": ["2024-10-16", "2024-10-17T00:00:00Z", "9999-12-31", "2023-12-31"],
    "created_from": ["2001-01-01", "2001-01-01T00:00:30Z", "2002-01-01"],
    "created_to": ["2001-01-02T00:00:20Z", "2003-01-01"],
}
CARRIED = [{"tag": TAGS[1:3]}, {"tag": [TAG], "section": "Thể thao"}, {"tag": TAGS[:2], "topic": "medtop:15000000"}]
CARRIED += [{"publisher": PUBLISHER, "language": "vi", "kind": "article"}, *OWN[:3]]
CARRIED += [{"q": "nga"}, {"q": "nga", "tag": [TAG], "kind": "article"}]


@pytest.fixture(scope="module")
def held(servers):
    return sixty()


@pytest.fixture(params=["as it is", "few at once", "a few of each"])
def limits(request, monkeypatch):
    """Limits that sixty articles reach."""
    if request.param == "a few of each":
        for limit, number in {"ENTRIES": 10**6, "HALF": 0.1, "SAMPLE": 2, "MORE": 2, "MOST_OF_ONE": 1}.items():
            monkeypatch.setattr(carriers, limit, number)
        monkeypatch.setattr(windows, "WHOLE_PAGES", 0)
    if request.param == "few at once":
        monkeypatch.setattr(crossed, "DENSE", 5)
        for limit, number in {"ENTRIES": 8, "SAMPLE": 2, "MORE": 2, "MOST_OF_ONE": 4}.items():
            monkeypatch.setattr(carriers, limit, number)
        for limit, number in {"FIRST": 3, "FEW_HITS": 2, "WHOLE_PAGES": 0, "MOST_HITS": 5, "MOST_PAGES": 5}.items():
            monkeypatch.setattr(windows, limit, number)


def paged(wanted, limit, tenant=None):
    """All ids, page after page."""
    seen, after = [], None
    with transaction(tenant) as session:
        while rows := article_list.page(session, wanted, after, limit):
            seen += [str(row.id) for row in rows]
            after = article_list.place(rows[-1], wanted["sort"])
    return seen


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("number", range(12))
def test_filters_and_times_find_what_a_plain_filter_finds(held, number, sort):
    rnd = random.Random(number)
    names = rnd.sample(sorted(TIMES), rnd.randrange(1, 4))
    wanted = {name: rnd.choice(TIMES[name]) for name in names} | rnd.choice(CARRIED)
    expected = ordered([one for one in held if passes(one, wanted)], sort)
    read = ArticleListQuery().load(wanted | {"sort": sort})
    for tenant in (None, ""):
        assert paged(read, rnd.choice([1, 4, 50]), tenant) == expected, wanted


@pytest.mark.parametrize("sort", SORTS)
def test_facets_that_most_articles_have_are_told_by_their_rows(held, sort, monkeypatch):
    for module in (known, carriers):
        monkeypatch.setattr(module, "DENSE", 10**6)
    monkeypatch.setattr(windows, "WHOLE_PAGES", 0)
    tables.add_up()
    wanted = {"tag": [TAG], "language": "vi", "kind": "article", "section": "Thể thao"}
    expected = ordered([one for one in held if passes(one, wanted)], sort)
    assert len(expected) > 1
    assert paged(ArticleListQuery().load(wanted | {"sort": sort}), 2, "") == expected


@pytest.mark.parametrize("sort", SORTS)
def test_of_articles_that_fill_many_pages_one_is_read_though_they_are_few(held, sort, monkeypatch):
    tables.add_up()
    monkeypatch.setattr(windows.Walk, "_window", lambda *_: pytest.fail("all of them were read"))
    wanted = {"tag": [TAG], "publisher": PUBLISHER}
    expected = ordered([one for one in held if passes(one, wanted)], sort)
    assert windows.WHOLE_PAGES * 2 < len(expected) < windows.FEW_HITS
    assert paged(ArticleListQuery().load(wanted | {"sort": sort}), 1, "")[:10] == expected[:10]


def test_the_rows_of_a_page_are_asked_of_the_disk_all_at_once(held):
    with transaction() as session:
        session.execute(text("SET LOCAL enable_seqscan = off"))
        said, ids = str(listed.WITHOUT.compile(engine())), [one.id for one in held]
        values = {"ids": ids[::2], "others": ids[1::2]}
        plan = session.connection().exec_driver_sql(f"EXPLAIN {said}", values).scalars().all()
    assert plan[0].startswith("Bitmap Heap Scan on articles")


@pytest.mark.parametrize("sort", SORTS)
def test_tenants_see_their_own_of_a_time(servers, sort):
    tenants = [uuid4().hex, uuid4().hex]
    theirs = {one: {str(kept(found([]) | {"published": "1900-05-05"}, one)) for _ in range(2)} for one in tenants}
    read = ArticleListQuery().load({"published_from": "1900-01-01", "published_to": "1900-12-31", "sort": sort})
    first, second = tenants
    assert set(paged(read, 1, first)) == theirs[first]
    assert set(paged(read | {"tenant": second}, 1)) == theirs[second]
    assert set(paged(read, 3)) >= theirs[first] | theirs[second]
    other = "created_from" if sort == "-published" else "published_from"
    assert set(paged({"sort": sort, other: read["published_from"]}, 1, first)) == theirs[first]


def test_a_page_begins_where_the_one_before_ended_among_undated_articles(servers):
    tenant = uuid4().hex
    theirs = {str(kept(found([]), tenant)) for _ in range(4)}
    read = ArticleListQuery().load({"created_from": "2001-01-01", "sort": "-published"})
    seen = paged(read, 1, tenant)
    assert (len(seen), set(seen)) == (4, theirs)


@pytest.mark.parametrize("sort", [*SORTS, "relevance"])
def test_a_time_that_ends_before_it_begins_has_no_articles(client, held, sort):
    for name in ("published", "created"):
        ends = {f"{name}_from": "2024-10-16", f"{name}_to": "2001-01-01"}
        answer = client.get("/v1/articles", q="hoa", **ends, sort=sort)
        assert (answer.status_code, answer.json()["items"]) == (200, [])
