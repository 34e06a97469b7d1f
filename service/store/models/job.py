"""The processing of one file."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.models.article import Article
from service.store.models.row import Row, new_id, now

STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")
LIVE = ("queued", "running")
PRIORITIES = ("high", "normal", "low")
QUEUED = text("status = 'queued' AND turn IS NOT NULL")


class Job(Row):
    """``token`` fences the result: only the holder of the newest one may save.

    A queued job waits in the line of its ``rank`` (0 is the highest) and ``owner`` (the API key's id, or empty),
    ordered by ``turn``; without a turn it may not run yet. ``force`` works on a file that is done already.
    ``request_id`` names the request that queued it, in the logs; ``traceparent`` its span, as W3C writes it.
    """

    __tablename__ = "jobs"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    upload_id: Mapped[UUID] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"))
    article_id: Mapped[UUID | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    filename: Mapped[str]
    rank: Mapped[int] = mapped_column(SmallInteger, default=1)
    turn: Mapped[int | None]
    force: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(10), default="queued")
    stage: Mapped[str | None] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    token: Mapped[int] = mapped_column(default=0)
    duplicate: Mapped[bool] = mapped_column(default=False)
    error: Mapped[dict[str, Any] | None]
    request_id: Mapped[str | None] = mapped_column(String(100))
    traceparent: Mapped[str | None] = mapped_column(String(55))
    created_at: Mapped[datetime] = mapped_column(default=now)
    queued_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    article: Mapped[Article | None] = relationship()

    @property
    def priority(self) -> str:
        """The rank's name on the wire."""
        return PRIORITIES[self.rank]

    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        Index(None, "upload_id", "position"),
        Index(None, "upload_id", "status"),
        Index(None, "status", "id"),
        Index("ix_jobs_line", "rank", "owner", "turn", "id", postgresql_where=QUEUED),
        Index("ix_jobs_running_lease", "lease_until", postgresql_where=text("status = 'running'")),
        Index("ix_jobs_waiting", "queued_at", postgresql_where=QUEUED),
        Index("ix_jobs_failed", "finished_at", postgresql_where=text("status = 'failed'")),
    )
