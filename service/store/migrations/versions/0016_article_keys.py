"""The tags of each article side by side."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"

KEYS = """
    INSERT INTO article_keys (article_id, tenant, tags)
    SELECT its.article_id, its.tenant, array_agg(its.tag ORDER BY its.tag)
    FROM article_tags its JOIN tags ON tags.key = its.tag AND tags.type <> 'facet' GROUP BY 1, 2 ORDER BY 1
"""


def upgrade() -> None:
    """Make them; their key is made faster when they are there."""
    op.create_table(
        "article_keys",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Integer()), nullable=False),
    )
    op.execute(KEYS)
    op.create_primary_key(op.f("pk_article_keys"), "article_keys", ["article_id"])
    its = op.f("fk_article_keys_article_id")
    op.create_foreign_key(its, "article_keys", "articles", ["article_id"], ["id"], ondelete="CASCADE")
    op.execute("ANALYZE article_keys")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("article_keys")
