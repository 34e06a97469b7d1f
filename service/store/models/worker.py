"""Workers seen lately."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row, now


class Worker(Row):
    """A worker process, the version of the pipeline it runs, and what it counts (as Prometheus reads it)."""

    __tablename__ = "workers"

    name: Mapped[str] = mapped_column(primary_key=True)
    pipeline_version: Mapped[str]
    metrics: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime] = mapped_column(default=now)
