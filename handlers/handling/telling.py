"""What each step is told as: to everybody who spoke, in plain words; to whoever has it next; to the officers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.kinds.base import Option
from bot.pushes import Push
from bot.saying import say_day
from bot.world import View
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import ASK_FOR, CASE, SHOW, open_case
from handlers.engines.registry.tagbook import tells_secret
from handlers.handling import saying
from handlers.handling.answers import ANSWER, PRESSED
from handlers.handling.parties import STREET
from handlers.handling.street import buttons, party
from storage.cases import Case, Step

RESUME = moves.RESUMES
REASON = "诉求"
SHORT = 16  # characters of a matter that a notification bears; of a longer one its first clause


def subject(case: Case) -> str:
    """0312号 楼道灯不亮; what is delicate is not repeated in a notification."""
    if tells_secret(case.matter):
        return f"{case.number}号"
    first = re.split("[，,。；;！!？?\n]", case.matter.strip(), maxsplit=1)[0]
    return f"{case.number}号 {first if len(case.matter) > SHORT and first else case.matter}"


def follow(case: Case) -> list[Option]:
    return [Option(f"看{case.number}", words=case.number, start=SHOW, about={"case": case.id})]


def said_of(view: View, case: Case, step: Step) -> str:
    """What whoever spoke is told of a step; "" of what is told by others, or not at all."""
    what, owner, words = subject(case), saying.owner(view, case), step.words.rstrip("。")
    until, more = f"{moves.promise(view, case.done_due)}前", f"：{words}" if words else ""
    if step.act == rules.TAKE:
        first = f"{moves.promise(view, case.contact_due)}前先联系您，" if not case.contact_at else ""
        return f"{what}：{owner}接了，{first}{until}给您办好的回话。"
    if step.act == rules.NOTE:
        return f"{what}：{party(view, step)}说：{words}。"
    if step.act == rules.PASS:
        return f"{what}：转给{step.whom}了{more}。{owner}盯着，{until}给您回话。"
    if step.act == rules.HAND:
        return f"{what}：现在由{owner}来办，{until}给您回话。"
    if step.act == rules.ESCALATE:
        return f"{what}：报到{step.whom}了。{owner}还盯着，{until}给您回话。"
    if step.act == rules.PAUSE and step.day:
        was = step.was.get("done_due")
        before = f"本来说好{_day(view, was)}，" if was else ""
        return f"{what}：{before}{words}，改到{say_day(step.day, view.read_on)}接着办，最晚{until}给您回话。还没好您随时说。"
    if step.act == rules.RESUME:
        return f"{what}：接着办了{more}，{until}给您回话。"
    if step.act == rules.DECLINE:
        return f"{what}：这件事居委管不了，{words}。要我陪您打吗？"
    if step.act == rules.REOPEN:
        return f"{what}：重新办了，{owner}盯着，{until}给您回话。"
    return ""


def _day(view: View, was: str) -> str:
    return say_day(date.fromisoformat(was), view.read_on)


def to_voices(view: View, case: Case, step: Step, actor: int) -> list[Push]:
    """Everybody who spoke, but whoever acted; a question only to whoever asked first."""
    voices = [voice.person_id for voice in view.unit.voices.of_case(case.id) if voice.person_id != actor]
    if step.act == rules.QUERY:
        text = f"{subject(case)}：{party(view, step)}问您：{step.words}"
        answer = Option(PRESSED, words=PRESSED, start=ANSWER, about={"case": case.id})
        return [Push(one, text, [answer], reason=REASON) for one in voices[:1]]
    if step.act == rules.MERGE and case.merged_id:
        into = view.unit.cases.get(case.merged_id)
        text = f"{subject(case)}：和{into.number}号是一件事，并在一起办，结果也告诉您。"
        joined = [one.person_id for one in view.unit.voices.of_case(into.id)]
        return [Push(one, text, follow(into), reason=REASON) for one in voices if one in joined]
    text = said_of(view, case, step)
    wrong = Option("请书记看看", words="请书记看看", start=ASK_FOR, about={"case": case.id})
    buttons = [Option("陪我打", words="找人帮忙"), wrong, *follow(case)] if step.act == rules.DECLINE else follow(case)
    return [Push(one, text, buttons, reason=REASON) for one in voices] if text else []


def to_holders(view: View, case: Case, step: Step, actor: int) -> list[Push]:
    """Whoever it was passed to: place and matter alone. Whoever had it before need not look any more."""
    pushes: list[Push] = []
    before = step.was.get("holder_id") if step.act in (rules.PASS, rules.TAKE) else case.holder_id
    over = step.act in (rules.WITHDRAW, rules.DECLINE, rules.MERGE, rules.PASS, rules.TAKE)
    if over and before and before not in (actor, step.whom_id):
        text = f"{case.number}号您那边不用再看了。"
        pushes += [Push(before, text, reason=REASON)]
    if step.act == rules.PASS and step.whom_id:
        words = saying.outsiders_words(view, case, step.words)
        asked, what = f"\n居委说：{words}" if words else "", saying.outsiders_title(view, case)
        text = f"请您看看：{what}，{moves.promise(view, case.done_due)}前要办好。{asked}\n什么时候来，回一句就行。"
        pushes.append(Push(step.whom_id, text, saying.holders_buttons(case), reason=REASON))
    if step.act == rules.INSIDE and step.whom_id and step.whom_id == case.holder_id:
        text = f"{saying.outsiders_title(view, case)}：{party(view, step)}说：{step.words}。"
        pushes.append(Push(step.whom_id, text, saying.holders_buttons(case), reason=REASON))
    if step.act == rules.CHASE and step.whom_id and step.whom_id == case.holder_id:
        what, words = saying.outsiders_title(view, case), saying.outsiders_words(view, case, step.words)
        said = f"居委说：{what}：{words}" if words else f"居委催一下：{what}"
        text = f"{said}，{moves.promise(view, case.done_due)}前要办好。\n什么时候来，回一句就行。"
        pushes.append(Push(step.whom_id, text, saying.holders_buttons(case), reason=REASON))
    if (step.act == rules.PASS and step.whom == STREET) or step.act == rules.ESCALATE:
        text = f"居委上报：{saying.line(view, case)}" + (f"\n{step.words}" if step.words else "")
        officers = [one.id for one in view.unit.people.with_role("街道干部") if one.id != actor]
        pushes += [Push(one, text, [open_case(case)], reason=REASON) for one in officers]
    return pushes


def to_owner(view: View, case: Case, step: Step, actor: int) -> list[Push]:
    """Whoever answers for it, of what somebody else did."""
    owner = moves.answering(view, case)
    text = _for_owner(view, case, step)
    below = saying.buttons(case)
    if step.act == rules.INSIDE:
        below = buttons(case, step, held=bool(step.person_id) and step.person_id == case.holder_id)
    pushes = [Push(owner, text, below, reason=REASON)] if text and owner and owner != actor else []
    before = step.was.get("owner_id")
    if before and before not in (owner, actor) and step.act in (rules.TAKE, rules.HAND):
        text = f"{saying.shown_title(case)}：现在由{saying.owner(view, case)}来办，您这边不用管了。"
        pushes.append(Push(before, text, [open_case(case)], reason=REASON))
    return pushes


def _for_owner(view: View, case: Case, step: Step) -> str:
    what = saying.shown_title(case)
    by = party(view, step)
    if step.act == rules.NOTE:
        ask = "\n请您看一眼，好了就回「办好了」。" if step.whom else ""
        return f"{what}：{by}说：{step.words}。{ask}"
    if step.act == rules.INSIDE:
        return f"{what}：{by}说：{step.words}。只有您看到，要告诉提的人，点一下。"
    if step.act == rules.KEEP:
        return f"{what}：{by}记了一句：{step.words}。只有同事看得到。"
    if step.act == rules.CHASE:
        more = f"{step.words}。" if step.words else ""
        return (
            f"{by}催一下：{saying.line(view, case)}。{more}"
            if not case.holder_id or step.whom_id != case.holder_id
            else ""
        )
    if step.act == rules.ANSWER:
        return f"{what}：回话来了：{step.words}"
    if step.act in (rules.HAND, rules.TAKE):
        more = f"\n{step.words}" if step.words else ""
        return f"{by}把{what}交给您了，{saying.promises(view, case)}。{more}"
    return (
        f"{what}：{by}{step.act}{step.whom}了。"
        if step.act in (rules.PASS, rules.ESCALATE, rules.RESOLVE, rules.DECLINE, rules.PAUSE)
        else ""
    )


def all_of(view: View, step: Step, actor: int) -> Sequence[Push]:
    case = view.unit.cases.get(step.case_id)
    return [
        *to_voices(view, case, step, actor),
        *to_holders(view, case, step, actor),
        *to_owner(view, case, step, actor),
    ]


def taken_back(view: View, step: Step, actor: int) -> Sequence[Push]:
    """Whoever was asked to do something hears that it was taken back; whoever had it before has it again."""
    case = view.unit.cases.get(step.case_id)
    if any(one.id == step.id for one in view.unit.cases.steps(CASE, case.id)):
        return []  # somebody has acted since: it stands
    if step.act not in (rules.PASS, rules.HAND, rules.CHASE, rules.TAKE, rules.ESCALATE):
        return []
    was = step.was.get("holder_id")
    asked = [step.whom_id] if step.whom_id and step.whom_id != was else []
    if step.act == rules.ESCALATE or step.whom == STREET:
        asked = [one.id for one in view.unit.people.with_role("街道干部")]
    text = f"{case.number}号居委撤回了，您那边不用再看了。"
    pushes = [Push(one, text, reason=REASON) for one in asked if one != actor]
    if was and was == case.holder_id and was != actor:
        what = saying.told_words(view, case, saying.shown_title(case))
        text = f"刚才说不用看的，还是请您看：{what}，{moves.promise(view, case.done_due)}前要办好。"
        pushes.append(Push(was, text, saying.holders_buttons(case), reason=REASON))
    return pushes
