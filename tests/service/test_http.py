"""Answers as HTTP wants them: tagged, packed, asked by HEAD and OPTIONS, open to other origins where that is set."""

import gzip
import json
import os
import select
import socket
import threading
from contextlib import closing
from http.client import HTTPConnection

import brotli
import gevent
import pytest
import requests
from flask import Response

from service import settings
from service.app import create_app
from service.gunicorn_conf import Silence
from tests.client import story
from tests.service.test_bad_input import assert_problem
from tests.service.test_openapi import NOWHERE

LARGE = "Hành khách có thể lên tàu tại hai bến mới ở Cần Thơ từ tháng sau.\n\n" * 200


@pytest.fixture(scope="module")
def article(client):
    return client.article(f"{LARGE}{story().decode()}".encode())


def ask(client, path, method="GET", **headers):
    """An answer as it is sent: its body is left packed."""
    headers = {"Accept-Encoding": "identity"} | {name.replace("_", "-"): value for name, value in headers.items()}
    answer = requests.request(method, client.url + path, headers=headers, stream=True, timeout=30)
    answer.body = answer.raw.read(decode_content=False)
    return answer


def paths(article):
    place = f"/v1/articles/{article['id']}"
    formats = [f"{place}?format={name}" for name in ("json", "ninjs", "jsonld", "markdown", "text")]
    return [*formats, f"{place}/original", f"{place}/original?decoded=1", "/openapi.json"]


def test_what_has_not_changed_is_not_sent_again(client, article):
    for path in paths(article):
        first = ask(client, path)
        again = ask(client, path, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.body) == (304, b""), path
        for name in ("ETag", "Cache-Control", "Vary"):
            assert again.headers[name] == first.headers[name], path
        assert not {"Content-Type", "Content-Encoding"} & again.headers.keys(), path
        assert ask(client, path, If_None_Match='"another"').status_code == 200


def test_a_condition_that_does_not_hold_is_a_problem(client, article):
    path = f"/v1/articles/{article['id']}"
    for address in (path, f"{path}/original", "/v1/tags"):
        answer = requests.get(client.url + address, headers={"If-Match": '"another"'}, timeout=30)
        assert_problem(answer, 412, "precondition-failed")


def test_the_tag_changes_with_the_answer(client, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    before = ask(client, f"/v1/jobs/{job['id']}").headers["ETag"]
    assert ask(client, f"/v1/jobs/{job['id']}", If_None_Match=f'"x", {before}').status_code == 304
    resting_worker()
    after = ask(client, f"/v1/jobs/{job['id']}?wait=30", If_None_Match=before)
    assert (after.status_code, json.loads(after.body)["status"]) == (200, "succeeded")
    assert after.headers["ETag"] != before


def test_a_tag_is_the_same_however_the_answer_is_packed(client, article):
    path = f"/v1/articles/{article['id']}"
    tags = {ask(client, path, Accept_Encoding=coding).headers["ETag"] for coding in ("identity", "gzip", "br")}
    assert len(tags) == 1 and tags.pop().startswith('W/"')
    assert ask(client, f"{path}/original").headers["ETag"] == f'"{article["sha256"]}"'


def test_nobody_else_is_shown_what_one_keeps(client, article):
    for path in [*paths(article), "/v1/articles", "/v1/articles/no-id"]:
        answer = ask(client, path)
        assert answer.headers["Cache-Control"] == "private, no-cache", path
        assert "Authorization" in answer.headers["Vary"], path


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0.5, gzip", "gzip", gzip.decompress),
    ]
    + [("*", "br", brotli.decompress), ("br;q=0, *;q=0.1", "gzip", gzip.decompress)],
)
def test_a_large_answer_is_packed_as_the_client_takes_it(client, article, accepted, coding, unpack):
    for path in paths(article):
        plain, packed = ask(client, path), ask(client, path, Accept_Encoding=accepted)
        if path.endswith("/original"):
            assert "Content-Encoding" not in packed.headers
            assert packed.body == plain.body
        else:
            assert packed.headers["Content-Encoding"] == coding, path
            assert int(packed.headers["Content-Length"]) == len(packed.body) < len(plain.body) / 2
            assert unpack(packed.body) == plain.body
            assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("accepted", ["identity", "deflate", "gzip;q=0, br;q=0", ""])
def test_who_takes_no_packing_gets_none(client, article, accepted):
    assert "Content-Encoding" not in ask(client, f"/v1/articles/{article['id']}", Accept_Encoding=accepted).headers


def test_small_answers_and_events_are_not_packed(client):
    upload = client.post_files(("a.txt", story()), wait=30).json()
    for path in (f"/v1/uploads/{upload['id']}", f"/v1/uploads/{upload['id']}/events", "/livez"):
        answer = ask(client, path, Accept_Encoding="br, gzip")
        assert answer.status_code == 200 and "Content-Encoding" not in answer.headers, path
    assert answer.headers["Vary"] == "Authorization, Accept-Encoding"


def test_a_packed_answer_is_not_worked_out_for_head(client, article):
    head = ask(client, f"/v1/articles/{article['id']}", "HEAD", Accept_Encoding="br")
    assert (head.status_code, head.headers["Content-Encoding"], head.body) == (200, "br", b"")
    assert "Content-Length" not in head.headers


def app(**environ):
    """A client of an application in this process: no server is asked."""
    return create_app(settings.read(NOWHERE | environ)).test_client()


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_a_stream_is_sent_while_it_is_made_and_closed_when_the_client_has_gone(coding):
    given = []

    def parts():
        try:
            for n in range(1000):
                given.append(n)
                yield os.urandom(40_000).hex() + "\n"
        finally:
            given.append("closed")

    application = create_app(settings.read(NOWHERE))
    application.add_url_rule("/stream", view_func=lambda: Response(parts(), mimetype="application/x-ndjson"))
    answer = application.test_client().get("/stream", headers={"Accept-Encoding": coding}, buffered=False)
    assert answer.headers.get("Content-Encoding", "identity") == coding and "ETag" not in answer.headers
    stream = answer.iter_encoded()
    for _ in range(3):
        assert next(stream)
    assert 1 <= len(given) < 10
    answer.close()
    assert given[-1] == "closed"


def test_options_needs_no_key_and_says_what_may_be_done():
    for rule, allowed in (("/v1/articles", {"GET", "HEAD", "OPTIONS"}), ("/v1/uploads", {"POST", "OPTIONS"})):
        answer = app(TINTAG_AUTH="on").options(rule)
        assert (answer.status_code, answer.data) == (204, b"")
        assert {word.strip() for word in answer.headers["Allow"].split(",")} == allowed
    assert app(TINTAG_AUTH="on").get("/v1/articles").status_code == 401


def preflight(client, origin, method="DELETE"):
    wanted = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization"}
    return client.options("/v1/articles", headers={"Origin": origin, **wanted})


def test_a_page_of_another_origin_may_ask_only_where_that_is_set():
    assert "Access-Control" not in str(preflight(app(), "https://desk.example").headers)
    client = app(TINTAG_AUTH="on", TINTAG_CORS_ORIGINS="https://desk.example, http://localhost:3000")
    for origin in ("https://desk.example", "http://localhost:3000"):
        answer = preflight(client, origin)
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, origin)
        assert "DELETE" in answer.headers["Access-Control-Allow-Methods"]
        assert answer.headers["Access-Control-Allow-Headers"] == "authorization"
    for origin in ("https://other.example", "https://desk.example.evil.test", "https://deskxexample", "null"):
        answer = preflight(client, origin)
        assert "Access-Control-Allow-Origin" not in answer.headers and "Origin" in answer.headers["Vary"]


def test_a_page_may_read_problems_and_what_leads_on():
    client = app(TINTAG_AUTH="on", TINTAG_CORS_ORIGINS="https://desk.example")
    answer = client.get("/v1/articles", headers={"Origin": "https://desk.example"})
    assert answer.status_code == 401 and answer.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert {"Link", "ETag", "Location", "Retry-After", "RateLimit-Remaining", "X-Request-Id"} <= exposed
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_any_page_may_ask_where_all_origins_are_let_in():
    for headers in ({"Origin": "https://any.example"}, {}):
        answer = app(TINTAG_CORS_ORIGINS="*").get("/livez", headers=headers)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Origin" not in answer.headers["Vary"]


def test_an_error_of_ours_is_a_problem_that_tells_nothing_of_us():
    application = create_app(settings.read(NOWHERE))
    application.add_url_rule("/broken", view_func=lambda: 1 / 0)
    answer = application.test_client().get("/broken")
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert answer.json["code"] == "internal-error" and "division" not in answer.text


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/articles", "/v1/articles/", "/v1/articles/no-id/original"])
def test_a_path_that_leads_nowhere_is_a_problem(client, path):
    assert_problem(requests.get(client.url + path, timeout=10), 404, "not-found")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "BREW"])
def test_a_method_that_nobody_knows_is_a_problem(client, method):
    answer = requests.request(method, f"{client.url}/v1/articles", timeout=10)
    assert_problem(answer, 405, "method-not-allowed")
    assert {"GET", "HEAD"} <= {word.strip() for word in answer.headers["Allow"].split(",")}


@pytest.mark.parametrize("framing", ["Content-Length: x", "Content-Length: 3\r\nTransfer-Encoding: chunked"])
def test_a_body_of_which_nobody_knows_where_it_ends_is_refused_with_a_problem(client, framing):
    host, port = client.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(f"POST /v1/uploads HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n".encode())
        head, _, body = b"".join(iter(lambda: wire.recv(65536), b"")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ") and b"application/problem+json" in head
    assert json.loads(body)["code"] == "bad-request"


def test_a_connection_may_be_used_again_after_a_pause(client):
    with closing(HTTPConnection(client.url.removeprefix("http://"), timeout=30)) as connection:
        connection.request("GET", "/livez")
        assert json.loads(connection.getresponse().read()) == {"status": "ok"}
        assert select.select([connection.sock], [], [], 2.5) == ([], [], []), "it was closed"


@pytest.mark.timeout(60)
def test_others_are_answered_while_a_refused_body_still_comes_in(client):
    host, port = client.url.removeprefix("http://").split(":")
    enough = threading.Event()
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(b"POST /v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % 2**40)
        sender = threading.Thread(target=lambda: [connection.sendall(bytes(2**16)) for _ in iter(enough.is_set, True)])
        sender.start()
        try:
            assert connection.recv(12) == b"HTTP/1.1 413"
            for _ in range(5):
                assert requests.get(f"{client.url}/livez", timeout=10).status_code == 200
        finally:
            enough.set()
            sender.join()


def test_connections_that_ask_nothing_do_not_hold_up_an_api_that_is_stopped():
    def idle():
        with Silence(600, False):
            gevent.sleep(600)
        return "let go"

    waiting = [gevent.spawn(idle) for _ in range(3)]
    gevent.sleep(0)
    gevent.get_hub().loop.run_callback(Silence.end_all)
    assert [one.get(timeout=10) for one in waiting] == ["let go"] * 3
    assert Silence.kept == {}
