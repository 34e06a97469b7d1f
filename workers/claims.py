"""A worker's hold on one job: taken atomically, kept alive while work goes on, ended once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from sqlalchemy.orm import Session
from structlog.contextvars import bound_contextvars

from service import queues, settings
from service.store import articles, jobs
from service.store.database import AWAY, transaction
from service.store.models import Job
from workers import spans
from workers.tallies import ENDED, Clock

log = structlog.get_logger()

# What was worked out is offered to a database that is away for so long; after that somebody else works it out again.
PATIENCE_SECONDS = 120
# A cancelled job is noticed within this time; a lease is extended as often.
LOOK_SECONDS = 1.0


class NotOurs(Exception):
    """The job was cancelled, or given to another worker."""


class Claim:
    """One job in our hands; ``stage`` is where its file is now."""

    def __init__(self, job: Job):
        self.job, self.stage, self.span = job, "read", spans.of_try(job)
        self.clock = Clock(self.span)
        self.error: str | None = None
        self._looked = time.monotonic()

    def is_done(self, version: str) -> bool:
        """Whether this pipeline has processed the same file since the job was queued."""
        return not self.job.force and self.job.article is not None and articles.is_done(self.job.article, version)

    def asked(self) -> dict[str, Any]:
        """What the pipeline is told of the file, besides its bytes."""
        article = self.job.article
        hints = {name: getattr(article, f"hint_{name}") for name in ("media_type", "source_url", "published")}
        return {
            "filename": article.filename if article else self.job.filename,
            "media_type": hints["media_type"],
            "hint_source_url": hints["source_url"],
            "hint_published": hints["published"],
        }

    def content(self) -> bytes | None:
        """The file's bytes; None when they are no longer kept."""
        return self.job.article.file.content if self.job.article else None

    def look_up(self, stage: str) -> None:
        """Extend the lease, about once a second; raises NotOurs when the job is no longer to be worked on."""
        self.stage = stage
        self.clock.enters(stage)
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        try:
            with transaction() as session:
                ours = jobs.extend(session, self.job.id, self.job.token, stage, settings.current().lease_seconds)
        except AWAY as error:
            log.warning("lease not extended", error=str(error))
            return
        if not ours:
            raise NotOurs

    def save(self, found: dict[str, Any]) -> None:
        """Keep the article and end the job, in one transaction; nothing is kept when the job is no longer ours."""

        def keep(session: Session) -> bool:
            articles.lock(session, self.job.article_id)  # before the job, as who deletes the article does
            ours = jobs.finish(session, self.job.id, self.job.token, stage=self.stage)
            if ours and self.job.article_id:
                articles.save(session, self.job.article_id, found)
            return ours

        if self._end("succeeded", keep):
            log.info("succeeded", kind=found["kind"])

    def skip(self) -> None:
        """End the job: the article is there already."""
        held = (self.job.id, self.job.token)
        if self._end("succeeded", lambda session: jobs.finish(session, *held, stage=self.stage, duplicate=True)):
            log.info("succeeded", duplicate=True)

    def fail(self, code: str, detail: str, *, retryable: bool) -> None:
        """End the job with a reason."""
        error = {"code": code, "stage": self.stage, "detail": detail, "retryable": retryable}
        if self._end("failed", lambda session: jobs.fail(session, self.job.id, self.job.token, error), code):
            log.warning("failed", **error)

    def try_again(self, code: str, detail: str) -> None:
        """Queue the job again, or fail it when it was tried often enough."""
        if self.job.attempts >= settings.current().max_attempts:
            return self.fail(code, detail, retryable=True)
        if self.give_back(counted=True, error=code):
            log.warning("given back", code=code, detail=detail, attempts=self.job.attempts)

    def give_back(self, *, counted: bool, error: str | None = None) -> bool:
        """Queue the job again; ``counted`` says whether this try was one. False when it is no longer ours."""
        held = (self.job.id, self.job.token)
        return self._end("given-back", lambda session: jobs.give_back(session, *held, counted=counted), error)

    def _end(self, outcome: str, change: Callable[[Session], bool], error: str | None = None) -> bool:
        """Let go of the job, and count it when it still was ours; whether it was."""
        self.clock.enters("save", error)
        self.error = error
        ours = _patiently(change)
        if ours:
            ENDED.labels(outcome).inc()
            self.span.tell({"tintag.job.outcome": outcome})
        else:
            log.info("no longer ours", would_be=outcome)
        return ours


@contextmanager
def claimed() -> Iterator[Claim | None]:
    """Hold the job whose turn it is while the block runs, or None; who watches it is told before and after."""
    with transaction() as session:
        job = jobs.claim(session, settings.current().lease_seconds)
    if job is None:
        yield None
        return
    queues.announce(job.upload_id)
    ids = {"job_id": str(job.id), "upload_id": str(job.upload_id), "attempt": job.attempts}
    if job.request_id:
        ids["request_id"] = job.request_id
    claim = Claim(job)
    if claim.span.trace_id:
        ids["trace_id"] = claim.span.trace_id
    with bound_contextvars(**ids):
        try:
            yield claim
        except NotOurs:
            log.info("no longer ours")
        except AWAY as error:  # the lease will end, and the sweeper gives the job to somebody else
            log.warning("given up", error=str(error))
            claim.error = "database-away"
        except Exception as error:
            log.exception("unexpected error")
            claim.try_again("internal-error", f"{type(error).__name__} while the file was at {claim.stage}.")
        finally:
            claim.clock.enters("")
            claim.span.end(claim.error)
            queues.announce(job.upload_id)


def _patiently(change: Callable[[Session], bool]) -> bool:
    """Make a change; while the database is away, again and again. Gives what it gives."""
    until = time.monotonic() + PATIENCE_SECONDS
    pause = 0.2
    while True:
        try:
            with transaction() as session:
                return change(session)
        except AWAY as error:
            if time.monotonic() > until:
                raise
            log.warning("database away", error=str(error))
            time.sleep(pause)
            pause = min(pause * 2, 3.0)
