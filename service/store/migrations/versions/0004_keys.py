"""API keys; the same file of two tenants is two articles; how each article spells its tags."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

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

    _spelt_tags()


def _spelt_tags() -> None:
    op.add_column("article_tags", sa.Column("name", sa.String(), nullable=True))
    op.execute("UPDATE article_tags SET name = tags.name FROM tags WHERE tags.id = article_tags.tag_id")
    op.alter_column("article_tags", "name", nullable=False)
    op.create_index(op.f("ix_article_tags_tag_id_article_id"), "article_tags", ["tag_id", "article_id"])
    op.drop_index(op.f("ix_article_tags_tag_id"), "article_tags")


def downgrade() -> None:
    """Take the keys away; refused while two tenants have the same file."""
    op.create_index(op.f("ix_article_tags_tag_id"), "article_tags", ["tag_id"])
    op.drop_index(op.f("ix_article_tags_tag_id_article_id"), "article_tags")
    op.drop_column("article_tags", "name")
    op.drop_index("uq_articles_fingerprint", "articles")
    op.create_unique_constraint(op.f("uq_articles_fingerprint"), "articles", ["fingerprint"])
    op.drop_table("api_keys")
