"""Names of queues and tasks, and the only calls to the broker; nothing but ids travels."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
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
ANNOUNCED = "tintag:upload:"
AWAY = (OperationalError, redis.RedisError, OSError)
# So many messages wake more workers than there are; a worker that leaves work behind sends the next one.
ENOUGH = 256
# The sweeper makes up for messages that were not sent, a round after this at the latest.
OUTAGE_SECONDS = 3
# A broker that answers no ping for so long is taken for away.
SILENCE_SECONDS = 3.0


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


class Outage:
    """A broker that is stopped dead takes seconds to fail each time; for a while after that it is left alone."""

    def __init__(self) -> None:
        self._until = float("-inf")

    def lasts(self) -> bool:
        """Whether it failed a moment ago."""
        return time.monotonic() < self._until

    def begins(self, error: Exception) -> None:
        """It failed now."""
        log.warning("broker away", error=str(error))
        self._until = time.monotonic() + OUTAGE_SECONDS


outage = Outage()


@cache
def _redis() -> redis.Redis:
    """One try, and another where the connection had been closed while nobody used it."""
    once_more = Retry(NoBackoff(), 1)
    url = settings.current().redis_url
    return redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=3, retry=once_more)


def brief_connections() -> redis.ConnectionPool:
    """Connections for what is worth no wait: half a second, and no second try."""
    brief = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}
    return redis.ConnectionPool.from_url(settings.current().redis_url, **brief)


def wake(job_ids: Sequence[UUID]) -> int:
    """Send a message for each of these jobs while the queue holds fewer than enough; gives how many were sent.

    A message wakes a worker and names the job that it is sent for; the worker takes the one whose turn it is.
    """
    if outage.lasts():
        return 0
    try:
        chosen = job_ids[: max(0, ENOUGH - waiting())]
        with app().producer_pool.acquire(block=True) as producer:
            for job_id in chosen:
                app().send_task(PROCESS_JOB, [str(job_id)], retry=False, producer=producer)
        return len(chosen)
    except AWAY as error:
        outage.begins(error)
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
    if outage.lasts():
        return
    try:
        _redis().publish(f"{ANNOUNCED}{upload_id}", "changed")
    except AWAY as error:
        outage.begins(error)


def listen(ring: Callable[[UUID | None], None], hears: threading.Event) -> None:
    """Ring for each upload that is announced, for ever; ``hears`` is set while the broker answers.

    Rings for None (whatever it is) when the broker is back: what was announced in between was not heard.
    """
    url = settings.current().redis_url
    client = redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=3, retry=Retry(NoBackoff(), 0))
    while True:
        try:
            with client.pubsub() as pubsub:
                pubsub.psubscribe(f"{ANNOUNCED}*")
                _hear(pubsub, ring, hears)
        except AWAY as error:
            log.warning("announcements not heard", error=str(error))
        finally:
            hears.clear()
        time.sleep(1)


def _hear(pubsub: redis.client.PubSub, ring: Callable[[UUID | None], None], hears: threading.Event) -> None:
    """Until the broker is silent for too long, though it is asked every second."""
    heard = time.monotonic()
    while time.monotonic() - heard < SILENCE_SECONDS:
        message = pubsub.get_message(timeout=1)
        if message is None:
            pubsub.ping()
            continue
        heard = time.monotonic()
        if not hears.is_set():
            hears.set()
            ring(None)
        if message["type"] == "pmessage":
            ring(UUID(message["channel"].decode().removeprefix(ANNOUNCED)))
