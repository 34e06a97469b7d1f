"""Many who ask for the same at once share the work, and nobody is told what was so before the question."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import requests

from service.api.sharing import Sharing
from tests.client import Client, story
from tests.service.events import Stream

MANY = 100


class Counter:
    """Something that changes, and a look at it that can be held up."""

    def __init__(self):
        self.state, self.looks, self.begun, self.go_on = 0, 0, threading.Event(), threading.Event()

    def look(self):
        """The state when the look began."""
        seen = self.state
        self.looks += 1
        self.begun.set()
        assert self.go_on.wait(10)
        return seen


def gathered(sharing, pool, look, number=MANY):
    """So many who have asked while somebody else's look goes on."""
    entered = threading.Semaphore(0)

    def ask():
        entered.release()
        return sharing.ask("it", look)

    asked = [pool.submit(ask) for _ in range(number)]
    for _ in asked:
        assert entered.acquire(timeout=10)
    return asked


@pytest.mark.timeout(30)
def test_who_asks_during_a_look_gets_what_is_so_after_asking_and_one_look_serves_them_all():
    sharing, counter = Sharing(), Counter()
    with ThreadPoolExecutor(MANY + 1) as pool:
        first = pool.submit(sharing.ask, "it", counter.look)
        assert counter.begun.wait(10)
        counter.state = 1
        others = gathered(sharing, pool, counter.look)
        assert "it" in sharing._next
        counter.go_on.set()
        assert first.result() == 0
        assert {one.result() for one in others} == {1}
    assert counter.looks < 10  # the few who came after the second look had begun made one more
    assert (sharing._next, sharing._now) == ({}, {})


@pytest.mark.timeout(30)
def test_an_error_is_that_of_all_it_was_for_and_of_nobody_after_them():
    sharing, counter = Sharing(), Counter()
    counter.go_on.set()

    def fail():
        counter.look()
        raise LookupError

    with ThreadPoolExecutor(8) as pool:
        asked = gathered(sharing, pool, fail, 8)
        assert {type(one.exception()) for one in asked} == {LookupError}
    assert sharing.ask("it", counter.look) == 0
    assert (sharing._next, sharing._now) == ({}, {})


@pytest.mark.timeout(30)
def test_different_things_do_not_wait_for_each_other_but_for_their_turn():
    sharing, counter = Sharing(threading.BoundedSemaphore(2)), Counter()
    with ThreadPoolExecutor(3) as pool:
        slow = pool.submit(sharing.ask, "slow", counter.look)
        assert counter.begun.wait(10)
        assert sharing.ask("quick", lambda: "seen") == "seen"
        counter.go_on.set()
        assert slow.result() == 0


def waiting(stack, url, path, number=MANY, **headers):
    """So many who wait at once, each on a connection of its own."""
    pool = stack.enter_context(ThreadPoolExecutor(number))
    return [pool.submit(requests.get, url + path, headers=headers, timeout=70) for _ in range(number)]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_all_who_wait_for_an_upload_get_the_same_right_answer(client, resting_worker, coding):
    upload = client.post_files(*[(f"{number}.txt", story()) for number in range(10)]).json()
    path = f"/v1/uploads/{upload['id']}"
    with ExitStack() as stack:
        waits = waiting(stack, client.url, f"{path}?wait=60", **{"Accept-Encoding": coding})
        seen = iter(Stream(client, f"{path}/events"))
        assert next(seen)[1]["finished"] is False
        resting_worker()
        answers = [one.result() for one in waits]
    right = client.get(path).json()
    assert right["counts"]["succeeded"] == len(right["jobs"]) == 10
    assert [one.json() for one in answers] == [right] * MANY
    assert {one.headers.get("Content-Encoding", "identity") for one in answers} == {coding}
    assert len({one.headers["ETag"] for one in answers}) == 1
    assert len({one.headers["X-Request-Id"] for one in answers}) == MANY


@pytest.mark.timeout(60)
def test_nobody_is_told_of_an_end_that_was_over_when_he_asked(client):
    """Others ask all the time; who asks after the retry was answered sees that work goes on, and waits for its end."""
    path = f"/v1/uploads/{client.post_files(('a.pdf', b'%PDF-1.4 broken'), wait=30).json()['id']}"
    stop = threading.Event()

    def ask():
        with Client(client.url)._session as session:
            while not stop.is_set():
                session.get(client.url + path, timeout=20).raise_for_status()

    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(8))
        stack.callback(stop.set)
        asking = [pool.submit(ask) for _ in range(8)]
        for _ in range(5):
            before = client.get(path).json()["jobs"][0]
            client.post(f"{path}/retry").raise_for_status()
            after = [one.result().json()["jobs"][0] for one in waiting(stack, client.url, f"{path}?wait=30", 8)]
            assert {job["status"] for job in after} == {"failed"}
            assert all(job["finished_at"] > before["finished_at"] for job in after)
        stop.set()
        assert [one.result() for one in asking] == [None] * 8
