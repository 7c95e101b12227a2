"""The tables of saved work, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

NEWEST = "works_0004"
"""The newest migration in `migrations/versions`; a test holds the two together."""

tables = MetaData()

records = Table(
    "records",
    tables,
    Column("number", Integer, primary_key=True),
    Column("user", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("id", Text),
    Column("at", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("user", "kind", "id", name="records_by_id"),
    Index("records_by_owner", "user", "kind", "owner", "number"),
    sqlite_autoincrement=True,
)

works = Table(
    "works",
    tables,
    Column("id", String(32), primary_key=True),
    Column("user", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    Index("works_by_user", "user", "changed_at"),
)

versions = Table(
    "versions",
    tables,
    Column("work", String(32), ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("words", Text, nullable=False),
    PrimaryKeyConstraint("work", "number"),
)

links = Table(
    "links",
    tables,
    Column("work", String(32), ForeignKey("works.id", ondelete="CASCADE"), nullable=False),
    Column("target", String(300), nullable=False),
    Column("page", String(100), nullable=False),
    PrimaryKeyConstraint("work", "target"),
)
