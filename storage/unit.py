"""One transaction: `unit.visits`, `unit.people` … ask and change; all commit together or nothing did."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.cases import Cases
from storage.charge import Covers
from storage.digests import Digests
from storage.dues import Dues
from storage.files import Files
from storage.handovers import Handovers
from storage.inbox import Inbox
from storage.journal import Journal
from storage.leaves import Leaves
from storage.moments import Moments
from storage.outbox import Outbox
from storage.people import People
from storage.places import Places
from storage.plans import Plans
from storage.rests import Rests
from storage.rounds import Rounds
from storage.staff import Staff
