"""Indexes of articles by two times: what was published in a month is found in order of arrival."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

DONE = sa.text("processed_at IS NOT NULL")
SPAN = "date_bin('12 days', {}, '2000-01-01 00:00:00+00')"


def upgrade() -> None:
    """Add the indexes."""
    _create("ix_articles_created_spans", "created_at", ["tenant", "published_at"], ["created_at", "id"])
    published = "coalesce(published_at, '-infinity')"
    _create("ix_articles_published_spans", published, ["tenant", "created_at"], ["published_at", "id"])


def _create(name: str, moment: str, rest: list[str], more: list[str]) -> None:
    its: list = [sa.text(SPAN.format(moment)), *rest]
    op.create_index(name, "articles", its, postgresql_where=DONE, postgresql_include=more)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_articles_published_spans", "articles")
    op.drop_index("ix_articles_created_spans", "articles")
