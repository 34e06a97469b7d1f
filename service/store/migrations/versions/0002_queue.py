"""Lines of jobs by priority and owner; uploads that grow; tenants; what was deleted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

QUEUED = sa.text("status = 'queued' AND turn IS NOT NULL")
TO_NOTIFY = sa.text("callback_url IS NOT NULL AND notified_at IS NULL AND complete_at IS NOT NULL")
MOMENT = sa.DateTime(timezone=True)


def _text(name: str) -> sa.Column:
    """A column that old rows fill with the empty text."""
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def _jobs() -> None:
    for column in (_text("tenant"), _text("owner")):
        op.add_column("jobs", column)
    op.add_column("jobs", sa.Column("rank", sa.SmallInteger(), nullable=False, server_default="1"))
    op.add_column("jobs", sa.Column("turn", sa.BigInteger(), nullable=True))
    op.add_column("jobs", sa.Column("force", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("jobs", sa.Column("queued_at", MOMENT, nullable=False, server_default=sa.func.now()))
    op.execute("UPDATE jobs SET turn = position, rank = array_position(ARRAY['high', 'normal', 'low'], priority) - 1")
    op.drop_index("ix_jobs_queued_sent", "jobs")
    op.drop_column("jobs", "priority")
    op.drop_column("jobs", "sent_at")
    op.alter_column("jobs", "article_id", nullable=True)
    op.drop_constraint(op.f("fk_jobs_article_id"), "jobs")
    op.create_foreign_key(op.f("fk_jobs_article_id"), "jobs", "articles", ["article_id"], ["id"], ondelete="SET NULL")
    op.create_index("ix_jobs_line", "jobs", ["rank", "owner", "turn", "id"], postgresql_where=QUEUED)
    op.create_index(op.f("ix_jobs_upload_id_status"), "jobs", ["upload_id", "status"])


def _uploads() -> None:
    for column in (_text("tenant"), _text("owner")):
        op.add_column("uploads", column)
    op.add_column("uploads", sa.Column("callback_url", sa.String(), nullable=True))
    op.add_column("uploads", sa.Column("plan", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column("uploads", sa.Column("touched_at", MOMENT, nullable=False, server_default=sa.func.now()))
    op.add_column("uploads", sa.Column("complete_at", MOMENT, nullable=True))
    op.add_column("uploads", sa.Column("notified_at", MOMENT, nullable=True))
    op.execute("UPDATE uploads SET complete_at = created_at")
    op.drop_constraint(op.f("uq_uploads_idempotency_key"), "uploads")
    op.create_index("uq_uploads_idempotency_key", "uploads", ["tenant", "idempotency_key"], unique=True)
    op.create_index("ix_uploads_incomplete", "uploads", ["touched_at"], postgresql_where=sa.text("complete_at IS NULL"))
    op.create_index("ix_uploads_to_notify", "uploads", ["id"], postgresql_where=TO_NOTIFY)
    op.create_index(op.f("ix_uploads_created_at"), "uploads", ["created_at"])


def upgrade() -> None:
    """Change the tables; what old rows lack is filled in."""
    _jobs()
    _uploads()
    op.add_column("articles", _text("tenant"))
    op.create_index(op.f("ix_articles_sha256"), "articles", ["sha256"])
    op.alter_column("files", "content", nullable=True)
    op.create_table(
        "deleted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deleted")),
    )


def downgrade() -> None:
    """There is no way back to rows that know less."""
    raise NotImplementedError("restore a backup made before the upgrade")
