"""What is answered to an answer: closed with thanks, opened again with a day, or a sentence why neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.kinds.base import Option
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import View
from handlers.engines.cases import moves
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases import verdicts as rules
from handlers.engines.cases.answers import Answer, Satisfied, head_for, is_principal, mistaken
from handlers.engines.cases.saying import ADD, ASK_FOR, RAISE, SATISFIED, WITHDRAW, owner_name
from handlers.ratings.asking import degrees, solved_or_not
from storage.cases import Case
from storage.ratings import Rating
from storage.viewers import system
from storage.voices import Voice

REPLIES = system("replies")


def new_due(view: View, case: Case) -> date:
    """The day that is promised if it is opened again today."""
    return moves.deadlines(view, case.urgency, case.category, view.today)[1]


def why_question(case: Case) -> list[Option]:
    about = {"case": case.id, "why": True}
    return [Option("没有了", words="没有了", start=SATISFIED, about=about)]


def busy(talk: Talk) -> bool:
    """Another question is open below: what is asked last must be that one, so that an answer finds its way."""
    return len(talk.world.unit.talks.stack(talk.world.viewer.person)) > 1


def solved(talk: Talk, case: Case, voice: Voice, satisfied: str, why: str) -> str:
    """好了: closed if it is the person's to close; how satisfied is asked with buttons, so that 好了 is safe already."""
    if voice.solved:
        return _said_again(talk, case, voice, satisfied, why)
    late = case.state == case_rules.CLOSED and case.outcome == "未回复"
    answer = Answer(case.id, voice.person_id, True, new_due(talk.world, case), satisfied, why, tuple(talk.files))
    talk.save(answer)
    closing = (
        f"好，{case.number}号办结了。" if case.state == case_rules.ASKED and is_principal(voice) else "好，记下了。"
    )
    closing = "谢谢您告诉我。这件事前些天没等到回话先结了，您这句话我补记上了。" if late else closing
    thanks = "您的话我转给他们。" if rules.is_praise(why) else ""
    return closing + thanks + ask_satisfaction(talk, case, satisfied, why)


def _said_again(talk: Talk, case: Case, voice: Voice, satisfied: str, why: str) -> str:
    """Said before: what is new in it is added to that answer, and takes nothing of it away."""
    rating = talk.world.unit.ratings.last(case.id, voice.person_id)
    if rating is None or not (satisfied or why):
        if not voice.satisfied:
            talk.offer(*degrees(case))
        return f"{case.number}号您已经说过好了，记着呢。" + ("" if voice.satisfied else "办得您满意吗？")
    return regraded(talk, case, rating, satisfied, why)


def regraded(talk: Talk, case: Case, rating: Rating, satisfied: str, why: str) -> str:
    """How satisfied somebody is, said anew, and words to it."""
    talk.save(Satisfied(rating.id, satisfied, why))
    if satisfied and rating.satisfied:
        return f"改好了，{case.number}号您评的是「{satisfied}」。" + ("您说的我转给他们。" if why else "")
    if not (satisfied or rating.satisfied):
        talk.offer(*degrees(case))
        return "您的话我转给他们了。办得满意不满意，也请点一下，不点也行。"
    if why and (satisfied or rating.satisfied) in rules.UNHAPPY:
        return "记下了，您说的我转给他们。"
    return ("您的话我转给他们。" if why else "记下了。") + ask_satisfaction(
        talk, case, satisfied or rating.satisfied, why
    )


def ask_satisfaction(talk: Talk, case: Case, satisfied: str, why: str) -> str:
    """The next question that is open: how satisfied, or why not."""
    if not satisfied:
        talk.offer(*degrees(case))
        return "办得您满意吗？"
    if satisfied in rules.UNHAPPY and not why:
        return ask_why(talk, case)
    return "谢谢您。" if satisfied not in rules.UNHAPPY else "您说的我转给他们。"


def ask_why(talk: Talk, case: Case) -> str:
    if busy(talk):
        return f"哪里不满意，忙完手上的，回「{case.number} 不满意」加一句就行。"
    talk.offer(*why_question(case))
    return "哪里不满意？写一句就行，没有请回「无」。"


def ask_where(talk: Talk, case: Case) -> str:
    if busy(talk):
        return f"哪里还没好，忙完手上的，回「补充{case.number}」加一句就行。"
    talk.offer(Option("补充一句", words="", start=ADD, about={"case": case.id, "asked": True}))
    return "哪里还没好？写一句我转过去，没有请回「无」。"


def _passed_on(talk: Talk, case: Case) -> str:
    """What is said right after it (开到三楼就停) is of the same."""
    if not busy(talk):
        talk.offer(Option("补充一句", words="", start=ADD, about={"case": case.id, "asked": True}))
    return "您说的我转过去了。"


_NOT_SAID = {"没看": "不急，看过了点一下就行。", "一半": "是算好了，还是要接着弄？", "嗯": "好的。"}


def ask_once_more(talk: Talk, case: Case, hint: str, degree: str, words: str) -> str:
    """Words that say neither 好了 nor 没好: what they tell goes along at once, and the matter is named."""
    about = {"degree": degree} if degree else {}
    told = words and hint not in ("没看", "嗯") and case_rules.after(case.state, case_rules.TELL) is not None
    if told:
        talk.save(moves.Move(case.id, case_rules.TELL, words, files=tuple(talk.files)))
    talk.offer(*(replace(one, about={**one.about, **about, "nodded": True}) for one in solved_or_not(case)))
    first = ("您的话我转过去了。" if told else "") + _NOT_SAID.get(hint, "" if told else "好的。")
    return f"{first}{case.number}号 {case.matter}：{rules.question(case.matter)}"


def not_solved(talk: Talk, case: Case, voice: Voice, why: str) -> str:
    """没好: opened again at once; what is wrong may be told now or after."""
    world = talk.world
    due = new_due(world, case)
    act = case_rules.answer(case.state, solved=False, principal=is_principal(voice))
    if not act:
        return _not_here_either(talk, case, voice, why) if voice.rated_at is None else in_hand(talk, case, why)
    talk.save(Answer(case.id, voice.person_id, False, due, "", why, tuple(talk.files)))
    head = head_for(world.unit, case) if case.reopened else None
    name = world.unit.people.get(REPLIES, head) if head else None
    who = f"这回请{name.name}接过来办" if name and name.name else f"{owner_name(world, case)}接着办"
    day = moves.promise(world, due)
    closing = f"对不住。{case.number}号重新打开了，{who}，{day}前给您回话。"
    return closing + (_passed_on(talk, case) if why else ask_where(talk, case))


def _not_here_either(talk: Talk, case: Case, voice: Voice, why: str) -> str:
    """Others had it opened again already: this answer is put down like theirs."""
    talk.save(Answer(case.id, voice.person_id, False, case.done_due, "", why, tuple(talk.files)))
    closing = f"对不住。您这边还没好，记下了。{case.number}号已经在重新办，{moves.reply_by(talk.world, case)}。"
    return closing + (_passed_on(talk, case) if why else ask_where(talk, case))


def well_after_all(talk: Talk, case: Case, voice: Voice, satisfied: str, why: str) -> str:
    """好了 of what is in hand again: their own 没好 is taken back if it was what opened it; else their answer is put down."""
    unit = talk.world.unit
    own = mistaken(unit, case, voice.person_id)
    talk.save(Answer(case.id, voice.person_id, True, case.done_due, satisfied, why, tuple(talk.files)))
    if own and is_principal(voice):
        return f"好，那句「还没好」不算了，{case.number}号办结了。" + ask_satisfaction(talk, case, satisfied, why)
    if own:
        return "好，那句「还没好」不算了，记下您这边好了。谢谢您。"
    others = any(one.solved is False for one in unit.voices.of_case(case.id) if one.person_id != voice.person_id)
    goes_on = f"别人那边还没好，{case.number}号接着办。" if others else f"我告诉{owner_name(talk.world, case)}。"
    return f"好，您这边好了，记下了。{goes_on}"


def in_hand(talk: Talk, case: Case, why: str) -> str:
    """It is being seen to anyhow: what was said goes along."""
    day = moves.reply_by(talk.world, case)
    if why or talk.files:
        talk.save(moves.Move(case.id, case_rules.TELL, why or "见照片", files=tuple(talk.files)))
        return f"{case.number}号还在办，您这句我转给{owner_name(talk.world, case)}了。{day}。"
    return f"{case.number}号还在办，{day}。有新情况，回「补充{case.number}」加一句。"


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
