"""One request's files."""

from __future__ import annotations

from datetime import datetime

from marshmallow import Schema, fields, validate

from service.schemas.fields import DATE_LENGTH, DATE_OR_TIME, Clean, Moment, Strict, Time, WaitQuery
from service.schemas.jobs import PRIORITIES, JobSchema


class CountsSchema(Schema):
    """How many jobs of the upload are in each state."""

    queued = fields.Integer(required=True)
    running = fields.Integer(required=True)
    succeeded = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    cancelled = fields.Integer(required=True)


class UploadSchema(Schema):
    """An upload with its first 1,000 jobs, in the order of its files; `/v1/jobs?upload=` lists all of them."""

    id = fields.UUID(required=True)
    created_at = Time(required=True)
    finished = fields.Boolean(required=True, metadata={"description": "All jobs are known and have ended."})
    counts = fields.Nested(CountsSchema, required=True)
    oldest_waiting_seconds = fields.Float(required=True, allow_none=True)
    jobs = fields.List(fields.Nested(JobSchema), required=True)


class _PublishedHint(Clean):
    """A date as it was sent, or a date-time with its offset (UTC where none was sent)."""

    def _deserialize(self, value, attr, data, **kwargs):
        text = super()._deserialize(value, attr, data, **kwargs)
        moment = Moment()._deserialize(text, attr, data)
        if len(text) == DATE_LENGTH:
            return text
        sent = datetime.fromisoformat(text)
        return (sent if sent.tzinfo else moment).isoformat(timespec="seconds")


class HintsSchema(Strict):
    """What the sender knows of the files: fields of the form, or of the query."""

    source_url = Clean(
        metadata={"format": "uri"}, validate=[validate.URL(schemes={"http", "https"}), validate.Length(max=2000)]
    )
    published = _PublishedHint(validate=validate.Length(max=40), metadata=DATE_OR_TIME)
    priority = fields.String(load_default="normal", validate=validate.OneOf(PRIORITIES))
    callback_url = Clean(
        metadata={"format": "uri", "description": "Called with a signed `upload.finished` when all jobs have ended."},
        validate=[validate.URL(schemes={"http", "https"}, require_tld=False), validate.Length(max=2000)],
    )


class UploadQuery(WaitQuery, HintsSchema):
    """Query of an upload; ``filename`` names a raw body."""

    filename = Clean(validate=validate.Length(1, 255))


class UploadHeaders(Schema):
    """Headers of an upload."""

    idempotency_key = Clean(data_key="Idempotency-Key", validate=validate.Length(1, 255))
