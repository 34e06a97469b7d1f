"""Bad input gets a clear problem and harms nobody else."""

import base64
import json
import os

import pytest

from tests.client import story

MIB = 1024 * 1024
ID = "01930000-0000-7000-8000-000000000000"
HOSTILE_MOMENTS = [("0001-01-01T00:00:00+07:00", ID), ("2024-01-01\ud80000:00", ID), (1, ID), (None, ID)]
HOSTILE_COUNTS = [("9" * 23, "x"), (1e400, "x"), ("1", "\x00"), ("1", "\ud800"), ("-1", "x"), (None, "x"), ("1", ["a"])]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)


def cursor(*place):
    """A cursor as the API makes it, of a place that it never gave."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def assert_problem(answer, status, code):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"], body["type"]) == (status, code, f"urn:tintag:problem:{code}")
    assert body["detail"] and body["title"]
    assert status != 422 or all(fields for fields in body["errors"].values())


def test_an_empty_file_is_refused(client):
    assert_problem(client.post_files(("empty.txt", b"")), 422, "empty-file")


def test_a_request_without_a_file_is_refused(client):
    assert_problem(client.post_body(b""), 422, "empty-file")


def test_a_field_that_is_sent_twice_is_refused(client):
    answer = client.post_files(("a.txt", story()), data=[("priority", "high"), ("priority", "low")])
    assert_problem(answer, 422, "invalid-request")
    assert list(answer.json()["errors"]["form"]) == ["priority"]


def test_a_form_of_fields_alone_holds_no_file(client):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for fields in (b"priority=high", b"source_url=https%3A%2F%2Fbao.example%2Ftin.html&published=2024-10-16"):
        assert_problem(client.post_body(fields, headers=headers), 422, "empty-file")
    # what curl and urllib call bytes of which nobody says what they are
    job = client.post_body(story(), headers=headers, wait=30).json()["jobs"][0]
    assert job["status"] == "succeeded"


def test_a_file_of_21_mib_is_refused(client):
    assert_problem(client.post_files(("big.txt", b"a" * 21 * MIB)), 413, "too-large")


def test_a_body_of_21_mib_is_refused(client):
    assert_problem(client.post_body(b"a" * 21 * MIB), 413, "too-large")


def test_a_chunked_body_of_21_mib_is_refused(client):
    assert_problem(client.post_body(b"a" * MIB for _ in range(21)), 413, "too-large")


def test_a_picture_named_txt_is_refused(client):
    assert_problem(client.post_files(("tin.txt", PNG)), 415, "unsupported-media-type")


def test_random_bytes_are_refused_or_fail_with_a_reason(client):
    answer = client.post_files(("noise.txt", os.urandom(50_000)), wait=30)
    if answer.status_code == 415:
        return assert_problem(answer, 415, "unsupported-media-type")
    job = answer.json()["jobs"][0]
    assert (job["status"], job["error"]["code"], job["error"]["stage"]) == ("failed", "unsupported-media-type", "read")
    assert not job["error"]["retryable"] and job["article_id"] is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one line of 5 MB", ("Hà Nội mưa to. " * 350_000).encode()),
        ("one line of 5 MB without a space", b"a" * 5_000_000),
        ("200,000 lines", "Tin vắn trong ngày\n".encode() * 200_000),
        ("NUL bytes", "Hà Nội\x00 mưa\x00 to ở nhiều quận nội thành.\n".encode() * 20),
        ("lone surrogates", b"H\xc3\xa0 N\xe1\xbb\x99i \xed\xa0\x80 m\xc6\xb0a to. " * 30),
        ("white space", b" \n\t\n  \n"),
        ("a byte order mark alone", b"\xef\xbb\xbf"),
        ("one letter", b"a"),
        ("digits and slashes", b"1/2/" * 200_000),
        ("brackets", b"[[[[((((<<<<" * 50_000),
    ],
)
def test_strange_text_ends_as_an_article_of_some_kind_or_with_a_reason(client, name, content):
    answer = client.post_files((f"{name}.txt", content), wait=60)
    assert answer.status_code in {200, 415, 422}, answer.text
    if answer.status_code == 200:
        job = answer.json()["jobs"][0]
        assert job["status"] in {"succeeded", "failed"}
        assert job["attempts"] <= 1, job
        if job["status"] == "failed":
            assert job["error"]["code"] == "unsupported-media-type"
        else:
            assert client.get(f"/v1/articles/{job['article_id']}").status_code == 200


def test_a_time_may_have_as_many_digits_as_rfc_3339_allows(client):
    assert client.get("/v1/articles", created_from="2024-10-16T12:00:00.123456789Z").status_code == 200


def test_bad_files_do_not_harm_good_ones(client):
    assert client.post_files(("tin.txt", PNG), ("good.txt", story())).status_code == 415
    upload = client.post_files(("good.txt", story()), wait=30).json()
    assert upload["counts"]["succeeded"] == 1


@pytest.mark.parametrize(
    "path",
    ["/v1/articles?colour=red", "/v1/jobs?page=2", "/v1/tags?x=1", "/livez?x=1", "/v1/articles?limit=0"]
    + ["/v1/articles?limit=201", "/v1/jobs?status=lost", "/v1/articles?cursor=nonsense", "/v1/articles?cursor=W10"]
    + [f"/v1/articles?cursor={cursor(*place)}" for place in HOSTILE_MOMENTS]
    + [f"/v1/tags?cursor={cursor(*place)}" for place in HOSTILE_COUNTS]
    + [f"/v1/tags?sort=name&cursor={cursor(chr(0), 'x')}", "/v1/articles?created_from=0001-01-01"]
    + ["/v1/articles?published_to=9999-12-31T23:59:59-12:00", "/v1/articles?published_from=2024-W10"]
    + ["/v1/tags?cursor=WyJhIiwgImIiXQ", "/v1/articles?published_from=yesterday", "/v1/tags?q=%00"],
)
def test_a_parameter_that_is_unknown_or_wrong_is_422(client, path):
    answer = client.get(path)
    assert_problem(answer, 422, "invalid-request")
    assert answer.json()["errors"]


def test_unknown_fields_of_the_form_are_422(client):
    assert_problem(client.post_files(("a.txt", story()), data={"colour": "red"}), 422, "invalid-request")
    assert_problem(client.post_files(("a.txt", story()), wait=61), 422, "invalid-request")
    assert_problem(
        client.post_files(("a.txt", story()), data={"source_url": "javascript:alert(1)"}), 422, "invalid-request"
    )


@pytest.mark.parametrize("path", ["/v1/articles/{}", "/v1/jobs/{}", "/v1/uploads/{}", "/v1/articles/{}/original"])
def test_an_id_that_nobody_knows_is_404(client, path):
    assert_problem(client.get(path.format("01930000-0000-7000-8000-000000000000")), 404, "not-found")
    assert_problem(client.get(path.format("no-id")), 404, "not-found")


def test_a_method_that_is_not_there_is_405(client):
    answer = client._session.delete(f"{client.url}/v1/tags")
    assert_problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


def test_file_names_are_kept_without_folders_and_control_characters(client):
    upload = client.post_body(story(), filename="../../etc/pass\nwd.txt").json()
    assert upload["jobs"][0]["filename"] == "passwd.txt"
    named = [client.post_body(story(), filename=name).json()["jobs"][0]["filename"] for name in ("..", "a/ ")]
    assert named == ["untitled.txt", "untitled.txt"]
