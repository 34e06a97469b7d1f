"""Uploads: files kept and a job queued for each, at once or chunk by chunk, in the caller's transactions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.store import articles, jobs, line, workers
from service.store.models import Article, File, Job, Upload
from service.store.models.job import PRIORITIES
from service.store.models.row import now

KEY_LIFETIME = timedelta(days=1)
BATCH_BYTES = 1024 * 1024
# Many times what lies between two chunks of files: unpacking 4 MiB and committing them takes less than a second.
SILENCE = timedelta(seconds=60)
JOBS_AT_ONCE = 5000  # ending 100,000 in one statement took ten seconds
AT_ONCE = 5  # so that a sweeper's round stays short
Slot = Row[str, UUID, datetime | None, str | None]
SLOT = (Article.fingerprint, Article.id, Article.processed_at, Article.pipeline_version)


@dataclass(frozen=True)
class Incoming:
    """A file as it was sent, with the hints of its request."""

    content: bytes
    filename: str
    media_type: str | None = None
    source_url: str | None = None
    published: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """What makes two files the same work: bytes, hints and a declared charset."""
        declared = self.media_type if self.media_type and "charset=" in self.media_type else ""
        return _digest([self.sha256, self.source_url or "", self.published or "", declared])


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Sender:
    """Who sends an upload and how it is to be handled; ``owner`` is an API key's id, or empty."""

    priority: str = "normal"
    tenant: str = ""
    owner: str = ""
    idempotency_key: str | None = None
    callback_url: str | None = None
    origin: jobs.Origin = field(default_factory=dict)


class Payload:
    """Tells one request's payload from another's, counted while its files go by."""

    def __init__(self, sender: Sender):
        self._hash = hashlib.sha256(f"{sender.priority}\x00{sender.callback_url or ''}".encode())

    def counted(self, files: Iterable[Incoming]) -> Iterator[Incoming]:
        """The files, each counted as it is taken."""
        for file in files:
            self._hash.update(f"\x00{file.filename}\x00{file.fingerprint}".encode("utf-8", "surrogatepass"))
            yield file

    @property
    def digest(self) -> str:
        """Hex digest of the sender's wishes and the files so far."""
        return self._hash.hexdigest()


def by_key(session: Session, sender: Sender) -> Upload | None:
    """The upload first made under an Idempotency-Key within the last day; older ones give the key up."""
    same = (Upload.tenant == sender.tenant, Upload.idempotency_key == sender.idempotency_key)
    forgotten = update(Upload).where(*same, Upload.created_at < now() - KEY_LIFETIME)
    session.execute(forgotten.values(idempotency_key=None))
    return session.scalar(select(Upload).where(*same))


def get(session: Session, upload_id: UUID) -> Upload | None:
    """An upload."""
    return session.get(Upload, upload_id)


def abandoned(session: Session, *which: ColumnElement[bool]) -> list[UUID]:
    """The uploads whose files stopped coming in because their API died, locked; one that goes on is not among them."""
    silent = (Upload.complete_at.is_(None), Upload.plan.is_(None), Upload.touched_at < now() - SILENCE)
    query = select(Upload.id).where(*silent, *which).limit(AT_ONCE).with_for_update(skip_locked=True)
    return list(session.scalars(query))


def receive(session: Session, files: Sequence[Incoming], sender: Sender = Sender()) -> Upload:
    """Keep a whole upload at once."""
    payload = Payload(sender)
    upload = begin(session, sender)
    add(session, upload, list(payload.counted(files)), sender)
    complete(session, upload, payload.digest, sender)
    return upload


def begin(session: Session, sender: Sender) -> Upload:
    """An upload that files may be added to; none of its jobs runs until it is complete."""
    upload = Upload(
        tenant=sender.tenant,
        owner=sender.owner,
        idempotency_key=sender.idempotency_key,
        callback_url=sender.callback_url,
    )
    session.add(upload)
    session.flush()
    return upload


def go_on(session: Session, upload_id: UUID) -> Upload | None:
    """The upload that is being received, locked, for more files; None when it was given up for its silence."""
    coming = update(Upload).where(Upload.id == upload_id, Upload.complete_at.is_(None))
    return session.scalar(coming.values(touched_at=now()).returning(Upload))


def stop(session: Session, upload: Upload) -> bool:
    """Make no more jobs for an upload; False while its files still come in."""
    session.refresh(upload, with_for_update=True)
    if upload.plan is not None:
        upload.plan, upload.complete_at = None, now()
    return upload.complete_at is not None


def cancel(session: Session, upload_id: UUID) -> bool:
    """End jobs of an upload that have not ended, as many as take a moment; whether there may be more."""
    return len(jobs.cancel(session, Job.upload_id == upload_id, most=JOBS_AT_ONCE)) == JOBS_AT_ONCE


def add(session: Session, upload: Upload, files: Sequence[Incoming], sender: Sender, place: int = 0) -> None:
    """Keep the bytes and the rows of files, of which the first has this place in the upload."""
    slots = _slots(session, files, sender.tenant)
    version = workers.current_version(session)
    same: dict[str, Any] = {"upload_id": upload.id, "tenant": sender.tenant, "owner": sender.owner, **sender.origin}
    same["rank"] = PRIORITIES.index(sender.priority)
    rows = [
        {**same, "position": position, "filename": file.filename, **_state(slots[file.fingerprint], version)}
        for position, file in enumerate(files, place)
    ]
    session.execute(insert(Job), rows)


def complete(session: Session, upload: Upload, digest: str, sender: Sender) -> None:
    """No more files come: all jobs get their turns in the line."""
    first = line.turn_now(session, PRIORITIES.index(sender.priority), sender.owner)
    turns = update(Job).where(Job.upload_id == upload.id).values(turn=first + Job.position)
    session.execute(turns, execution_options={"synchronize_session": False})
    upload.payload_digest, upload.complete_at = digest, now()
    session.flush()


def _state(slot: Slot, version: str | None) -> dict[str, Any]:
    """A job's columns: a file that this pipeline has done already is finished at once."""
    done = articles.is_done(slot, version)
    moment = now()
    ended = moment if done else None
    status = "succeeded" if done else "queued"
    made = {"article_id": slot.id, "status": status, "duplicate": done, "created_at": moment}
    return {**made, "started_at": ended, "finished_at": ended}


def queued(session: Session, upload_id: UUID, most: int | None = None) -> Sequence[UUID]:
    """The jobs of an upload that need a worker, up to so many."""
    return session.scalars(select(Job.id).where(Job.upload_id == upload_id, Job.status == "queued").limit(most)).all()


def _slots(session: Session, files: Sequence[Incoming], tenant: str) -> dict[str, Slot]:
    """The article row of each file, made when new; rows are touched in sorted order, so uploads cannot deadlock."""
    by_digest = {file.sha256: file for file in files}
    by_fingerprint = {file.fingerprint: file for file in reversed(files)}
    _keep_bytes(session, [by_digest[digest] for digest in sorted(by_digest)])
    rows = [_article(by_fingerprint[fingerprint], tenant) for fingerprint in sorted(by_fingerprint)]
    articles.claim_slots(session, rows)
    found = select(*SLOT).where(Article.tenant == tenant, Article.fingerprint.in_(by_fingerprint))
    return {slot.fingerprint: slot for slot in session.execute(found).all()}


def _keep_bytes(session: Session, files: Sequence[Incoming]) -> None:
    """The bytes, where they are not kept yet, or no longer; their rows are held until the end either way."""
    moment = now()
    kept = insert(File)
    again = {"content": kept.excluded.content, "created_at": kept.excluded.created_at}
    kept = kept.on_conflict_do_update(index_elements=["sha256"], set_=again, where=File.content.is_(None))
    for batch in _batches(files):
        rows = [
            {"sha256": file.sha256, "content": file.content, "size": len(file.content), "created_at": moment}
            for file in batch
        ]
        session.execute(kept, rows)


def _batches(files: Sequence[Incoming]) -> Iterator[list[Incoming]]:
    """Runs of files that are small together, because the driver copies what it sends."""
    batch: list[Incoming] = []
    size = 0
    for file in files:
        size += len(file.content)
        if batch and size > BATCH_BYTES:
            yield batch
            batch, size = [], len(file.content)
        batch.append(file)
    if batch:
        yield batch


def _article(file: Incoming, tenant: str) -> dict[str, Any]:
    return {
        "tenant": tenant,
        "fingerprint": file.fingerprint,
        "sha256": file.sha256,
        "filename": file.filename,
        "hint_media_type": file.media_type,
        "hint_source_url": file.source_url,
        "hint_published": file.published,
    }
