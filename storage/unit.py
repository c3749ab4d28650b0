"""One transaction: `unit.visits`, `unit.people` … ask and change; all commit together or nothing did."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from storage.people import People
    from storage.places import Places


class Unit:
    """The questions and changes of one transaction. `now` is the moment at which it happens (Shanghai time)."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    @cached_property
    def places(self) -> Places:
        from storage.places import Places

        return Places(self.db, self.now)

    @cached_property
    def people(self) -> People:
        from storage.people import People

        return People(self.db, self.now)
