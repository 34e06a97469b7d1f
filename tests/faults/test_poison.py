"""Files that crash, spin or eat memory fail alone, and say why."""

import time

import psutil
import pytest

from tests.client import story
from tests.faults.poison import poison, wait_until_gone

# Half a minute: run by `make faults`, not by `make test`.
pytestmark = pytest.mark.slow

JOB_SECONDS = 2
DIED, SLOW, MEMORY = "died", "Not finished", "memory"
POISONS = {
    "crash": ("worker-lost", DIED),
    "segfault": ("worker-lost", DIED),
    "exhaust": ("worker-lost", DIED),
    "eat": ("worker-lost", MEMORY),
    "spin": ("time-limit", SLOW),
}


@pytest.mark.timeout(180)
def test_poison_among_200_good_files_fails_alone_and_says_why(client, start_worker):
    start_worker(TINTAG_JOB_SECONDS=str(JOB_SECONDS))
    files = [(f"{n}.txt", story()) for n in range(200)]
    for place, name in enumerate(POISONS):
        files.insert(place * 30, (name, poison(name)))
    upload = client.post_files(*files).json()
    while not upload["finished"]:
        upload = client.get(f"/v1/uploads/{upload['id']}", wait=60).json()
    assert upload["counts"] == {"queued": 0, "running": 0, "succeeded": 200, "failed": len(POISONS), "cancelled": 0}
    failed = {job["filename"]: job for job in upload["jobs"] if job["status"] == "failed"}
    for name, (code, detail) in POISONS.items():
        error = failed[name]["error"]
        assert (failed[name]["attempts"], error["code"], error["stage"]) == (3, code, "read"), name
        assert detail in error["detail"] and error["retryable"], name


@pytest.mark.timeout(180)
def test_the_kernel_stops_a_spinning_child_whose_worker_is_gone(client, start_worker):
    """The worker can no longer watch the clock, and this child does not hear that its parent died."""
    worker = start_worker(TINTAG_JOB_SECONDS="3")
    client.post_files(("a.txt", poison("orphan")))
    wait_for_work(worker.pid)
    family = psutil.Process(worker.pid).children(recursive=True)
    worker.kill()
    worker.wait()
    for process in family:
        wait_until_gone(process)


def wait_for_work(worker_pid):
    """Until a child of the worker's nursery has been at work on a file for a while."""
    while True:
        for process in psutil.Process(worker_pid).children(recursive=True):
            if process.ppid() != worker_pid and sum(process.cpu_times()[:2]) > 0.1:
                return
        time.sleep(0.05)
