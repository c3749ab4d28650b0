"""How figures are said: one sentence that does, then a line each."""

from __future__ import annotations

from datetime import date, timedelta

from bot.kinds.household import call_home
from bot.saying import say_day
from handlers.coverage.figures import Care, Coverage, Progress
from handlers.coverage.rules import percent
from handlers.engines.plans.dues import Due
from handlers.engines.plans.rules import say_cadence
from storage.households import Household


def say_coverage(name: str, figures: Coverage) -> list[str]:
    """三门居民区：今年应访8户，有联系5户（62%），其中入户3户。"""
    if figures.due:
        share = percent(figures.met, figures.due)
        first = f"{name}：今年应访{figures.due}户，有联系{figures.met}户（{share}%），其中入户{figures.entered}户。"
    else:
        first = f"{name}：现在没有要走访的住户，算不出覆盖率。"
    apart = [f"空置{figures.empty}户"] if figures.empty else []
    apart += [f"谢绝上门{figures.refusing}户"] if figures.refusing else []
    lines = [first, f"{'、'.join(apart)}，单列，不算在应访里。" if apart else "没有空置和谢绝上门的户。"]
    return [*lines, f"{say_care('重点户', figures.care)}。" if _any(figures.care) else "没有要按期联系的重点户。"]


def say_care(whose: str, care: Care) -> str:
    return f"{whose}：应按期{care.due}户，按期{care.kept}户，晚了{care.late}户，暂停{care.resting}户"


def _any(care: Care) -> int:
    return care.due + care.resting


def say_piece(name: str, figures: Coverage) -> str:
    """益港第一微网格：应访80户，有联系52户（65%），入户30户；重点户晚了2户"""
    if not figures.due:
        return f"{name}：没有要走访的住户" + (f"；重点户晚了{figures.care.late}户" if figures.care.late else "")
    share = percent(figures.met, figures.due)
    late = f"；重点户晚了{figures.care.late}户" if _any(figures.care) else ""
    return f"{name}：应访{figures.due}户，有联系{figures.met}户（{share}%），入户{figures.entered}户{late}"


def say_progress(whose: str, figures: Progress, span: str, today: date) -> list[str]:
    """王芳的重点户：应按期12户，按期10户，晚了2户，暂停1户。"""
    care = figures.care
    lines = [f"{say_care(f'{whose}的重点户', care)}。" if _any(care) else f"{whose}手上没有要按期联系的重点户。"]
    lines.append(say_met(span, figures))
    if figures.promised:
        past = figures.overdue(today)
        lines.append(
            f"答应的跟进还有{len(figures.promised)}件没办" + (f"，{past}件过了日子。" if past else "，都还没到日子。")
        )
    else:
        lines.append("答应的跟进都办了。")
    return [*lines, f"特情必访还有{len(figures.musts)}户没去。"] if figures.musts else lines


def say_met(span: str, figures: Progress) -> str:
    return f"{span}联系了{figures.met}户，其中入户{figures.entered}户。" if figures.met else f"{span}还没有记到联系。"


def say_leave(name: str, until: date, stand_in: str, today: date) -> str:
    """`until` is the first day back."""
    last = until - timedelta(days=1)
    who = f"由{stand_in}代班" if stand_in else "代班的人也不在"
    return f"{name}请假到{say_day(last, today)}，{who}。下面是平时归{name}的户。"


def say_late(due: Due, today: date) -> str:
    """上次10月2日（周五），说好每月一次."""
    often = f"说好{say_cadence(due.days)}" + ("" if due.phone else "，要见到人")
    if due.last is None:
        return f"还没联系过，{often}"
    return f"上次{say_day(due.last, today)}，{often}"


def named(home: Household, today: date, *, estate: bool) -> str:
    """12号302 王阿婆."""
    who = call_home(home, today)
    door = home.full_door if estate else home.door
    return f"{door} {who}" if who else door
