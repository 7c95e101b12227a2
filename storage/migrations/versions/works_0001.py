"""Works and their versions, beside the records of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "works_0001"
down_revision = "records_0000"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "works",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
    )
    op.create_index("works_by_user", "works", ["user", "changed_at"])
    op.create_table(
        "versions",
        sa.Column(
            "work", sa.String(32), sa.ForeignKey("works.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("work", "number"),
    )
