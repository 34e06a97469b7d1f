"""Articles taken away as a stream."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.client import story

EXPORT = "/v1/articles/export"
SAMPLES = sorted(Path("seeds/samples").glob("*.txt"))


def lines(answer) -> list[dict]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.content.splitlines()]


def ids(client, **query) -> list[str]:
    return [one["id"] for one in lines(client.get(EXPORT, **query))]


@pytest.fixture(scope="module")
def upload(client) -> str:
    """An upload of a few samples, each a little changed, so that they are new."""
    files = [(path.name, path.read_bytes() + story()[-200:]) for path in SAMPLES[:6]]
    return client.post_files(*files, wait=60).json()["id"]


@pytest.fixture(scope="module")
def articles(client, upload) -> list[dict]:
    """Its articles as GET gives them, in order of arrival."""
    jobs = client.get("/v1/jobs", upload=upload).json()["items"]
    found = [client.get(f"/v1/articles/{job['article_id']}").json() for job in jobs]
    return sorted(found, key=lambda one: one["id"])


def test_each_line_is_an_article_as_get_gives_it(client, upload, articles):
    answer = client.get(EXPORT, upload=upload)
    assert lines(answer) == articles
    assert [list(one) for one in lines(answer)] == [list(one) for one in articles]
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="articles.ndjson"'


def test_it_goes_on_after_the_article_of_the_cursor(client, upload, articles):
    whole = [one["id"] for one in articles]
    assert ids(client, upload=upload, cursor=whole[2]) == whole[3:]
    assert ids(client, upload=upload, cursor=whole[-1]) == []


def test_csv_has_a_record_for_each_article(client, upload, articles):
    answer = client.get(EXPORT, upload=upload, format="csv")
    records = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [record["text"] for record in records] == [one["text"] for one in articles]
    for record, one in zip(records, articles, strict=True):
        assert record["id"] == one["id"] and record["created_at"] == one["created_at"]
        for column, type_ in (("people", "person"), ("organizations", "organization"), ("places", "location")):
            assert record[column] == "; ".join(e["name"] for e in one["entities"] if e["type"] == type_)
        assert record["topics"] == "; ".join(topic["name"] for topic in one["topics"])
        assert record["keywords"] == "; ".join(keyword["text"] for keyword in one["keywords"])


def test_the_filters_are_those_of_the_list(client, upload, articles):
    for query in ({"kind": "article"}, {"tag": [articles[0]["entities"][0]["id"]]}, {"kind": "listing"}):
        listed = [one["id"] for one in client.get("/v1/articles", upload=upload, limit=200, **query).json()["items"]]
        assert ids(client, upload=upload, **query) == sorted(listed), query
    assert ids(client, publisher="nobody") == []
    assert client.get(EXPORT, colour="red").status_code == 422
