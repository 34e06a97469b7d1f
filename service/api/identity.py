"""Who asks: every view reaches the store through here."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from service.store import database
from service.store.uploads import Sender


def transaction() -> AbstractContextManager[Session]:
    """A transaction that sees what the asker may see."""
    return database.transaction()


def sender(priority: str, idempotency_key: str | None = None, callback_url: str | None = None) -> Sender:
    """The asker as the sender of an upload."""
    return Sender(priority, idempotency_key=idempotency_key, callback_url=callback_url)
