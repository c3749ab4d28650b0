"""One transaction: `unit.visits`, `unit.people` … ask and change; all commit together or nothing did."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.alerts import Alerts
from storage.answers import Answers
from storage.calls import Calls
from storage.cases import Cases
from storage.charge import Covers
from storage.deadlines import Deadlines
from storage.digests import Digests
from storage.dues import Dues
from storage.duty import Duty
from storage.files import Files
from storage.handovers import Handovers
from storage.inbox import Inbox
from storage.journal import Journal
from storage.leaves import Leaves
from storage.moments import Moments
from storage.notices import Notices
from storage.outbox import Outbox
from storage.people import People
from storage.places import Places
from storage.plans import Plans
from storage.ratings import Ratings
from storage.reports import Reports
from storage.rests import Rests
from storage.rounds import Rounds
from storage.staff import Staff
from storage.tags import Tags
from storage.talks import Talks
from storage.visits import Visits
from storage.voices import Voices


class Unit:
    """The questions and changes of one transaction. `now` is the moment at which it happens (Shanghai time)."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    @cached_property
    def places(self) -> Places:
        return Places(self.db, self.now)

    @cached_property
    def people(self) -> People:
        return People(self.db, self.now)

    @cached_property
    def tags(self) -> Tags:
        return Tags(self.db, self.now)

    @cached_property
    def visits(self) -> Visits:
        return Visits(self.db, self.now)

    @cached_property
    def plans(self) -> Plans:
        return Plans(self.db, self.now)

    @cached_property
    def dues(self) -> Dues:
        return Dues(self.db, self.now)

    @cached_property
    def covers(self) -> Covers:
        return Covers(self.db, self.now)

    @cached_property
    def leaves(self) -> Leaves:
        return Leaves(self.db, self.now.date())

    @cached_property
    def handovers(self) -> Handovers:
        return Handovers(self.db, self.now)

    @property
    def staff(self) -> Staff:
        return Staff(self.db, self.now.date())  # it reads all posts at once, and those change within a transaction

    @cached_property
    def rests(self) -> Rests:
        return Rests(self.db, self.now)

    @cached_property
    def digests(self) -> Digests:
        return Digests(self.db, self.now)

    @cached_property
    def rounds(self) -> Rounds:
        return Rounds(self.db, self.now)

    @cached_property
    def cases(self) -> Cases:
        return Cases(self.db, self.now)

    @cached_property
    def voices(self) -> Voices:
        return Voices(self.db, self.now)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self.db, self.now)

    @cached_property
    def duty(self) -> Duty:
        return Duty(self.db, self.now)

    @cached_property
    def alerts(self) -> Alerts:
        return Alerts(self.db, self.now)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.db, self.now)

    @cached_property
    def ratings(self) -> Ratings:
        return Ratings(self.db, self.now)

    @cached_property
    def calls(self) -> Calls:
        return Calls(self.db, self.now)

    @cached_property
    def answers(self) -> Answers:
        return Answers(self.db, self.now)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.db, self.now)

    @cached_property
    def files(self) -> Files:
        return Files(self.db, self.now)

    @cached_property
    def talks(self) -> Talks:
        return Talks(self.db, self.now)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.db, self.now)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.db, self.now)

    @cached_property
    def moments(self) -> Moments:
        return Moments(self.db, self.now)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.db, self.now)
