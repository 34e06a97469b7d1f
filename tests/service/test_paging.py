"""Pages follow each other though articles come and go between them."""

import re
from itertools import count

import pytest

from service.store import articles
from service.store.database import transaction
from tests.service.made_articles import found, made

numbers = count(1)


def dated(tag, day):
    """A processed article with this tag, published on that day of March (None: undated)."""
    article_id = made([tag])
    with transaction() as session:
        articles.save(session, article_id, found([tag]) | {"published": day and f"2025-03-{day:02}"})
    return str(article_id)


def links(answer):
    return {rel: path for path, rel in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers.get("Link", ""))}


def ids(answer):
    return [item["id"] for item in answer.json()["items"]]


@pytest.mark.parametrize("sort", ["-created", "-published"])
def test_what_comes_or_goes_between_pages_neither_repeats_nor_hides_others(client, sort):
    tag = f"local:person:paging-{next(numbers)}"
    there = [dated(tag, day) for day in (9, 9, 5, 5, None, None, 12)]
    whole = ids(client.get("/v1/articles", tag=tag, sort=sort))
    assert set(whole) == set(there)
    page = client.get("/v1/articles", tag=tag, sort=sort, limit=2)
    seen = ids(page)
    # before the place, at the place (the cursor is made of it), and after it
    for lost in (whole[0], whole[1], whole[3]):
        assert client.delete(f"/v1/articles/{lost}").status_code == 204
    came = {dated(tag, day) for day in (31, 9, 1, None)}
    while "next" in links(page):
        page = client.get(links(page)["next"])
        seen += ids(page)
    assert len(seen) == len(set(seen))
    assert [one for one in seen if one not in came] == whole[:3] + whole[4:]


def test_the_link_to_the_next_page_keeps_what_was_asked_for(client):
    tags = [f"local:person:paging-{next(numbers)}" for _ in range(2)]
    articles = [str(made(tags)) for _ in range(3)]
    made(tags[:1])
    page = client.get("/v1/articles", tag=tags, limit=2, kind="other")
    assert links(page)["next"].startswith("/v1/articles?")
    last = client.get(links(page)["next"])
    assert ids(page) + ids(last) == articles[::-1]
    assert links(last) == {}


def test_tags_that_come_or_go_between_pages_hide_no_others(client):
    q = f"trang-{next(numbers)}"
    articles = {name: str(made([f"{q}-{name}"])) for name in "abcdef"}
    page = client.get("/v1/tags", q=q, sort="name", limit=2)
    seen = ids(page)
    assert seen == [f"{q}-a", f"{q}-b"]
    for name in "abd":
        assert client.delete(f"/v1/articles/{articles[name]}").status_code == 204
    made([f"{q}-aa", f"{q}-bb", f"{q}-ee"])
    while "next" in links(page):
        page = client.get(links(page)["next"])
        seen += ids(page)
    assert seen == [f"{q}-{name}" for name in ("a", "b", "bb", "c", "e", "ee", "f")]
