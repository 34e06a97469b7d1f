"""Webhooks: one message when an upload is finished, sent by one courier at a time, tried for a day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.store import progress
from service.store.models import Delivery, DisabledEndpoint, Job, Upload
from service.store.models.job import LIVE
from service.store.models.row import now

FINISHED = "upload.finished"
AT_ONCE = 500
# One host holds no more couriers than this, so that a slow one leaves the others free.
COURIERS_A_HOST = 2
# How long after each failed attempt the next one comes (jitter aside); the last one ends a day after the first.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1 / 12, 1, 5, 30, 120, 300, 480, 480))
JITTER = 0.1
PENDING = Delivery.status == "pending"


def write(session: Session) -> list[UUID]:
    """Make a delivery for each finished upload whose owner is to be told and was not yet; gives their ids."""
    live = select(Job.id).where(Job.upload_id == Upload.id, Job.status.in_(LIVE)).exists()
    untold = (Upload.callback_url.is_not(None), Upload.notified_at.is_(None), Upload.complete_at.is_not(None))
    found = select(Upload).where(*untold, ~live).limit(AT_ONCE).with_for_update(skip_locked=True)
    uploads = session.scalars(found).all()
    counts = progress.counts_of(session, [upload.id for upload in uploads])
    made = [_delivery(upload, counts[upload.id]) for upload in uploads]
    session.add_all(made)
    session.flush()
    return [one.id for one in made]


def _delivery(upload: Upload, counts: dict[str, int]) -> Delivery:
    moment = upload.notified_at = now()
    url = upload.callback_url or ""
    data = {"id": str(upload.id), "created_at": _written(upload.created_at), "counts": counts, "finished": True}
    payload = {"type": FINISHED, "timestamp": _written(moment), "data": data}
    host = urlsplit(url).hostname or ""
    return Delivery(tenant=upload.tenant, upload_id=upload.id, url=url, host=host, event=FINISHED, payload=payload)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def claim(session: Session, lease_seconds: int) -> Delivery | None:
    """Take a delivery that is due, the attempt counted; None when there is none.

    One whose endpoint is disabled comes back with that status, and is not to be sent.
    """
    delivery = _next_due(session)
    if delivery is None:
        return None
    if session.get(DisabledEndpoint, (delivery.tenant, delivery.url)):
        delivery.status, delivery.next_at, delivery.lease_until = "disabled", None, None
    else:
        delivery.attempts += 1
        delivery.next_at = delivery.lease_until = now() + timedelta(seconds=lease_seconds)
    return delivery


def _next_due(session: Session) -> Delivery | None:
    """A delivery that is due and that nobody else is taking, locked; hosts by lot, the oldest of each first."""
    moment = now()
    due = select(Delivery).where(PENDING, Delivery.next_at <= moment).order_by(Delivery.next_at).limit(1)
    hosts = _free_hosts(session, moment)
    random.shuffle(hosts)
    locked = (session.scalar(due.where(Delivery.host == host).with_for_update(skip_locked=True)) for host in hosts)
    return next((delivery for delivery in locked if delivery), None)


def _free_hosts(session: Session, moment: datetime) -> list[str]:
    """Hosts with something due and with couriers to spare, each found with one look into the index."""
    line = select(Delivery.host).where(PENDING).order_by(Delivery.host).limit(1)
    found = select(line.scalar_subquery().label("host")).cte("found", recursive=True)
    after = line.where(Delivery.host > found.c.host).correlate(found).scalar_subquery()
    found = found.union_all(select(after).where(found.c.host.is_not(None)))
    leased = select(Delivery.host).where(Delivery.lease_until > moment).group_by(Delivery.host)
    busy = leased.having(func.count() >= COURIERS_A_HOST)
    due = select(Delivery.id).where(PENDING, Delivery.host == found.c.host, Delivery.next_at <= moment).exists()
    free = select(found.c.host).where(found.c.host.is_not(None), found.c.host.not_in(busy), due)
    return list(session.scalars(free))


def settle(session: Session, sent: Delivery, status: int | None, error: str | None) -> str | None:
    """Note how an attempt ended: the HTTP status, or why there is none. Gives the delivery's status from now on.

    None, and nothing is noted, when the attempt no longer counts: its lease was over, or it was replayed meanwhile.
    """
    ours = (Delivery.id == sent.id, Delivery.lease_until == sent.lease_until)
    delivery = session.scalar(select(Delivery).where(*ours).with_for_update())
    if delivery is None:
        return None
    delivery.last_status, delivery.last_error = status, error
    delivery.lease_until = delivery.next_at = None
    if status is not None and 200 <= status < 300:
        delivery.status, delivery.delivered_at = "delivered", now()
    elif status == 410:
        delivery.status = "disabled"
        row = {"tenant": delivery.tenant, "url": delivery.url, "disabled_at": now()}
        session.execute(insert(DisabledEndpoint).values(row).on_conflict_do_nothing())
    elif delivery.attempts > len(PAUSES):
        delivery.status = "failed"
    else:
        delivery.next_at = now() + PAUSES[delivery.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    return delivery.status


def page(session: Session, wanted: dict[str, Any], after: UUID | None, limit: int) -> Sequence[Delivery]:
    """Up to ``limit`` deliveries, newest first, after an id in that order."""
    query = select(Delivery).order_by(Delivery.id.desc()).limit(limit)
    if "status" in wanted:
        query = query.where(Delivery.status == wanted["status"])
    if "upload" in wanted:
        query = query.where(Delivery.upload_id == wanted["upload"])
    return session.scalars(query.where(Delivery.id < after) if after else query).all()


def replay(session: Session, delivery_id: UUID) -> Delivery | None:
    """Send a delivery again, at once, its attempts uncounted and its endpoint enabled; None for an unknown id."""
    delivery = session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
    if delivery is not None:
        same = (DisabledEndpoint.tenant == delivery.tenant, DisabledEndpoint.url == delivery.url)
        session.execute(delete(DisabledEndpoint).where(*same))
        delivery.status, delivery.attempts, delivery.next_at = "pending", 0, now()
        delivery.lease_until = delivery.delivered_at = None
    return delivery
