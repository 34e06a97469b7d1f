"""Counts of tags by month, made of those by day."""

from alembic import op

revision = "0013"
down_revision = "0011"

MONTHS = """
    INSERT INTO tag_counts (tag, part, tenant, type, articles)
    SELECT tag, translate(left(part, 8), 'dc', 'eb'), tenant, type, sum(articles)
    FROM tag_counts WHERE part >= 'c' AND part < 'e' GROUP BY 1, 2, 3, 4
"""


def upgrade() -> None:
    """Make them; what waits to be added up is added to them then."""
    op.execute(MONTHS)


def downgrade() -> None:
    """Drop them."""
    op.execute("DELETE FROM tag_counts WHERE part LIKE 'e%' OR part LIKE 'b%'")
