"""Near-duplicates. The sweeper makes the signatures of the articles that are there already."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables; every processed article is put down for a signature."""
    op.create_table(
        "stories",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("story", sa.Uuid(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_stories_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_stories")),
    )
    op.execute(
        "INSERT INTO stories (article_id, tenant) SELECT id, tenant FROM articles WHERE processed_at IS NOT NULL"
    )
    grouped, unsigned = sa.text("story IS NOT NULL"), sa.text("signature IS NULL")
    op.create_index("ix_stories_story", "stories", ["story", "article_id"], postgresql_where=grouped)
    op.create_index("ix_stories_to_sign", "stories", ["article_id"], postgresql_where=unsigned)
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("band", "article_id", name=op.f("pk_story_bands")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("story_bands")
    op.drop_table("stories")
