"""Articles taken away as a stream."""

import csv
import io
import json
import secrets
import threading
from datetime import datetime, timedelta, timezone
from itertools import chain
from pathlib import Path

import pytest
import requests
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from service.api import exports
from service.store import article_list, database, export, rows
from service.store.database import transaction
from service.store.models import Article
from tests.client import story
from tests.service.made_articles import made

EXPORT = "/v1/articles/export"
BODY = {
    name: [] for name in ["blocks", "teasers", "entities", "topics", "keywords", "dates", "money", "quotes", "warnings"]
}
SAMPLES = sorted(Path("seeds/samples").glob("*.txt"))


LIMITS = [(1, 10**9, 1, 1), (3, 10**9, 3, 2), (3, 10**9, 4, 7), (2, 10**9, 5, 4), (100, 1, 2, 5)]
LIMITS += [(100, 10**9, 1, 10**9), (100, 10**9, 1000, 10**9)]


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


def test_a_cursor_is_an_article(client, articles):
    gone = str(made([]))
    assert client.delete(f"/v1/articles/{gone}").status_code == 204
    refused = [client.get(EXPORT, cursor=cursor).json()["code"] for cursor in (gone, articles[0]["sha256"][:32], "x")]
    assert refused == ["gone", "not-found", "invalid-request"]
    assert client.get(EXPORT, cursor=gone, format="csv").status_code == 410


def test_the_names_of_the_columns_stand_above_the_first_record_only(client, upload, articles):
    whole = client.get(EXPORT, upload=upload, format="csv").content
    rest = client.get(EXPORT, upload=upload, format="csv", cursor=articles[1]["id"]).content
    assert whole.endswith(rest) and not rest.startswith(b'"id"')
    empty = client.get(EXPORT, format="csv", publisher="nobody").content
    assert empty == rows.CSV.head == whole[: len(empty)]


def test_what_spreadsheets_would_work_out_has_an_apostrophe(client):
    article = made(["=1+1"])
    columns = {
        "title": '=HYPERLINK("http://m.vn";"x")',
        "lead": "-2 độ",
        "section": "+",
        "publisher": "@x",
        "text": "\r",
    }
    change(article, **columns)
    [record] = csv.DictReader(io.StringIO(after(client, article, "csv").decode(), newline=""))
    assert {name: record[name] for name in columns} == {name: f"'{told}" for name, told in columns.items()}
    assert (record["people"], record["byline"], record["language"]) == ("'=1+1", "", "")


def test_times_and_texts_are_written_as_get_writes_them(client):
    article = made(["a"])
    moment = datetime(2025, 3, 5, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=7)))
    change(article, title='"\\\u2028\x01\U0001f600/', text='\t\n, "warnings": []', processed_at=moment)
    body = {name: [] for name in ("blocks", "teasers", "entities", "topics", "keywords", "dates", "quotes")}
    money = {"text": ', "warnings": [', "amount": 12345678901234567890, "currency": "VND", "start": 0, "end": 1}
    change(article, body=body | {"money": [money], "warnings": ['", "warnings": ["']})
    told = client.get(f"/v1/articles/{article}").json()
    assert json.loads(after(client, article), parse_int=float) == json.loads(json.dumps(told), parse_int=float)


def change(article, **columns) -> None:
    with transaction() as session:
        session.execute(update(Article).where(Article.id == article).values(**columns))


def after(client, article, shape="ndjson") -> bytes:
    """The export of one article, which no tag leads to."""
    with transaction() as session:
        return b"".join(
            [
                rows.SHAPES[shape].head,
                *(rows.SHAPES[shape].row(*row) for row in rows.found(session, [article], rows.SHAPES[shape])),
            ]
        )


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_an_export_that_fails_on_its_way_does_not_look_complete(client, failing, coding):
    with requests.get(client.url + EXPORT, {"tag": "failing"}, headers={"Accept-Encoding": coding}, stream=True) as got:
        assert got.status_code == 200 and got.headers.get("Content-Encoding", "identity") == coding
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            assert got.content


@pytest.fixture(scope="module")
def failing(client):
    """Articles in the order of an export; the last cannot be written."""
    *before, last = [made(["failing"]) for _ in range(exports.AT_ONCE + 1)]
    for article in before:  # no coding makes so little of it that nothing is sent before the last
        change(article, text=secrets.token_hex(10_000))
    change(last, body={})
    yield
    change(last, body=BODY)


def test_a_database_that_goes_away_on_the_way_cuts_the_connection():
    def batches():
        yield []
        raise OperationalError("SELECT", {}, Exception("away"))

    with pytest.raises(ConnectionResetError):
        list(exports._written(batches(), rows.NDJSON))


@pytest.mark.parametrize("shape", [rows.NDJSON, rows.CSV])
def test_between_two_reads_no_connection_is_held(servers, articles, monkeypatch, shape):
    monkeypatch.setattr(export, "MOST_ROWS", 2)
    read = exports._batches(transaction, {}, None, shape)
    assert [len(next(read)) for _ in range(2)] == [2, 2]
    assert database.engine().pool.checkedout() == 0


def test_a_reader_that_goes_away_leaves_nothing_behind(servers, articles, monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 1)
    left = exports._written(exports._ahead(exports._batches(transaction, {}, None, rows.NDJSON)), rows.NDJSON)
    threads = threading.active_count()
    assert next(left).endswith(b"}\n") and threading.active_count() > threads
    left.close()
    assert (database.engine().pool.checkedout(), threading.active_count()) == (0, threads)


def test_head_asks_for_nothing(client, upload):
    head = requests.head(client.url + EXPORT, params={"upload": upload, "format": "csv"}, timeout=10)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("limits", LIMITS)
def test_batches_of_any_size_hold_every_article_once_in_order(servers, articles, monkeypatch, limits):
    for name, value in zip(("MOST_ROWS", "MOST_BYTES", "CHOSEN", "LOOKED_THROUGH"), limits, strict=True):
        monkeypatch.setattr(export, name, value)
    tag = articles[0]["entities"][0]["id"]
    moment = datetime.fromisoformat(articles[2]["created_at"])
    for wanted in ({}, {"kind": "article"}, {"tag": [tag], "kind": "article"}, {"tag": ["nobody"]}, {"topic": "x"}):
        for more in ({}, {"created_from": moment}, {"created_to": moment}):
            with transaction() as session:
                listed = article_list.page(session, wanted | more, None, 1000)
            assert list(walk(wanted | more)) == [one.id for one in reversed(listed)], wanted | more


def walk(wanted):
    place, begun = None, False
    while place or not begun:
        with transaction() as session:
            batch = export.batch(session, wanted, place)
        yield from chain(*batch.parts)
        place, begun = batch.place, True
