"""Deliveries of webhooks, and the endpoints that want no more."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def _deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("last_status", sa.SmallInteger(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "status IN ('pending', 'delivered', 'failed', 'disabled')", name=op.f("ck_webhook_deliveries_status")
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_webhook_deliveries_upload_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
    )


def upgrade() -> None:
    """Make the two tables."""
    _deliveries()
    table = "webhook_deliveries"
    leased = sa.text("lease_until IS NOT NULL")
    op.create_index(op.f("ix_webhook_deliveries_upload_id"), table, ["upload_id"])
    op.create_index(op.f("ix_webhook_deliveries_status_id"), table, ["status", "id"])
    pending = sa.text("status = 'pending'")
    op.create_index("ix_webhook_deliveries_due", table, ["host", "next_at"], postgresql_where=pending)
    op.create_index("ix_webhook_deliveries_leases", table, ["lease_until"], postgresql_where=leased)
    op.create_table(
        "webhook_endpoints",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("disabled_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "url", name=op.f("pk_webhook_endpoints")),
    )


def downgrade() -> None:
    """Forget what was sent."""
    op.drop_table("webhook_endpoints")
    op.drop_table("webhook_deliveries")
