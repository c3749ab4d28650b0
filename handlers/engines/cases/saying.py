"""How a case is said: to whom it concerns in plain words, to whom handles it a line each. Never who raised it to others."""

from __future__ import annotations

from datetime import date

from bot.kinds.base import Option
from bot.saying import say_day
from bot.world import View
from handlers.engines.cases import rules
from handlers.engines.cases.moves import answering
from storage.cases import Case, Step
from storage.viewers import system

CASE = system("cases")
# The dialogues that capabilities begin by a button, each `about={"case": id}`.
RAISE, MINE, SHOW, HANDLE, RATE, COSIGN = "提诉求", "我的诉求", "看诉求", "办诉求", "评诉求", "附议"
PASS_ON, TELL_HOLDER = "告诉提的人", "回物业"
SATISFIED, ADD, WITHDRAW, ASK_FOR, CALLS, CALL = "评满意", "补充诉求", "撤回诉求", "诉求找人", "电话单", "打电话"
HISTORY = {
    rules.TAKE: "接办了", rules.CONTACT: "和您联系过了", rules.NOTE: "有了进展", rules.PASS: "转给了", rules.QUERY: "问您",
    rules.ANSWER: "您答复了", rules.PAUSE: "先停一停", rules.RESUME: "接着办了", rules.RESOLVE: "办好了", rules.DECLINE: "居委办不了",
    rules.SOLVED: "您说好了", rules.UNSOLVED: "您说还没好，重新办", rules.LAPSE: "没等到您的回话，先结了", rules.WITHDRAW: "撤回了",
    rules.REOPEN: "重新打开了", rules.MERGE: "和别的并在一起办", rules.ESCALATE: "报到上一级了", rules.TELL: "您补充了",
    rules.HAND: "换了人办", rules.CHASE: "居委催过了",
}  # fmt: skip


def title(case: Case) -> str:
    """0312号 楼道灯不亮（12号楼道）."""
    place = f"（{case.place}）" if case.place and case.place not in case.matter else ""
    return f"{case.number}号 {case.matter}{place}"


def line(view: View, case: Case) -> str:
    """One line for whoever handles it: number, place, matter, and what is due when."""
    return f"{title(case)}：{rules.STATES[case.state]}，{say_due(view, case)}"


def say_due(view: View, case: Case) -> str:
    """明天前先联系; 周四前办好; 还没联系，晚了3个工作日，周四前办好."""
    if case.state not in rules.OPEN:
        return f"{say_day(case.done_due, view.today)}前"
    if case.contact_at or case.contact_due > case.done_due:
        return _until(view, case.done_due, "办好")
    contact = _until(view, case.contact_due, "先联系")
    # As soon as both days matter both are said: one that is missed does not hide the other.
    both = case.contact_due < view.today or case.done_due <= view.calendar.next_working_day(view.today)
    return f"{contact}，{_until(view, case.done_due, '办好')}" if both else contact


def _until(view: View, day: date, what: str) -> str:
    if day < view.today:
        late = working_days_late(view, day)
        return f"还没{what.removeprefix('先')}，" + (f"晚了{late}个工作日" if late else "日子过了")
    return f"{say_day(day, view.today)}{'要' if day == view.today else '前'}{what}"


def working_days_late(view: View, due: date) -> int:
    """Working days after a promised one until today: what is promised in working days is late in working days."""
    day, late = view.calendar.next_working_day(due), 0
    while day <= view.today:
        day, late = view.calendar.next_working_day(day), late + 1
    return late


INNER = (rules.TAKE, rules.HAND, rules.CONTACT, rules.ESCALATE, rules.CHASE)  # what was written there is for colleagues
OWN = (rules.QUERY, rules.ANSWER, rules.TELL)  # between the committee and one person
OF_OTHERS = {
    rules.SOLVED: "办结了", rules.UNSOLVED: "有人说还没好，重新办", rules.REOPEN: "重新打开了", rules.WITHDRAW: "撤回了",
}  # fmt: skip


def history(view: View, steps: list[Step], case: Case, person: int = 0) -> list[str]:
    """What happened, in plain words for a person who speaks of it: no names but of who is responsible.

    With `person`, who else spoke of it and what they said is left out: nobody learns who raised or co-signed it.
    """
    today = view.today
    lines = [f"{say_day(case.raised_at.date(), today)} 收到了"]
    voices = view.unit.voices.of_case(case.id) if person else []
    others = {one.person_id for one in voices} - {person}
    raiser = next((one.person_id for one in voices), person)
    for step in (one for one in steps if one.act not in (rules.INSIDE, rules.KEEP)):  # what is for colleagues alone
        speaker = step.whom_id if step.act in (rules.SOLVED, rules.UNSOLVED, rules.REOPEN) else step.person_id
        foreign = speaker in others or (step.act == rules.QUERY and person not in (0, raiser))
        if foreign and step.act in OWN:
            continue
        said = OF_OTHERS.get(step.act) if foreign else None
        whom = step.whom if step.act == rules.PASS else ""
        until = f"，到{say_day(step.day, today)}" if step.day and step.act == rules.PAUSE else ""
        words = f"：{step.words}" if step.words and not said and step.act not in INNER else ""
        lines.append(f"{say_day(step.at.date(), today)} {said or HISTORY.get(step.act, step.act)}{whom}{until}{words}")
    return lines


def owner_name(view: View, case: Case) -> str:
    """Who answers for it today: 居委王芳, or who stands in for her; the committee where nobody is."""
    owner = view.unit.people.get(CASE, answering(view, case))
    return f"居委{owner.name}" if owner and owner.name else "居委"


def open_case(case: Case, shown: str = "") -> Option:
    """A button that opens a case for whoever handles it."""
    return Option(shown or f"看{case.number}", words=case.number, start=HANDLE, about={"case": case.id})
