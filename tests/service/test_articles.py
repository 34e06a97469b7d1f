"""Articles out over HTTP."""

import time
import unicodedata
from datetime import UTC, datetime
from urllib.parse import quote

from tests.client import STORY, story


def test_an_article_has_every_field_of_the_contract(client):
    article = client.article(story())
    assert set(article) == {
        *(
            "id",
            "kind",
            "language",
            "filename",
            "media_type",
            "sha256",
            "title",
            "lead",
            "byline",
            "section",
            "credits",
        ),
        *("publisher", "source_url", "published", "text", "blocks", "teasers", "entities", "topics", "keywords"),
        *("dates", "money", "quotes", "pipeline", "created_at", "processed_at", "same_story"),
    }
    assert article["language"] == "vi"
    assert article["media_type"] == "text/plain"
    assert set(article["pipeline"]) == {"version", "warnings"}


def test_offsets_count_in_the_decoded_original(client):
    nfd = unicodedata.normalize("NFD", STORY).replace("\n", "\r\n").encode() + str(time.time()).encode()
    article = client.article(nfd)
    answer = client.get(f"/v1/articles/{article['id']}/original", decoded=1)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    spans = article["blocks"] + article["dates"] + article["money"]
    spans += [mention for entity in article["entities"] for mention in entity["mentions"]]
    assert len(spans) > 10
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_the_original_is_given_back_byte_for_byte(client):
    content = story()
    article = client.article(content, "gốc.txt")
    answer = client.get(f"/v1/articles/{article['id']}/original")
    assert answer.content == content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_an_article_asked_before_it_is_there_is_not_ready(client, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    answer = client.get(f"/v1/articles/{job['article_id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-ready")
    assert answer.headers["Retry-After"] == "1"
    resting_worker()
    assert client.get(f"/v1/jobs/{job['id']}", wait=30).json()["status"] == "succeeded"
    assert client.get(f"/v1/articles/{job['article_id']}").status_code == 200


def test_the_list_goes_on_from_its_cursor_without_gaps_or_repeats(client):
    for _ in range(5):
        client.article(story())
    whole = [item["id"] for item in client.get("/v1/articles", limit=5).json()["items"]]
    paged, answer = [], client.get("/v1/articles", limit=2)
    for _ in range(3):
        paged += [item["id"] for item in answer.json()["items"]]
        assert answer.headers["Link"] == f'<{_link(answer)}>; rel="next"'
        answer = client.get(_link(answer))
    assert paged[:5] == whole


def _link(answer) -> str:
    return answer.headers["Link"].split(">")[0][1:]


def test_the_last_page_has_no_next(client):
    upload = client.post_files(("a.txt", story()), ("b.txt", story()), wait=30).json()
    answer = client.get("/v1/articles", upload=upload["id"], limit=2)
    assert len(answer.json()["items"]) == 2
    assert answer.json()["next"] is None
    assert "Link" not in answer.headers


def test_articles_are_found_by_kind_tag_and_time(client):
    article = client.article(story())
    tag = article["entities"][0]["id"]
    found = client.get("/v1/articles", kind="article", tag=tag, created_from=article["created_at"]).json()["items"]
    assert article["id"] in {item["id"] for item in found}
    nothing = client.get("/v1/articles", kind="listing", tag=tag, created_from=article["created_at"]).json()["items"]
    assert nothing == []
    assert client.get("/v1/articles", tag=[tag, "local:nobody"]).json()["items"] == []


def test_sorting_by_publication_puts_undated_articles_last(client):
    content, before = story(), datetime.now(UTC).isoformat()
    client.article(f"Trang này chưa có gì {before}".encode())
    client.post_files(("a.txt", content), data={"published": "2031-01-01"}, wait=30)
    client.post_files(("b.txt", content), data={"published": "2031-01-02T10:00:00+07:00"}, wait=30)
    days, path = [], f"/v1/articles?sort=-published&limit=2&created_from={quote(before)}"
    while path:
        answer = client.get(path)
        days += [item["published"] for item in answer.json()["items"]]
        path = _link(answer) if "Link" in answer.headers else None
    assert [day and day[:10] for day in days] == ["2031-01-02", "2031-01-01", None]


def test_summaries_hold_no_text_and_no_blocks(client):
    client.article(story())
    item = client.get("/v1/articles", limit=1).json()["items"][0]
    assert {"text", "blocks", "entities"}.isdisjoint(item)
    assert item["title"]
