"""Uploads: files in, jobs out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for

from service.api import receiving, waiting
from service.api.blueprint import Blueprint
from service.api.identity import sender, transaction
from service.api.incoming import files_and_hints
from service.errors import not_found
from service.schemas.fields import WaitQuery
from service.schemas.uploads import UploadHeaders, UploadQuery, UploadSchema
from service.store import progress
from service.store.models.job import PRIORITIES

blp = Blueprint("uploads", __name__, url_prefix="/v1/uploads", description="Files in, a job for each")

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
    upload_id = receiving.receive(files, sender(hints["priority"], headers.get("idempotency_key")))
    upload = waiting.until(upload_id, lambda: _load(upload_id), _finished, query.get("wait"))
    place = {"Location": url_for("uploads.get_upload", upload_id=upload_id)}
    if "wait" in query and upload["finished"]:
        return upload, 200, place
    return upload, 202, place | {"Retry-After": "1"}


@blp.get("/<uuid:upload_id>")
@blp.arguments(WaitQuery, location="query")
@blp.response(200, UploadSchema)
@blp.refuses(404)
def get_upload(query: dict[str, Any], upload_id: UUID):
    """An upload with its jobs; `wait` answers when all are finished."""
    return waiting.until(upload_id, lambda: _load(upload_id), _finished, query.get("wait"))


def _load(upload_id: UUID) -> dict[str, Any]:
    with transaction() as session:
        upload = progress.whole(session, upload_id)
    if upload is None:
        raise not_found("upload")
    return upload


def _finished(upload: dict[str, Any]) -> bool:
    return bool(upload["finished"])
