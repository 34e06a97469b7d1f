"""Real parts for the tests: PostgreSQL, Redis, the API and a worker, started once, on data of their own."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import hypothesis
import psutil
import pytest
from sqlalchemy import select

from service.stack import embedded
from service.stack.__main__ import migrate, wait_until_ready
from service.stack.processes import Processes, api, sweeper, worker
from service.store import deletions, jobs
from service.store.database import transaction
from service.store.models import Upload
from tests.client import Client

# What webhooks are signed with in tests: the new secret and, while it is being replaced, the old one.
SECRETS = [f"whsec_{base64.b64encode(bytes([n]) * 24).decode()}" for n in (1, 2)]
SETTINGS = {"TINTAG_LEASE_SECONDS": "3", "TINTAG_SWEEP_SECONDS": "1", "TINTAG_JOB_SECONDS": "20"}
SETTINGS |= {"TINTAG_MAX_MEMBERS": "3000"}
SETTINGS |= {"TINTAG_WEBHOOK_PRIVATE": "on", "TINTAG_WEBHOOK_SECRETS": ",".join(SECRETS)}

# A busy machine is no failure.
hypothesis.settings.register_profile("tintag", deadline=None)
hypothesis.settings.load_profile("tintag")


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A folder for everything the servers keep."""
    with tempfile.TemporaryDirectory(prefix="tintag-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def servers(home: Path) -> Iterator[dict[str, str]]:
    """A migrated database and a broker; this process' settings point at them."""
    with ExitStack() as stack:
        environ = {
            "DATABASE_URL": stack.enter_context(embedded.postgres(home)),
            "REDIS_URL": stack.enter_context(embedded.redis(home)),
            **SETTINGS,
        }
        os.environ.update(environ)
        migrate(environ)
        yield environ


@pytest.fixture(scope="module", autouse=True)
def nothing_left_over() -> Iterator[None]:
    """What a module's tests sent and did not wait for is nobody's work when the next one begins."""
    yield
    if "DATABASE_URL" in os.environ:
        with transaction() as session:
            incomplete = session.scalars(select(Upload.id).where(Upload.complete_at.is_(None))).all()
            deletions.forget_uploads(session, incomplete)
            jobs.cancel(session)


@pytest.fixture(scope="session")
def stack(servers: dict[str, str], home: Path) -> Iterator[tuple[Processes, int]]:
    """API, worker and sweeper as processes, and the port of the API."""
    port = embedded.free_port()
    processes = Processes(servers, home / "log")
    processes.start("api", api(port))
    processes.start("worker", worker(2))
    processes.start("sweeper", sweeper())
    try:
        if not wait_until_ready(port, processes):
            logs = "\n".join(path.read_text("utf-8", "replace")[-2000:] for path in (home / "log").glob("*.log"))
            raise RuntimeError(f"the stack did not start:\n{logs}")
        yield processes, port
    finally:
        processes.stop()


@pytest.fixture
def resting_worker(stack: tuple[Processes, int]) -> Iterator[Callable[[], None]]:
    """The worker does nothing until the test calls this, or ends."""
    yield from resting(stack[0], "worker")


@pytest.fixture
def resting_sweeper(stack: tuple[Processes, int]) -> Iterator[Callable[[], None]]:
    """The sweeper does nothing until the test calls this, or ends."""
    yield from resting(stack[0], "sweeper")


def resting(processes: Processes, name: str) -> Iterator[Callable[[], None]]:
    """Suspend a process and its children; gives what wakes them."""
    process = psutil.Process(processes.running[name].pid)
    family = [process, *process.children(recursive=True)]
    for member in family:
        member.suspend()

    def wake() -> None:
        for member in family:
            with suppress(psutil.NoSuchProcess):  # killed in its sleep, by what the test is about
                member.resume()

    yield wake
    wake()


@pytest.fixture(scope="session")
def client(stack: tuple[Processes, int]) -> Client:
    """Speaks HTTP to the running API."""
    return Client(f"http://127.0.0.1:{stack[1]}")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes made for a test may hold the time: they do not go into its name, which two processes must agree on."""
    return argname if isinstance(val, bytes) else None
