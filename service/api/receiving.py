"""Files into the store, in chunks: memory does not grow with their number, and a refused upload leaves nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service import queues
from service.api.identity import transaction
from service.errors import Problem
from service.store import deletions, uploads
from service.store.models import Upload
from service.store.uploads import Incoming, Payload, Sender

log = structlog.get_logger()

# What one transaction commits: large enough that its round trips cost little, small enough for a thread's memory.
CHUNK_FILES = 500
CHUNK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Chunk:
    """Files that are committed together; ``place`` is the first one's in the upload."""

    files: Sequence[Incoming]
    place: int
    is_last: bool


def receive(files: Iterable[Incoming], sender: Sender) -> UUID:
    """Keep an upload's files and wake workers; the same key gives the first upload again."""
    payload = Payload(sender)
    chunks = _cut(payload.counted(files))
    first = next(chunks)
    try:
        upload, is_new = _begin(first, sender)
    except IntegrityError:  # the same key came in twice at once, and the other request was first
        upload, is_new = _begin(first, sender)
    if not is_new:
        _check_same(upload, chunks, payload)
    elif not first.is_last:
        _go_on(upload.id, chunks, payload, sender)
    return upload.id


def _cut(files: Iterator[Incoming]) -> Iterator[Chunk]:
    """Chunks of at most so many files and bytes, or of one file."""
    chunk: list[Incoming] = []
    place = size = 0
    for file in files:
        if chunk and (len(chunk) == CHUNK_FILES or size + len(file.content) > CHUNK_BYTES):
            yield Chunk(chunk, place, is_last=False)
            place += len(chunk)
            chunk, size = [], 0
        chunk.append(file)
        size += len(file.content)
    yield Chunk(chunk, place, is_last=True)


def _begin(first: Chunk, sender: Sender) -> tuple[Upload, bool]:
    """The upload, and whether it is new; one chunk is a whole upload at once."""
    if sender.idempotency_key and (known := _known(sender)):
        return known, False
    with transaction() as session:
        if not first.is_last:
            upload = uploads.begin(session, sender)
            uploads.add(session, upload, first.files, sender)
            return upload, True
        upload = uploads.receive(session, first.files, sender)
        fresh = uploads.queued(session, upload.id, queues.ENOUGH)
    queues.wake(fresh)
    return upload, True


def _known(sender: Sender) -> Upload | None:
    """The upload that came under the same key; one whose API died is forgotten."""
    with transaction() as session:
        known = uploads.by_key(session, sender)
        if known is None or known.complete_at:
            return known
        silent = uploads.abandoned(session, Upload.id == known.id)
        deletions.forget_uploads(session, silent)
    if not silent:
        detail = "An upload with this Idempotency-Key is still coming in."
        raise Problem(409, "conflict", detail, headers={"Retry-After": "5"})
    return None


def _check_same(upload: Upload, chunks: Iterator[Chunk], payload: Payload) -> None:
    for _ in chunks:  # counted and let go
        time.sleep(0)  # nothing else here waits, so that nobody else had a turn
    if upload.payload_digest != payload.digest:
        detail = "This Idempotency-Key was used for another payload within the last day."
        errors = {"headers": {"Idempotency-Key": [detail]}}
        raise Problem(422, "idempotency-key-reused", detail, errors=errors)


def _go_on(upload_id: UUID, chunks: Iterator[Chunk], payload: Payload, sender: Sender) -> None:
    """Commit the other chunks; whatever goes wrong, nothing of the upload is kept."""
    try:
        for chunk in chunks:
            with transaction() as session:
                uploads.add(session, _coming(session, upload_id), chunk.files, sender, chunk.place)
        with transaction() as session:
            uploads.complete(session, _coming(session, upload_id), payload.digest, sender)
            fresh = uploads.queued(session, upload_id, queues.ENOUGH)
    except BaseException:
        _forget(upload_id)
        raise
    queues.wake(fresh)
    queues.announce(upload_id)


def _coming(session: Session, upload_id: UUID) -> Upload:
    """The upload, for its next files."""
    upload = uploads.go_on(session, upload_id)
    if upload is None:
        detail = "The upload said nothing for so long that it was given up; nothing of it is kept."
        raise Problem(409, "conflict", detail, headers={"Retry-After": "1"})
    return upload


def _forget(upload_id: UUID) -> None:
    """Delete what was committed; the sweeper does it later where that cannot be done now."""
    is_gone = False
    try:
        while not is_gone:
            with transaction() as session:
                is_gone = deletions.forget_end(session, upload_id)
    except Exception as error:
        log.warning("left to the sweeper", upload_id=str(upload_id), error=str(error))
