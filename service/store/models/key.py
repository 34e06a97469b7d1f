"""API keys."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row, new_id, now

SCOPES = ("read", "write", "admin")


class ApiKey(Row):
    """Who may speak to the API, for which tenant and how often (``quota``: "600/minute"; none of its own when empty).

    ``hash`` is the SHA-256 of the token in hex. A token holds 32 random bytes, which nobody can try out, so a slow hash
    would add nothing but time to every request.
    """

    __tablename__ = "api_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    quota: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]

    __table_args__ = (Index("uq_api_keys_name", "name", unique=True, postgresql_where=text("revoked_at IS NULL")),)
