"""What was accepted ends once, whatever dies."""

import os
import signal
import time

import psutil
import pytest

from service.store import jobs, line, sweeps, uploads
from service.store.database import transaction
from service.store.models import Job
from service.store.models.row import now
from tests.client import story
from workers.children.hands import Lost, TooLong
from workers.claims import claimed

LEASE = 60


@pytest.fixture
def tasks(servers):
    """The workers' tasks, which read the settings when they are loaded."""
    from workers import tasks  # noqa: PLC0415

    return tasks


HIGH_ABOVE_ALL = uploads.Sender("high")


@pytest.fixture
def family(stack):
    """The processes in which the worker has its files worked on."""

    def find():
        return psutil.Process(stack[0].running["worker"].pid).children(recursive=True)

    return find


@pytest.mark.slow
def test_jobs_survive_the_death_of_the_processes_that_hold_them(client, family):
    upload = client.post_files(*((f"{n}.txt", story()) for n in range(40))).json()
    for _ in range(4):
        time.sleep(0.1)
        for process in family():
            process.send_signal(signal.SIGKILL)
    done = client.get(f"/v1/uploads/{upload['id']}", wait=60).json()
    assert done["counts"]["succeeded"] == 40, [job for job in done["jobs"] if job["error"]]
    assert len({job["article_id"] for job in done["jobs"]}) == 40


@pytest.fixture
def queued(servers):
    """A job of a new upload that is next in line, without a message."""
    with transaction() as session:
        upload = uploads.receive(session, [uploads.Incoming(story(), "a.txt")], HIGH_ABOVE_ALL)
        [job_id] = uploads.queued(session, upload.id)
    yield job_id
    with transaction() as session:
        jobs.cancel(session, Job.id == job_id)


def claim_it(queued):
    """Claim until it is this job's turn (another one may come first by the lot)."""
    with transaction() as session:
        job = jobs.claim(session, LEASE)
        assert job is not None and job.id == queued
        return job


def lose(queued, max_attempts=3):
    """Its worker says nothing for longer than the lease."""
    with transaction() as session:
        session.get_one(Job, queued).lease_until = now().replace(year=2020)
    with transaction() as session:
        assert queued in {job.id for job in sweeps.recover(session, max_attempts)}


@pytest.fixture
def alone(resting_worker, resting_sweeper):
    """Nobody but the test takes jobs."""


def test_a_second_delivery_finds_the_job_taken(alone, queued):
    claim_it(queued)
    with transaction() as session:
        assert jobs.claim(session, LEASE) is None


def test_a_worker_that_was_given_up_cannot_save(alone, queued):
    old = claim_it(queued)
    lose(queued)
    new = claim_it(queued)
    assert new.token > old.token and new.attempts == 2
    with transaction() as session:
        assert not jobs.finish(session, queued, old.token, stage="tag")
        assert not jobs.extend(session, queued, old.token, "tag", LEASE)
        assert jobs.finish(session, queued, new.token, stage="tag")


def test_a_file_whose_worker_is_lost_three_times_is_failed_with_a_reason(alone, queued):
    for attempt in (1, 2, 3):
        assert claim_it(queued).attempts == attempt
        lose(queued)
    with transaction() as session:
        job = session.get_one(Job, queued)
        assert job.status == "failed"
        assert (job.error["code"], job.error["stage"], job.error["retryable"]) == ("worker-lost", "read", True)


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(TooLong("60 s"), "time-limit"), (Lost("it died"), "worker-lost"), (KeyError("x"), "internal-error")],
)
@pytest.mark.usefixtures("alone")
def test_a_file_that_cannot_be_finished_is_tried_three_times_and_failed_with_a_reason(
    queued, tasks, monkeypatch, trouble, code
):
    tried = []

    def work(document, content, look_up):
        look_up("parse")
        tried.append(document["filename"])
        raise trouble

    monkeypatch.setattr(tasks.crew, "work", work)
    for _ in range(4):
        tasks.process_job(str(queued))
    assert tried == ["a.txt"] * 3
    with transaction() as session:
        job = session.get_one(Job, queued)
        assert (job.status, job.error["code"], job.error["stage"]) == ("failed", code, "parse")
        assert job.error["retryable"] and job.error["detail"]


def test_a_file_that_no_reader_takes_is_failed_at_once(alone, queued, tasks, monkeypatch):
    failure = {"code": "unsupported-media-type", "stage": "read", "detail": "the bytes are no text"}
    monkeypatch.setattr(tasks.crew, "work", lambda *_: {"failure": failure, "final": True, "last": False})
    tasks.process_job(str(queued))
    with transaction() as session:
        job = session.get_one(Job, queued)
        assert (job.status, job.attempts) == ("failed", 1)
        assert job.error == failure | {"retryable": False}


def test_a_message_too_many_finds_nothing_to_do(alone, servers):
    with transaction() as session:
        assert line.waiting(session, 1) == []
    with claimed() as claim:
        assert claim is None


def test_a_job_whose_message_was_lost_is_done_all_the_same(client, queued):
    """Nobody sent a message for it: the sweeper does."""
    job = client.get(f"/v1/jobs/{queued}", wait=30).json()
    assert job["status"] == "succeeded"


def test_uploads_are_taken_while_the_broker_is_away_and_run_when_it_is_back(client, servers):
    broker = next(
        process for process in psutil.process_iter(["cmdline"]) if _is_broker(process.info["cmdline"], servers)
    )
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        answer = client.post_files(("a.txt", story()))
        assert answer.status_code == 202
        assert client.get("/readyz").json()["broker"] == "away"
    finally:
        os.kill(broker.pid, signal.SIGCONT)
    job = client.get(f"/v1/jobs/{answer.json()['jobs'][0]['id']}", wait=60).json()
    assert job["status"] == "succeeded"


def _is_broker(cmdline, servers) -> bool:
    port = servers["REDIS_URL"].rsplit(":", 1)[1].split("/")[0]
    return bool(cmdline) and "redis-server" in cmdline[0] and f":{port}" in " ".join(cmdline)
