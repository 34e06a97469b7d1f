"""One request's files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row, new_id, now


class Upload(Row):
    """Holds one job a file; ``payload_digest`` tells a repeated request from another under the same key.

    ``complete_at`` is empty while jobs are still being added: files that come in, of which a dead API leaves nothing
    (``touched_at`` says when it last did something), or articles to process again (``plan`` says which).
    ``notified_at`` is empty until the owner was told at ``callback_url`` that all jobs have ended.
    """

    __tablename__ = "uploads"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    idempotency_key: Mapped[str | None] = mapped_column(String(255))
    payload_digest: Mapped[str | None] = mapped_column(String(64))
    callback_url: Mapped[str | None]
    plan: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    touched_at: Mapped[datetime] = mapped_column(default=now)
    complete_at: Mapped[datetime | None]
    notified_at: Mapped[datetime | None]

    __table_args__ = (
        Index("uq_uploads_idempotency_key", "tenant", "idempotency_key", unique=True),
        Index("ix_uploads_incomplete", "touched_at", postgresql_where=text("complete_at IS NULL")),
        Index(
            "ix_uploads_to_notify",
            "id",
            postgresql_where=text("callback_url IS NOT NULL AND notified_at IS NULL AND complete_at IS NOT NULL"),
        ),
        Index(None, "created_at"),
    )
