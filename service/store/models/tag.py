"""Entities, topics and keywords seen across articles, and how many articles carry them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    REAL,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from service.store.models.row import Row

FACET = "facet"
# What has no date stands behind everything that has one.
PUBLISHED = "coalesce(published_at, '-infinity')"
# What indexes hold too, to be read alone: of it the column, which the database does not find in the expression.
WITH_CREATED, WITH_PUBLISHED = ["published_at", "weight"], ["published_at", "created_at", "weight"]
UNDATED = literal_column("'-infinity'::timestamptz", DateTime(timezone=True))
# How many digits a count has: names are found by it (see ``prefixes``).
DIGITS = "length(articles::text)"
TOP = ("tenant", "part", "type", text("articles DESC"))
# The types of what is shown.
TYPES = ("person", "organization", "location", "product", "event", "topic", "keyword")


class Tag(Row):
    """``id``: the entity's, the ``medtop:`` code, or ``keyword:`` and the folded phrase; ``folded`` is for prefixes.

    Each tenant has rows of its own. ``articles`` is how many carry it (``tag_counts`` has it by day and publisher),
    without what is still in ``tag_deltas``. A row of type ``facet`` is a publisher, section, language or kind: articles
    are found by it as by a tag, but it is not shown.
    """

    __tablename__ = "tags"

    key: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    tenant: Mapped[str] = mapped_column(default="")
    id: Mapped[str]
    type: Mapped[str] = mapped_column(String(16))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(String(collation="C"))
    articles: Mapped[int] = mapped_column(Integer, default=0)

    __table_args__ = (
        Index("uq_tags_id", "id", "tenant", unique=True),
        Index("ix_tags_articles", "tenant", text("articles DESC"), "key"),
        Index("ix_tags_type_articles", "tenant", "type", text("articles DESC"), "key"),
        Index("ix_tags_folded", "tenant", "folded", "id"),
        Index("ix_tags_type_folded", "tenant", "type", "folded", "id"),
        Index("ix_tags_digits", "tenant", "type", text(DIGITS), "folded", postgresql_include=["articles", "key"]),
        Index("ix_tags_unused", "key", postgresql_where=text("articles <= 0")),
    )


class ArticleTag(Row):
    """That an article carries a tag or a facet, and how much it is about it (0..1); its moments are the article's."""

    __tablename__ = "article_tags"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[int] = mapped_column(Integer, ForeignKey("tags.key"), primary_key=True)
    weight: Mapped[float] = mapped_column(REAL)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    tenant: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        # lists in order of one time within the other, and what is related, are read from the index alone
        Index("ix_article_tags_created", "tag", "created_at", "article_id", postgresql_include=WITH_CREATED),
        Index("ix_article_tags_published", "tag", text(PUBLISHED), "article_id", postgresql_include=WITH_PUBLISHED),
    )


class ArticleKeys(Row):
    """The tags (keys) of an article side by side, without facets: those of many articles are counted from here."""

    __tablename__ = "article_keys"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    tenant: Mapped[str] = mapped_column(default="")
    tags: Mapped[list[int]] = mapped_column(ARRAY(Integer))


class TagCount(Row):
    """How many articles carry a tag in a ``part``: a letter and what it stands for.

    ``d2024-10-16`` the day of publication and ``e2024-10`` its month, ``c2024-10-16`` and ``b2024-10`` those of arrival
    (all in Vietnam), ``pbaoquocte.vn`` the publisher, ``wZelensky`` a way its name is written.
    """

    __tablename__ = "tag_counts"

    tag: Mapped[int] = mapped_column(Integer, ForeignKey("tags.key", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(collation="C"))
    tenant: Mapped[str] = mapped_column(default="")
    type: Mapped[str] = mapped_column(String(16))
    articles: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        # a tag's days are read from the key alone, and the first of a day from this
        PrimaryKeyConstraint("tag", "part", postgresql_include=["tenant", "type", "articles"]),
        Index("ix_tag_counts_top", *TOP, "tag", postgresql_where=text("part < 'w'")),
        Index("ix_tag_counts_unused", "tag", postgresql_where=text("articles <= 0")),
    )


class TagDelta(Row):
    """A count that is to change: written by whoever saves or deletes an article, without waiting for anybody.

    ``part`` is that of ``tag_counts``, or empty for the tag's own ``articles``.
    """

    __tablename__ = "tag_deltas"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    tag: Mapped[int] = mapped_column(Integer)
    part: Mapped[str] = mapped_column(String(collation="C"))
    articles: Mapped[int] = mapped_column(SmallInteger)
