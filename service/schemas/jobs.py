"""The processing of one file."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from service.schemas.fields import PageQuery, Time
from service.schemas.written import Written

STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")
PRIORITIES = ("high", "normal", "low")


class JobErrorSchema(Schema):
    """Why a job failed."""

    code = fields.String(required=True)
    stage = fields.String(required=True, allow_none=True)
    detail = fields.String(required=True)
    retryable = fields.Boolean(required=True)


class JobSchema(Schema):
    """A job; ``article_id`` is known from the start and given up when the job fails."""

    id = fields.UUID(required=True)
    upload_id = fields.UUID(required=True)
    filename = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    stage = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    article_id = fields.Method("_article_id", required=True, metadata={"type": ["string", "null"], "format": "uuid"})
    duplicate = fields.Boolean(required=True)
    priority = fields.String(required=True, validate=validate.OneOf(PRIORITIES))
    created_at = Time(required=True)
    started_at = Time(required=True, allow_none=True)
    finished_at = Time(required=True, allow_none=True)
    error = fields.Nested(JobErrorSchema, required=True, allow_none=True)

    def _article_id(self, job) -> str | None:
        return None if job.article_id is None or job.status in {"failed", "cancelled"} else str(job.article_id)


class JobListSchema(Schema):
    """A page of jobs."""

    items = Written(fields.Nested(JobSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class JobListQuery(PageQuery):
    """Which jobs."""

    status = fields.String(validate=validate.OneOf(STATUSES))
    upload = fields.UUID()
