"""The Celery app: what a worker loads when it starts, and how it says that it is alive.

Its threads only hold jobs and talk to the database; files are worked on in the crew's children.
"""

from __future__ import annotations

import os
import socket
import time

import structlog
from celery import signals
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, add_log_level, format_exc_info

from service import queues, settings
from service.store import database, workers
from service.traces import traces
from workers import broker, tallies
from workers.crew import Crew

log = structlog.get_logger()

NAME = f"{socket.gethostname()}:{os.getpid()}"
SIGN_OF_LIFE_SECONDS = 5

broker.install()
celery_app = queues.app()
celery_app.conf.update(
    imports=["workers.tasks"],
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
)
crew = Crew()


def configure_logs() -> None:
    """JSON lines on standard output, each with the ids bound to its job."""
    structlog.configure(
        processors=[merge_contextvars, add_log_level, TimeStamper("iso"), format_exc_info, JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(settings.current().log_level),
        cache_logger_on_first_use=True,
    )


@signals.worker_init.connect
def start(**_: object) -> None:
    """Load the lexicons before the first file comes."""
    configure_logs()
    traces.start("worker", settings.current().collector)
    log.info("worker starts", pipeline_version=crew.version(), name=NAME)


class SignOfLife:
    """Tells the database, every few seconds, that this worker is there and which pipeline it runs."""

    def __init__(self) -> None:
        self.last = float("-inf")

    def __call__(self, **_: object) -> None:
        if time.monotonic() - self.last < SIGN_OF_LIFE_SECONDS:
            return
        self.last = time.monotonic()
        self.give()

    def give(self, **_: object) -> None:
        """Tell it now, with what was counted."""
        try:
            with database.transaction() as session:
                workers.seen(session, NAME, crew.version(), tallies.text())
        except Exception as error:
            log.warning("no sign of life", error=str(error))


sign_of_life = SignOfLife()
signals.worker_ready.connect(sign_of_life)
signals.heartbeat_sent.connect(sign_of_life)
signals.worker_shutting_down.connect(crew.close_soon)
signals.worker_shutdown.connect(sign_of_life.give)
signals.worker_shutdown.connect(crew.close)
signals.worker_shutdown.connect(traces.stop)
