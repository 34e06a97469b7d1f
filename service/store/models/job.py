"""The processing of one file."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.models.article import Article
from service.store.models.row import Row, new_id, now

STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")
LIVE = ("queued", "running")


class Job(Row):
    """``token`` fences the result: only the holder of the newest one may save; ``sent_at`` is the last message."""

    __tablename__ = "jobs"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"))
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    filename: Mapped[str]
    priority: Mapped[str] = mapped_column(String(8), default="normal")
    status: Mapped[str] = mapped_column(String(10), default="queued")
    stage: Mapped[str | None] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    token: Mapped[int] = mapped_column(default=0)
    duplicate: Mapped[bool] = mapped_column(default=False)
    error: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    article: Mapped[Article] = relationship()

    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        Index(None, "upload_id", "position"),
        Index(None, "status", "id"),
        Index("ix_jobs_queued_sent", "sent_at", postgresql_where=text("status = 'queued'")),
        Index("ix_jobs_running_lease", "lease_until", postgresql_where=text("status = 'running'")),
    )
