"""How gunicorn serves the API, wherever it runs: ``gunicorn --config python:service.gunicorn_conf``."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from types import FrameType

import gevent
from gunicorn import util
from gunicorn.arbiter import Arbiter
from gunicorn.workers.ggevent import GeventWorker

COUNTS = "PROMETHEUS_MULTIPROC_DIR"


class Worker(GeventWorker):
    """Serves every connection in a greenlet; the application is imported after its patches."""

    def patch(self) -> None:
        """What gunicorn itself refuses is refused with a problem too."""
        super().patch()
        util.write_error = _write_problem

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: who watches is answered at once; other requests have the graceful timeout."""
        super().handle_exit(sig, frame)
        gevent.spawn(_send_watchers_home)


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
loglevel = "warning"
control_socket_disable = True
