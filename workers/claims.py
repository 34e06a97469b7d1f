"""A worker's hold on one job: taken atomically, kept alive while work goes on, ended once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from structlog.contextvars import bound_contextvars

from service import queues, settings
from service.store import articles, jobs
from service.store.database import transaction
from service.store.models import Job
from workers.document import Document
from workers.errors import FileError

log = structlog.get_logger()


class Claim:
    """One job in our hands; ``stage`` is where its file is now."""

    def __init__(self, job: Job):
        self.job, self.stage = job, "read"
        self._over = threading.Event()

    def document(self) -> Document:
        """The job's file as the pipeline takes it."""
        article = self.job.article
        return Document(
            content=article.file.content,
            filename=article.filename,
            media_type=article.hint_media_type,
            hint_source_url=article.hint_source_url,
            hint_published=article.hint_published,
        )

    def entered(self, stage: str) -> None:
        """The pipeline is at a new stage."""
        self.stage = stage

    def is_done(self, version: str) -> bool:
        """Whether this pipeline has processed the same file since the job was queued."""
        return articles.is_done(self.job.article, version)

    def save(self, found: dict[str, Any]) -> None:
        """Keep the article and end the job, in one transaction; nothing is kept when the job is no longer ours."""
        with transaction() as session:
            if jobs.finish(session, self.job.id, self.job.token, stage=self.stage):
                articles.save(session, self.job.article_id, found)
        log.info("succeeded", kind=found["kind"])

    def skip(self) -> None:
        """End the job: the article is there already."""
        with transaction() as session:
            jobs.finish(session, self.job.id, self.job.token, stage=self.stage, duplicate=True)

    def fail(self, code: str, detail: str, *, retryable: bool) -> None:
        """End the job with a reason."""
        error = {"code": code, "stage": self.stage, "detail": detail, "retryable": retryable}
        with transaction() as session:
            jobs.fail(session, self.job.id, self.job.token, error)
        log.warning("failed", **error)

    def try_again(self, code: str, detail: str) -> None:
        """Queue the job again, or fail it when it was tried often enough."""
        if self.job.attempts >= settings.current().max_attempts:
            return self.fail(code, detail, retryable=True)
        with transaction() as session:
            jobs.give_back(session, self.job.id, self.job.token)
        log.warning("given back", code=code, detail=detail, attempts=self.job.attempts)

    def keep_alive(self) -> None:
        """Extend the lease three times in its length, until the claim is over or lost."""
        lease = settings.current().lease_seconds
        while not self._over.wait(lease / 3):
            try:
                with transaction() as session:
                    if not jobs.extend(session, self.job.id, self.job.token, self.stage, lease):
                        return
            except Exception as error:
                log.warning("lease not extended", error=str(error))

    def end(self) -> None:
        """Stop keeping alive, and wake who waits."""
        self._over.set()
        queues.announce(self.job.upload_id)


@contextmanager
def claimed(job_id: UUID) -> Iterator[Claim | None]:
    """Hold a job while the block runs; None when it is finished, cancelled or taken. Failures end in the job's row."""
    with transaction() as session:
        job = jobs.claim(session, job_id, settings.current().lease_seconds)
    if job is None:
        yield None
        return
    claim = Claim(job)
    threading.Thread(target=claim.keep_alive, daemon=True).start()
    try:
        ids = bound_contextvars(job_id=str(job.id), upload_id=str(job.upload_id), attempt=job.attempts)
        with ids, _failures(claim):
            yield claim
    finally:
        claim.end()


@contextmanager
def _failures(claim: Claim) -> Iterator[None]:
    try:
        yield
    except FileError as error:
        claim.stage = error.stage
        claim.fail(error.code, error.detail, retryable=False)
    except SoftTimeLimitExceeded:
        claim.try_again("time-limit", f"Not finished within {settings.current().job_seconds} seconds.")
    except Exception as error:
        log.exception("unexpected error")
        claim.try_again("internal-error", f"{type(error).__name__} while the file was at {claim.stage}.")
