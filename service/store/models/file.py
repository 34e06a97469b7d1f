"""The bytes as they were sent, once each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row, now


class File(Row):
    """A file's bytes under their SHA-256 (hex); empty once they were kept as long as the settings say.

    ``created_at`` is when the bytes that are kept came in.
    """

    __tablename__ = "files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_files_kept", "created_at", postgresql_where=text("content IS NOT NULL")),)
