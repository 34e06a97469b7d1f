"""The parts of an article as they were written: an export passes them on unread."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Keep text; the table is written anew."""
    op.alter_column("articles", "body", type_=sa.JSON(), postgresql_using="body::json")


def downgrade() -> None:
    """Keep what can be asked for its parts."""
    op.alter_column("articles", "body", type_=postgresql.JSONB(), postgresql_using="body::jsonb")
