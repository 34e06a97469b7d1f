"""Counts of tags are read from their indexes alone; tags that count the same stand in the order of their keys."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOST = sa.text("articles DESC")


def upgrade() -> None:
    """Make the indexes anew."""
    op.drop_index("ix_tags_articles", "tags")
    op.drop_index("ix_tags_type_articles", "tags")
    op.create_index("ix_tags_articles", "tags", ["tenant", MOST, "key"])
    op.create_index("ix_tags_type_articles", "tags", ["tenant", "type", MOST, "key"])
    op.drop_index("ix_tag_counts_top", "tag_counts")
    top = sa.text("part < 'w'")
    op.create_index("ix_tag_counts_top", "tag_counts", ["tenant", "part", "type", MOST, "tag"], postgresql_where=top)
    op.execute("""
        ALTER TABLE tag_counts DROP CONSTRAINT pk_tag_counts,
        ADD CONSTRAINT pk_tag_counts PRIMARY KEY (tag, part) INCLUDE (tenant, type, articles)
    """)


def downgrade() -> None:
    """There is no need to go back: the version before reads these indexes too."""
    raise NotImplementedError("restore a backup made before the upgrade")
