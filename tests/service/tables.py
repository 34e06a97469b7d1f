"""The tables as tests look at them and set back their clocks."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from service.store import counts as tag_counts
from service.store.database import transaction
from service.store.models import Article, ArticleTag, File, Job, Row, Tag, Upload
from service.store.models.job import LIVE
from service.store.models.row import now

TABLES = (File, Article, ArticleTag, Tag, Upload, Job)


def counts() -> dict[str, int]:
    """Rows by table, when nobody works any more."""
    while _count(Job, Job.status.in_(LIVE)):
        time.sleep(0.05)
    add_up()
    return {table.__tablename__: _count(table) for table in TABLES}


def add_up() -> None:
    """Bring the counts of tags up to now, as the sweeper does."""
    for part in (tag_counts.add_up, tag_counts.drop_unused):
        with transaction() as session:
            part(session)


def _count(table: type[Row], *which: Any) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(table).where(*which))


def ago(days: float, table: type[Row], *which: Any, columns: tuple[str, ...]) -> None:
    """Set moments of rows back, as if so many days had gone by."""
    with transaction() as session:
        session.execute(update(table).where(*which).values(dict.fromkeys(columns, now() - timedelta(days=days))))
