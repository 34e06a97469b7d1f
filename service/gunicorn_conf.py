"""How gunicorn serves the API, wherever it runs: ``gunicorn --config python:service.gunicorn_conf``."""

from __future__ import annotations

from types import FrameType

import gevent
from gunicorn.workers.ggevent import GeventWorker


class Worker(GeventWorker):
    """Serves every connection in a greenlet; the application is imported after its patches."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: who watches is answered at once; other requests have the graceful timeout."""
        super().handle_exit(sig, frame)
        gevent.spawn(_send_watchers_home)


def _send_watchers_home() -> None:
    from service.api import watching  # noqa: PLC0415 (the process that starts the workers is not patched)

    watching.stop()


wsgi_app = "service.app:create_app()"
worker_class = Worker
# A watcher costs a greenlet and a socket; this many fit into 1 GB.
worker_connections = 8000
graceful_timeout = 15
loglevel = "warning"
control_socket_disable = True
