"""Names of queues and tasks, and the only calls to the broker; nothing but ids travels."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from uuid import UUID

import redis
import structlog
from celery import Celery
from kombu import Exchange, Queue
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

from service import settings

log = structlog.get_logger()

PROCESS_JOB = "tintag.process_job"
QUEUE = "tintag.jobs"
AWAY = (OperationalError, redis.RedisError, OSError)
# So many messages wake more workers than there are; a worker that leaves work behind sends the next one.
ENOUGH = 256


@cache
def app() -> Celery:
    """The Celery application, as both sides configure it: JSON, no results, one queue."""
    celery = Celery("tintag", broker=settings.current().redis_url)
    celery.conf.update(
        task_queues=[Queue(QUEUE, Exchange("tintag", type="direct"), routing_key=QUEUE)],
        task_default_queue=QUEUE,
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={
            "socket_connect_timeout": 1,
            "socket_timeout": 3,
            "health_check_interval": 10,
        },
    )
    return celery


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.current().redis_url, socket_connect_timeout=1, socket_timeout=3)


def brief_connections() -> redis.ConnectionPool:
    """Connections for what is worth no wait: half a second, and no second try."""
    brief = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}
    return redis.ConnectionPool.from_url(settings.current().redis_url, **brief)


def wake(job_ids: Sequence[UUID]) -> int:
    """Send a message for each of these jobs while the queue holds fewer than enough; gives how many were sent.

    A message wakes a worker and names the job that it is sent for; the worker takes the one whose turn it is.
    """
    try:
        chosen = job_ids[: max(0, ENOUGH - waiting())]
        with app().producer_pool.acquire(block=True) as producer:
            for job_id in chosen:
                app().send_task(PROCESS_JOB, [str(job_id)], retry=False, producer=producer)
        return len(chosen)
    except AWAY as error:
        log.warning("broker away", error=str(error))
        return 0


def waiting() -> int:
    """How many messages lie in the queue; raises one of AWAY when the broker is."""
    return int(_redis().llen(QUEUE))


def reachable() -> bool:
    """Whether the broker answers."""
    try:
        return bool(_redis().ping())
    except AWAY:
        return False


def announce(upload_id: object) -> None:
    """Wake whoever waits for a job of this upload."""
    try:
        _redis().publish(f"tintag:upload:{upload_id}", "changed")
    except AWAY as error:
        log.warning("nobody woken", upload_id=str(upload_id), error=str(error))


class Bell:
    """Rings when something changed in an upload, or when the time is over."""

    def __init__(self, pubsub: redis.client.PubSub | None):
        self._pubsub = pubsub

    def wait(self, seconds: float) -> None:
        """Sleep until the next ring, at most so many seconds (all of them when the broker is away)."""
        try:
            if self._pubsub is not None:
                self._pubsub.get_message(ignore_subscribe_messages=True, timeout=seconds)
                return
        except AWAY as error:
            log.warning("bell broken", error=str(error))
            self._pubsub = None
        time.sleep(seconds)


@contextmanager
def listening(upload_id: object) -> Iterator[Bell]:
    """Hear the announcements of one upload from here on."""
    pubsub = _redis().pubsub()
    try:
        yield Bell(pubsub if _subscribed(pubsub, upload_id) else None)
    finally:
        pubsub.close()


def _subscribed(pubsub: redis.client.PubSub, upload_id: object) -> bool:
    try:
        pubsub.subscribe(f"tintag:upload:{upload_id}")
        return pubsub.get_message(timeout=1) is not None
    except AWAY:
        return False
