"""Uploads: files in, jobs out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from flask import Response, jsonify, url_for
from sqlalchemy.orm import Session

from service import queues
from service.api import callbacks, events, missing, paging, receiving, waiting
from service.api.blueprint import Blueprint
from service.api.identity import in_parts, sender, shared, transaction
from service.api.incoming import files_and_hints
from service.api.tracing import origin
from service.api.watching import Subject
from service.errors import conflict
from service.schemas.fields import NoQuery, PageQuery, WaitQuery
from service.schemas.uploads import FailureListSchema, ProgressSchema, UploadHeaders, UploadQuery, UploadSchema
from service.store import again, failures, progress, uploads
from service.store.models import Upload
from service.store.models.job import PRIORITIES

blp = Blueprint("uploads", __name__, url_prefix="/v1/uploads", description="Files in, a job for each")


@dataclass(frozen=True)
class Shown:
    """An upload as it is sent to all who asked for it together: its first 1,000 jobs are 350 KB and take 0.1 s."""

    finished: bool
    json: bytes

    def answer(self) -> Response:
        """An answer of one's own."""
        return Response(self.json, mimetype="application/json")


Look = Callable[[Session, UUID], dict[str, Any] | None]

RAW_TYPES = (
    *("text/html", "text/markdown", "application/pdf", "application/rtf", "application/epub+zip", "message/rfc822"),
    *("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/json"),
    *("application/vnd.oasis.opendocument.text", "application/rss+xml", "application/atom+xml", "application/zip"),
    *("application/x-tar", "application/gzip", "application/x-ndjson", "application/warc"),
)
BODIES = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
                    "source_url": {"type": "string", "format": "uri"},
                    "published": {"type": "string"},
                    "priority": {"type": "string", "enum": list(PRIORITIES)},
                    "callback_url": {"type": "string", "format": "uri", "maxLength": 2000},
                },
            }
        },
        "text/plain": {"schema": {"type": "string", "minLength": 1}},
        **{kind: {"schema": {"type": "string", "format": "binary", "minLength": 1}} for kind in RAW_TYPES},
    },
}


@blp.post("")
@blp.doc(requestBody=BODIES)
@blp.arguments(UploadQuery, location="query")
@blp.arguments(UploadHeaders, location="headers")
@blp.response(202, UploadSchema)
@blp.alt_response(200, schema=UploadSchema, description="All finished within `wait`")
@blp.refuses(409, 413, 415, 503)
def create_upload(query: dict[str, Any], headers: dict[str, Any]):
    """Accept files, keep them, queue a job for each."""
    files, hints = files_and_hints(query)
    callback_url = callbacks.checked(hints.get("callback_url"))
    by = sender(hints["priority"], headers.get("idempotency_key"), callback_url)
    upload_id = receiving.receive(files, by)
    upload = _waited(upload_id, query.get("wait"))
    place = {"Location": url_for("uploads.get_upload", upload_id=upload_id)}
    if "wait" in query and upload.finished:
        return upload.answer(), 200, place
    return upload.answer(), 202, place | {"Retry-After": "1"}


@blp.get("/<uuid:upload_id>")
@blp.arguments(WaitQuery, location="query")
@blp.response(200, UploadSchema)
@blp.refuses(404, 410)
def get_upload(query: dict[str, Any], upload_id: UUID):
    """An upload with its jobs; `wait` answers when all are finished."""
    return _waited(upload_id, query.get("wait")).answer()


@blp.get("/<uuid:upload_id>/events")
@blp.doc(responses=events.documented("progress", "the upload without its jobs"))
@blp.arguments(NoQuery, location="query")
@blp.refuses(404, 410)
def get_upload_events(query: dict[str, Any], upload_id: UUID):
    """Server-sent events of an upload, until all its jobs are finished."""
    return events.stream(_subject(upload_id), "progress")


@blp.get("/<uuid:upload_id>/failures")
@blp.arguments(PageQuery, location="query")
@blp.response(200, FailureListSchema)
@blp.refuses(404, 410)
def list_failures(query: dict[str, Any], upload_id: UUID):
    """The jobs of an upload that failed, in the order of its files."""
    after = paging.decode(query.get("cursor"), paging.count, UUID)
    with transaction() as session:
        rows = failures.page(session, _known(session, upload_id).id, after, query["limit"] + 1)
        by_code = failures.by_code(session, upload_id)
    body, status, headers = paging.answer(rows, query["limit"], lambda job: (job.position, job.id))
    return body | {"by_code": by_code}, status, headers


@blp.post("/<uuid:upload_id>/cancel")
@blp.arguments(NoQuery, location="query")
@blp.response(200, UploadSchema)
@blp.refuses(404, 409, 410)
def cancel_upload(query: dict[str, Any], upload_id: UUID):
    """End all jobs of an upload that have not ended; those that have stay as they are."""
    with transaction() as session:
        if not uploads.stop(session, _known(session, upload_id)):
            raise conflict("The upload is still coming in.")
    in_parts(lambda session: uploads.cancel(session, upload_id))
    queues.announce(upload_id)
    return _load(upload_id)


@blp.post("/<uuid:upload_id>/retry")
@blp.arguments(NoQuery, location="query")
@blp.response(202, UploadSchema)
@blp.refuses(404, 410)
def retry_upload(query: dict[str, Any], upload_id: UUID):
    """Queue the failed jobs of an upload again; their attempts are counted anew."""
    with transaction() as session:
        _known(session, upload_id)
    asked_by = origin()
    in_parts(lambda session: again.retry_failures(session, upload_id, asked_by))
    with transaction() as session:
        queues.wake(uploads.queued(session, upload_id, queues.ENOUGH))
    queues.announce(upload_id)
    return _load(upload_id), {"Location": url_for("uploads.get_upload", upload_id=upload_id), "Retry-After": "1"}


def _known(session: Session, upload_id: UUID) -> Upload:
    return missing.found(session, uploads.get(session, upload_id), "upload", upload_id)


def _waited(upload_id: UUID, seconds: float | None) -> Shown:
    """The whole upload, when it is finished or the time is over; until then only its state is looked at."""
    if seconds:
        waiting.until(_subject(upload_id), seconds)
    return shared(("upload", upload_id), lambda: _shown(upload_id))


def _shown(upload_id: UUID) -> Shown:
    found = _load(upload_id)
    return Shown(found["finished"], jsonify(UploadSchema().dump(found)).get_data())


def _subject(upload_id: UUID) -> Subject:
    def look() -> dict[str, Any]:
        return ProgressSchema().dump(_load(upload_id, progress.state))

    return Subject(upload_id, upload_id, lambda: shared(("progress", upload_id), look), itemgetter("finished"))


def _load(upload_id: UUID, look: Look = progress.whole) -> dict[str, Any]:
    with transaction() as session:
        return missing.found(session, look(session, upload_id), "upload", upload_id)
