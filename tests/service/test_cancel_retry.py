"""Owners end work, and ask for it again."""

import time
from uuid import uuid4

import psutil
import pytest
from sqlalchemy import select, update

from service.store import again, jobs, uploads
from service.store.database import transaction
from service.store.models import Job
from tests.client import story

UNREADABLE = b"%PDF-1.7 and then nothing"


def counts(upload):
    return {status: count for status, count in upload["counts"].items() if count}


def test_a_queued_job_is_cancelled_at_once_and_its_file_is_not_worked_on(client, resting_worker):
    upload = client.post_files(("a.txt", story()), ("b.txt", story())).json()
    gone, kept = upload["jobs"]
    answer = client.post(f"/v1/jobs/{gone['id']}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert answer.json()["finished_at"] and answer.json()["article_id"] is None
    resting_worker()
    done = client.get(f"/v1/uploads/{upload['id']}", wait=30).json()
    assert counts(done) == {"cancelled": 1, "succeeded": 1}
    assert client.get(f"/v1/articles/{gone['article_id']}").status_code == 404
    assert client.get(f"/v1/jobs/{kept['id']}").json()["status"] == "succeeded"


def test_cancelling_twice_is_the_same_as_once_and_a_finished_job_is_a_conflict(client, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    first, again = (client.post(f"/v1/jobs/{job['id']}/cancel") for _ in range(2))
    assert first.json() == again.json()
    resting_worker()
    done = client.post_files(("b.txt", story()), wait=30).json()["jobs"][0]
    answer = client.post(f"/v1/jobs/{done['id']}/cancel")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


@pytest.fixture
def frozen_children(stack, client):
    """The processes in which files are worked on stand still, so that a job stays running."""
    client.article(story())  # so that there is one
    worker = psutil.Process(stack[0].running["worker"].pid)
    [nursery] = worker.children()
    children = nursery.children()
    for process in (*children, nursery):
        process.suspend()
    yield children
    for process in (*children, nursery):
        if process.is_running():
            process.resume()


@pytest.mark.timeout(40)
def test_a_running_job_is_cancelled_and_its_worker_lets_go_of_it(client, frozen_children):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    until(lambda: client.get(f"/v1/jobs/{job['id']}").json()["status"] == "running")
    cancelled = client.post(f"/v1/jobs/{job['id']}/cancel").json()
    assert cancelled["status"] == "cancelled"
    until(lambda: any(is_gone(process) for process in frozen_children))
    assert client.get(f"/v1/jobs/{job['id']}").json() == cancelled


def is_gone(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def until(holds):
    while not holds():
        time.sleep(0.05)


def test_cancelling_an_upload_ends_what_has_not_ended(client, resting_worker):
    content = story()
    resting_worker()
    client.article(content)
    upload = client.post_files(("done.txt", content), ("a.txt", story()), ("b.txt", story())).json()
    cancelled = client.post(f"/v1/uploads/{upload['id']}/cancel").json()
    assert cancelled["finished"]
    assert cancelled["counts"]["queued"] == cancelled["counts"]["running"] == 0
    assert cancelled["jobs"][0]["status"] == "succeeded"


def test_a_failed_job_is_tried_again_by_hand_with_its_attempts_counted_anew(client):
    upload = client.post_files(("broken.pdf", UNREADABLE + story()), wait=30).json()
    [failed] = upload["jobs"]
    assert (failed["status"], failed["error"]["code"]) == ("failed", "unreadable-document")
    answer = client.post(f"/v1/jobs/{failed['id']}/retry")
    assert (answer.status_code, answer.headers["Location"]) == (202, f"/v1/jobs/{failed['id']}")
    again = client.get(f"/v1/jobs/{failed['id']}", wait=30).json()
    assert (again["status"], again["attempts"], again["error"]) == ("failed", 1, failed["error"])
    assert again["started_at"] > failed["started_at"]


def test_a_cancelled_job_can_be_tried_again_and_a_finished_one_cannot(client, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    client.post(f"/v1/jobs/{job['id']}/cancel")
    assert client.post(f"/v1/jobs/{job['id']}/retry").json()["status"] == "queued"
    resting_worker()
    done = client.get(f"/v1/jobs/{job['id']}", wait=30).json()
    assert (done["status"], done["attempts"]) == ("succeeded", 1)
    answer = client.post(f"/v1/jobs/{job['id']}/retry")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_retrying_an_upload_tries_its_failures_and_nothing_else(client):
    upload = client.post_files(("a.txt", story()), ("broken.pdf", UNREADABLE + story()), wait=30).json()
    good, bad = upload["jobs"]
    answer = client.post(f"/v1/uploads/{upload['id']}/retry")
    assert answer.status_code == 202
    again = client.get(f"/v1/uploads/{upload['id']}", wait=30).json()
    assert again["jobs"][0] == good
    assert again["jobs"][1]["started_at"] > bad["started_at"]
    assert counts(again) == {"succeeded": 1, "failed": 1}


def test_an_upload_that_is_still_coming_in_cannot_be_cancelled(client, servers):
    with transaction() as session:
        upload_id = uploads.begin(session, uploads.Sender()).id
    answer = client.post(f"/v1/uploads/{upload_id}/cancel")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize("path", ["jobs/{}/cancel", "jobs/{}/retry", "uploads/{}/cancel", "uploads/{}/retry"])
def test_nobody_cancels_or_retries_what_is_not_there(client, path):
    answer = client.post(f"/v1/{path.format(uuid4())}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_cancelled_job_is_not_ended_a_second_time_by_the_worker_that_held_it(servers, client, resting_worker):
    job = client.post_files(("a.txt", story()), priority="high").json()["jobs"][0]
    with transaction() as session:
        held = jobs.claim(session, 60)
        assert str(held.id) == job["id"]
    client.post(f"/v1/jobs/{job['id']}/cancel")
    with transaction() as session:
        assert not jobs.finish(session, held.id, held.token, stage="tag")
        assert not jobs.fail(session, held.id, held.token, {"stage": "tag"})
        assert not jobs.give_back(session, held.id, held.token, counted=True)
        assert session.get_one(Job, held.id).status == "cancelled"


def test_a_large_upload_is_ended_and_tried_again_part_by_part(servers, resting_worker, monkeypatch):
    monkeypatch.setattr(uploads, "JOBS_AT_ONCE", 2)
    monkeypatch.setattr(again, "JOBS_AT_ONCE", 2)
    with transaction() as session:
        files = [uploads.Incoming(story(), f"{n}.txt") for n in range(5)]
        upload_id = uploads.receive(session, files).id
        assert [uploads.cancel(session, upload_id) for _ in range(3)] == [True, True, False]
        session.execute(update(Job).where(Job.upload_id == upload_id).values(status="failed"))
        assert [again.retry_failures(session, upload_id, {}) for _ in range(3)] == [True, True, False]
        turns = session.scalars(select(Job.turn).where(Job.upload_id == upload_id).order_by(Job.position)).all()
        assert turns == sorted(set(turns)) and len(uploads.queued(session, upload_id)) == 5
        session.rollback()
