"""Counts of tags by month, made of those by day."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TOP: list[str | sa.TextClause] = ["tenant", "part", "type", sa.text("articles DESC"), "tag"]
MONTHS = """
    INSERT INTO tag_counts (tag, part, tenant, type, articles)
    SELECT tag, translate(left(part, 8), 'dc', 'eb'), tenant, type, sum(articles)
    FROM tag_counts WHERE part >= 'c' AND part < 'e' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2
"""


def upgrade() -> None:
    """Make them; what waits to be added up is added to them then. The larger index is made anew, which is faster."""
    op.drop_index("ix_tag_counts_top", "tag_counts")
    op.execute(MONTHS)
    op.create_index("ix_tag_counts_top", "tag_counts", TOP, postgresql_where=sa.text("part < 'w'"))


def downgrade() -> None:
    """Drop them."""
    op.execute("DELETE FROM tag_counts WHERE part LIKE 'e%' OR part LIKE 'b%'")
