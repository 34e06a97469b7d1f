"""Indexes of articles by two times: what was published in a month is found in order of arrival."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

DONE = sa.text("processed_at IS NOT NULL")
SPAN = "date_bin('12 days', {}, '2000-01-01Z')"


def upgrade() -> None:
    """Add the indexes."""
    created: list = [sa.text(SPAN.format("created_at")), "tenant", "published_at"]
    op.create_index(
        "ix_articles_created_spans", "articles", created, postgresql_where=DONE, postgresql_include=["created_at", "id"]
    )
    published: list = [sa.text(SPAN.format("coalesce(published_at, '-infinity')")), "tenant", "created_at"]
    more = ["published_at", "id"]
    op.create_index(
        "ix_articles_published_spans", "articles", published, postgresql_where=DONE, postgresql_include=more
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_articles_published_spans", "articles")
    op.drop_index("ix_articles_created_spans", "articles")
