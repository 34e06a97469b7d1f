"""Files by age, as long as their bytes are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_files_kept", "files", ["created_at"], postgresql_where=sa.text("content IS NOT NULL"))


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_files_kept", "files")
