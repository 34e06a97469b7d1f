"""What Prometheus reads: the requests of all API processes, what workers count, the state of the parts now."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

import structlog
from flask import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from service import queues
from service.api.blueprint import Blueprint
from service.schemas.fields import NoQuery
from service.store import database, gauges
from service.store.gauges import Gauges

log = structlog.get_logger()
T = TypeVar("T")

blp = Blueprint("metrics", __name__, description="What Prometheus reads")

# A scrape gives up after ten seconds, unless told otherwise; both parts together must take less.
PATIENCE_SECONDS = 3.0
# Anybody may ask: however many do, a part rests for so many times as long as it was asked, within these bounds.
# Counting 200,000 jobs that wait takes the database 0.15 s, 100,000 failures 0.1 s.
REST, SHORTEST_REST_SECONDS, LONGEST_REST_SECONDS = 10, 1.0, 10.0


class Part(Generic[T]):
    """Something that is asked by one at a time, and not waited for when it is silent."""

    def __init__(self, ask: Callable[[], T]):
        self._ask, self._lock = ask, threading.Lock()
        self._thread = ThreadPoolExecutor(1)
        self._rests_until = float("-inf")
        self._answer: Future[T] = Future()
        self._answer.cancel()

    def answer(self) -> T | None:
        """Its answer, some seconds old at most; None when it is away."""
        with self._lock:
            if self._answer.done() and time.monotonic() > self._rests_until:
                self._answer = self._thread.submit(self._asked)
            answer = self._answer
        try:
            return answer.result(PATIENCE_SECONDS)
        except Exception as error:
            log.warning("not in the metrics", error=repr(error))
            return None

    def _asked(self) -> T:
        began = time.monotonic()
        try:
            return self._ask()
        finally:
            ended = time.monotonic()
            rest = min(max((ended - began) * REST, SHORTEST_REST_SECONDS), LONGEST_REST_SECONDS)
            self._rests_until = ended + rest


def _read() -> Gauges:
    with database.transaction() as session:
        return gauges.read(session)


DATABASE, BROKER = Part(_read), Part(queues.waiting)


class Parts(Collector):
    """The state of the parts at this moment."""

    def collect(self) -> Iterator[Metric]:
        """Families of what each part says; of one that is away only that."""
        found, messages = DATABASE.answer(), BROKER.answer()
        up = {"database": found is not None, "broker": messages is not None}
        yield _gauge("tintag_up", "Whether a part answers", up, "part")
        if messages is not None:
            yield _gauge("tintag_broker_messages", "Messages that wait in the broker", messages)
        if found is not None:
            yield from _of_database(found)
            yield from _of_workers(found.counts)


def _of_database(found: Gauges) -> Iterator[Metric]:
    yield _gauge("tintag_jobs", "Jobs that have not ended", found.jobs, "status")
    yield _gauge("tintag_oldest_waiting_seconds", "Age of what waits longest", found.oldest_waiting_seconds)
    yield _gauge("tintag_jobs_failed_last_hour", "Jobs that failed within an hour", found.failed, "code")
    yield _gauge("tintag_workers", "Workers seen within half a minute", found.workers)
    yield _gauge("tintag_webhook_deliveries_pending", "Webhooks that are still to be sent", found.deliveries_pending)


def _of_workers(counts: Mapping[str, str]) -> Iterable[Metric]:
    """What each worker says of itself, under its name."""
    families: dict[str, Metric] = {}
    for worker, text in counts.items():
        for told in text_string_to_metric_families(text):
            family = families.setdefault(told.name, Metric(told.name, told.documentation, told.type))
            for sample in told.samples:
                family.add_sample(sample.name, {"worker": worker, **sample.labels}, sample.value)
    return families.values()


def _gauge(name: str, meaning: str, values: Any, label: str = "") -> GaugeMetricFamily:
    """A number, or one for each value of a label."""
    family = GaugeMetricFamily(name, meaning, labels=[label] if label else [])
    for key, value in values.items() if label else [("", values)]:
        family.add_metric([key] if label else [], value)
    return family


@blp.get("/metrics")
@blp.doc(responses={200: {"description": "Metrics", "content": {"text/plain": {"schema": {"type": "string"}}}}})
@blp.arguments(NoQuery, location="query")
def get_metrics(query: dict[str, Any]):
    """Metrics in the text format of Prometheus."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Parts())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
