"""A worker that is asked to go finishes what it can within its grace time and gives the rest back."""

import psutil
import pytest

from service.store.database import transaction
from service.store.models import Job
from tests.client import story
from tests.faults.test_poison import alone, poison, start  # noqa: F401 (fixtures)

GRACE_SECONDS = 2


def tries(upload):
    """How often each job was tried, and where it stands."""
    with transaction() as session:
        rows = session.query(Job).filter(Job.upload_id == upload["id"])
        return {row.filename: (row.status, row.attempts) for row in rows}


@pytest.mark.timeout(120)
def test_a_worker_that_is_asked_to_go_loses_nothing_and_counts_no_try(client, start):  # noqa: F811
    worker = start(TINTAG_GRACE_SECONDS=str(GRACE_SECONDS))
    files = [("long.txt", poison("long")), *((f"{n}.txt", story()) for n in range(30))]
    upload = client.post_files(*files, priority="high").json()
    while tries(upload)["long.txt"] != ("running", 1):
        pass
    family = psutil.Process(worker.pid).children(recursive=True)
    worker.terminate()
    assert worker.wait(60) == 0
    assert not [process for process in family if process.is_running()]
    after = tries(upload)
    assert after["long.txt"] == ("queued", 0)
    assert {state for name, state in after.items() if name != "long.txt"} <= {("queued", 0), ("succeeded", 1)}
