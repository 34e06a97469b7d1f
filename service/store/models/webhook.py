"""Messages to the owners of uploads, and where they are no longer wanted."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row, new_id, now

STATUSES = ("pending", "delivered", "failed", "disabled")


class Delivery(Row):
    """A message to one URL; its ``id`` is the webhook-id, the same in every attempt. It goes with its upload.

    ``next_at`` is when it is due (while it is being sent: the lease's end), empty when it is not to be sent;
    ``lease_until`` is whose attempt counts: only the sender that set it may say how the attempt ended.
    """

    __tablename__ = "webhook_deliveries"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant: Mapped[str] = mapped_column(default="")
    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), index=True)
    url: Mapped[str]
    host: Mapped[str]
    event: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(10), default="pending")
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]
    last_status: Mapped[int | None] = mapped_column(SmallInteger)
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    delivered_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        Index(None, "status", "id"),
        Index("ix_webhook_deliveries_due", "host", "next_at", postgresql_where=text("status = 'pending'")),
        Index("ix_webhook_deliveries_leases", "lease_until", postgresql_where=text("lease_until IS NOT NULL")),
    )


class DisabledEndpoint(Row):
    """A URL that answered 410: no more messages of this tenant go there until one of them is replayed."""

    __tablename__ = "webhook_endpoints"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(primary_key=True)
    disabled_at: Mapped[datetime] = mapped_column(default=now)
