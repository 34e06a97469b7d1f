"""Full text search; tags by tenant, with counts that are kept. The sweeper fills them with what is there already."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)
PUBLISHED = sa.text("coalesce(published_at, '-infinity')")
MOST = sa.text("articles DESC")
TO_INDEX = sa.text("processed_at IS NOT NULL AND search IS NULL")


def _tags() -> None:
    op.create_table(
        "tags",
        sa.Column("key", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(collation="C"), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tags")),
    )
    op.create_index("uq_tags_id", "tags", ["id", "tenant"], unique=True)
    op.create_index("ix_tags_articles", "tags", ["tenant", MOST, "id"])
    op.create_index("ix_tags_type_articles", "tags", ["tenant", "type", MOST, "id"])
    op.create_index("ix_tags_folded", "tags", ["tenant", "folded", "id"])
    op.create_index("ix_tags_type_folded", "tags", ["tenant", "type", "folded", "id"])
    unused = sa.text("articles <= 0")
    op.create_index("ix_tags_unused", "tags", ["key"], postgresql_where=unused)


def _article_tags() -> None:
    op.create_table(
        "article_tags",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.Integer(), nullable=False),
        sa.Column("weight", sa.REAL(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_tags_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag"], ["tags.key"], name=op.f("fk_article_tags_tag")),
        sa.PrimaryKeyConstraint("article_id", "tag", name=op.f("pk_article_tags")),
    )
    op.create_index("ix_article_tags_created", "article_tags", ["tag", "created_at", "article_id"])
    op.create_index("ix_article_tags_published", "article_tags", ["tag", PUBLISHED, "article_id"])


def _counts() -> None:
    op.create_table(
        "tag_counts",
        sa.Column("tag", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(collation="C"), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tag"], ["tags.key"], name=op.f("fk_tag_counts_tag"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tag", "part", name=op.f("pk_tag_counts")),
    )
    top = sa.text("part < 'w'")
    op.create_index("ix_tag_counts_top", "tag_counts", ["tenant", "part", "type", MOST], postgresql_where=top)
    op.create_index("ix_tag_counts_unused", "tag_counts", ["tag"], postgresql_where=sa.text("articles <= 0"))
    op.create_table(
        "tag_deltas",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("tag", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(collation="C"), nullable=False),
        sa.Column("articles", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_deltas")),
    )


def upgrade() -> None:
    """Make the tables anew."""
    op.drop_table("article_tags")
    op.drop_table("tags")
    _tags()
    _article_tags()
    _counts()
    op.add_column("articles", sa.Column("search", postgresql.TSVECTOR(), nullable=True))
    op.execute("CREATE INDEX ix_articles_search ON articles USING gin (search) WITH (fastupdate = off)")
    op.create_index("ix_articles_to_index", "articles", ["id"], postgresql_where=TO_INDEX)


def downgrade() -> None:
    """There is no way back to tags that were not counted."""
    raise NotImplementedError("restore a backup made before the upgrade")
