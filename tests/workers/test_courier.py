"""A delivery is sent by one courier at a time, to the address that was checked, within bounds, for a day."""

import socket
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import update

from service.store import uploads, webhooks
from service.store.database import transaction
from service.store.models import Delivery, Job, Upload
from service.store.models.row import now
from service.store.uploads import Incoming, Sender
from tests.client import story
from tests.receiver import receiving, until_true
from workers.courier import rounds, wire
from workers.courier.rounds import Courier

pytestmark = pytest.mark.usefixtures("resting_sweeper")
DAY = timedelta(days=1)


@pytest.fixture
def receiver():
    with receiving() as running:
        yield running


@pytest.fixture
def courier():
    """Couriers that are stopped at the end."""
    running = []

    def start():
        running.append(Courier())
        running[-1].start()

    yield start
    for one in running:
        one.stop()


def finished(url):
    """The id of an upload that nobody was told of."""
    with transaction() as session:
        upload = uploads.receive(session, [Incoming(story(), "a.txt")], Sender(callback_url=url))
        session.flush()
        session.execute(update(Job).where(Job.upload_id == upload.id).values(status="succeeded"))
        return upload.id


def written(url, count=1):
    """Deliveries that are due."""
    ids = {finished(url) for _ in range(count)}
    with transaction() as session:
        webhooks.write(session)
        page = webhooks.page(session, {}, None, 1000)
        return [one for one in page if one.upload_id in ids]


def state(delivery):
    with transaction() as session:
        return session.get(Delivery, delivery.id)


def due(delivery):
    """The delivery in our hands, whenever it was due."""
    with transaction() as session:
        others = update(Delivery).where(Delivery.status == "pending", Delivery.id != delivery.id)
        session.execute(others.values(next_at=now() + DAY))
        ours = update(Delivery).where(Delivery.id == delivery.id)
        session.execute(ours.values(next_at=now() - DAY, lease_until=None))
    with transaction() as session:
        return webhooks.claim(session, 60)


def test_two_sweepers_at_once_make_one_delivery():
    upload_id = finished("http://127.0.0.1:9/")
    with transaction() as one, transaction() as other:
        first, second = webhooks.write(one), webhooks.write(other)
    assert len(first) == 1 and second == []
    with transaction() as session:
        assert session.get(Upload, upload_id).notified_at
        assert webhooks.write(session) == []


def test_an_upload_with_a_live_job_or_still_growing_is_not_told():
    growing = finished("http://127.0.0.1:9/")
    with transaction() as session:
        session.execute(update(Upload).where(Upload.id == growing).values(complete_at=None))
        live = uploads.receive(session, [Incoming(story(), "a.txt")], Sender(callback_url="http://127.0.0.1:9/"))
        assert webhooks.write(session) == []
        session.delete(live)


def test_an_upload_that_was_retried_is_told_again():
    upload_id = finished("http://127.0.0.1:9/")
    for _ in range(2):
        with transaction() as session:
            assert len(webhooks.write(session)) == 1
            session.execute(update(Upload).where(Upload.id == upload_id).values(notified_at=None))
    with transaction() as session:
        assert len(webhooks.write(session)) == 1


def test_two_couriers_send_each_delivery_once(receiver, courier):
    made = written(receiver.url(), 40)
    courier()
    courier()
    until_true(lambda: all(state(one).status == "delivered" for one in made))
    came = Counter(headers["webhook-id"] for _, headers, _ in receiver.came)
    assert came == Counter(str(one.id) for one in made)


def test_attempts_come_later_and_later_for_a_day_and_then_end(receiver):
    [delivery] = written(receiver.url("/500"))
    waits = []
    while state(delivery).status == "pending":
        rounds.send(due(delivery))
        waits.append(state(delivery).next_at)
    assert len(receiver.came) == len(waits) == len(webhooks.PAUSES) + 1
    assert all(later > earlier for earlier, later in pairwise(waits[:7]))
    assert timedelta(hours=23) < sum(webhooks.PAUSES, timedelta()) < timedelta(hours=25)
    ended = state(delivery)
    assert (ended.status, ended.last_status, ended.next_at) == ("failed", 500, None)


def test_a_delivery_succeeds_after_a_failure(receiver):
    [delivery] = written(receiver.url("/503"))
    rounds.send(due(delivery))
    with transaction() as session:
        session.execute(update(Delivery).where(Delivery.id == delivery.id).values(url=receiver.url("/204")))
    rounds.send(due(delivery))
    ended = state(delivery)
    assert (ended.status, ended.attempts, ended.last_status, ended.last_error) == ("delivered", 2, 204, None)
    assert len({headers["webhook-id"] for _, headers, _ in receiver.came}) == 1


def test_a_courier_that_dies_is_made_up_for_after_its_lease_and_has_no_say():
    [delivery] = written("http://127.0.0.1:9/")
    dead = due(delivery)
    with transaction() as session:
        assert webhooks.claim(session, 60) is None
    again = due(delivery)
    assert (again.id, again.attempts) == (dead.id, 2)
    with transaction() as session:
        assert webhooks.settle(session, dead, 200, None) is None
        assert webhooks.settle(session, again, 200, None) == "delivered"


def test_a_replay_while_it_is_being_sent_is_sent_all_the_same():
    [delivery] = written("http://127.0.0.1:9/")
    held = due(delivery)
    with transaction() as session:
        webhooks.replay(session, held.id)
        assert webhooks.settle(session, held, 500, None) is None
        assert webhooks.claim(session, 60).attempts == 1


def test_a_slow_endpoint_ends_in_time_and_holds_up_nobody_else(receiver, courier, monkeypatch):
    monkeypatch.setattr(wire, "WHOLE_SECONDS", 3.0)
    slow = written(receiver.url("/drip"), rounds.PLACES * 2)
    [quick] = written(receiver.url("/200", host="localhost"))
    courier()
    receiver.dripping.acquire()
    until_true(lambda: state(quick).status == "delivered")
    assert not any(state(one).last_error for one in slow)
    until_true(lambda: any(state(one).last_error == "The endpoint took too long." for one in slow))


def test_a_name_is_asked_for_once_and_the_address_that_was_checked_is_called(receiver, monkeypatch):
    asked = []
    with receiving("127.0.0.2", receiver.port) as other:

        def resolve(host, port, *_, **__):
            asked.append(host)
            address = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        status = wire.post(receiver.url("/200", host="hook.example"), {}, b"{}", private=True)
        assert (status, asked, other.came) == (200, ["hook.example"], [])
        assert receiver.came[0][1]["Host"] == f"hook.example:{receiver.port}"


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433"])
def test_a_name_that_leads_to_a_private_address_is_not_called(receiver, host):
    with pytest.raises(wire.NotAllowed):
        wire.post(receiver.url("/200", host=host), {}, b"{}", private=False)
    assert receiver.came == []
