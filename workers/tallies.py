"""What this worker counts of its work; told with its sign of life, in the text format of Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest

from service.traces import Span

REGISTRY = CollectorRegistry()
disable_created_metrics()
# From a stage of a short text to the longest time a job may take unless set otherwise.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
STAGES = Histogram("tintag_stage_seconds", "Time in each stage", ["stage"], buckets=BOUNDS, registry=REGISTRY)
ENDED = Counter("tintag_worker_jobs", "Jobs that left the worker, by how", ["outcome"], registry=REGISTRY)


class Clock:
    """Times the stages of one job; each is a part of its span."""

    def __init__(self, span: Span) -> None:
        self._stage, self._since = "", 0.0
        self._whole = self._part = span

    def enters(self, stage: str, error: str | None = None) -> None:
        """A stage begins, unless it has already, and the one before ends (with ``error``); the empty one is none."""
        if stage == self._stage:
            return
        moment = time.monotonic()
        if self._stage:
            STAGES.labels(self._stage).observe(moment - self._since)
            self._part.end(error)
        if stage:
            self._part = self._whole.child(stage)
        self._stage, self._since = stage, moment


def text() -> str:
    """All counts since this worker began."""
    return generate_latest(REGISTRY).decode()
