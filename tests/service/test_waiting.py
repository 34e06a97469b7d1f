"""Who waits is woken by the end of the work rather than sleeping through, and looks are shared."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from operator import itemgetter
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError

from service import queues
from service.api import watching
from service.api.waiting import until
from service.api.watching import Subject
from service.errors import not_found


class Work:
    """Something that is done a little later, and says so over the broker."""

    def __init__(self):
        self.upload_id, self.done, self.looks = uuid4(), False, 0
        self.subject = Subject(self.upload_id, self.upload_id, self.look, itemgetter("done"))

    def look(self):
        self.looks += 1
        return {"done": self.done}

    def finish(self):
        self.done = True
        queues.announce(self.upload_id)


@pytest.fixture
def only_announced(servers, monkeypatch):
    """Nobody looks without an announcement: who misses it sleeps until the time limit of the test ends it."""
    monkeypatch.setattr(watching, "LOOK_AGAIN_SECONDS", 600)
    assert watching.hub()._hears.wait(10)


@pytest.mark.timeout(20)
def test_a_waiter_is_woken_by_the_announcement(only_announced):
    work = Work()
    threading.Timer(0.3, work.finish).start()
    until(work.subject, 60)
    assert work.done
    assert work.looks <= 3  # for itself, after joining, when woken


@pytest.mark.timeout(20)
def test_a_lost_announcement_is_made_up_for_by_looking_again(servers, monkeypatch):
    monkeypatch.setattr(queues, "announce", lambda upload_id: None)
    work = Work()
    threading.Timer(0.3, work.finish).start()
    until(work.subject, 60)
    assert work.done


@pytest.mark.timeout(20)
def test_what_changes_between_the_first_look_and_listening_is_not_missed(only_announced):
    work = Work()

    def look():
        """Sees the state of before, while the work ends and is announced to nobody yet."""
        seen = work.look()
        if work.looks == 1:
            work.finish()
            time.sleep(0.2)
        return seen

    until(replace(work.subject, look=look), 60)
    assert work.looks == 2


@pytest.mark.timeout(30)
def test_many_who_wait_for_the_same_thing_share_their_looks(only_announced):
    work = Work()
    with ThreadPoolExecutor(100) as pool:
        waiting = [pool.submit(until, work.subject, 60) for _ in range(100)]
        while watchers(work) < 100:
            time.sleep(0.01)
        before = work.looks
        work.finish()
        for one in waiting:
            one.result()
    assert work.looks - before <= 3


def watchers(work):
    """How many watch."""
    things = watching.hub()._watched.get(work.upload_id, {})
    return sum(len(thing.watchers) for thing in things.values())


@pytest.mark.timeout(20)
def test_what_can_no_longer_be_seen_is_waited_for_no_longer(only_announced):
    work = Work()

    def look():
        if work.looks:
            raise not_found("upload")
        return work.look()

    until(replace(work.subject, look=look), 60)


@pytest.mark.timeout(20)
def test_a_database_that_is_away_for_a_moment_is_waited_for(only_announced):
    work, failures = Work(), iter([None, OperationalError("", {}, Exception())])

    def look():
        if failure := next(failures, None):
            work.done = True
            raise failure
        return work.look()

    until(replace(work.subject, look=look), 60)
    assert (work.done, work.looks) == (True, 2)


def test_a_waiter_gives_up_when_its_time_is_over_and_nothing_is_kept_of_it(servers):
    work = Work()
    until(work.subject, 0.2)
    assert not work.done
    assert work.upload_id not in watching.hub()._watched
