"""What was accepted ends once, whatever dies."""

import os
import signal
import time

import psutil
import pytest
from celery.exceptions import SoftTimeLimitExceeded

from service.store import jobs, sweeps, uploads
from service.store.database import transaction
from service.store.models import Job
from service.store.models.row import now
from tests.client import story
from workers.claims import claimed
from workers.errors import UnsupportedMediaType


@pytest.fixture
def children(stack):
    """The worker's children: the processes that do the work."""

    def find():
        return psutil.Process(stack[0].running["worker"].pid).children()

    return find


def test_jobs_survive_the_death_of_the_children_that_hold_them(client, children):
    upload = client.post_files(*((f"{n}.txt", story()) for n in range(40))).json()
    for _ in range(4):
        time.sleep(0.1)
        for child in children():
            child.send_signal(signal.SIGKILL)
    done = client.get(f"/v1/uploads/{upload['id']}", wait=60).json()
    assert done["counts"]["succeeded"] == 40
    assert len({job["article_id"] for job in done["jobs"]}) == 40


@pytest.fixture
def queued(servers):
    """A queued job of a new upload, without a message."""
    with transaction() as session:
        upload = uploads.receive(session, [uploads.Incoming(story(), "a.txt")])
    yield upload.jobs[0]
    with transaction() as session:
        session.get_one(Job, upload.jobs[0].id).status = "cancelled"


def test_a_second_delivery_finds_the_job_taken(queued):
    with transaction() as session:
        assert jobs.claim(session, queued.id, 60) is not None
    with transaction() as session:
        assert jobs.claim(session, queued.id, 60) is None


def test_a_worker_that_was_given_up_cannot_save(queued):
    with transaction() as session:
        old = jobs.claim(session, queued.id, 60)
        old_token = old.token
    with transaction() as session:
        session.get_one(Job, queued.id).lease_until = now().replace(year=2020)
    with transaction() as session:
        assert queued.id in {job.id for job in sweeps.recover(session, 3)}
    with transaction() as session:
        new = jobs.claim(session, queued.id, 60)
        assert new.token > old_token and new.attempts == 2
    with transaction() as session:
        assert not jobs.finish(session, queued.id, old_token, stage="tag")
        assert not jobs.extend(session, queued.id, old_token, "tag", 60)
        assert jobs.finish(session, queued.id, new.token, stage="tag")


def test_a_file_that_kills_its_worker_three_times_is_failed_with_a_reason(queued):
    for attempt in (1, 2, 3):
        with transaction() as session:
            assert jobs.claim(session, queued.id, 60).attempts == attempt
        with transaction() as session:
            session.get_one(Job, queued.id).lease_until = now().replace(year=2020)
        with transaction() as session:
            sweeps.recover(session, 3)
    with transaction() as session:
        job = session.get_one(Job, queued.id)
        assert job.status == "failed"
        assert (job.error["code"], job.error["stage"], job.error["retryable"]) == ("worker-lost", "read", True)


@pytest.mark.parametrize(
    ("trouble", "code"), [(SoftTimeLimitExceeded(), "time-limit"), (MemoryError("none left"), "internal-error")]
)
def test_a_file_that_cannot_be_finished_is_tried_three_times_and_failed_with_a_reason(queued, trouble, code):
    for attempt in (1, 2, 3):
        with claimed(queued.id) as claim:
            claim.entered("parse")
            assert claim.job.attempts == attempt
            raise trouble
    with claimed(queued.id) as claim:
        assert claim is None
    with transaction() as session:
        job = session.get_one(Job, queued.id)
        assert (job.status, job.error["code"], job.error["stage"]) == ("failed", code, "parse")
        assert job.error["retryable"] and job.error["detail"]


def test_a_file_that_no_reader_takes_is_failed_at_once(queued):
    with claimed(queued.id):
        raise UnsupportedMediaType("the bytes are no text")
    with transaction() as session:
        job = session.get_one(Job, queued.id)
        assert (job.status, job.attempts) == ("failed", 1)
        assert job.error["code"] == "unsupported-media-type" and not job.error["retryable"]


def test_a_job_whose_message_was_lost_is_done_all_the_same(client, queued):
    """Nobody sent a message for it: the sweeper does."""
    job = client.get(f"/v1/jobs/{queued.id}", wait=30).json()
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
