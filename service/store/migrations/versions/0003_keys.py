"""API keys; the same file of two tenants is two articles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table of keys; a file's article is found by tenant and fingerprint."""
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("quota", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("hash", name=op.f("uq_api_keys_hash")),
    )
    live = sa.text("revoked_at IS NULL")
    op.create_index("uq_api_keys_name", "api_keys", ["name"], unique=True, postgresql_where=live)
    op.drop_constraint(op.f("uq_articles_fingerprint"), "articles")
    op.create_index("uq_articles_fingerprint", "articles", ["tenant", "fingerprint"], unique=True)


def downgrade() -> None:
    """Take the keys away; refused while two tenants have the same file."""
    op.drop_index("uq_articles_fingerprint", "articles")
    op.create_unique_constraint(op.f("uq_articles_fingerprint"), "articles", ["fingerprint"])
    op.drop_table("api_keys")
