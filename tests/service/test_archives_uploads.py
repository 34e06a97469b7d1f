"""Archives over HTTP: a job for each member, or a problem and nothing kept."""

import gzip
import json
import time
from zipfile import ZIP_STORED

import pytest

from service.store import database
from tests.client import story
from tests.service.archive_files import MIB, document, page, record, tarred, zipped
from tests.service.test_bad_input import PNG, assert_problem

ZIP = {"Content-Type": "application/zip"}


def names(upload):
    return [job["filename"] for job in upload["jobs"]]


def is_kept(content):
    with database.engine().connect() as connection:
        query = "SELECT count(*) FROM files WHERE content = %s"
        return connection.exec_driver_sql(query, (content,)).scalar() > 0


@pytest.mark.parametrize(("make", "name"), [(zipped, "tin.zip"), (tarred, "tin.tar")])
def test_each_member_of_an_archive_is_a_job_and_an_article(client, make, name):
    files = [(f"2025/03/tin {n}.txt", story()) for n in range(3)]
    upload = client.post_files((name, make(*files)), wait=40).json()
    assert names(upload) == [path for path, _ in files]
    assert upload["counts"]["succeeded"] == 3
    article = client.get(f"/v1/articles/{upload['jobs'][0]['article_id']}").json()
    assert article["filename"] == "2025/03/tin 0.txt"
    original = client.get(f"/v1/articles/{article['id']}/original")
    assert original.content == files[0][1]


def test_archives_between_files_are_unpacked_in_their_place(client):
    packed = tarred(("b.txt", story()), ("c.txt", story()), mode="w:gz")
    sent = [("a.txt", story()), ("x.tar.gz", packed), ("d.txt.gz", gzip.compress(story())), ("e.txt", story())]
    answer = client.post_files(*sent)
    assert answer.status_code == 202
    assert names(answer.json()) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]


def test_an_archive_may_be_the_body_and_the_hints_go_to_every_member(client):
    content, query = zipped(("a.txt", story()), ("b.txt", story())), {"source_url": "https://bao.example/tin"}
    upload = client.post_body(content, headers=ZIP, filename="tin.zip", wait=40, **query).json()
    assert names(upload) == ["a.txt", "b.txt"]
    article = client.get(f"/v1/articles/{upload['jobs'][1]['article_id']}").json()
    assert article["source_url"] == "https://bao.example/tin"


def test_lines_of_json_are_jobs_told_by_name_or_media_type(client):
    lines = [json.dumps({"title": f"Tin {time.time()}", "text": story().decode()}) for _ in range(2)]
    content = "\n".join([*lines, "no JSON"]).encode()
    by_name = client.post_files(("crawl.jsonl", content)).json()
    assert names(by_name) == [f"crawl.jsonl#{n}.json" for n in (1, 2, 3)]
    answer = client.post_body(lines[0], headers={"Content-Type": "application/x-ndjson"}, filename="crawl")
    assert names(answer.json()) == ["crawl#1.json"]


def test_the_pages_of_a_warc_keep_their_addresses(client):
    body = f"<html><body><article><p>{story().decode()}</p></article></body></html>".encode()
    block = page(body, "Content-Type: text/html; charset=utf-8")
    upload = client.post_files(
        ("a.warc.gz", gzip.compress(record("https://bao.example/tin-7.html", block))), wait=40
    ).json()
    assert names(upload) == ["bao.example/tin-7.html"]
    article = client.get(f"/v1/articles/{upload['jobs'][0]['article_id']}").json()
    assert article["source_url"] == "https://bao.example/tin-7.html"


def test_the_same_archive_under_the_same_key_is_one_upload_and_its_files_are_known_again(client):
    content, headers = zipped(("a.txt", story()), ("b.txt", story())), {"Idempotency-Key": f"key-{time.time()}"}
    first = client.post_files(("x.zip", content), headers=headers, wait=40).json()
    assert client.post_files(("x.zip", content), headers=headers, wait=40).json()["id"] == first["id"]
    again = client.post_files(("y.zip", content), wait=40).json()
    assert [job["duplicate"] for job in again["jobs"]] == [True, True]
    assert [job["article_id"] for job in again["jobs"]] == [job["article_id"] for job in first["jobs"]]
    other = zipped(("a.txt", story()))
    assert_problem(client.post_files(("x.zip", other), headers=headers), 422, "idempotency-key-reused")


def test_an_unsafe_archive_is_refused_and_neither_it_nor_its_neighbours_are_kept(client):
    first, second, third = story(), story(), story()
    unsafe = zipped(("a.txt", first), ("../b.txt", second))
    assert_problem(client.post_files(("good.txt", third), ("x.zip", unsafe)), 422, "unsafe-archive")
    assert [is_kept(content) for content in (first, second, third)] == [False, False, False]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (zipped(("a.zip", zipped(("b.txt", b"b")))), 422, "unsafe-archive"),
        (zipped(("a.txt", b"a" * 21 * MIB)), 422, "unsafe-archive"),
        (zipped(*((f"{n}.txt", b"%d" % n) for n in range(3_001))), 422, "unsafe-archive"),
        (zipped(("a.txt", b"a" * 100))[:-30], 422, "unsafe-archive"),
        (gzip.compress(bytes(300 * MIB), 1), 422, "unsafe-archive"),
        (zipped(("a/", b"")), 422, "empty-file"),
        (document("xlsx"), 415, "unsupported-media-type"),
        (zipped(("a.png", PNG), ("b.png", PNG + b"b")), 415, "unsupported-media-type"),
    ],
    ids=["nested", "21 MiB", "3,001 files", "cut off", "bomb", "empty", "workbook", "pictures"],
)
def test_an_archive_that_cannot_be_taken_gets_a_problem_that_says_why(client, content, status, code):
    answer = client.post_files(("tin.zip", content))
    assert_problem(answer, status, code)
    assert answer.json()["detail"].startswith("tin.zip: ")


def test_a_member_that_no_reader_takes_fails_alone(client):
    upload = client.post_files(("x.zip", zipped(("a.txt", story()), ("b.png", PNG + b"alone"))), wait=40).json()
    assert [job["status"] for job in upload["jobs"]] == ["succeeded", "failed"]
    assert upload["jobs"][1]["error"]["code"] == "unsupported-media-type"


def test_an_archive_larger_than_a_file_may_be_is_taken(client):
    pictures = [(f"{n}.png", PNG + bytes([n]) * 11 * MIB) for n in range(2)]
    content = zipped(("a.txt", story()), *pictures, method=ZIP_STORED)
    for answer in (client.post_body(content, headers=ZIP, filename="x.zip"), client.post_files(("x.zip", content))):
        assert answer.status_code == 202, answer.text
        assert names(answer.json()) == ["a.txt", "0.png", "1.png"]


def test_a_thousand_members_are_a_thousand_jobs(client, resting_worker):
    files = [(f"{n}.txt", f"Tin {n}, {time.time()}".encode()) for n in range(1000)]
    upload = client.post_files(("x.zip", zipped(*files)), priority="low").json()
    assert names(upload) == [name for name, _ in files]
    assert len({job["article_id"] for job in upload["jobs"]}) == 1000
