"""Redis gone, back, emptied and restarted, under workers that go on running."""

import time

import psutil
import pytest
import redis

from service.queues import QUEUE
from service.stack import embedded
from service.stack.__main__ import wait_until_ready
from service.stack.processes import Processes, api, sweeper, worker
from tests.client import Client, story
from tests.conftest import resting
from tests.faults.storm.servers import Broker

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def broker(home):
    """A Redis that can be killed."""
    made = Broker(home / "mortal")
    yield made
    made.crash()


@pytest.fixture(scope="module")
def processes(servers, home, broker):
    """What runs on that Redis."""
    return Processes({**servers, "REDIS_URL": broker.url}, home / "mortal-log")


@pytest.fixture(scope="module")
def mortal(stack, processes):
    """An API, a worker and a sweeper on that Redis; the worker of all tests rests."""
    port = embedded.free_port()
    rest = resting(stack[0], "worker")
    next(rest)
    processes.start("api", api(port))
    processes.start("worker", worker(2))
    processes.start("sweeper", sweeper())
    assert wait_until_ready(port, processes)
    yield Client(f"http://127.0.0.1:{port}")
    processes.stop()
    next(rest, None)


def sent(client):
    """An upload of three files."""
    answer = client.post_files(*((f"{n}.txt", story()) for n in range(3)))
    assert answer.status_code == 202
    return answer.json()


def done(client, upload):
    """Whether all files of an upload are done."""
    return client.get(f"/v1/uploads/{upload['id']}", wait=60).json()["counts"]["succeeded"] == 3


def test_uploads_are_taken_while_there_is_no_broker_and_run_when_there_is_one(mortal, broker):
    broker.crash()
    uploads = [sent(mortal) for _ in range(3)]
    broker.start()
    assert all(done(mortal, upload) for upload in uploads)


def test_a_worker_goes_on_by_itself_however_often_redis_is_restarted(mortal, broker):
    for _ in range(4):
        assert done(mortal, sent(mortal))
        broker.crash()
        broker.start()
    assert done(mortal, sent(mortal))


def children(processes):
    """Those that the worker's nursery has raised."""
    nurseries = psutil.Process(processes.running["worker"].pid).children()
    return [child for nursery in nurseries for child in nursery.children()]


def test_a_worker_that_holds_a_message_and_waits_for_more_does_not_end_when_redis_dies(mortal, broker, processes):
    assert done(mortal, sent(mortal))
    for child in (held := children(processes)):
        child.suspend()
    upload = sent(mortal)
    with redis.Redis(port=broker.port) as there:
        while there.hlen("unacked") != 1 or there.llen(QUEUE):
            time.sleep(0.1)
    broker.crash()
    time.sleep(0.5)
    broker.start()
    for child in held:
        child.resume()
    assert done(mortal, upload)
    assert processes.ended() is None


def test_a_worker_goes_on_when_redis_was_emptied(mortal, broker):
    for _ in range(3):
        with redis.Redis(port=broker.port) as there:
            there.flushall()
        assert done(mortal, sent(mortal))
