"""What has happened to a household and wants a visit (特情必访): the kinds of it, and what one of them brings about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from bot.world import View
from handlers.engines.plans.rules import must_day
from storage.households import Person
from storage.plans import MUST, Plan
from storage.rests import Ended, Rest
from storage.unit import Unit
from storage.viewers import Viewer, system

MUSTS = system("incidents")
TODAY_UNTIL = time(16)
LASTS = timedelta(days=30)  # nobody said that it is over; later on nobody can tell
HOSPITAL, LEFT, DEATH = "住院", "出院", "丧亲"


@dataclass(frozen=True)
class Kind:
    """Something that happens to a household.

    `words` are what people say for it, in which … stands for a few other characters; `what` is how it is seen to, as
    the list says it. `at_once`: told on days off and after hours too. `in_person`: a call does not do. `rests`: the
    person's reminders rest until the kind that `ends` it; what happens `during` another kind is seen to with that one. Not
    `named`: no message says what it is.
    """

    name: str
    words: tuple[str, ...]
    what: str
    at_once: bool = True
    in_person: bool = False
    rests: bool = False
    ends: str = ""
    during: str = ""
    named: bool = True

    def __post_init__(self) -> None:
        if not self.name or not self.what or not any(self.words):
            raise ValueError("每一种特情都要写 name、words（大家怎么说）和 what（怎么看望）。")


KINDS = (
    Kind(
        HOSPITAL, ("住院", "住…医院", "住进…病房", "入院", "进了ICU", "进了重症", "送进医院", "进医院了", "在医院里住"),
        "住院了，打个电话或去病房看看", rests=True,
    ),
    Kind(
        LEFT, ("出院", "住院…回来", "住院…回家", "从医院回", "医院里回来"), "出院了，上门看看恢复得怎么样",
        at_once=False, ends=HOSPITAL,
    ),
    Kind(
        DEATH, ("去世", "过世", "病故", "离世", "故世", "往生", "办丧事", "丧事", "办后事", "追悼会", "大殓", "丧亲", "丧偶", "头七"),
        "家里有人过世，上门慰问一下",
    ),
    Kind(
        "失业", ("失业", "下岗", "被裁", "裁员", "他裁了", "她裁了", "伊裁了", "给裁了", "裁掉了", "厂里裁", "公司裁", "单位裁",
            "被…辞退", "被公司辞", "丢了工作", "没了工作", "工作没了", "工作丢了", "饭碗没了", "没工作了"),
        "丢了工作，去问问有什么难处", at_once=False,
    ),
    Kind("火灾", ("着火", "起火", "失火", "火灾", "烧着了", "烧起来", "着过火"), "家里着过火，上门看看人和房子"),
    # 《反家庭暴力法》第十七条：居委会和派出所应当查访收到告诫书的人。
    Kind("家暴告诫", ("告诫书", "家暴告诫", "家庭暴力告诫", "告诫令"), "请上门看看", in_person=True, named=False),
    Kind(
        "摔伤", ("摔伤", "摔…一跤", "跌…一跤", "跌…跤", "摔…跤", "骨折", "摔断", "跌断", "摔倒", "跌倒", "跌伤"),
        "摔伤了，打个电话或上门看看要不要人帮", during=HOSPITAL,
    ),
    Kind("手术", ("手术", "开刀", "开了刀"), "动了手术，打个电话或上门看看", at_once=False, during=HOSPITAL),
    Kind("走失找回", ("走失…找", "走丢…找", "走失过", "走丢过"), "走失过，已经找回来，上门看看"),
    Kind(
        "断水断电", ("停电…困", "停水…困", "断电…困", "断水…困", "停电…下不", "困在家", "困在屋", "被困在"),
        "停水停电受了困，打个电话问问过得去吗",
    ),
)  # fmt: skip


def kinds_of(view: View) -> Sequence[Kind]:
    """The kinds of the street."""
    block: Any = view.settings.blocks.get("incidents")
    kinds: Sequence[Kind] = block.kinds if block else KINDS
    return kinds


def kind_named(view: View, name: str) -> Kind | None:
    return next((kind for kind in kinds_of(view) if kind.name == name), None)


def must_day_of(view: View) -> date:
    """The day on whose list it stands: see `rules.must_day`."""
    block: Any = view.settings.blocks.get("incidents")
    working = view.calendar.is_working_day(view.today)
    return must_day(
        view.now, block.today_until if block else TODAY_UNTIL, view.calendar.next_working_day, working=working
    )


def in_charge(view: View, household: int, committee: int) -> list[Person]:
    """Who is to hear of a household: its cadres, else the secretary, else the officers."""
    people = view.unit.people
    found = people.cadres_of(household) or people.with_role("书记", committee)
    return found or people.with_role("街道干部") or people.with_role("书记")


@dataclass(frozen=True)
class Happening:
    """A must-visit with what comes with it: a rest that begins, rests that end, older must-visits that it replaces.

    Told in a message, it is an `incident`: whoever is in charge hears of it.
    """

    plan: Plan | None
    rest: Rest | None = None
    ended: tuple[int, ...] = ()
    settled: tuple[int, ...] = ()
    visit: int | None = None  # that told of it

    def without_plan(self) -> Happening:
        """Nobody needs to go there."""
        return replace(self, plan=None)

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        effects = self.plan.store(unit, viewer) if self.plan else []
        effects += self.rest.store(unit, viewer) if self.rest else []
        for rest in self.ended:
            effects += Ended(rest, unit.now.date(), self.visit).store(unit, viewer)
        for plan in self.settled:
            unit.plans.settle(viewer, plan, self.visit)
            effects.append(("settled", plan))
        return [*effects, *(("incident", number) for kind, number in effects if kind == "plan")]


def open_musts(view: View, household: int, whats: Iterable[str] = ()) -> list[Plan]:
    """The must-visits of a household that still stand; of the given words only, if any are given."""
    wanted = set(whats)
    plans = view.unit.plans.of_household(MUSTS, household)
    return [plan for plan in plans if plan.kind == MUST and (not wanted or plan.what in wanted)]


def happening(
    view: View, kind: Kind, household: int, cadre: int, *, visit: int | None = None, person: int | None = None
) -> Happening:
    """What a kind brings about for a household, and for the `person` if one is known; empty if all of it stands already.

    Reminders rest only of a person who is known: nobody else's are to stop by mistake.
    """
    rests = view.unit.rests.of_households(MUSTS, [household]).get(household, [])
    known = any(rest.reason == kind.name and rest.person_id in (person, None) for rest in rests)
    rest = (
        Rest(household, person, kind.name, view.today, visit_id=visit) if kind.rests and person and not known else None
    )
    over = [rest for rest in rests if kind.ends and rest.reason == kind.ends]
    ended = tuple(rest.id for rest in over if person is None or rest.person_id in (person, None))
    replaced = {kind.ends} - {""}
    older = [one.what for one in kinds_of(view) if {one.name, one.during} & replaced or one.ends == kind.name]
    settled = tuple(plan.id for plan in open_musts(view, household, older)) if older else ()
    new = Plan(MUST, household, cadre, must_day_of(view), kind.what, visit_id=visit, in_person=kind.in_person)
    stands = open_musts(view, household, [kind.what]) or _lasts(view, kind.during, household, person)
    return Happening(None if stands else new, rest, ended, settled, visit)


def _lasts(view: View, name: str, household: int, person: int | None) -> bool:
    """Whether what is called so goes on there, for the `person` if one is known: in hospital, and not out again."""
    kind = kind_named(view, name)
    if kind is None:
        return False
    rests = [one for one in view.unit.rests.of_households(MUSTS, [household]).get(household, []) if one.reason == name]
    if rests:
        return person is None or any(rest.person_id in (person, None) for rest in rests)
    ends = [one.what for one in kinds_of(view) if one.ends == name]
    told = [must.what for must in view.unit.plans.musts_since(MUSTS, household, view.now - LASTS)]
    return next((what for what in reversed(told) if what in (kind.what, *ends)), "") == kind.what
