"""``make run``: everything on this machine, until Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import shlex
import signal
import socket
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from service import settings
from service.stack import embedded
from service.stack.processes import Processes, api, sweeper, worker

START_SECONDS = 60


def refused(stack: ExitStack, home: Path) -> str | None:
    """Why nothing can be started: another Tintag has the home or the port. The home is locked as long as the stack."""
    home.mkdir(parents=True, exist_ok=True)
    lock = stack.enter_context((home / "lock").open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return f"Tintag runs already with its data in {home} (TINTAG_HOME=... gives another place)."
    port = int(os.environ.get("PORT") or 8000)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return f"Port {port} is taken (PORT=... gives another)."
    return None


def servers(stack: ExitStack, home: Path) -> dict[str, str]:
    """URLs of the database and the broker: the environment's, else embedded servers that live as long as the stack."""
    database = os.environ.get("DATABASE_URL") or stack.enter_context(embedded.postgres(home))
    broker = os.environ.get("REDIS_URL") or stack.enter_context(embedded.redis(home))
    return {"DATABASE_URL": database, "REDIS_URL": broker}


def migrate(environ: dict[str, str]) -> None:
    """Bring the database up to date."""
    os.environ.update(environ)
    from service.store.migrate import upgrade  # noqa: PLC0415 (reads the settings made just now)

    upgrade()


def is_ready(port: int) -> bool:
    """Whether the API answers that all its parts are there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_until_ready(port: int, processes: Processes, stop: threading.Event | None = None) -> bool:
    """Whether everything answers in time; False when a process ended, or we were told to stop, instead."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and not processes.ended() and not (stop and stop.is_set()):
        if is_ready(port):
            return True
        time.sleep(0.2)
    return False


def welcome(port: int, environ: dict[str, str]) -> str:
    """What a newcomer sees: the address, and lines that work; one of them makes a key where keys are needed."""
    url = f"http://127.0.0.1:{port}"
    sample = min(Path("seeds/samples").glob("*.txt"), default=Path("page.txt"))
    key, header = "", ""
    if settings.current().auth:
        servers = " ".join(f"{name}={shlex.quote(environ[name])}" for name in ("DATABASE_URL", "REDIS_URL"))
        key = f"  export TINTAG_KEY=$({servers} {Path(sys.executable).with_name('tintag')} keys create NAME)\n"
        header = '-H "Authorization: Bearer $TINTAG_KEY" '
    return (
        f"Tintag answers at {url} (documents at {url}/docs). Ctrl-C stops it. Try:\n\n"
        f'{key}  curl -s {header}-F file=@{sample} "{url}/v1/uploads?wait=10"\n'
    )


def main() -> int:
    """Start everything, wait for Ctrl-C or for a process to die, stop everything."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    home = Path(os.environ.get("TINTAG_HOME") or "var").resolve()
    with ExitStack() as stack:
        if reason := refused(stack, home):
            print(reason, file=sys.stderr)
            return 1
        environ = servers(stack, home)
        migrate(environ)
        port = settings.current().port
        processes = Processes(environ, home / "log")
        stack.callback(processes.stop)
        processes.start("api", api(port))
        processes.start("worker", worker(os.cpu_count() or 1))
        processes.start("sweeper", sweeper())
        if not wait_until_ready(port, processes, stop) and not stop.is_set():
            print(f"Tintag did not start; see {home / 'log'}", file=sys.stderr)
            return 1
        print(welcome(port, environ), flush=True)
        while not stop.wait(0.5):
            if name := processes.ended():
                print(f"{name} ended; see {home / 'log' / name}.log", file=sys.stderr)
                return 1
        print("stopping")
    return 0


if __name__ == "__main__":
    sys.exit(main())
