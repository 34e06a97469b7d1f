"""Long polling wakes on completion rather than sleeping through."""

import threading
from uuid import uuid4

import pytest

from service import queues
from service.api import waiting


class Work:
    """Something that is done a little later, and says so over the broker."""

    def __init__(self):
        self.upload_id, self.done, self.looks = uuid4(), False, 0

    def look(self):
        self.looks += 1
        return self.done

    def finish(self):
        self.done = True
        queues.announce(self.upload_id)


@pytest.mark.timeout(20)
def test_a_waiter_is_woken_by_the_announcement(servers, monkeypatch):
    """It would sleep for a minute otherwise, and the time limit of this test would end it."""
    monkeypatch.setattr(waiting, "LOOK_AGAIN_SECONDS", 60)
    work = Work()
    threading.Timer(0.3, work.finish).start()
    assert waiting.until(work.upload_id, work.look, bool, 60) is True
    assert work.looks == 3  # before listening, after it, when woken


@pytest.mark.timeout(20)
def test_a_lost_announcement_is_made_up_for_by_looking_again(servers, monkeypatch):
    monkeypatch.setattr(queues, "announce", lambda upload_id: None)
    work = Work()
    threading.Timer(0.3, work.finish).start()
    assert waiting.until(work.upload_id, work.look, bool, 60) is True


def test_a_waiter_gives_up_when_its_time_is_over(servers):
    work = Work()
    assert waiting.until(work.upload_id, work.look, bool, 0.2) is False


def test_nobody_waits_who_did_not_ask_to(servers):
    work = Work()
    assert waiting.until(work.upload_id, work.look, bool, None) is False
    assert work.looks == 1
