"""How gunicorn serves the API, wherever it runs: ``gunicorn --config python:service.gunicorn_conf``."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import tempfile
from contextlib import suppress
from types import FrameType
from typing import Any, ClassVar

import gevent
from gevent.hub import get_hub
from greenlet import greenlet
from gunicorn import util
from gunicorn.arbiter import Arbiter
from gunicorn.http.errors import ParseException
from gunicorn.workers.ggevent import GeventWorker

COUNTS = "PROMETHEUS_MULTIPROC_DIR"
# What is on its way when we are told to stop is still taken.
LATE_SECONDS = 2
# Others have their turn after so many bytes of a body that nobody reads.
PIECE_BYTES = 256 * 1024


class Silence(gevent.Timeout):
    """How long a connection may say nothing between two requests; until we stop."""

    kept: ClassVar[dict[Silence, greenlet]] = {}

    def __enter__(self) -> Silence:
        self.kept[self] = gevent.getcurrent()
        super().__enter__()
        return self

    def __exit__(self, *error: Any) -> bool | None:
        del self.kept[self]
        return super().__exit__(*error)

    @classmethod
    def end_all(cls) -> None:
        """End every silence there is now, as their time would; only in the hub, where nobody else has a turn."""
        for silence, silent in tuple(cls.kept.items()):
            silent.throw(silence)


class Worker(GeventWorker):
    """Serves every connection in a greenlet; the application is imported after its patches."""

    def patch(self) -> None:
        """What gunicorn itself refuses is refused with a problem too."""
        super().patch()
        util.write_error = _write_problem

    def timeout_ctx(self) -> Silence:
        """As in the library."""
        return Silence(self.cfg.keepalive, False)

    def handle_request(self, listener_name: Any, req: Any, sock: socket.socket, addr: Any) -> None:
        """As in the library, which reads the rest of a refused body by the kilobyte, and nobody else has a turn."""
        super().handle_request(listener_name, req, sock, addr)
        is_read = False
        with suppress(OSError, ParseException), self.timeout_ctx():
            while req.body.read(PIECE_BYTES):
                gevent.sleep(0)
            is_read = True
        if not is_read:  # where the next request would begin, nobody knows
            raise StopIteration

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: who watches is answered at once; other requests have the graceful timeout; who asks nothing goes."""
        super().handle_exit(sig, frame)
        gevent.spawn(_send_watchers_home)
        gevent.spawn_later(LATE_SECONDS, get_hub().loop.run_callback, Silence.end_all)


def _send_watchers_home() -> None:
    from service.api import watching  # noqa: PLC0415 (the process that starts the workers is not patched)

    watching.stop()


def _write_problem(client: socket.socket, status: int, reason: str, detail: str) -> None:
    from service.errors import Problem  # noqa: PLC0415 (the same)

    slug = "internal-error" if status == 500 else reason.lower().replace(" ", "-")
    answer = Problem(status, slug, detail).response()
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\n{answer.headers}"
    client.sendall(head.encode() + answer.get_data())


def on_starting(server: Arbiter) -> None:
    """All processes of this API count in files of one folder, so that any of them can tell the sum."""
    os.environ[COUNTS] = tempfile.mkdtemp(prefix="tintag-metrics-")


def post_worker_init(worker: Worker) -> None:
    """What was imported is there to stay: to look through it for garbage stops everybody for a tenth of a second."""
    gc.collect()
    gc.freeze()


def worker_exit(server: Arbiter, worker: Worker) -> None:
    """The last spans are sent."""
    from service.traces import traces  # noqa: PLC0415 (the same)

    traces.stop()


def on_exit(server: Arbiter) -> None:
    """The counts go with the API."""
    shutil.rmtree(os.environ[COUNTS], ignore_errors=True)


wsgi_app = "service.app:create_app()"
worker_class = Worker
# A watcher costs a greenlet and a socket; this many fit into 1 GB.
worker_connections = 8000
graceful_timeout = 15
# Longer than clients and proxies keep a connection that they do not use (5 to 60 seconds): one that we close while its
# next request is on its way is an error to them, and a POST is not sent again.
keepalive = 75
loglevel = "warning"
control_socket_disable = True
