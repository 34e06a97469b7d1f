"""A worker that is asked to go finishes what it can within its grace time and gives the rest back."""

import time

import psutil
import pytest
from sqlalchemy import select

from service.store.database import transaction
from service.store.models import Job
from tests.faults.poison import poison, wait_until_gone

pytestmark = pytest.mark.slow

FILES = 20


def tries(upload):
    """Where each file stands, and how often it was tried."""
    query = select(Job).where(Job.upload_id == upload["id"])
    with transaction() as session:
        return {job.filename: (job.status, job.attempts) for job in session.scalars(query)}


@pytest.mark.timeout(180)
def test_a_worker_that_is_asked_to_go_loses_nothing_and_counts_no_try(client, start_worker, resting_worker):
    worker = start_worker(TINTAG_GRACE_SECONDS="1")
    files = [("long.txt", poison("long")), *((f"{n}.txt", poison("slow")) for n in range(FILES))]
    upload = client.post_files(*files, priority="high").json()
    while tries(upload)["long.txt"] != ("running", 1):
        time.sleep(0.05)
    family = psutil.Process(worker.pid).children(recursive=True)
    worker.terminate()
    assert worker.wait() == 0
    for process in family:
        wait_until_gone(process)
    after = tries(upload)
    assert after["long.txt"] == ("queued", 0)
    assert set(after.values()) <= {("queued", 0), ("succeeded", 1)}
    resting_worker()
    done = client.get(f"/v1/uploads/{upload['id']}", wait=60).json()
    assert done["counts"]["succeeded"] == FILES + 1
    assert {attempts for _, attempts in tries(upload).values()} == {1}
