"""Who is in a round and whose each household is: homes with the tags or of the area, shared out among the cadres."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.kinds.household import call
from bot.world import View
from handlers.engines.plans.dues import Due, block_of
from handlers.engines.plans.owners import NOBODY, share_out
from handlers.engines.plans.rules import age_on
from handlers.rounds import rules
from handlers.rounds.settings import Block
from storage.charge import CADRES
from storage.households import Household
from storage.places import Area
from storage.rounds import OPEN, RoundHome
from storage.scope import below
from storage.viewers import system

ROUNDS = system("rounds")
CHANNELS = {"web": "网页", "wecom": "企业微信", "kf": "微信客服", "telegram": "Telegram", "terminal": "终端"}
HEADS, DOORS = ("街道干部", "书记"), (*CADRES, "书记")  # who begins rounds, who walks them
YEAR = timedelta(days=366)
OLD, OLD_AGE = "高龄老人", 80


@dataclass(frozen=True)
class Target:
    """A household to be asked, for whom of it, and which role leads it."""

    household: int
    building: int
    committee: int
    person: int | None = None
    role: str = ""


@dataclass(frozen=True)
class Plan:
    """A round before it begins: its homes, and the channels through which each cadre hears of it."""

    homes: tuple[RoundHome, ...]
    channels: dict[int, str]

    @property
    def households(self) -> int:
        return len({home.household_id for home in self.homes})

    @property
    def committees(self) -> int:
        return len({home.committee_id for home in self.homes})

    @property
    def unowned(self) -> int:
        return len({home.household_id for home in self.homes if home.cadre_id is None})

    def __str__(self) -> str:
        """12户，2个居民区，4位干部（网页3位、企业微信1位）。1户没有人负责，交给书记。"""
        used = list(self.channels.values())
        ways = "、".join(f"{CHANNELS.get(way, way)}{used.count(way)}位" for way in dict.fromkeys(used))
        cadres = f"，{len(self.channels)}位干部（{ways}）" if used else ""
        nobody = f"其中{self.unowned}户没有干部能收到，交给书记。" if self.unowned else ""
        return f"{self.households}户，{self.committees}个居民区{cadres}。{nobody}"


def block_here(view: View) -> Block:
    """The settings of rounds."""
    block: Block = view.settings.blocks.get("rounds", Block())
    return block


def inside(view: View, area: Area | None) -> Callable[[int, int], bool]:
    """Whether a building (with its committee) lies in an area; None is the whole street."""
    if area is None:
        return lambda building, committee: True
    if area.kind == "居委":
        return lambda building, committee: committee == area.id
    held = {building for one in below(view.unit.db, [area.id]) for building in view.unit.places.buildings_in(one)}
    return lambda building, committee: building in held


def covers(view: View, wide: int | None, narrow: int | None) -> bool:
    """Whether one area (None: the street) holds another."""
    return wide is None or (narrow is not None and narrow in below(view.unit.db, [wide]))


def weather_targets(view: View, groups: Sequence[str], area: Area | None, more: Iterable[int] = ()) -> list[Target]:
    """The households with one of the groups; those of `more`, left from the warning before; those that a role leads."""
    here, led = inside(view, area), _led(view)
    tags: dict[int, dict[str, int]] = {}
    places: dict[int, tuple[int, int]] = {}
    for mark in view.unit.dues.marks():
        if here(mark.building, mark.committee):
            places[mark.household] = (mark.building, mark.committee)
            own = tags.setdefault(mark.household, {})
            own.setdefault(mark.tag, mark.person)
            if age_on(mark.born, view.today) >= OLD_AGE:
                own.setdefault(OLD, mark.person)
    left = set(more)
    found = []
    for household, own in tags.items():
        person = rules.bears(groups, own)
        if person or household in left:
            found.append(Target(household, *places[household], person))
        found += [
            Target(household, *places[household], own[tag], role) for role in led if (tag := _first(led[role], own))
        ]
    return found


def _first(wanted: Sequence[str], tags: dict[str, int]) -> str:
    return next((tag for tag in wanted if tag in tags), "")


def _led(view: View) -> dict[str, tuple[str, ...]]:
    """The roles that are told apart in a weather round, with the tags that the plans say they lead."""
    cadences = block_of(view).cadences
    roles = block_here(view).weather.led
    return {role: tuple(tag for one in cadences if one.role == role for tag in one.tags) for role in roles}


def enquiry_targets(view: View, who: Sequence[str], area: Area | None) -> list[Target]:
    """Every dwelling of the area, or those in which somebody bears one of the tags."""
    if who:
        found = weather_targets(view, who, area)
        return [target for target in found if not target.role]
    here = inside(view, area)
    homes = view.unit.dues.dwellings()
    return [Target(*home[:3]) for home in homes if here(home.building_id, home.committee_id)]


def share(view: View, targets: Sequence[Target]) -> Plan:
    """One person for each household; whoever cannot be reached at all is in charge of none: the secretary has it."""
    by_key = {(target.household, target.role): target for target in targets}
    dues = [Due(one.household, one.building, one.committee, view.today, 0, role=one.role) for one in by_key.values()]
    shared = share_out(view, dues)
    channels = {person: _channel(view, person) for person in shared if person != NOBODY}
    homes = [
        RoundHome(
            due.household, person if channels.get(person) else None, by_key[due.household, due.role].person, due.role,
            building_id=due.building, committee_id=due.committee,
        )
        for person, dues in shared.items()
        for due in dues
    ]  # fmt: skip
    return Plan(tuple(homes), {person: channel for person, channel in channels.items() if channel})


def _channel(view: View, person: int) -> str:
    accounts = view.unit.people.accounts(ROUNDS, person)
    return accounts[0].channel if accounts else ""


def heads(view: View, committees: Iterable[int]) -> dict[int, list[int]]:
    """Committee → who hears what nobody else is there for: its secretaries; without any the officers of the street."""
    charge = view.unit.covers.charge()
    return {committee: charge.heads_of(committee) for committee in set(committees)}


def owners(view: View, homes: Collection[RoundHome]) -> dict[int, list[RoundHome]]:
    """Whose the homes are today: of the cadre, of who stands in, else of the secretaries, each of whom gets them."""
    away, told = view.unit.covers.charge().away, dict[int, list[RoundHome]]()
    above = heads(view, (home.committee_id for home in homes))
    for home in homes:
        cadre = away.get(home.cadre_id, home.cadre_id) if home.cadre_id else None
        for person in [cadre] if cadre else above[home.committee_id]:
            told.setdefault(person, []).append(home)
    return told


def open_homes(view: View, rounds: Sequence[int]) -> list[RoundHome]:
    """Those not reached yet, each household once for each who has it."""
    return [home for home in view.unit.rounds.homes(ROUNDS, rounds) if home.state in OPEN] if rounds else []


def whom_to_ask(home: Household, person: int | None, view: View) -> str:
    """王阿婆 电话13900001234: the one whom it is about; without a number of their own, one of the household."""
    people = sorted(home.people, key=lambda one: one.id != person)
    if not people:
        return ""
    phone = next((one.phone for one in people if one.phone), "")
    return call(people[0], view.today) + (f" {phone}" if phone else "（没留电话）")
