"""Which articles tell the same story in the same words."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row

GROUPED = text("story IS NOT NULL")


class Story(Row):
    """An article's signature, and the group of near-duplicates that it belongs to: in a table of its own, because
    whoever saves a copy writes the group to the others too, and rows of articles are held by whoever works on them.

    ``signature`` is empty where there is none, and NULL until the sweeper has made it. A group has two members or more.
    """

    __tablename__ = "stories"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    tenant: Mapped[str] = mapped_column(default="")
    story: Mapped[UUID | None]
    signature: Mapped[bytes | None]

    __table_args__ = (
        # most articles are in no group: a small index tells of all that a list shows
        Index("ix_stories_grouped", "article_id", postgresql_include=["story"], postgresql_where=GROUPED),
        Index("ix_stories_story", "story", "article_id", postgresql_where=GROUPED),
        Index("ix_stories_to_sign", "article_id", postgresql_where=text("signature IS NULL")),
    )


class StoryBand(Row):
    """A piece of an article's signature, hashed with its place and the tenant: near-duplicates share some."""

    __tablename__ = "story_bands"

    band: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(default="")
