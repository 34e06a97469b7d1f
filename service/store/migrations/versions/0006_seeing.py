"""Which request a job came with; what workers count; indexes for what is read at each scrape."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

QUEUED = sa.text("status = 'queued' AND turn IS NOT NULL")


def upgrade() -> None:
    """Add the columns and the indexes."""
    op.add_column("jobs", sa.Column("request_id", sa.String(length=100), nullable=True))
    op.add_column("workers", sa.Column("metrics", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_jobs_waiting", "jobs", ["queued_at"], postgresql_where=QUEUED)
    op.create_index("ix_jobs_failed", "jobs", ["finished_at"], postgresql_where=sa.text("status = 'failed'"))


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_jobs_failed", "jobs")
    op.drop_index("ix_jobs_waiting", "jobs")
    op.drop_column("workers", "metrics")
    op.drop_column("jobs", "request_id")
