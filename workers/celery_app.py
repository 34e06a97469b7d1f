"""The Celery app of the workers: what every task process sets up once, and the sign of life."""

from __future__ import annotations

import gc
import os
import socket
import time

import structlog
from celery import signals
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, add_log_level, format_exc_info

from service import queues, settings
from service.store import database, workers
from workers import pipeline
from workers.document import Document

log = structlog.get_logger()

NAME = f"{socket.gethostname()}:{os.getpid()}"
SIGN_OF_LIFE_SECONDS = 5

celery_app = queues.app()
celery_app.conf.update(
    imports=["workers.tasks"],
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    task_soft_time_limit=settings.current().job_seconds,
    # The soft limit ends a try in order; the hard one is for code that does not let go of the interpreter.
    task_time_limit=settings.current().job_seconds + 10,
    # A child that has held a 20 MiB file gives its memory back.
    worker_max_memory_per_child=600_000,
)


def configure_logs() -> None:
    """JSON lines on standard output, each with the ids bound to its job."""
    structlog.configure(
        processors=[merge_contextvars, add_log_level, TimeStamper("iso"), format_exc_info, JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(settings.current().log_level),
        cache_logger_on_first_use=True,
    )


@signals.worker_init.connect
def warm_up(**_: object) -> None:
    """Load the lexicons before the children are made, so that all share one copy of them."""
    configure_logs()
    pipeline.run(
        Document(content="Hà Nội: ngày 1/1, ông Nguyễn Văn An chi 1 tỷ đồng.".encode(), filename="warm-up.txt")
    )
    gc.freeze()  # the lexicons stay: the collector need not look at them, nor touch the pages that children share
    log.info("worker starts", pipeline_version=pipeline.version(), name=NAME)


@signals.worker_process_init.connect
def forget_connections(**_: object) -> None:
    """A child makes its own connections."""
    database.engine().dispose(close=False)


class SignOfLife:
    """Tells the database, every few seconds, that this worker is there and which pipeline it runs."""

    def __init__(self) -> None:
        self.last = float("-inf")

    def __call__(self, **_: object) -> None:
        if time.monotonic() - self.last < SIGN_OF_LIFE_SECONDS:
            return
        self.last = time.monotonic()
        try:
            with database.transaction() as session:
                workers.seen(session, NAME, pipeline.version())
        except Exception as error:
            log.warning("no sign of life", error=str(error))


sign_of_life = SignOfLife()
signals.worker_ready.connect(sign_of_life)
signals.heartbeat_sent.connect(sign_of_life)
