"""Due moments: what has to happen when. The sweep claims each once, in the transaction of its effect."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, UniqueConstraint

from storage.base import Id, Moment, table

MOMENTS = table(
    "moments",
    Column("kind", String(40), nullable=False),
    Column("subject", Id, nullable=False),
    Column("due", Moment, nullable=False),
    Column("done_at", Moment),
    UniqueConstraint("kind", "subject", "due"),
    Index("ix_moments_open", "done_at", "due"),
)
