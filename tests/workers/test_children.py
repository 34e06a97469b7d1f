"""Where a file is worked on: in a process that can be lost without harm."""

import os
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from tests.client import story
from workers import pipeline
from workers.children.hands import Child, Lost, NoChild, NotTaken, Nursery, TooLong
from workers.crew import Crew

ASKED = {"document": {"filename": "a.txt"}, "seconds": 30, "memory_bytes": 1536 * 1024 * 1024}


@pytest.fixture(scope="module")
def nursery():
    """One that the tests share."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def child(nursery):
    """A child that is ended whatever the test does with it."""
    child = nursery.child()
    yield child
    child.end()


def heard(stage):
    """What a worker does with a stage when it has nothing to do."""


def test_a_child_makes_an_article_of_a_file_and_takes_the_next_one(child):
    for _ in range(2):
        answer = child.work(ASKED, story(), heard)
        assert answer["article"]["kind"] == "article"
        assert answer["article"]["decoded"].startswith("Thời sự")
    assert not child.is_spent


def test_the_nursery_says_which_pipeline_its_children_run(nursery):
    assert nursery.version() == pipeline.version()


def test_a_file_that_cannot_be_read_is_a_final_failure_with_its_reason(child):
    answer = child.work(ASKED | {"document": {"filename": "a.pdf"}}, b"%PDF-1.7 nothing", heard)
    assert answer["final"]
    assert answer["failure"]["code"] == "unreadable-document" and answer["failure"]["detail"]


def test_a_file_that_needs_more_memory_than_allowed_is_refused_it(child):
    """The child's own size is above the limit, so that the first large block it asks for is refused."""
    answer = child.work(ASKED | {"memory_bytes": 64 * 1024 * 1024}, story() * 2000, heard)
    assert not answer["final"]
    assert (answer["failure"]["code"], "memory" in answer["failure"]["detail"]) == ("worker-lost", True)


def stopped_process(child):
    """The child's process, standing still."""
    process = running_process(child)
    process.suspend()
    return process


def _pid(child):
    info = Path(f"/proc/self/fdinfo/{child._pid}").read_text("ascii")
    yield from (int(line.split()[1]) for line in info.splitlines() if line.startswith("Pid:"))


def is_gone(process):
    try:
        process.wait(10)
    except psutil.TimeoutExpired:
        return False
    return True


def running_process(child):
    """The child's process."""
    return psutil.Process(next(_pid(child)))


LONG = story() * 500


def test_a_child_that_does_not_finish_in_time_is_ended(child):
    process = running_process(child)
    with pytest.raises(TooLong):
        child.work(ASKED | {"seconds": 0.01}, LONG, heard)
    assert is_gone(process) and child.is_spent


def test_a_child_is_ended_when_its_worker_loses_interest(child):
    process = running_process(child)

    class NotOurs(Exception):
        pass

    def look_up(stage):
        raise NotOurs

    with pytest.raises(NotOurs):
        child.work(ASKED, LONG, look_up)
    assert is_gone(process)


def test_a_child_that_dies_over_a_file_is_known_to_be_lost(child):
    process = running_process(child)
    with pytest.raises(Lost):
        child.work(ASKED, LONG, lambda stage: process.kill())


def test_a_child_that_died_before_it_had_the_file_is_not_the_files_fault(child):
    stopped_process(child).kill()
    with pytest.raises(NotTaken):
        child.work(ASKED, story(), heard)


def test_a_child_that_died_while_it_was_idle_is_replaced_and_the_file_is_done(servers):
    crew = Crew()
    for _ in range(2):
        assert crew.work({"filename": "a.txt"}, story(), heard)["article"]["kind"] == "article"
        [idle] = crew._idle
        stopped_process(idle).kill()
    crew.close()


@pytest.mark.slow
def test_children_end_with_their_nursery_and_the_next_child_has_a_new_one():
    nursery = Nursery()
    process = stopped_process(nursery.child())
    old = process.parent()
    old.send_signal(signal.SIGKILL)
    assert is_gone(process)
    child = nursery.child()
    assert child.work(ASKED, story(), heard)["article"]["kind"] == "article"
    nursery.close()


def test_a_nursery_that_does_not_start_is_no_child():
    with pytest.raises(NoChild):
        Nursery((sys.executable, "-c", "raise SystemExit(3)")).child()


@pytest.mark.parametrize("limit", ["MOST_FILES = 2", "MOST_BYTES = 0"])
def test_a_child_says_when_it_goes(limit):
    """After so many files, or grown so much, it ends by itself."""
    ours, theirs = socket.socketpair()
    code = f"from workers.children import child; child.{limit}; child.serve({theirs.fileno()})"
    with subprocess.Popen([sys.executable, "-c", code], pass_fds=[theirs.fileno()], env=os.environ):
        theirs.close()
        child = Child(Connection(ours.detach()))
        answers = []
        while not child.is_spent:
            answers.append(child.work(ASKED, story(), heard)["last"])
        child.end()
    assert answers == ([False, True] if limit == "MOST_FILES = 2" else [True])
