"""The rows of records, in a transaction that somebody else holds open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from .schema import records as RECORDS


@dataclass(frozen=True, slots=True)
class Record:
    """A saved value: `number` orders records, `at` is UTC in ISO 8601."""

    number: int
    kind: str
    owner: str
    id: str | None
    at: str
    body: Mapping[str, Any]


def insert_record(
    db: Connection,
    user: str,
    kind: str,
    body: Mapping[str, Any],
    *,
    owner: str = "",
    id: str | None = None,
    at: str | None = None,
) -> Record:
    """Save a record after all others, as of now or of the time that is given."""
    at = at or datetime.now(UTC).isoformat(timespec="seconds")
    row = {
        "user": user, "kind": kind, "owner": owner, "id": id, "at": at,
        "body": json.dumps(body, ensure_ascii=False),
    }  # fmt: skip
    number = db.execute(insert(RECORDS).values(**row)).inserted_primary_key
    return Record(int(number[0]) if number else 0, kind, owner, id, at, body)


def select_records(
    db: Connection, user: str, kind: str, *, owner: str | None = None, id: str | None = None
) -> list[Record]:
    """Return a user's records of a kind, of an owner or an id if given, oldest first."""
    asked = select(RECORDS).where(RECORDS.c.user == user, RECORDS.c.kind == kind)
    if owner is not None:
        asked = asked.where(RECORDS.c.owner == owner)
    if id is not None:
        asked = asked.where(RECORDS.c.id == id)
    return [
        Record(row.number, row.kind, row.owner, row.id, row.at, json.loads(row.body))
        for row in db.execute(asked.order_by(RECORDS.c.number))
    ]


def delete_record(db: Connection, user: str, kind: str, id: str) -> bool:
    """Delete the record of an id; return whether there was one."""
    chosen = delete(RECORDS).where(
        RECORDS.c.user == user, RECORDS.c.kind == kind, RECORDS.c.id == id
    )
    return db.execute(chosen).rowcount > 0
