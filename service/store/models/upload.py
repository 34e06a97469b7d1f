"""One request's files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.models.job import Job
from service.store.models.row import Row, new_id, now


class Upload(Row):
    """Holds one job a file; ``payload_digest`` tells a repeated request from another under the same key."""

    __tablename__ = "uploads"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    idempotency_key: Mapped[str | None] = mapped_column(String(255), unique=True)
    payload_digest: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)

    jobs: Mapped[list[Job]] = relationship(order_by=Job.position, lazy="selectin")
