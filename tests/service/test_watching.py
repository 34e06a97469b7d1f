"""Many watch at once, by waiting and by streams; nobody else is held up, and all hear the end."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from uuid import uuid4

import psutil
import pytest
import requests

from service.stack import embedded
from service.stack.processes import Processes, api
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


def waiter(client, path):
    """A long poll, asked on a socket of its own."""
    return Stream(client, path)


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
def test_a_frozen_broker_delays_the_news_and_loses_none(client, servers, resting_worker):
    port = int(servers["REDIS_URL"].rpartition(":")[2].partition("/")[0])
    upload_id = client.post_files(("a.txt", story())).json()["id"]
    events = iter(Stream(client, f"/v1/uploads/{upload_id}/events"))
    next(events)
    [broker] = [one for one in psutil.Process().children() if listens(one, port)]
    broker.suspend()
    try:
        answer = requests.post(f"{client.url}/v1/uploads/{upload_id}/cancel", timeout=30)
        assert answer.status_code in {200, 404}
    finally:
        broker.resume()
    resting_worker()
    assert [name for name, _ in events][-1] == "finished"


def listens(process, port):
    return any(one.laddr.port == port and one.status == "LISTEN" for one in process.net_connections("tcp"))


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
    client, process, _ = own_api
    upload_id = client.post_files(("a.txt", story())).json()["id"]
    stream = Stream(client, f"/v1/uploads/{upload_id}/events")
    events = iter(stream)
    next(events)
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(requests.get, f"{client.url}/v1/uploads/{upload_id}?wait=60", timeout=70)
        process.terminate()
        assert list(events) == []
        assert waits.result().json()["finished"] is False
    process.wait(10)
