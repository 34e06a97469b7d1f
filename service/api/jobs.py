"""Jobs: what became of each file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for

from service import queues
from service.api import events, missing, paging, waiting
from service.api.blueprint import Blueprint
from service.api.identity import shared, transaction
from service.api.tracing import origin
from service.api.watching import Subject
from service.errors import conflict
from service.schemas.fields import NoQuery, WaitQuery
from service.schemas.jobs import JobListQuery, JobListSchema, JobSchema
from service.store import again, jobs
from service.store.models import Job

blp = Blueprint("jobs", __name__, url_prefix="/v1/jobs", description="What became of each file")


@blp.get("")
@blp.arguments(JobListQuery, location="query")
@blp.response(200, JobListSchema)
def list_jobs(query: dict[str, Any]):
    """Jobs, newest first."""
    after = paging.decode(query.get("cursor"), UUID)
    with transaction() as session:
        rows = jobs.page(session, query, after[0] if after else None, query["limit"] + 1)
    return paging.answer(rows, query["limit"], lambda job: (job.id,))


@blp.get("/<uuid:job_id>")
@blp.arguments(WaitQuery, location="query")
@blp.response(200, JobSchema)
@blp.refuses(404, 410)
def get_job(query: dict[str, Any], job_id: UUID):
    """A job; `wait` answers when it is finished."""
    if query.get("wait"):
        waiting.until(_subject(job_id), query["wait"])
    return shared(("job", job_id), lambda: _load(job_id))


@blp.get("/<uuid:job_id>/events")
@blp.doc(responses=events.documented("job", "the job"))
@blp.arguments(NoQuery, location="query")
@blp.refuses(404, 410)
def get_job_events(query: dict[str, Any], job_id: UUID):
    """Server-sent events of a job, until it is finished."""
    return events.stream(_subject(job_id), "job")


def _subject(job_id: UUID) -> Subject:
    def look() -> dict[str, Any]:
        return JobSchema().dump(shared(("job", job_id), lambda: _load(job_id)))

    return Subject(UUID(look()["upload_id"]), job_id, look, lambda job: bool(job["finished_at"]))


@blp.post("/<uuid:job_id>/cancel")
@blp.arguments(NoQuery, location="query")
@blp.response(200, JobSchema)
@blp.refuses(404, 409, 410)
def cancel_job(query: dict[str, Any], job_id: UUID):
    """End a job that is queued, or running: its worker lets go within two seconds, and nothing of it is kept."""
    with transaction() as session:
        jobs.cancel(session, Job.id == job_id)
    job = _load(job_id)
    if job.status != "cancelled":
        raise conflict(f"The job has {job.status}.")
    queues.announce(job.upload_id)
    return job


@blp.post("/<uuid:job_id>/retry")
@blp.arguments(NoQuery, location="query")
@blp.response(202, JobSchema)
@blp.refuses(404, 409, 410)
def retry_job(query: dict[str, Any], job_id: UUID):
    """Queue a job again that failed or was cancelled; its attempts are counted anew."""
    job = _load(job_id)
    with transaction() as session:
        if not again.retry_job(session, job, origin()):
            raise conflict(f"The job is {job.status}; only one that failed or was cancelled can be tried again.")
    queues.wake([job_id])
    queues.announce(job.upload_id)
    return _load(job_id), {"Location": url_for("jobs.get_job", job_id=job_id), "Retry-After": "1"}


def _load(job_id: UUID) -> Job:
    with transaction() as session:
        return missing.found(session, jobs.get(session, job_id), "job", job_id)
