"""The pages that works were published to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "works_0002"
down_revision = "works_0001"


def upgrade() -> None:
    """Make the table of links."""
    op.create_table(
        "links",
        sa.Column(
            "work", sa.String(32), sa.ForeignKey("works.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("target", sa.String(300), nullable=False),
        sa.Column("page", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("work", "target"),
    )
