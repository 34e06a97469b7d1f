"""Many watch at once, by waiting and by streams; nobody else is held up, and all hear the end."""

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPResponse
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import psutil
import pytest
import requests
from sqlalchemy import text

from service import queues
from service.stack import embedded
from service.stack.processes import Processes, api
from service.store import database, jobs
from service.store.models import Job
from tests.client import Client, story
from tests.service.events import Stream

MANY = 300


def until(condition, seconds=20):
    """Poll a condition."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def connections(process, port):
    """Clients that a server process holds."""
    family = [process, *process.children(recursive=True)]
    return sum(
        one.status == "ESTABLISHED" and one.laddr.port == port
        for member in family
        for one in member.net_connections("tcp")
    )


@pytest.fixture
def own_api(servers, home):
    """Another API process, on the same database and broker, that a test may hurt."""
    port = embedded.free_port()
    processes = Processes(servers, home / "own")
    processes.start("api", api(port))
    embedded._answers(port, processes.running["api"])
    yield Client(f"http://127.0.0.1:{port}"), processes.running["api"], port
    processes.stop()


def test_a_stream_tells_the_state_at_once_each_change_and_the_end(client, resting_worker):
    upload = client.post_files(("a.txt", story()), ("b.txt", story())).json()
    stream = Stream(client, f"/v1/uploads/{upload['id']}/events")
    events = iter(stream)
    name, first = next(events)
    assert (stream.status, stream.retry) == (200, 2000)
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert (stream.headers["cache-control"], stream.headers["x-accel-buffering"]) == ("no-store", "no")
    assert (name, first["id"], first["finished"], first["counts"]["queued"]) == ("progress", upload["id"], False, 2)
    assert first["oldest_waiting_seconds"] >= 0
    resting_worker()
    *others, (last_name, last) = events
    assert {name for name, _ in others} == {"progress"}
    assert others[-1][1] == last
    done = [state["counts"]["succeeded"] for _, state in others]
    assert done == sorted(done)
    assert (last_name, last["finished"], last["counts"]["succeeded"]) == ("finished", True, 2)


def test_a_job_has_a_stream_of_its_own(client, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    events = iter(Stream(client, f"/v1/jobs/{job['id']}/events"))
    assert next(events) == ("job", job)
    resting_worker()
    *_, (name, last) = events
    assert (name, last) == ("finished", client.get(f"/v1/jobs/{job['id']}").json())
    assert last["status"] == "succeeded"


def test_the_stream_of_what_is_finished_ends_at_once(client):
    upload = client.post_files(("a.txt", story()), wait=30).json()
    names = [name for name, _ in Stream(client, f"/v1/uploads/{upload['id']}/events")]
    assert names == ["progress", "finished"]


@pytest.mark.parametrize("path", ["/v1/uploads/{}/events", "/v1/jobs/{}/events", "/v1/uploads/{}/failures"])
def test_what_nobody_knows_is_not_found_rather_than_silent(client, path):
    answer = client.get(path.format(uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.timeout(60)
def test_hundreds_watch_at_once_while_others_are_served_and_all_hear_the_end(client, resting_worker):
    upload_id = client.post_files(("a.txt", story())).json()["id"]
    with ThreadPoolExecutor(MANY) as pool, ExitStack() as stack:
        streams = [Stream(client, f"/v1/uploads/{upload_id}/events") for _ in range(MANY // 2)]
        for stream in streams:
            stack.callback(stream.close)
        firsts = list(pool.map(lambda stream: next(iter(stream)), streams))
        assert {state["finished"] for _, state in firsts} == {False}
        url = f"{client.url}/v1/uploads/{upload_id}?wait=60"
        waits = [pool.submit(requests.get, url, timeout=70) for _ in range(MANY // 2)]
        assert client.get("/livez").status_code == 200
        assert client.get(f"/v1/uploads/{upload_id}").json()["finished"] is False
        resting_worker()
        ends = list(pool.map(lambda stream: list(stream)[-1], streams))
        assert {name for name, _ in ends} == {"finished"}
        assert {one.result().json()["counts"]["succeeded"] for one in waits} == {1}


@pytest.mark.timeout(60)
def test_nothing_is_kept_of_a_client_that_has_gone(own_api, resting_worker):
    client, process, port = own_api
    upload_id = client.post_files(("a.txt", story())).json()["id"]
    client.close()
    server = psutil.Process(process.pid)
    streams = [Stream(client, f"/v1/uploads/{upload_id}/events") for _ in range(20)]
    assert until(lambda: connections(server, port) == 20)
    for stream in streams:
        stream.wire.shutdown(socket.SHUT_RDWR)
        stream.close()
    assert until(lambda: connections(server, port) == 0)


@pytest.mark.timeout(30)
def test_a_server_that_is_stopped_sends_its_watchers_home_at_once(own_api, resting_worker):
    client, process, port = own_api
    upload_id = client.post_files(("a.txt", story())).json()["id"]
    client.close()
    stream = Stream(client, f"/v1/uploads/{upload_id}/events")
    events = iter(stream)
    next(events)
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(requests.get, f"{client.url}/v1/uploads/{upload_id}?wait=60", timeout=70)
        assert until(lambda: connections(psutil.Process(process.pid), port) == 2)
        process.terminate()
        assert list(events) == []
        assert waits.result().json()["finished"] is False
    process.wait(10)


@pytest.mark.timeout(60)
def test_a_watched_upload_ends_though_the_broker_is_frozen(own_api, servers, resting_worker):
    """The end is written to the database by us, and nobody can announce it."""
    client, _, _ = own_api
    upload = client.post_files(("a.txt", story())).json()
    events = iter(Stream(client, f"/v1/uploads/{upload['id']}/events"))
    assert next(events)[0] == "progress"
    broker = listener(servers["REDIS_URL"])
    broker.suspend()
    try:
        with database.transaction() as session:
            jobs.cancel(session, Job.upload_id == UUID(upload["id"]))
        name, last = list(events)[-1]
        assert (name, last["counts"]["cancelled"]) == ("finished", 1)
    finally:
        broker.resume()


def listener(url):
    """The process that listens on the port of a URL."""
    port = urlsplit(url).port
    mine = psutil.Process().children(recursive=True)
    [found] = [one for one in mine if any(c.status == "LISTEN" and c.laddr.port == port for c in one.net_connections())]
    return found


@pytest.mark.timeout(60)
def test_the_broker_is_heard_again_when_it_is_back(client, servers, resting_worker, monkeypatch):
    upload_id = client.post_files(("a.txt", story())).json()["id"]
    rung, hears = [], threading.Event()
    threading.Thread(target=queues.listen, args=(rung.append, hears), daemon=True).start()
    assert hears.wait(10)
    broker = listener(servers["REDIS_URL"])
    broker.suspend()
    try:
        assert until(lambda: not hears.is_set())
    finally:
        broker.resume()
    assert hears.wait(20)
    queues.announce(upload_id)
    assert until(lambda: UUID(upload_id) in rung)
    assert rung.count(None) >= 2  # whoever waited looks by itself, each time we begin to hear


@pytest.mark.timeout(30)
def test_a_slow_database_holds_up_only_who_needs_it(client, servers):
    """psycopg waits in Python under gevent; its own waiting in C would stop the whole process."""
    with database.transaction() as session, ThreadPoolExecutor(8) as pool:
        session.execute(text("LOCK TABLE uploads IN ACCESS EXCLUSIVE MODE"))
        blocked = [pool.submit(requests.get, f"{client.url}/v1/uploads/{uuid4()}", timeout=20) for _ in range(8)]
        assert until(lambda: waiting_for_locks() >= 8)
        assert requests.get(f"{client.url}/livez", timeout=5).status_code == 200
        assert not any(one.done() for one in blocked)
        session.rollback()
        assert {one.result().status_code for one in blocked} == {404}


def waiting_for_locks():
    """Connections that wait for a lock."""
    with database.engine().connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))


def test_failures_are_listed_in_the_order_of_the_files_with_their_reasons(client):
    names = ["a.pdf", "good.txt", "b.pdf", "c.pdf"]
    files = [(name, b"%PDF-1.4 broken " + name.encode() if name.endswith("pdf") else story()) for name in names]
    upload = client.post_files(*files, wait=60).json()
    first = client.get(f"/v1/uploads/{upload['id']}/failures", limit=2)
    second = client.get(f"/v1/uploads/{upload['id']}/failures", limit=2, cursor=first.json()["next"]).json()
    failed = [job for job in upload["jobs"] if job["status"] == "failed"]
    assert first.json()["items"] + second["items"] == failed
    assert [job["filename"] for job in failed] == ["a.pdf", "b.pdf", "c.pdf"]
    assert first.json()["by_code"] == second["by_code"] == {failed[0]["error"]["code"]: 3}
    assert second["next"] is None
    assert f"/v1/uploads/{upload['id']}/failures?limit=2&cursor=" in first.headers["Link"]


def test_a_parameter_that_counts_once_is_not_sent_twice(client):
    answer = client.get("/v1/articles", limit=[1, 2])
    assert (answer.status_code, list(answer.json()["errors"]["query"])) == (422, ["limit"])
    assert client.get("/v1/articles", tag=["Q1", "Q2"]).status_code == 200


@pytest.mark.parametrize(
    ("head", "status", "code"),
    [
        ("GET /livez HTTP/9.9\r\n", 400, "bad-request"),
        ("GET /livez HTTP/1.1\r\nno colon\r\n", 400, "bad-request"),
        (f"GET /{'a' * 5000} HTTP/1.1\r\n", 414, "uri-too-long"),
        (f"GET / HTTP/1.1\r\nX: {'a' * 9000}\r\n", 431, "request-header-fields-too-large"),
    ],
)
def test_what_is_no_http_is_refused_with_a_problem(client, head, status, code):
    address = urlsplit(client.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as wire:
        wire.sendall(f"{head}\r\n".encode())
        answer = HTTPResponse(wire)
        answer.begin()
        assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
        assert json.loads(answer.read())["code"] == code
