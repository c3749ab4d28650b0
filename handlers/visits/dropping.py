"""The conversation about something planned or promised that nobody will do any more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Record, Slot
from bot.kinds.household import Household
from bot.saying import brief, say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.plans.wording import home_words
from storage.charge import VISITING
from storage.households import Household as Home
from storage.plans import MUST, Plan
from storage.unit import Unit
from storage.viewers import Viewer

ALL = "都不去了"
_MATTER = "(?:(?:那|这)(?:件事|个事|次|趟)|计划|打算|跟进|记着的事|答应的事|说好的)"
_DROPPED = re.compile(
    rf"\W*(?:家里?|那里|那边)?的?(?:今天|明天|这次|那天)?的?{_MATTER}?(?:就|也|已经|现在)*"
    rf"(?:不用(?:再)?(?:去|看|跟进|办|上门|提醒)?|不必(?:再)?去|不再?去|不办|不跟进|取消|划掉|去掉|删掉|算)了?吧?[。！!]?"
)
_DROP = re.compile(rf"^(?:取消|划掉|去掉|删掉|不要)(?P<home>.{{2,20}}?)的?{_MATTER}了?[。]?$")


@dataclass(frozen=True)
class Dropped:
    """Plans that their cadre gives up."""

    plans: tuple[int, ...]

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        for plan in self.plans:
            unit.plans.settle(viewer, plan)
        return [("settled", plan) for plan in self.plans]


def _meant(text: str, world: World) -> str:
    """The household whose plan the words give up, and nothing else."""
    if asked := _DROP.match(text.strip()):
        return home_words(asked["home"], world)
    home = home_words(text, world)
    begins = bool(home) and text.strip().startswith(home)
    return home if begins and _DROPPED.fullmatch(text.strip()[len(home) :]) else ""


def _is_dropped(text: str, sent: datetime, world: World) -> bool:
    return bool(_meant(text, world))


def _dropped_heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    home = _meant(text, world) or home_words(text, world)
    return [Record((Slot("哪一户", home, home),), part=False)] if home else []


@dialogue("取消计划", starts=("^取消计划", "^计划取消"), by=VISITING, reads=_dropped_heard, sure=_is_dropped, order=22)
def drop_plan(talk: Talk) -> str:
    """取消计划：比如「12号302不用去了」，答应过、计划过的那件事就不再提醒。"""
    home = talk.ask("哪一户", "哪一户的计划不去了？可以写门牌，也可以写姓名。", Household(talk.world))
    plans = _own(talk.world, home)
    if not plans:
        return f"{home.door}没有您记着要去的事，不用取消。"
    shown = {_say(plan, talk): plan for plan in plans}
    which = ALL if len(shown) == 1 else talk.ask("哪一件", f"{home.door}记着几件，哪一件不去了？", Choice(*shown, ALL))
    gone = plans if which == ALL else [shown[which]]
    talk.save(Dropped(tuple(plan.id for plan in gone)))
    told = "、".join(_say(plan, talk) for plan in gone)
    return f"好，{home.door}不用去了：{told}，不再提醒。记错了回「撤销」。"


def _own(world: World, home: Home) -> list[Plan]:
    plans = world.unit.plans.of_households(world.viewer, [home.id])
    return [plan for plan in plans if plan.kind != MUST and plan.cadre_id in world.viewer.acting]


def _say(plan: Plan, talk: Talk) -> str:
    return f"{say_day(plan.day, talk.today)}{plan.part}{brief(plan.what or '去看看')}"
