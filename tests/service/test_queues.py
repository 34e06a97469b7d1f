"""The only calls to the broker."""

from uuid import uuid4

import pytest
import redis

from service import queues


@pytest.fixture
def broken_broker(servers, monkeypatch):
    """A broker that fails each time; gives how often it was asked."""
    asked = []

    class Broken:
        def __getattr__(self, name):
            def fail(*_):
                asked.append(name)
                raise redis.ConnectionError("gone")

            return fail

    monkeypatch.setattr(queues, "_redis", Broken)
    monkeypatch.setattr(queues, "outage", queues.Outage())
    return asked


def test_a_broker_that_failed_is_left_alone_for_a_while(broken_broker, monkeypatch):
    queues.announce(uuid4())
    queues.announce(uuid4())
    assert queues.wake([uuid4()]) == 0
    assert broken_broker == ["publish"]
    monkeypatch.setattr(queues, "OUTAGE_SECONDS", 0)
    queues.outage.begins(redis.ConnectionError("just now"))
    assert queues.wake([uuid4()]) == 0
    assert broken_broker == ["publish", "llen"]


def test_the_queue_never_holds_more_messages_than_are_enough(servers, monkeypatch):
    monkeypatch.setattr(queues, "waiting", lambda: queues.ENOUGH - 1)
    sent = []
    monkeypatch.setattr(queues.app(), "send_task", lambda *args, **_: sent.append(args))
    jobs = [uuid4() for _ in range(3)]
    assert queues.wake(jobs) == 1
    assert sent == [(queues.PROCESS_JOB, [str(jobs[0])])]
