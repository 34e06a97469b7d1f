"""Spans of what the workers and the sweeper do; they belong to the trace of the request that asked for it."""

from __future__ import annotations

from datetime import datetime

from service import queues
from service.store.models import Delivery, Job
from service.traces import Span, traces


def of_try(job: Job, began: datetime | None = None) -> Span:
    """One try at a job, from now on, or from when it ``began``."""
    told: dict[str, str | int] = {"tintag.job.id": str(job.id), "tintag.upload.id": str(job.upload_id)}
    told |= {"tintag.job.attempt": job.attempts, "tintag.job.priority": job.priority}
    if job.request_id:
        told["tintag.request.id"] = job.request_id
    return traces.begin(queues.PROCESS_JOB, "consumer", job.traceparent, told, began)


def of_delivery(sent: Delivery, began: datetime, traceparent: str | None, status: int | None) -> Span:
    """One try at a webhook, and the status that was answered."""
    told: dict[str, str | int] = {"http.request.method": "POST", "server.address": sent.host}
    told |= {"tintag.upload.id": str(sent.upload_id), "tintag.delivery.id": str(sent.id)}
    told["tintag.delivery.attempt"] = sent.attempts
    if status:
        told["http.response.status_code"] = status
    return traces.begin("tintag.webhook", "client", traceparent, told, began)
