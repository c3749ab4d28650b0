"""The conversations about handling a case: one move a sentence, lists of what is to be done, the answer to a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import words as shared
from bot.dialogue import dialogue
from bot.kinds.base import Option, Record, Slot, chosen
from bot.kinds.card import agrees
from bot.talk.state import State
from bot.talk.talk import REVIEW, Talk
from bot.world import World
from handlers.engines.cases import asked, moves, rules
from handlers.engines.cases import meant as own
from handlers.engines.cases.saying import HANDLE, PASS_ON, TELL_HOLDER
from handlers.engines.registry.tagbook import tells_secret
from handlers.handling import holders, lists, saying, street
from handlers.handling.acts import ACTS, LATER
from handlers.handling.answers import ANSWER, PRESSED, is_answer, question_of
from handlers.handling.kinds import UNTOLD, Said, Words
from handlers.handling.meant import aims, at_home, got_it, is_about_case, last_told
from handlers.handling.parties import party
from handlers.handling.phrases import NUMBER
from handlers.handling.rules import SHOW, Heard
from handlers.handling.saving import DONE, blocked
from handlers.handling.several import do_all
from storage.cases import Case
from storage.scope import STAFF

VISIT = "走访记录"
BOTH = (*STAFF, "物业")
TOLD_UNASKED = (
    rules.TAKE,
    rules.CONTACT,
    rules.PASS,
    rules.ESCALATE,
    rules.RESUME,
    rules.REOPEN,
    rules.CHASE,
    rules.KEEP,
)  # with words that nobody asked for
_NUMBER = r"[#№]?0\d{3}(?![\d.:-])"
_VERB = r"(?:接|接下|我接|我来办|看|看看|查|记一?下|备注|转\S{1,6}?|给\S{1,4}?|上报\S{0,3}?|报街道|暂停|办好|联系过|问|重开)"


def _what_was_done(text: str, state: State, sent: datetime, world: World) -> str:
    """灯管换了, said below 办了什么：办好了（默认）, is what was done."""
    prompt, told = state.prompt, state.latest(0, DONE)
    if prompt.label != REVIEW or told is None or told.how != "assumed" or len(text) < 3:
        return text
    other = (
        re.match("改|不|没|还没|去掉|再加", text)
        or NUMBER.search(text)
        or world.elsewhere(text, free=True, review=True)
    )
    if other or agrees(text) or chosen(text, prompt.buttons) or any(word.fullmatch(text) for word in shared.IN_TALK):
        return text
    return f"改{DONE}：{text}"


def _heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("说的", text),), part=False)]


@dialogue(
    HANDLE, starts=(rf"^{_NUMBER}", rf"^{_VERB}\s*(?:诉求|编号)?\s*{_NUMBER}", r"^(?:编号|诉求|工单)(?:号|是|为)?\s*[:：#№]?\s*\d{1,6}(?!\d)"),
    by=BOTH, reads=_heard, sure=is_about_case, first=got_it, rewords=_what_was_done, again=True, order=8, apart=True, of_homes=False,
)  # fmt: skip
def handle_case(talk: Talk) -> str:
    """办诉求：编号加一句话，比如「0312 接了」「0312 转物业」「0312 等灯管，停到下周二」「0312 办好了，灯管换了」。"""
    said = talk.ask("说的", "您说的是哪一件？写编号就行，比如「0312」。", Said(), otherwise="看", how="absent")
    if not saying.is_staff(talk.world.viewer):
        return holders.tell(talk, said)
    if not talk.about.get("case") and (there := at_home(talk.world, said)):
        return _case_or_visit(talk, there, said)
    meant = aims(talk, said)

    def do(talk: Talk, case: Case, heard: Heard) -> str:
        if street.speaks_for(talk.world, case, heard):
            return street.tell_committee(talk, case, said)
        return _by_staff(talk, case, heard)

    only = meant[0]
    if len(meant) == 1 and len(only.cases) == 1 and len(only.moves) == 1 and not only.why:
        return do(talk, only.cases[0], only.moves[0])
    return do_all(talk, meant, do)


def _case_or_visit(talk: Talk, there: Sequence[Case], said: str) -> str:
    """12号402李建国说灯还是不亮: a word on his case, or a visit to him: one tap says which."""
    talk.offer(*(saying.act_button(case, f"记到{case.number}", f"记一下 {said}") for case in there[:3]))
    talk.offer(Option("记走访", words=said, start=VISIT))
    cases = "、".join(saying.shown_title(case) for case in there[:3])
    return f"还没有记。这一户提过{cases}，这句记到那一件，还是记一次走访？"


def _by_staff(talk: Talk, case: Case, heard: Heard) -> str:
    if (
        not heard.sure and heard.act == rules.PASS
    ):  # 请陈洁帮忙看看 may be a favour: whose it is does not change by that
        to = party(talk.world, case, heard.whom)
        heard = replace(heard, act=rules.KEEP, words=heard.said, whom=to.name if to and to.colleague else "")
    if heard.act in TOLD_UNASKED and tells_secret(heard.words):
        return UNTOLD
    if heard.act not in LATER and (why := blocked(talk.world, case, heard.act)):
        return why
    if heard.act == SHOW and talk.files:
        heard = Heard(heard.numbers, rules.KEEP, sure=False)
    return ACTS[heard.act](talk, case, heard)


@dialogue(holders.SAYS, by="物业", reads=_heard, sure=holders.is_theirs, first=holders.got_it, order=7)
def hear_property(talk: Talk) -> str:
    """物业回话：哪里、怎么样了，写一句就行，比如「12号的灯修好了，垃圾桶明天清」。"""
    return holders.tell(talk, talk.ask("说的", "您说。", Said(), otherwise="看", how="absent"))


@dialogue(street.SAYS, by="街道干部", reads=_heard, sure=street.is_theirs, order=7)
def hear_street(talk: Talk) -> str:
    """街道回话：居委上报的事，写一句就行，转给居委负责的人。"""
    said = talk.ask("说的", "您说。", Said(), otherwise="看", how="absent")
    case = last_told(talk.world)
    return street.tell_committee(talk, case, said) if case else "您说的是哪一件？写编号就行，比如「0312」。"


@dialogue(PASS_ON, by=STAFF)
def pass_on(talk: Talk) -> str:
    """告诉提的人：物业、街道说的，您看过，一点就告诉提的人。"""
    return street.pass_on(talk)


@dialogue(TELL_HOLDER, by=STAFF, reads=lambda text, sent, world: [])
def tell_holder(talk: Talk) -> str:
    """回物业：物业问您的，您回一句。"""
    return street.tell_holder(talk)


def _page(talk: Talk, which: str) -> str:
    first = int(talk.about.get("first", 0))
    text, options = lists.say(talk.world, which, first, talk.about.get("seen", []))
    talk.offer(*options)
    return text


@dialogue(
    lists.MINE, by=BOTH, menu=lists.MINE, rank=3, order=12,
    starts=(
        r"^(?:我的)?(?:待办|手上的)(?:的?诉求|事项|的?事|清单|列表)?[？?。]*$", r"^我?手上(?:还)?有(?:哪些|什么|几件)(?:诉求|事|没办)?.{0,4}$",
        r"^(?:还有)?(?:哪些|什么)诉求(?:没办|要办|等我办)?.{0,4}$",
    ), shows=True,
)  # fmt: skip
def tell_mine(talk: Talk) -> str:
    """待办：手上没办完的诉求，先到期的在前面；「待接」看还没人接的，「超期」看过了日子的。"""
    return _page(talk, lists.MINE)


@dialogue(
    lists.LATE, by=STAFF, order=12,
    starts=(r"^(?:诉求)?(?:超期|逾期|过期)(?:的)?(?:诉求|工单|待办)?[？?。]*$", r"^(?:哪些|什么)诉求(?:超期|逾期|过期|晚)了?.{0,3}$"), shows=True,
)  # fmt: skip
def tell_late(talk: Talk) -> str:
    """超期：过了说好的日子还没办好、还没联系的诉求。"""
    return _page(talk, lists.LATE)


@dialogue(
    lists.NEW,
    starts=(r"^(?:还没|没|待)(?:人)?接(?:的|单|办)?(?:诉求)?(?:有哪些)?[？?。]*$",),
    by=STAFF,
    order=12,
    shows=True,
)
def tell_new(talk: Talk) -> str:
    """待接：还没有人接的诉求。"""
    return _page(talk, lists.NEW)


@dialogue(
    lists.ALL, by=STAFF, order=12,
    starts=(r"^(?:全部|所有|居委|居委会|居民区|我们|街道)(?:的)?(?:待办|诉求|在办)(?:的?诉求)?[？?。]*$", r"^在办(?:的)?(?:诉求)?[？?。]*$"),
    shows=True,
)  # fmt: skip
def tell_all(talk: Talk) -> str:
    """全部诉求：您看得到的所有没办完的诉求。"""
    return _page(talk, lists.ALL)


def _reply(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("回答", text),), part=False)] if text != PRESSED else []


@dialogue(ANSWER, reads=_reply, sure=is_answer, order=60)
def answer_question(talk: Talk) -> str:
    """答诉求：居委问了您一句，直接回就行。"""
    world = talk.world
    found = question_of(world, int(talk.about.get("case", 0)))
    if found is None:
        return "现在没有等您回答的话。要补充什么，回「我的诉求」，点开那一件说。"
    case, step = found
    talk.about["case"] = case.id
    prompt = f"居委问您：{step.words}。您直接写就行，也可以发照片。"
    words = talk.ask("回答", prompt, Words(required=True, number=case.number))
    words, other = asked.besides(world, words, own.own_cases(world))
    talk.save(moves.Move(case.id, rules.ANSWER, words, files=tuple(talk.files)))
    closing = f"好，转给{saying.owner(world, case)}了。{case.number}号有了进展，我马上告诉您。"
    return closing + (asked.offer_other(talk, case, other) or "要是说的是另一件事，回「撤销」，再说「提诉求」。")
