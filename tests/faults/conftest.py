"""A worker whose children can be poisoned."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.stack.processes import Processes
from tests.faults.poison import WORKER


@pytest.fixture
def start_worker(resting_worker, servers: dict[str, str], home: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts a worker that can be poisoned, with settings of its own; the worker of all tests rests meanwhile."""
    processes = Processes(servers, home / "poisoned")
    yield lambda **settings: processes.start("worker", WORKER, **settings)
    processes.stop()
