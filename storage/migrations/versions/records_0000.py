"""The records of the first release, which made their table without Alembic."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "records_0000"
down_revision = None


def upgrade() -> None:
    """Make the table, unless the first release did."""
    if sa.inspect(op.get_bind()).has_table("records"):
        return
    op.create_table(
        "records",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("id", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "id"),
        sqlite_autoincrement=True,
    )
    op.create_index("records_by_owner", "records", ["kind", "owner", "number"])
