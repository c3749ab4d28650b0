"""Who works where: the posts of cadres, secretaries and officers, with the committee that each belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy import Connection

from storage.leaves import WORKING
from storage.registry import AREAS, PERSONS, ROLES
from storage.viewers import run, system

STREET = 0  # the committee of those who work for the street
STAFF = system("staff")


@dataclass(frozen=True)
class Post:
    """A role of somebody on an area, from `since` until before `until`. `kind` is the area's: 微网格, 居委, or ""."""

    id: int
    person: int
    name: str
    role: str
    area: int | None
    place: str
    kind: str
    committee: int
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until > day)


class Staff:
    """The posts of one transaction. Their names are public: a resident may hear who looks after a matter."""

    def __init__(self, db: Connection, day: date) -> None:
        self.db, self.day = db, day

    @cached_property
    def posts(self) -> list[Post]:
        """All there are and ever were, by person."""
        ask = (
            sa.select(ROLES.c.id, ROLES.c.person_id, PERSONS.c.name, ROLES.c.role, ROLES.c.area_id, ROLES.c.since, ROLES.c.until)
            .join(PERSONS, PERSONS.c.id == ROLES.c.person_id)
            .where(ROLES.c.role.in_(WORKING), PERSONS.c.state == "在")
            .order_by(ROLES.c.person_id, ROLES.c.id)
        )  # fmt: skip
        return [
            Post(
                row.id, row.person_id, row.name or "", row.role, row.area_id, *self._place(row.area_id), row.since, row.until
            )
            for row in run(self.db, STAFF, ask)
        ]  # fmt: skip

    @cached_property
    def _areas(self) -> dict[int, tuple[str, str, int | None]]:
        ask = sa.select(AREAS.c.id, AREAS.c.name, AREAS.c.kind, AREAS.c.parent_id)
        return {row.id: (row.name, row.kind, row.parent_id) for row in self.db.execute(ask)}

    def _place(self, area: int | None) -> tuple[str, str, int]:
        """(name, kind, committee) of an area."""
        name, kind, _ = self._areas.get(area or 0, ("", "", None))
        above, committee = area, STREET
        while above and not committee:
            _, level, up = self._areas[above]
            committee, above = (above, None) if level == "居委" else (STREET, up)
        return name, kind, committee

    def held(self, day: date, persons: Iterable[int] | None = None) -> list[Post]:
        """What is held on a day, by everybody or by these."""
        wanted = None if persons is None else set(persons)
        return [post for post in self.posts if post.holds(day) and (wanted is None or post.person in wanted)]

    def committees(self, person: int, day: date | None = None) -> set[int]:
        """The committees that somebody works in on a day (today); `STREET` for the street itself."""
        return {post.committee for post in self.held(day or self.day, [person])}

    def colleagues(self, person: int, day: date | None = None) -> list[int]:
        """Who works in the same committees: its cadres first, then its secretary; the person is not among them."""
        return self.of_committees(self.committees(person, day), day, without=person)

    def of_committees(self, committees: Iterable[int], day: date | None = None, without: int = 0) -> list[int]:
        wanted = set(committees)
        posts = [post for post in self.held(day or self.day) if post.committee in wanted and post.person != without]
        lead = {post.person for post in posts if post.role in ("书记", "街道干部")}
        return sorted({post.person for post in posts}, key=lambda one: (one in lead, one))

    def secretaries(self, person: int) -> list[int]:
        """Those who lead somebody's committee today: its secretary, else the street's officers."""
        committees, held = self.committees(person), self.held(self.day)
        lead = [post.person for post in held if post.role == "书记" and post.committee in committees]
        lead = lead or [post.person for post in held if post.role == "街道干部"]
        return [one for one in dict.fromkeys(lead) if one != person]

    def name(self, person: int) -> str:
        return next((post.name for post in self.posts if post.person == person), "")
