"""Search: words as they are read, and on PostgreSQL an index of their parts where it has one."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "works_0004"
down_revision = "records_0003"

_MISSING = ("0A000", "42501", "42704", "58P01")
"""The SQLSTATEs of an extension that the server has not, or that this user may not make."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")


def upgrade() -> None:
    """Take Markdown's escapes out of the words that are searched, and index them."""
    db = op.get_bind()
    versions = sa.table("versions", *(sa.column(name) for name in ("work", "number", "words")))
    keys = db.execute(
        sa.select(versions.c.work, versions.c.number).where(
            versions.c.words.contains("\\", autoescape=True) | versions.c.words.contains("&amp;")
        )
    ).all()
    for work, number in keys:
        here = (versions.c.work == work) & (versions.c.number == number)
        words = str(db.execute(sa.select(versions.c.words).where(here)).scalar())
        db.execute(
            sa.update(versions)
            .where(here)
            .values(words=_ESCAPED.sub(r"\1", words).replace("&amp;", "&"))
        )
    if db.dialect.name == "postgresql":
        _index_parts(db)


def _index_parts(db: sa.Connection) -> None:
    """Index parts of words, where the server has pg_trgm and lets this user have it.

    Search finds the same without the index, only later.
    """
    try:
        with db.begin_nested():
            db.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            for table, column in (("versions", "words"), ("works", "folded")):
                op.create_index(
                    f"{table}_by_parts",
                    table,
                    [column],
                    postgresql_using="gin",
                    postgresql_ops={column: "gin_trgm_ops"},
                )
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") not in _MISSING:
            raise
