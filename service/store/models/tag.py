"""Entities, topics and keywords seen across articles."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row


class Tag(Row):
    """``id``: the entity's, the ``medtop:`` code, or ``keyword:`` and the folded phrase; ``folded`` is for prefixes."""

    __tablename__ = "tags"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(16))
    name: Mapped[str]
    folded: Mapped[str]

    __table_args__ = (Index(None, "folded", postgresql_ops={"folded": "text_pattern_ops"}), Index(None, "type", "id"))


class ArticleTag(Row):
    """That an article carries a tag, how it spells it, and how much it is about it (0..1)."""

    __tablename__ = "article_tags"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[str] = mapped_column(ForeignKey("tags.id"), primary_key=True)
    name: Mapped[str]
    weight: Mapped[float]

    __table_args__ = (Index(None, "tag_id", "article_id"),)
