"""What is answered for an id that leads nowhere: not there yet, gone, or never known."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from service.errors import Problem, gone, not_found, not_ready
from service.store import articles
from service.store.models import Deleted

T = TypeVar("T")


def found(session: Session, row: T | None, what: str, sought: UUID) -> T:
    """The row of an article, job or upload; raises the Problem that says why there is none."""
    if row is not None:
        return row
    raise _reason(session, what, sought)


def _reason(session: Session, what: str, sought: UUID) -> Problem:
    if session.get(Deleted, sought):
        return gone(f"This {what} was deleted.")
    if what == "article" and articles.is_expected(session, sought):
        return not_ready("The file of this article is still on its way.")
    return not_found(what)
