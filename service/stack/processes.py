"""The processes of one machine: API, workers, sweeper; started together, stopped together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

GRACE_SECONDS = 20


def api(port: int) -> list[str]:
    """The API under gunicorn, as everywhere."""
    config = ["--config", "python:service.gunicorn_conf"]
    return [sys.executable, "-m", "gunicorn", *config, "--bind", f"127.0.0.1:{port}", "--workers", "1"]


def worker(children: int) -> list[str]:
    """One Celery worker that works on so many files at once, each in a process of its own."""
    options = [
        "--pool",
        "threads",
        "--concurrency",
        str(children),
        "--loglevel",
        "WARNING",
        "--without-gossip",
        "--without-mingle",
    ]
    return [sys.executable, "-m", "celery", "-A", "workers.celery_app", "worker", *options]


def sweeper() -> list[str]:
    """The sweeper."""
    return [sys.executable, "-m", "workers.sweeper"]


class Processes:
    """Named child processes, each in a session of its own so that Ctrl-C reaches them in order, through us."""

    def __init__(self, environ: Mapping[str, str], log: Path):
        self._environ, self._log = dict(environ), log
        self.running: dict[str, subprocess.Popen] = {}

    def start(self, name: str, command: list[str], **environ: str) -> subprocess.Popen:
        """Start a process; its output goes to a file of its name."""
        self._log.mkdir(parents=True, exist_ok=True)
        with (self._log / f"{name}.log").open("ab") as log:
            env = {**os.environ, **self._environ, **environ}
            process = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
        self.running[name] = process
        return process

    def ended(self) -> str | None:
        """The name of a process that ended by itself."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def stop(self) -> None:
        """Ask all to stop, in the order they were started; kill what does not within the grace time."""
        for process in self.running.values():
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()
