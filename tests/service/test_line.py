"""Whose turn it is."""

from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import func, select

from service.store import jobs, line, uploads
from service.store.database import transaction
from service.store.models import Job
from tests.client import story

MANY = 300


@pytest.fixture
def empty_line(resting_worker, resting_sweeper):
    """Nothing waits and nobody takes anything; what a test leaves behind is cancelled."""
    with transaction() as session:
        jobs.cancel(session, Job.status == "queued")
    yield
    with transaction() as session:
        jobs.cancel(session, Job.status.in_(("queued", "running")))


def send(files, owner="", priority="normal"):
    """An upload of so many new files, and its id."""
    content = story().decode()
    incoming = [uploads.Incoming(f"{content}{number}".encode(), f"{number}.txt") for number in range(files)]
    with transaction() as session:
        return uploads.receive(session, incoming, uploads.Sender(priority, owner=owner)).id


def take(times):
    """The uploads whose jobs are taken, one after the other."""
    taken = []
    for _ in range(times):
        with transaction() as session:
            taken.append(jobs.claim(session, 60).upload_id)
    return taken


@pytest.mark.usefixtures("empty_line")
def test_one_file_waits_behind_the_next_file_of_a_large_upload_and_not_behind_all_of_it():
    large = send(MANY)
    take(20)
    small = send(1)
    assert take(2) == [large, small]


@pytest.mark.usefixtures("empty_line")
def test_two_large_uploads_of_one_owner_take_turns():
    first, second = send(MANY), send(MANY)
    assert Counter(take(40)) == {first: 20, second: 20}


@pytest.mark.usefixtures("empty_line")
def test_every_owner_has_the_same_share_however_much_each_has_sent(monkeypatch):
    monkeypatch.setattr(line.random, "shuffle", taking_turns())
    send(1, owner="a")
    flood = {send(60, owner="b") for _ in range(5)}
    modest = send(60, owner="c")
    taken = Counter("b" if upload_id in flood else upload_id for upload_id in take(81))
    assert (taken["b"], taken[modest]) == (40, 40)


def taking_turns():
    """The lot, made fair in the short run too: the owners' order turns by one at each draw."""
    drawn = iter(range(10_000))

    def turn(owners):
        by = next(drawn) % len(owners)
        owners[:] = sorted(owners[by:]) + sorted(owners[:by])

    return turn


@pytest.mark.usefixtures("empty_line")
def test_the_lot_favours_nobody():
    """Three in four of 200 draws for one of two owners happen once in 10^12 runs."""
    send(MANY, owner="a")
    second = send(MANY, owner="b")
    assert 50 < Counter(take(200))[second] < 150


@pytest.mark.usefixtures("empty_line")
def test_higher_priorities_go_first(monkeypatch):
    monkeypatch.setattr(line.random, "randrange", lambda _: 1)
    low, normal, high = send(1, priority="low"), send(1), send(1, priority="high")
    assert take(3) == [high, normal, low]


@pytest.mark.usefixtures("empty_line")
def test_the_lowest_priority_is_served_now_and_then_while_higher_ones_wait(monkeypatch):
    draws = iter(range(1, 1000))
    monkeypatch.setattr(line.random, "randrange", lambda most: next(draws) % most)
    high, low = send(MANY, priority="high"), send(MANY, priority="low")
    assert Counter(take(80)) == {high: 70, low: 10}


@pytest.mark.usefixtures("empty_line")
def test_a_file_that_was_given_back_keeps_its_turn():
    first = send(3)
    with transaction() as session:
        held = jobs.claim(session, 60)
        jobs.give_back(session, held.id, held.token, counted=True)
    with transaction() as session:
        again = jobs.claim(session, 60)
        assert (again.upload_id, again.id, again.attempts) == (first, held.id, 2)


@pytest.mark.timeout(90)
def test_a_large_upload_does_not_hold_up_a_single_file(client):
    large = client.post_files(*((f"{n}.txt", story()) for n in range(200))).json()["id"]
    single = client.post_files(("one.txt", story()), wait=60).json()["jobs"][0]
    assert single["status"] == "succeeded"
    sent, begun = (datetime.fromisoformat(single[name]) for name in ("created_at", "started_at"))
    between = (Job.upload_id == large, Job.started_at > sent, Job.started_at < begun)
    with transaction() as session:
        overtakers = session.scalar(select(func.count()).where(*between))
    assert overtakers <= 6  # what was taken before it was in line, and a turn for each of two workers
    client.post(f"/v1/uploads/{large}/cancel")
