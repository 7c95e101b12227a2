"""Words are searched as they are read: without Markdown's escapes."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "works_0004"
down_revision = "records_0003"

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")


def upgrade() -> None:
    """Take the escapes out of the words of what is kept."""
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
