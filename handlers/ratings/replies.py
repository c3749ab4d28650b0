"""What is answered to an answer: closed with thanks, opened again with a day, or a sentence why neither."""

from __future__ import annotations

from datetime import date

from bot.kinds.base import Option
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import View
from handlers.engines.cases import moves
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases.answers import Answer, head_for, is_principal
from handlers.engines.cases.saying import ADD, ASK_FOR, RAISE, SATISFIED, WITHDRAW, owner_name
from handlers.ratings import rules
from handlers.ratings.asking import degrees
from storage.cases import Case
from storage.viewers import system
from storage.voices import Voice

REPLIES = system("replies")


def new_due(view: View, case: Case) -> date:
    """The day that is promised if it is opened again today."""
    return moves.deadlines(view, case.urgency, case.category, view.today)[1]


def why_question(case: Case) -> list[Option]:
    about = {"case": case.id, "why": True}
    return [Option("没有了", words="没有了", start=SATISFIED, about=about)]


def solved(talk: Talk, case: Case, voice: Voice, satisfied: str, why: str) -> str:
    """好了: closed if it is the person's to close; how satisfied is asked with buttons, so that 好了 is safe already."""
    if voice.solved and not satisfied and not why:
        if not voice.satisfied:
            talk.offer(*degrees(case))
        return f"{case.number}号您已经说过好了，记着呢。" + ("" if voice.satisfied else "办得您满意吗？")
    late = case.state == case_rules.CLOSED and case.outcome == "未回复"
    answer = Answer(case.id, voice.person_id, True, new_due(talk.world, case), satisfied, why)
    talk.save(answer)
    closing = (
        f"好，{case.number}号办结了。" if case.state == case_rules.ASKED and is_principal(voice) else "好，记下了。"
    )
    closing = "谢谢您告诉我。这件事前些天没等到回话先结了，您这句话我补记上了。" if late else closing
    thanks = "您的话我转给他们。" if rules.is_praise(why) else ""
    return closing + thanks + ask_satisfaction(talk, case, satisfied, why)


def ask_satisfaction(talk: Talk, case: Case, satisfied: str, why: str) -> str:
    """The next question that is open: how satisfied, or why not."""
    if not satisfied:
        talk.offer(*degrees(case))
        return "办得您满意吗？"
    if satisfied in rules.UNHAPPY and not why:
        talk.offer(*why_question(case))
        return "哪里不满意？写一句就行，没有请回「无」。"
    return "谢谢您。" if satisfied not in rules.UNHAPPY else "您说的我转给他们。"


def not_solved(talk: Talk, case: Case, voice: Voice, why: str) -> str:
    """没好: opened again at once; what is wrong may be told now or after."""
    world = talk.world
    due = new_due(world, case)
    act = case_rules.answer(case.state, solved=False, principal=is_principal(voice))
    if not act:
        return in_hand(talk, case, why)
    talk.save(Answer(case.id, voice.person_id, False, due, "", why))
    head = head_for(world.unit, case) if case.reopened else None
    name = world.unit.people.get(REPLIES, head) if head else None
    who = f"这回请{name.name}接过来办" if name and name.name else f"{owner_name(world, case)}接着办"
    day = moves.promise(world, due)
    closing = f"对不住。{case.number}号重新打开了，{who}，{day}前给您回话。"
    if why:
        return f"{closing}您说的我转过去了。"
    talk.offer(Option("补充一句", words="", start=ADD, about={"case": case.id, "asked": True}))
    return f"{closing}哪里还没好？写一句我转过去，没有请回「无」。"


def in_hand(talk: Talk, case: Case, why: str) -> str:
    """It is being seen to anyhow: what was said goes along."""
    day = moves.promise(talk.world, case.done_due)
    if why or talk.files:
        talk.save(moves.Move(case.id, case_rules.TELL, why, files=tuple(talk.files)))
        return f"{case.number}号还在办，您这句我转给{owner_name(talk.world, case)}了。{day}前给您回话。"
    return f"{case.number}号还在办，{day}前给您回话。有新情况，回「补充{case.number}」加一句。"


def already_well(talk: Talk, case: Case) -> str:
    """It is well before anybody said that it was done: it may be taken back."""
    talk.offer(
        Option("撤回", words=f"撤回{case.number}", start=WITHDRAW, about={"case": case.id}),
    )
    return f"{case.number}号还在办。要是已经好了，点「撤回」就不用跑了；还要办就不用管。"


def too_late(talk: Talk, case: Case, *, again: bool) -> str:
    """Closed too long ago: what is wrong now becomes a new matter that names the old one."""
    day = say_day(case.closed_at.date(), talk.today) if case.closed_at else "早就"
    if not again:
        return f"{case.number}号{day}就结了，过了{days(talk)}天，评价收不进去了。谢谢您还想着告诉我。"
    words = f"{case.matter}（上次是{case.number}号）"
    talk.offer(Option("另提一件", words=words, start=RAISE, about={"after": case.id}))
    return f"{case.number}号{day}就结了，过了{days(talk)}天不能再打开。点「另提一件」，我按新的办，写明上次是{case.number}号。"


def days(talk: Talk) -> int:
    return moves.cases_of(talk.world).reopen_days


def gone(talk: Talk, case: Case) -> str:
    """Declined or withdrawn: nothing to rate, and what one can do."""
    if case.state == case_rules.WITHDRAWN:
        talk.offer(Option("再提一件", words=case.matter, start=RAISE, about={"after": case.id}))
        return f"{case.number}号已经撤回了，没有在办。要办的话点「再提一件」。"
    talk.offer(Option("请书记看看", words="请书记看看", start=ASK_FOR, about={"case": case.id}))
    return f"{case.number}号居委办不了，没有好没好可以评。您觉得不对，点「请书记看看」。"
