"""Search over HTTP, on a real PostgreSQL."""

from __future__ import annotations

from service.store import articles
from service.store.database import transaction
from tests.service.made_articles import found, made


def kept(publisher, text, title="Tin", **more):
    """An article with a text, of a publisher that a test has for itself."""
    article = made([])
    with transaction() as session:
        articles.save(session, article, found([]) | {"publisher": publisher, "title": title, "text": text} | more)
    return str(article)


def test_words_are_found_and_pages_go_on_in_each_order(client):
    one = kept("a.example", "Ông Zelensky cảm ơn viện trợ quân sự hoà bình")
    two = kept("a.example", "Không có gì ở đây", title="Viện trợ")
    answer = client.get("/v1/articles", q="zelensky vien tro").json()
    assert [i["id"] for i in answer["items"]] == [one]
    assert [i["id"] for i in client.get("/v1/articles", q="vien tro").json()["items"]] == [two, one]
    for sort in ("-created", "-published", "relevance"):
        page = client.get("/v1/articles", q="vien tro", limit=1, sort=sort).json()
        nxt = client.get("/v1/articles", q="vien tro", limit=1, sort=sort, cursor=page["next"]).json()
        assert {page["items"][0]["id"], nxt["items"][0]["id"]} == {one, two}, (page, nxt)
        assert nxt["next"] is None
