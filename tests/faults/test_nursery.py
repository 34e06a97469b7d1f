"""The process that children come from: lost without harm, and not before its worker."""

import sys
import threading

import pytest

from service.store.database import transaction
from service.store.models import Job
from tests.client import story
from workers.children.hands import NoChild, Nursery

pytestmark = pytest.mark.slow

ASKED = {"document": {"filename": "a.txt"}, "seconds": 60, "memory_bytes": 1536 * 1024 * 1024}


@pytest.fixture
def nursery():
    """A nursery of the test's own."""
    made = Nursery()
    yield made
    made.close()


def test_a_nursery_outlives_the_thread_that_started_it(nursery):
    starter = threading.Thread(target=nursery.version)
    starter.start()
    starter.join()
    child = nursery.child()
    for _ in range(5):
        assert "article" in child.work(ASKED, story(), lambda stage: None)
    child.end()


def test_a_nursery_that_was_killed_is_started_again(nursery):
    nursery.version()
    nursery._process.kill()
    nursery._process.wait()
    child = nursery.child()
    assert "article" in child.work(ASKED, story(), lambda stage: None)
    child.end()


def test_a_nursery_that_does_not_start_is_not_the_files_fault():
    with pytest.raises(NoChild):
        Nursery((sys.executable, "-c", "raise SystemExit(1)")).version()


def test_a_worker_without_a_nursery_takes_no_job(resting_worker, client, monkeypatch):
    from workers import tasks  # noqa: PLC0415 (reads the settings when it is loaded)

    def no_nursery():
        raise NoChild("no process could be made")

    job = client.post_files(("a.txt", story()), priority="high").json()["jobs"][0]
    monkeypatch.setattr(tasks.crew, "version", no_nursery)
    with pytest.raises(NoChild):
        tasks.process_job(job["id"])
    with transaction() as session:
        assert session.get_one(Job, job["id"]).attempts == 0
