"""Names of queues and tasks, and the only calls to the broker; nothing but ids travels."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import takewhile
from typing import Protocol, TypeVar
from uuid import UUID

import redis
import structlog
from celery import Celery
from kombu import Exchange, Producer, Queue
from kombu.exceptions import OperationalError

from service import settings

log = structlog.get_logger()

PROCESS_JOB = "tintag.process_job"
PRIORITIES = ("high", "normal", "low")
QUEUES = tuple(f"tintag.{priority}" for priority in PRIORITIES)
AWAY = (OperationalError, redis.RedisError, OSError)


class Sendable(Protocol):
    """A job as the broker sees it."""

    @property
    def id(self) -> UUID:
        """Names the row."""

    @property
    def priority(self) -> str:
        """Chooses the queue."""


SomeJob = TypeVar("SomeJob", bound=Sendable)


@cache
def app() -> Celery:
    """The Celery application, as both sides configure it: JSON, no results, queues in order of priority."""
    celery = Celery("tintag", broker=settings.current().redis_url)
    celery.conf.update(
        task_queues=[Queue(name, Exchange("tintag", type="direct"), routing_key=name) for name in QUEUES],
        task_default_queue=QUEUES[1],
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={
            "queue_order_strategy": "priority",
            "socket_connect_timeout": 1,
            "socket_timeout": 3,
            "health_check_interval": 10,
        },
    )
    return celery


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.current().redis_url, socket_connect_timeout=1, socket_timeout=3)


def send(job: Sendable, producer: Producer | None = None) -> bool:
    """Tell the workers of a queued job; False when the broker is away."""
    try:
        app().send_task(PROCESS_JOB, [str(job.id)], queue=f"tintag.{job.priority}", retry=False, producer=producer)
        return True
    except AWAY as error:
        log.warning("broker away", job_id=str(job.id), error=str(error))
        return False


def send_all(jobs: Iterable[SomeJob]) -> list[SomeJob]:
    """Send each job until the broker fails; gives back those sent (the sweeper sends the rest)."""
    with app().producer_pool.acquire(block=True) as producer:
        return list(takewhile(lambda job: send(job, producer), jobs))


def waiting() -> int:
    """How many messages lie in the queues; raises one of AWAY when the broker is."""
    return sum(int(_redis().llen(name)) for name in QUEUES)


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
