"""Asking everybody who spoke of a case whether it is solved: what is said, and the buttons that answer."""

from __future__ import annotations

from bot.kinds.base import Option
from bot.pushes import Push
from bot.world import View
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases import verdicts as rules
from handlers.engines.cases.saying import RATE, SATISFIED
from handlers.engines.cases.telling import tell
from handlers.ratings.kinds import DONE, NOT_DONE
from storage.cases import Case, Step
from storage.scope import STAFF
from storage.viewers import system
from storage.voices import Voice

RATINGS = system("ratings")


def solved_or_not(case: Case) -> list[Option]:
    about = {"case": case.id}
    return [
        Option(DONE, words=DONE, start=RATE, about=about),
        Option(NOT_DONE, words=NOT_DONE, start=RATE, about=about),
    ]


def degrees(case: Case) -> list[Option]:
    """很满意 … 很不满意, as buttons."""
    return [Option(degree, words=degree, start=SATISFIED, about={"case": case.id}) for degree in rules.SATISFACTIONS]


def resolution(view: View, case: Case) -> Step | None:
    """The step with which it was said to be done, last."""
    steps = [step for step in view.unit.cases.steps(RATINGS, case.id) if step.act == case_rules.RESOLVE]
    return steps[-1] if steps else None


def who(view: View, step: Step | None) -> str:
    """王芳, 物业, or 居委: a property company's people are not named."""
    if step is None or not step.person_id:
        return "居委"
    roles = view.unit.people.viewer(step.person_id).roles
    if roles & set(STAFF):
        somebody = view.unit.people.get(RATINGS, step.person_id)
        return somebody.name if somebody and somebody.name else "居委"
    return "物业" if "物业" in roles else "居委"


def said(view: View, case: Case, *, phone: bool = False) -> str:
    """王芳说灯管换好了。 On the phone it is 王芳 herself who speaks: 灯管换好了。"""
    step = resolution(view, case)
    words = step.words.strip().rstrip("。.！!") if step else ""
    if phone and step and step.person_id == case.owner_id:
        return f"{words or '已经去办了'}。"
    return f"{who(view, step)}说{words or '办好了'}。"


def ask(view: View, case: Case, voice: Voice) -> list[Push]:
    """Ask one person, or have them rung; what they answered the last time is over."""
    unit, asked = view.unit, rules.question(case.matter)
    fresh = {"solved": None, "satisfied": "", "why": "", "rated_at": None, "reminded_at": None}
    told = said(view, case)
    push = Push(voice.person_id, f"{case.number}号 {case.matter}：{told}{asked}", solved_or_not(case), reason="办结")
    words = f"您好，我是居委会的。您反映的「{case.matter}」（{case.number}号），{said(view, case, phone=True)}想问问您，{asked}"
    pushes = tell(view, case, voice.person_id, case_rules.RESOLVE, push, words)
    unit.voices.change(case.id, voice.person_id, asked_at=view.now if pushes else None, **fresh)
    return pushes


def ask_again(view: View, case: Case, voice: Voice) -> list[Push]:
    """Once more, kindly; whoever cannot be reached any more is rung, but nobody twice."""
    view.unit.voices.change(case.id, voice.person_id, reminded_at=view.now)
    if view.unit.calls.was_rung(case.id, voice.person_id, case.done_at or case.raised_at):
        return []
    asked = rules.question(case.matter)
    text = f"再问一声，{case.number}号 {case.matter}：{asked}没回也不要紧，过几天我先结了，不算解决。"
    push = Push(voice.person_id, text, solved_or_not(case), reason="办结")
    words = f"您好，我是居委会的。您反映的「{case.matter}」（{case.number}号），{said(view, case, phone=True)}想问问您，{asked}"
    pushes = tell(view, case, voice.person_id, case_rules.RESOLVE, push, words)
    if not pushes:
        view.unit.voices.change(case.id, voice.person_id, asked_at=None)
    return pushes


def to_be_asked(view: View, case: Case, by: int | None) -> list[Voice]:
    """Everybody with a voice, but for whoever handled it themselves, if others are left."""
    voices = view.unit.voices.of_case(case.id)
    return [voice for voice in voices if voice.person_id not in (by, case.owner_id)] or voices
