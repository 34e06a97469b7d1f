"""What was deleted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row, now


class Deleted(Row):
    """The id of an article, upload or job that is gone: nothing but that it was there."""

    __tablename__ = "deleted"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(default="")
    deleted_at: Mapped[datetime] = mapped_column(default=now)
