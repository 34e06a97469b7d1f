"""The whole of Tintag in a folder, started as ``make run`` starts it, and a client that keeps its connection."""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import psutil

from service.stack import embedded
from service.stack.__main__ import migrate, wait_until_ready
from service.stack.processes import Processes, api, sweeper, worker
from tests.service.guarded import key

# After which a request has failed: an archive of 100,000 files takes minutes where the machine does much else.
SECONDS = 900


@dataclass
class Answer:
    """What came back, and how long it took."""

    status: int
    content: bytes
    seconds: float

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.content)


@dataclass
class Client:
    """Requests with one key, one after the other over a connection that stays open."""

    port: int
    token: str

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def get(self, path: str) -> Answer:
        """GET a path."""
        return self.ask("GET", path)

    def post(self, path: str, body: bytes | IO[bytes] = b"", kind: str = "text/plain") -> Answer:
        """POST to a path, on a new connection: a body is not sent twice."""
        self._connection.close()
        size = len(body) if isinstance(body, bytes) else os.fstat(body.fileno()).st_size
        return self.ask("POST", path, body, {"Content-Type": kind, "Content-Length": str(size)})

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """One request, on a new connection where the server has closed the old one."""
        headers = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        start = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        except ConnectionError:
            self._connection.close()
            start = time.perf_counter()
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        return Answer(answer.status, answer.read(), time.perf_counter() - start)


@dataclass
class Site:
    """The running processes, and a key for each name that asked for one."""

    home: Path
    port: int
    processes: Processes
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """A new client with the key of this name."""
        return Client(self.port, self.token(name))

    def token(self, name: str) -> str:
        """The token of the key of this name, made when it is first needed."""
        if name not in self.tokens:
            self.tokens[name] = key(name=name)["token"]
        return self.tokens[name]

    def worked(self) -> float:
        """Seconds that the API has had of the processor: what else the machine does makes them hardly more."""
        arbiter = psutil.Process(self.processes.running["api"].pid)
        return sum(sum(one.cpu_times()[:2]) for one in (arbiter, *arbiter.children(recursive=True)))

    def children(self) -> set[int]:
        """The processes in which files are worked on, by their ids."""
        with suppress(psutil.NoSuchProcess):
            nurseries = psutil.Process(self.processes.running["worker"].pid).children()
            family = [child for nursery in nurseries for child in nursery.children()]
            return {child.pid for child in family if child.status() != psutil.STATUS_ZOMBIE}
        return set()


@contextmanager
def serving(home: Path) -> Iterator[Site]:
    """Everything started; everything stopped at the end."""
    home.chmod(0o755)
    with ExitStack() as stack:
        environ = {
            "DATABASE_URL": stack.enter_context(embedded.postgres(home)),
            "REDIS_URL": stack.enter_context(embedded.redis(home)),
            "TINTAG_AUTH": "on",
        }
        migrate(environ)
        port, processes = embedded.free_port(), Processes(environ, home / "log")
        stack.callback(processes.stop)
        processes.start("api", api(port))
        processes.start("worker", worker(os.cpu_count() or 1))
        processes.start("sweeper", sweeper())
        if not wait_until_ready(port, processes):
            logs = "\n".join(path.read_text("utf-8", "replace")[-2000:] for path in (home / "log").glob("*.log"))
            raise RuntimeError(f"the stack did not start:\n{logs}")
        yield Site(home, port, processes)
