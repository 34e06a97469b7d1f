"""An index of names by how many digits a tag's count has: of any first letters, the tags of most articles."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make it, and let the planner know it."""
    its: list[str | sa.TextClause] = ["tenant", "type", sa.text("length(articles::text)"), "folded"]
    op.create_index("ix_tags_digits", "tags", its, postgresql_include=["articles", "key"])
    op.execute("ANALYZE tags")


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_tags_digits", "tags")
