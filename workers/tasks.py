"""Load, run, save."""

from __future__ import annotations

from uuid import UUID

from service import queues
from workers import pipeline
from workers.article import article
from workers.celery_app import celery_app
from workers.claims import claimed


@celery_app.task(name=queues.PROCESS_JOB)
def process_job(job_id: str) -> None:
    """Process one file; safe to deliver twice."""
    with claimed(UUID(job_id)) as claim:
        if claim is None:
            return
        if claim.is_done(pipeline.version()):
            claim.skip()
        else:
            document = pipeline.run(claim.document(), claim.entered)
            claim.save(article(document) | {"decoded": document.decoded})
