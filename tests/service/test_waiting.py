"""Who waits is woken by the end of the work rather than sleeping through, and looks are shared."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from service import queues
from service.api import watching
from service.api.waiting import Subject, until


class Work:
    """Something that is done a little later, and says so over the broker."""

    def __init__(self):
        self.upload_id, self.done, self.looks = uuid4(), False, 0
        self.subject = Subject(self.upload_id, self.upload_id, self.look, bool)

    def look(self):
        self.looks += 1
        return self.done

    def finish(self):
        self.done = True
        queues.announce(self.upload_id)


def is_heard():
    """Whether this process hears announcements by now."""
    for _ in range(200):
        if watching.hub()._hears.wait(0.05):
            return True
    return False


@pytest.mark.timeout(20)
def test_a_waiter_is_woken_by_the_announcement(servers, monkeypatch):
    """It would sleep for a minute otherwise, and the time limit of this test would end it."""
    monkeypatch.setattr(watching, "LOOK_AGAIN_SECONDS", 60)
    assert is_heard()
    work = Work()
    threading.Timer(0.3, work.finish).start()
    assert until(work.subject, 60) is True
    assert work.looks == 2  # at first, and when woken


@pytest.mark.timeout(20)
def test_a_lost_announcement_is_made_up_for_by_looking_again(servers, monkeypatch):
    monkeypatch.setattr(queues, "announce", lambda upload_id: None)
    work = Work()
    threading.Timer(0.3, work.finish).start()
    assert until(work.subject, 60) is True


@pytest.mark.timeout(20)
def test_what_changes_during_the_first_look_is_not_missed(servers, monkeypatch):
    monkeypatch.setattr(watching, "LOOK_AGAIN_SECONDS", 60)
    assert is_heard()
    work = Work()

    def look():
        """Sees the state of before, while the work ends and is announced."""
        seen = work.look()
        if work.looks == 1:
            work.finish()
            time.sleep(0.2)
        return seen

    assert until(Subject(work.upload_id, work.upload_id, look, bool), 60) is True


@pytest.mark.timeout(30)
def test_many_who_wait_for_the_same_thing_share_their_looks(servers, monkeypatch):
    monkeypatch.setattr(watching, "LOOK_AGAIN_SECONDS", 60)
    assert is_heard()
    work = Work()
    with ThreadPoolExecutor(100) as pool:
        waiting = [pool.submit(until, work.subject, 60) for _ in range(100)]
        while work.looks < 100:  # each has looked once for itself
            time.sleep(0.01)
        work.finish()
        assert all(one.result() for one in waiting)
    assert work.looks <= 102


def test_a_look_that_fails_is_told_to_all_who_share_it_and_the_next_is_anew(servers):
    watched = watching.Watched()
    with pytest.raises(ZeroDivisionError):
        watched.look(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        watched.look(lambda: 1)
    watched.ring()
    assert watched.look(lambda: 1) == 1


def test_a_waiter_gives_up_when_its_time_is_over(servers):
    work = Work()
    assert until(work.subject, 0.2) is False


def test_nobody_waits_who_did_not_ask_to(servers):
    work = Work()
    assert until(work.subject, None) is False
    assert work.looks == 1


def test_nothing_is_kept_of_who_has_gone(servers):
    work = Work()
    until(work.subject, 0.1)
    assert work.upload_id not in watching.hub()._watched
