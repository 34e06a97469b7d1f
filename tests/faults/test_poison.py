"""Files that crash, spin or eat memory fail alone, and say why."""

import sys

import psutil
import pytest

from service.stack.processes import Processes
from service.store import jobs
from service.store.database import transaction
from service.store.models import Job
from tests.client import story
from tests.conftest import resting

JOB_SECONDS = 2
COMMAND = (
    "-m celery -A tests.faults.poisoned_app worker --pool threads --concurrency 2 --without-gossip --without-mingle"
)
WORKER = [sys.executable, *COMMAND.split(), "--loglevel", "WARNING"]
DIED, SLOW, MEMORY = "died", f"{JOB_SECONDS} seconds", "memory"
POISONS = {
    "crash": ("worker-lost", DIED),
    "segfault": ("worker-lost", DIED),
    "exhaust": ("worker-lost", DIED),
    "eat": ("worker-lost", MEMORY),
    "spin": ("time-limit", SLOW),
}


def poison(name):
    """A story that makes a child of the test's worker do this."""
    return story() + f"\nPOISON:{name}\n".encode()


@pytest.fixture(scope="module")
def alone(stack):
    """The worker of all tests rests; only a poisoned one takes jobs."""
    yield from resting(stack[0], "worker")


@pytest.fixture
def start(alone, servers, home):
    """Start a worker that can be poisoned, with settings of its own."""
    processes = Processes(servers, home / "poisoned")
    yield lambda **settings: processes.start("worker", WORKER, **settings)
    processes.stop()


def ended(client, upload, seconds=60):
    return client.get(f"/v1/uploads/{upload['id']}", wait=seconds).json()


@pytest.mark.timeout(120)
def test_poison_among_200_good_files_fails_alone_and_says_why(client, start):
    start(TINTAG_JOB_SECONDS=str(JOB_SECONDS))
    files = [(f"{n}.txt", story()) for n in range(200)]
    for place, name in enumerate(POISONS):
        files.insert(place * 30, (name, poison(name)))
    upload = client.post_files(*files).json()
    while not (upload := ended(client, upload))["finished"]:
        pass
    assert upload["counts"] == {"queued": 0, "running": 0, "succeeded": 200, "failed": len(POISONS), "cancelled": 0}
    failed = {job["filename"]: job for job in upload["jobs"] if job["status"] == "failed"}
    for name, (code, detail) in POISONS.items():
        error = failed[name]["error"]
        assert (failed[name]["attempts"], error["code"], error["stage"]) == (3, code, "read"), name
        assert detail in error["detail"] and error["retryable"], name


@pytest.mark.timeout(90)
def test_the_kernel_stops_a_spinning_child_whose_worker_is_gone(client, start):
    """The worker can no longer watch the clock, and this child does not hear that its parent died."""
    worker = start(TINTAG_JOB_SECONDS=str(JOB_SECONDS))
    job = client.post_files(("a.txt", poison("orphan"))).json()["jobs"][0]
    child = spinning(worker.pid)
    worker.kill()
    worker.wait()
    assert child.is_running()
    child.wait()
    with transaction() as session:
        jobs.cancel(session, Job.id == job["id"])


def spinning(worker_pid):
    """The worker's child that is at work on a file."""
    while True:
        for process in psutil.Process(worker_pid).children(recursive=True):
            if process.ppid() != worker_pid and sum(process.cpu_times()[:2]) > 0.3:
                return process
