"""Redis gone, back, emptied and restarted, under workers that go on running."""

import pytest
import redis

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
def mortal(stack, servers, home, broker):
    """An API, a worker and a sweeper on that Redis; the worker of all tests rests."""
    processes, port = Processes({**servers, "REDIS_URL": broker.url}, home / "mortal-log"), embedded.free_port()
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


def test_a_worker_goes_on_when_redis_was_emptied(mortal, broker):
    for _ in range(3):
        with redis.Redis(port=broker.port) as there:
            there.flushall()
        assert done(mortal, sent(mortal))
