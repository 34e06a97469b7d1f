"""Whose turn it is: the highest priority first, then an owner by lot, then the least turn.

Turns interleave the uploads of one owner: a job's turn is its place in its upload, counted from the turn that is up
now, so that one file waits behind the next file of a large upload and not behind all of it. The lot gives every owner
the same share, however much each has sent.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from service.store.models import Job

WAITS = and_(Job.status == "queued", Job.turn.is_not(None))
# One claim in so many looks at the priorities from below, so that the lowest is served while higher ones never end.
FROM_BELOW = 8


def turn_now(session: Session, rank: int, owner: str) -> int:
    """The turn that is up in one owner's line; 0 where nothing waits."""
    least = select(func.min(Job.turn)).where(WAITS, Job.rank == rank, Job.owner == owner)
    return session.scalar(least) or 0


def next_up(session: Session) -> UUID | None:
    """The job whose turn it is, locked; None when nothing waits that nobody else is taking."""
    rank = _rank(session)
    if rank is None:
        return None
    owners = _owners(session, rank)
    random.shuffle(owners)
    line = select(Job.id).where(WAITS, Job.rank == rank).order_by(Job.turn, Job.id).limit(1)
    locked = (session.scalar(line.where(Job.owner == one).with_for_update(skip_locked=True)) for one in owners)
    return next((job_id for job_id in locked if job_id), None)


def waiting(session: Session, most: int) -> Sequence[UUID]:
    """Up to so many of the jobs that wait for a worker, in no order."""
    return session.scalars(select(Job.id).where(WAITS).limit(most)).all()


def _rank(session: Session) -> int | None:
    edge = func.max if random.randrange(FROM_BELOW) == 0 else func.min
    return session.scalar(select(edge(Job.rank)).where(WAITS))


def _owners(session: Session, rank: int) -> list[str]:
    """Who has a job in the line, each found with one look into the index however many jobs there are."""
    line = select(Job.owner).where(WAITS, Job.rank == rank).order_by(Job.owner).limit(1)
    found = select(line.scalar_subquery().label("owner")).cte("found", recursive=True)
    after = line.where(Job.owner > found.c.owner).correlate(found).scalar_subquery()
    found = found.union_all(select(after).where(found.c.owner.is_not(None)))
    return list(session.scalars(select(found.c.owner).where(found.c.owner.is_not(None))))
