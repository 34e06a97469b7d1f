"""Load, work out, save."""

from __future__ import annotations

import time
from typing import Any

import structlog

from service import queues
from service.store import line
from service.store.database import transaction
from workers.celery_app import celery_app, crew
from workers.children.hands import Lost, NoChild, TooLong
from workers.claims import Claim, claimed
from workers.crew import Closing

log = structlog.get_logger()

# After a child could not be made, before the next one is tried.
PAUSE_SECONDS = 1


@celery_app.task(name=queues.PROCESS_JOB)
def process_job(job_id: str) -> None:
    """Process the file whose turn it is (``job_id`` is the one that a worker was woken for); safe to deliver twice."""
    version = crew.version()  # a worker that cannot work on files takes none
    with claimed() as claim:
        if claim is None:
            return
        content = claim.content()
        if claim.is_done(version):
            claim.skip()
        elif content is None:
            claim.fail("original-gone", "The file's bytes are no longer kept.", retryable=False)
        else:
            _work(claim, content)
    with transaction() as session:
        queues.wake(line.waiting(session, 1))


def _work(claim: Claim, content: bytes) -> None:
    try:
        answer = crew.work(claim.asked(), content, claim.look_up)
    except (Closing, NoChild) as error:
        log.warning("given back", reason=str(error))
        claim.give_back(counted=False)
        time.sleep(PAUSE_SECONDS)
    except (Lost, TooLong) as error:
        claim.try_again(error.code, str(error))
    else:
        _end(claim, answer)


def _end(claim: Claim, answer: dict[str, Any]) -> None:
    if "article" in answer:
        return claim.save(answer["article"])
    failure = answer["failure"]
    claim.stage = failure["stage"]
    if answer["final"]:
        return claim.fail(failure["code"], failure["detail"], retryable=False)
    return claim.try_again(failure["code"], failure["detail"])
