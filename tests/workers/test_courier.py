"""A delivery is sent by one courier at a time, to the address that was checked, within bounds, for a day."""

import shutil
import socket
import ssl
import subprocess
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import delete, update

from service.store import uploads, webhooks
from service.store.database import transaction
from service.store.models import Delivery, Job, Upload
from service.store.models.row import now
from service.store.uploads import Incoming, Sender
from tests.client import story
from tests.conftest import resting
from tests.receiver import receiving, until_true
from workers.courier import rounds, wire
from workers.courier.rounds import Courier

DAY = timedelta(days=1)
NOBODY = "http://127.0.0.1:9/"


@pytest.fixture(scope="module", autouse=True)
def sweeper_that_rests(stack):
    """Nobody else sends what these tests want sent."""
    yield from resting(stack[0], "sweeper")


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


def of(upload_id):
    """The deliveries of an upload."""
    with transaction() as session:
        return webhooks.page(session, {"upload": upload_id}, None, 10)


def test_two_sweepers_at_once_make_one_delivery():
    upload_id = finished(NOBODY)
    with transaction() as one, transaction() as other:
        webhooks.write(one)
        webhooks.write(other)
    assert len(of(upload_id)) == 1
    with transaction() as session:
        assert session.get(Upload, upload_id).notified_at
        webhooks.write(session)
    assert len(of(upload_id)) == 1


def test_an_upload_with_a_live_job_or_still_growing_is_not_told():
    growing, running = finished(NOBODY), finished(NOBODY)
    with transaction() as session:
        session.execute(update(Upload).where(Upload.id == growing).values(complete_at=None))
        session.execute(update(Job).where(Job.upload_id == running).values(status="running", lease_until=now() + DAY))
        webhooks.write(session)
        session.execute(update(Job).where(Job.upload_id == running).values(status="cancelled"))
    assert of(growing) == of(running) == []
    with transaction() as session:
        webhooks.write(session)
    assert (len(of(growing)), len(of(running))) == (0, 1)


def test_an_upload_that_was_retried_is_told_again():
    upload_id = finished(NOBODY)
    for _ in range(2):
        with transaction() as session:
            webhooks.write(session)
            session.execute(update(Upload).where(Upload.id == upload_id).values(notified_at=None))
    first, second = of(upload_id)
    assert first.id != second.id


def test_a_deleted_upload_takes_its_deliveries_along():
    [delivery] = written(NOBODY)
    held = due(delivery)
    with transaction() as session:
        session.execute(delete(Upload).where(Upload.id == delivery.upload_id))
    with transaction() as session:
        assert webhooks.settle(session, held, 200, None) is None
    assert of(delivery.upload_id) == []


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
    [delivery] = written(NOBODY)
    dead = due(delivery)
    with transaction() as session:
        assert webhooks.claim(session, 60) is None
    again = due(delivery)
    assert (again.id, again.attempts) == (dead.id, 2)
    with transaction() as session:
        assert webhooks.settle(session, dead, 200, None) is None
        assert webhooks.settle(session, again, 200, None) == "delivered"


def test_a_replay_while_it_is_being_sent_is_sent_all_the_same():
    [delivery] = written(NOBODY)
    held = due(delivery)
    with transaction() as session:
        webhooks.replay(session, held.id)
        assert webhooks.settle(session, held, 500, None) is None
        assert webhooks.claim(session, 60).attempts == 1


def test_a_slow_endpoint_holds_up_nobody_else(receiver, courier):
    slow = written(receiver.url("/drip"), rounds.PLACES * 2)
    [quick] = written(receiver.url("/200", host="localhost"))
    courier()
    receiver.dripping.acquire()
    until_true(lambda: state(quick).status == "delivered")
    assert not any(state(one).last_status or state(one).last_error for one in slow)
    receiver.closing.set()


def test_an_answer_that_drips_is_cut_off(receiver, monkeypatch):
    """Every byte comes soon after the one before it."""
    monkeypatch.setattr(wire, "WHOLE_SECONDS", 0.5)
    [delivery] = written(receiver.url("/drip"))
    rounds.send(due(delivery))
    assert (state(delivery).status, state(delivery).last_error) == ("pending", "The endpoint took too long.")


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


def test_no_more_of_an_answer_is_read_than_needed(receiver):
    """Read to its end it would take too long: it has none."""
    assert wire.post(receiver.url("/flood"), {}, b"{}", private=True) == 200


@pytest.fixture
def sealed(receiver, tmp_path, monkeypatch):
    """The receiver speaks TLS with a certificate for hook.example; every name leads to it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    named = ["-subj", "/CN=hook.example", "-addext", "subjectAltName=DNS:hook.example"]
    subprocess.run([*made, *named, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", receiver.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    wire._tls.cache_clear()
    yield receiver
    wire._tls.cache_clear()


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_a_certificate_must_be_valid_for_the_name_in_the_url(sealed):
    url = f"https://{{}}:{sealed.port}/200"
    assert wire.post(url.format("hook.example"), {}, b"{}", private=True) == 200
    with pytest.raises(ssl.SSLCertVerificationError):
        wire.post(url.format("other.example"), {}, b"{}", private=True)
    assert len(sealed.came) == 1


def test_what_went_wrong_is_told_in_a_sentence(receiver):
    """And nothing of what the other side sent is."""
    failures = {
        "http://127.0.0.1:1/": "The connection failed (Connection refused).",
        "http://no-such-name.invalid/": "The host name cannot be resolved.",
        f"http://{'a' * 64}.example/": "The host name cannot be resolved.",
        receiver.url("/noise"): "The endpoint did not answer in HTTP.",
    }
    for url, reason in failures.items():
        [delivery] = written(url)
        rounds.send(due(delivery))
        assert (state(delivery).last_status, state(delivery).last_error) == (None, reason)
