"""The conversations about one's own demands: how they stand, adding to one, taking it back, asking for a human."""

from __future__ import annotations

from collections.abc import Collection

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option
from bot.talk.talk import Talk
from handlers.engines.cases import asked, meant, moves, rules, verdicts
from handlers.engines.cases.answers import Left
from handlers.engines.cases.kinds import NONE_YET, own_case, pressed
from handlers.engines.cases.saying import ADD, ASK_FOR, MINE, RAISE, SHOW, WITHDRAW, owner_name
from handlers.following import card
from handlers.following.reads import (
    adds,
    asks_after,
    confirms,
    read_addition,
    read_asking,
    read_back,
    read_wish,
    takes_back,
    wants_somebody,
)
from storage.cases import Case
from storage.voices import Voice

_LIST = (
    r"^(?:看看?|查查?|查看)?我(?:的|提过?的|反映过?的|报过?的)(?:所有|全部)?(?:诉求|报修|投诉|问题|事情?)(?:列表|名单|进度|进展|情况|办得?)?(?:都|有)?(?:怎么样|哪些|如何|哪能)?了?[。？?]?$",
    r"^我(?:都)?(?:提|反映|报)过(?:哪些|什么)(?:诉求|问题|事)?[？?。]?$",
    r"^诉求(?:进度|进展|查询)$",
)
LEFT = "您跟过的都退出了，现在没有在跟的事。有事直接写一句就行，比如「12号楼道灯不亮」。"
URGED = "想问问办得怎么样了，在等"
BACK, GO_ON = "撤回", "接着办"


@dialogue(MINE, starts=_LIST, menu=MINE, rank=7, order=18, shows=True)
def list_mine(talk: Talk) -> str:
    """我的诉求：您提过的事办到哪一步了，还可以补充、撤回、找人。"""
    world = talk.world
    own = card.in_order(meant.own_cases(world))
    if not own:
        return LEFT if world.unit.voices.left(world.viewer.person) else NONE_YET
    if len(own) == 1:
        talk.offer(*card.ways(world, *own[0]))
        return card.full(world, *own[0])
    ids = [case.id for case, _ in own]
    first = listing.begins_at(ids, talk.about.get("seen", []), int(talk.about.get("first", 0)))
    lines = [listing.Line(card.line(world, case), card.button(case)) for case, _ in own]
    seen = ids[first : first + listing.SHOWN]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=MINE, about={"first": after, "seen": seen}), counter="件"
    )
    talk.offer(*options)
    open_ones = sum(case.state in rules.CURRENT for case, _ in own)
    head = f"您提过{len(own)}件，{open_ones}件还在办：" if open_ones else f"您提过{len(own)}件，都有了结果："
    return text if first else f"{head}\n{text}"


@dialogue(SHOW, reads=read_asking, sure=asks_after, order=22, shows=True)
def show_mine(talk: Talk) -> str:
    """看诉求：回编号，比如「0312 怎么样了」，也可以说「我上次说的灯怎么样了」。"""
    urges = talk.ask("催", "催一下：没有请回「无」。", Note(), otherwise="无", how="absent")
    found = _which(talk, rules.CURRENT if urges else rules.STATES)
    if isinstance(found, str):
        return found
    case, voice = found
    talk.offer(*card.ways(talk.world, case, voice))
    return card.full(talk.world, case, voice) + (_urge(talk, case) if urges and case.state in rules.OPEN else "")


def _urge(talk: Talk, case: Case) -> str:
    """Whoever sees to it hears that one waits, once a day."""
    world, owner = talk.world, owner_name(talk.world, case)
    steps = world.unit.cases.steps(card.FOLLOWING, case.id)
    today = [step for step in steps if step.act == rules.TELL and step.at.date() == world.today]
    if any(step.words == URGED and step.person_id == world.viewer.person for step in today):
        return f"\n今天已经跟{owner}说过您在等，有回音马上告诉您。"
    talk.save(moves.Move(case.id, rules.TELL, URGED))
    return f"\n我跟{owner}说一声，您在等。"


def _which(talk: Talk, states: Collection[str] = rules.STATES) -> meant.Own | str:
    """The one that a button was about, or that is told; else the only one in these states, else it is asked."""
    said = talk.ask("编号", "编号：没有请回「无」。", Note(), otherwise="无", how="absent")
    if talk.about.get("case"):
        return pressed(talk, int(talk.about["case"]))
    own = [case for case, _ in meant.own_cases(talk.world) if case.state in states]
    only = own[0].number if len(own) == 1 else ""
    return own_case(talk, said or only, [] if said else [case.id for case in own])


@dialogue(ADD, starts=("^补充(诉求)?$",), reads=read_addition, sure=adds, order=19)
def add_to_mine(talk: Talk) -> str:
    """补充诉求：比如「补充0312：三楼也不亮了」，照片也可以发。"""
    world = talk.world
    if not talk.about:
        talk.about.update(asked.awaited(world, ADD, "asked"))
    if talk.ask("没有了", "没有了：没有请回「无」。", Note(), otherwise="无", how="absent"):
        return "好的。有新情况随时说。"
    said = talk.ask("补充", "补充：没有请回「无」。", Note(), otherwise="无", how="absent")
    found = _which(talk, rules.CURRENT)
    if isinstance(found, str):
        return found
    case, _ = found
    question = "照片收到了。写一句说明，不写请回「无」。" if talk.files else "想补充什么？写一句，照片也可以发。"
    words = talk.ask("补充什么", question, Note(), otherwise=said or None)
    if not words and not talk.files:
        return "好的。有新情况随时说。"
    words = words or "见照片"
    if rules.after(case.state, rules.TELL) is None:
        talk.offer(Option("另提一件", words=words, start=RAISE, about={"after": case.id}))
        return f"{case.number}号{rules.STATES[case.state]}，补不进去了。要紧的话点「另提一件」，您的话我带过去。"
    words, other = asked.besides(world, words, meant.own_cases(world))
    talk.save(moves.Move(case.id, rules.TELL, words, files=tuple(talk.files)))
    photos = f"和{len(talk.files)}个附件" if talk.files else ""
    closing = f"补充到{case.number}号了{photos and '（' + photos[1:] + '）'}，{owner_name(world, case)}看得到。说错了回「撤销」。"
    return closing + asked.offer_other(talk, case, other)


@dialogue(WITHDRAW, starts=("^撤回诉求$",), reads=read_back, sure=takes_back, first=confirms, order=19)
def withdraw_mine(talk: Talk) -> str:
    """撤回诉求：不用办了，回「撤回0312」。"""
    words = talk.ask("怎么说", "怎么说：没有请回「无」。", Note(), otherwise="无", how="absent")
    found = _which(talk, rules.CURRENT)
    if isinstance(found, str):
        return found
    case, voice = found
    if case.state == rules.ASKED:
        talk.offer(*card.ways(talk.world, case, voice))
        return f"{case.number}号说办好了，不用撤。好了没有，您说一声就行。"
    if case.state not in rules.OPEN:
        talk.offer(*card.ways(talk.world, case, voice))
        return f"{case.number}号{card.stands(talk.world, case)}已经没有在办，撤不了，记录留着。"
    if talk.about.get("goes_on") or verdicts.solved(words) is False:
        return _goes_on(talk, case, words if verdicts.solved(words) is False else "")
    if not talk.about.get("case"):
        about = {"case": case.id, "confirm": True}
        talk.offer(Option(BACK, words=BACK, start=WITHDRAW, about=about))
        talk.offer(Option(GO_ON, words=GO_ON, start=WITHDRAW, about={**about, "goes_on": True}))
        return f"{case.number}号 {case.matter}：不用办了吗？"
    return _withdraw(talk, case, voice)


def _goes_on(talk: Talk, case: Case, words: str) -> str:
    """Not taken back after all; what is said of how it is reaches whoever sees to it."""
    if not words:
        return f"好，{case.number}号接着办。"
    talk.save(moves.Move(case.id, rules.TELL, words, files=tuple(talk.files)))
    return f"好，{case.number}号接着办，您这句我转给{owner_name(talk.world, case)}了。"


def _withdraw(talk: Talk, case: Case, voice: Voice) -> str:
    """Whoever only co-signed leaves; a matter that others wait for too goes on without who raised it."""
    others = [one for one in talk.world.unit.voices.of_case(case.id) if one.person_id != voice.person_id]
    if voice.part == "附议" or any(one.part == "附议" for one in others):
        talk.save(Left(case.id))
        goes_on = "" if voice.part == "附议" else "还有别人也在等这件事，它接着办。"
        return f"好，{case.number}号您退出了，有结果不再通知您。{goes_on}改主意回「撤销」。"
    talk.save(moves.Move(case.id, rules.WITHDRAW))
    return f"好，{case.number}号撤回了，我告诉{owner_name(talk.world, case)}不用办了。改主意回「撤销」。"


@dialogue(ASK_FOR, starts=("^诉求找人$",), reads=read_wish, sure=wants_somebody, order=19)
def ask_for_somebody(talk: Talk) -> str:
    """诉求找人：对答复不认可、想当面谈，请书记看看。"""
    said = talk.ask("想说什么", "想跟书记说什么？写一句，没有请回「无」。", Note(), otherwise="想请人联系我")
    found = _which(talk, (rules.DECLINED, *rules.CURRENT))
    if isinstance(found, str):
        return found
    case, _ = found
    if rules.after(case.state, rules.TELL) is None:
        return f"{case.number}号{rules.STATES[case.state]}。要找人，回「找人帮忙」，我请人来联系您。"
    talk.save(moves.Move(case.id, rules.TELL, said, whom=rules.HEADS))
    return f"好，{case.number}号的事我请书记和{owner_name(talk.world, case)}看看，他们来联系您。"
