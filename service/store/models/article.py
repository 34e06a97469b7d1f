"""What jobs make of a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from service.store.models.file import File
from service.store.models.row import Row, new_id, now
from service.store.models.story import Story

# Articles by when they arrived, or were published, roughly: a thousand days are few spans, and one has not too many
# articles to be looked through.
SPAN = "12 days"
CREATED_SPAN, PUBLISHED_SPAN = (
    f"date_bin('{SPAN}', {moment}, '2000-01-01 00:00:00+00')"
    for moment in ("created_at", "coalesce(published_at, '-infinity')")
)
DONE = sql("processed_at IS NOT NULL")
GROUPED = Story.__table__.c


class Article(Row):
    """One a tenant's file and its hints (``fingerprint``); stands from the upload on, ``processed_at`` says it is done.

    ``published`` is the date or date-time as the page prints it, ``published_at`` the moment to sort by;
    ``body`` holds the wire's lists: blocks, teasers, entities, topics, keywords, dates, money, quotes, warnings.
    ``search`` is what full text search looks into (see ``store.words``); until it is there, its tags are not counted.
    """

    __tablename__ = "articles"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"), index=True)
    filename: Mapped[str]
    media_type: Mapped[str | None]
    hint_media_type: Mapped[str | None]
    hint_source_url: Mapped[str | None]
    hint_published: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    processed_at: Mapped[datetime | None]
    pipeline_version: Mapped[str | None]

    kind: Mapped[str | None] = mapped_column(String(10))
    language: Mapped[str | None] = mapped_column(String(8))
    title: Mapped[str | None]
    lead: Mapped[str | None]
    byline: Mapped[list[str] | None]
    section: Mapped[str | None]
    credits: Mapped[list[str] | None]
    publisher: Mapped[str | None]
    source_url: Mapped[str | None]
    published: Mapped[str | None]
    published_at: Mapped[datetime | None]
    text: Mapped[str | None] = mapped_column(deferred=True)
    decoded: Mapped[str | None] = mapped_column(deferred=True)
    # JSON, not JSONB: as it was written, so that an export passes it on unread (a third of the time)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True)
    search: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)

    file: Mapped[File] = relationship()
    # the group of near-duplicates: few articles are in one, and an index of these knows no tenants
    same_story: Mapped[UUID | None] = column_property(
        select(GROUPED.story)
        .where(GROUPED.article_id == id, GROUPED.story.is_not(None))
        .correlate_except(Story.__table__)
        .scalar_subquery()
    )

    @property
    def pipeline(self) -> dict[str, Any]:
        """What made the article, in the wire's shape."""
        return {"version": self.pipeline_version, "warnings": (self.body or {})["warnings"]}

    __table_args__ = (
        Index("uq_articles_fingerprint", "tenant", "fingerprint", unique=True),
        Index(
            "ix_articles_done_created",
            *("created_at", "id"),
            postgresql_include=["published_at", "tenant"],
            postgresql_where=DONE,
        ),
        Index(
            "ix_articles_done_published",
            *(sql("coalesce(published_at, '-infinity')"), "id"),
            postgresql_include=["published_at", "created_at", "tenant"],
            postgresql_where=DONE,
        ),
        # an order, the other time: what is of a time is found in the other order (see store.crossed)
        Index(
            "ix_articles_created_spans",
            *(sql(CREATED_SPAN), "tenant", "published_at"),
            postgresql_include=["created_at", "id"],
            postgresql_where=DONE,
        ),
        Index(
            "ix_articles_published_spans",
            *(sql(PUBLISHED_SPAN), "tenant", "created_at"),
            postgresql_include=["published_at", "id"],
            postgresql_where=DONE,
        ),
        # entries at once, none waiting in a list that every search would have to read through
        Index("ix_articles_search", "search", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_articles_to_index", "id", postgresql_where=sql("processed_at IS NOT NULL AND search IS NULL")),
    )
