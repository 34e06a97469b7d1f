"""Uploads: files kept and a job queued for each, in the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.store import articles, jobs, line, workers
from service.store.models import Article, File, Job, Upload
from service.store.models.job import PRIORITIES
from service.store.models.row import now

KEY_LIFETIME = timedelta(days=1)
BATCH_BYTES = 1024 * 1024


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


def payload_digest(files: Sequence[Incoming], sender: Sender) -> str:
    """Tells one request's payload from another's."""
    told = [sender.priority, sender.callback_url or ""]
    return _digest([*told, *(part for file in files for part in (file.filename, file.fingerprint))])


def by_key(session: Session, sender: Sender) -> Upload | None:
    """The upload first made under an Idempotency-Key within the last day; older ones give the key up."""
    same = (Upload.tenant == sender.tenant, Upload.idempotency_key == sender.idempotency_key)
    forgotten = update(Upload).where(*same, Upload.created_at < now() - KEY_LIFETIME)
    session.execute(forgotten.values(idempotency_key=None))
    return session.scalar(select(Upload).where(*same))


def get(session: Session, upload_id: UUID) -> Upload | None:
    """An upload."""
    return session.get(Upload, upload_id)


def receive(session: Session, files: Sequence[Incoming], sender: Sender = Sender()) -> Upload:
    """Keep the bytes and the rows; a file this pipeline has done already is finished at once."""
    upload = Upload(
        tenant=sender.tenant,
        owner=sender.owner,
        idempotency_key=sender.idempotency_key,
        payload_digest=payload_digest(files, sender),
        callback_url=sender.callback_url,
        complete_at=now(),
    )
    session.add(upload)
    session.flush()
    slots = _slots(session, files, sender.tenant)
    version = workers.current_version(session)
    rank = PRIORITIES.index(sender.priority)
    first = line.turn_now(session, rank, sender.owner)
    for position, file in enumerate(files):
        job = Job(upload_id=upload.id, tenant=sender.tenant, owner=sender.owner, position=position)
        job.rank, job.turn = rank, first + position
        session.add(_started(job, file, slots[file.fingerprint], version))
    session.flush()
    return upload


def _started(job: Job, file: Incoming, article: Article, version: str | None) -> Job:
    job.filename, job.article = file.filename, article
    if articles.is_done(article, version):
        moment = now()
        job.status, job.duplicate, job.started_at, job.finished_at = "succeeded", True, moment, moment
    return job


def cancel(session: Session, upload: Upload) -> None:
    """End all jobs of an upload that have not ended, and make no more of them."""
    session.refresh(upload, with_for_update=True)
    if upload.plan is not None:
        upload.plan, upload.complete_at = None, now()
    jobs.cancel(session, Job.upload_id == upload.id)


def queued(session: Session, upload_id: UUID) -> Sequence[UUID]:
    """The jobs of an upload that need a worker."""
    return session.scalars(select(Job.id).where(Job.upload_id == upload_id, Job.status == "queued")).all()


def _slots(session: Session, files: Sequence[Incoming], tenant: str) -> dict[str, Article]:
    """The article row of each file, made when new; rows are touched in sorted order, so uploads cannot deadlock."""
    by_digest = {file.sha256: file for file in files}
    by_fingerprint = {file.fingerprint: file for file in reversed(files)}
    _keep_bytes(session, [by_digest[digest] for digest in sorted(by_digest)])
    rows = [_article(by_fingerprint[fingerprint], tenant) for fingerprint in sorted(by_fingerprint)]
    articles.claim_slots(session, rows)
    found = session.scalars(select(Article).where(Article.tenant == tenant, Article.fingerprint.in_(by_fingerprint)))
    return {article.fingerprint: article for article in found}


def _keep_bytes(session: Session, files: Sequence[Incoming]) -> None:
    """The bytes, where they are not kept yet."""
    moment = now()
    for batch in _batches(files):
        rows = [
            {"sha256": file.sha256, "content": file.content, "size": len(file.content), "created_at": moment}
            for file in batch
        ]
        session.execute(insert(File).on_conflict_do_nothing(), rows)


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
