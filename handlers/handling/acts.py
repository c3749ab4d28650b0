"""What each act on a case asks for and says: one message where it can be taken back, a review where it cannot lightly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.kinds.base import Choice, Note
from bot.talk.talk import Talk
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE, open_case, title
from handlers.handling import saying
from handlers.handling.kinds import KIND, Words
from handlers.handling.parties import PROPERTY, STREET, Party, giver, party, who_is_there, why_not
from handlers.handling.pausing import pause, resume
from handlers.handling.phrases import PROMISE, RETURN
from handlers.handling.rules import PHONE, SHOW, Heard, fits
from handlers.handling.saving import DONE, UNDO, as_told, blocked, due_after, promised, save, unreached
from storage.cases import Case

Act = Callable[[Talk, Case, Heard], str]


def show(talk: Talk, case: Case, heard: Heard) -> str:
    talk.offer(*saying.buttons(case))
    return saying.card(talk.world, talk.world.viewer, case)


def take(talk: Talk, case: Case, heard: Heard) -> str:
    world = talk.world
    if case.state == rules.PASSED and PROMISE.match(heard.said):  # 我下午去看 takes nothing back
        return keep(talk, case, heard)
    if case.state == rules.WORK and case.owner_id in world.viewer.acting:
        if heard.words:
            return keep(talk, case, heard)
        talk.offer(*saying.buttons(case))
        return f"{case.number}号本来就是您在办，{saying.promises(world, case)}。"
    if case.state == rules.WORK:
        return f"{moves.too_late(world.unit, world.viewer, case)}要换您来办，回「{case.number} 给我」。"
    if why := blocked(world, case, rules.TAKE):
        return why
    mine = case.owner_id in world.viewer.acting
    talk.offer(*saying.buttons(case, only=(rules.CONTACT, rules.PASS, rules.RESOLVE)))
    back = f"从{case.holder}那里拿回来，" if case.state == rules.PASSED and case.holder else ""
    due = due_after(world, case, rules.TAKE) or case.done_due
    closing = f"好，{title(case)}{back}您接下了，{saying.promises(world, replace(case, done_due=due))}。"
    return save(talk, case, rules.TAKE, closing, heard.words, whom_id=None if mine else world.viewer.person)


def contact(talk: Talk, case: Case, heard: Heard) -> str:
    closing = f"记下了，{case.number}号联系过了，{moves.promise(talk.world, case.done_due)}前办好。"
    return save(talk, case, rules.CONTACT, closing, heard.words)


def note(talk: Talk, case: Case, heard: Heard) -> str:
    if talk.files and not heard.words:
        heard = Heard(heard.numbers, heard.act, "发来了照片")
    words = talk.ask(
        "进展",
        f"{case.number}号有什么进展？提出的人也看得到。",
        Words(required=True, number=case.number),
        otherwise=heard.words or None,
    )
    closing = f"记下了，{case.number}号：{saying.told_words(talk.world, case, words)}。{as_told(talk.world, case)}"
    return save(talk, case, rules.NOTE, closing, words)


def keep(talk: Talk, case: Case, heard: Heard) -> str:
    """What is not certainly meant for whoever asked stays among colleagues; one tap tells it."""
    words = (
        "发来了照片"
        if talk.files and not heard.words
        else heard.words or (heard.said if heard.act == rules.TAKE else "")
    )
    prompt = f"{case.number}号要记什么？只有同事看得到。"
    words = talk.ask("备注", prompt, Words(required=True, number=case.number), otherwise=words or None)
    takes = case.state == rules.NEW and moves.answering(talk.world, case) == talk.world.viewer.person
    tells = not heard.sure and rules.after(case.state, rules.NOTE)
    talk.offer(*([saying.act_button(case, "告诉提出的人", f"告诉他们：{words}")] if tells else []))
    talk.offer(*([saying.act_button(case, "接下", "接下")] if takes else []))
    talk.offer(*([saying.act_button(case, f"交给{heard.whom}", f"给{heard.whom}")] if heard.whom else []))
    more = "，提出的人还不知道" if tells else ""
    waits = "这件还没人接，您来办就点「接下」。" if takes else ""
    talk.save(moves.Move(case.id, rules.KEEP, words, files=tuple(talk.files)))
    return f"记下了，{case.number}号：{words}。只有同事看得到{more}。{waits}{UNDO}"


def chase(talk: Talk, case: Case, heard: Heard) -> str:
    """Hurry whoever has it: where it was passed to, or the colleague who answers for it."""
    world = talk.world
    to = party(world, case, heard.whom) if heard.whom else None
    there = case.holder if case.state == rules.PASSED else ""
    if heard.whom and not (to and (to.colleague or to.name == there)):
        talk.offer(*([saying.act_button(case, f"转{to.name}", f"转{to.name}")] if to else []))
        where = f"在{there}那里" if there else "没有转出去"
        others = "" if to else f"{who_is_there(world, case)}。"
        return f"{case.number}号现在{where}，没有催{heard.whom}。{others}"
    owner = moves.answering(world, case)
    person, name = (to.person, to.name) if to and to.colleague else (case.holder_id, there)
    if not name:
        colleague = world.unit.people.get(CASE, owner) if owner else None
        person, name = owner, colleague.name if colleague else ""
    if person == world.viewer.person or not name:
        return f"{case.number}号就在您手上，没有转出去。要转，回「{case.number} 转物业」。"
    reach = name == STREET or (person and world.unit.people.accounts(CASE, person))
    done = f"好，这句话带给{name}了" if heard.words else f"好，催过{name}了"
    said = f"{done}，{case.number}号{moves.promise(world, case.done_due)}前要办好。"
    said = said if reach else f"记下了，要催{name}。{name}还没连上四百，请您打个电话催一下。"
    return save(talk, case, rules.CHASE, said, heard.words, whom=name, whom_id=person)


def query(talk: Talk, case: Case, heard: Heard) -> str:
    words = talk.ask(
        "问什么",
        "想问提出的人什么？写一句，我转过去。",
        Words(required=True, number=case.number),
        otherwise=heard.words or None,
    )
    away = unreached(talk.world, case)
    said = f"问过去了：{words}。回话来了我马上告诉您。" if not away else f"记下了，要问：{words}。{away}"
    return save(talk, case, rules.QUERY, said, words)


def give(talk: Talk, case: Case, heard: Heard) -> str:
    """Pass to an office, or hand to a colleague who answers for it from then on."""
    world = talk.world
    said = heard.whom or talk.ask("给谁", f"{case.number}号转给谁？{who_is_there(world, case)}。", Note(required=True))
    to = giver(world, case) if said == RETURN else party(world, case, said)
    if to is None:
        return f"{why_not(world, case, said)}，{case.number}号没有动。{who_is_there(world, case)}。"
    return _hand(talk, case, to, heard.words) if to.colleague else _pass(talk, case, to, heard.words)


def _hand(talk: Talk, case: Case, to: Party, words: str) -> str:
    if why := blocked(talk.world, case, rules.HAND):
        return why
    me = to.person == talk.world.viewer.person
    if case.owner_id == to.person:
        return f"{case.number}号本来就是{'您' if me else to.name}在办，没有变。"
    talk.offer(open_case(case))
    closing = f"好，{case.number}号{'换您来办' if me else f'交给{to.name}了，我告诉{to.name}'}，提出的人也知道。"
    act = rules.TAKE if me and rules.after(case.state, rules.TAKE) else rules.HAND
    return save(talk, case, act, closing, words, whom=to.name, whom_id=to.person)


def _pass(talk: Talk, case: Case, to: Party, words: str) -> str:
    if why := blocked(talk.world, case, rules.PASS):
        return why
    if to.name == PROPERTY and case.sub in rules.PERSONAL:
        return f"{case.number}号是人的事，不转物业。请您自己去看，或者回「{case.number} 上报街道」。"
    told = saying.outsiders_words(talk.world, case, words)
    if case.state == rules.PASSED and case.holder == to.name:
        return f"{case.number}号已经在{to.name}那里了，没有重复转。要催，回「{case.number} 催一下」；有话要带，回「{case.number} 告诉{to.name} ……」。"
    reach = to.name == STREET or (to.person and talk.world.unit.people.accounts(CASE, to.person))
    phone = f"（{to.phone}）" if to.phone else ""
    call = "" if reach else f"{to.name}{phone}还没连上四百，请您打个电话说一声。"
    seen = "只看得到地点和事情。" if to.name == PROPERTY else ""
    seen += "谁家、年纪、身体怎样没有写进去。" if told != saying.told_words(talk.world, case, words) else ""
    closing = (
        f"好，{case.number}号转给{to.name}了，{seen}还是您盯着，{promised(talk.world, case, rules.PASS)}办好。{call}"
    )
    hidden = "" if seen.endswith("没有写进去。") or told == words else "名字和电话没有写进去。"
    return save(talk, case, rules.PASS, closing + hidden, told, whom=to.name, whom_id=to.person)


def escalate(talk: Talk, case: Case, heard: Heard) -> str:
    world, whom = talk.world, heard.whom or STREET
    if any(step.act == rules.ESCALATE and step.whom == whom for step in world.unit.cases.steps(CASE, case.id)):
        return f"{case.number}号已经报过{whom}了，没有重复报。有新情况，回「记一下{case.number} ……」。"
    closing = f"好，{case.number}号报给{whom}了，街道的同事马上看到。还是您盯着，{moves.promise(world, case.done_due)}前给人回话。"
    return save(talk, case, rules.ESCALATE, closing, heard.words, whom=whom)


def resolve(talk: Talk, case: Case, heard: Heard) -> str:
    said = heard.words or None
    words = talk.ask(  # 办好了 stands in the review, where it can be changed
        DONE,
        "办了什么？写一句，提出的人会看到。",
        Words(required=True, number=case.number),
        otherwise=said or "办好了",
        how="found" if said else "assumed",
    )
    talk.review(f"{title(case)}办好了，我就去问提出的人好了没有。请核对：")
    listed = f"{unreached(talk.world, case)}都列在电话单里。"
    asks = as_told(talk.world, case, "我去问他们好了没有。", listed)
    return save(talk, case, rules.RESOLVE, f"好，{case.number}号记成办好了，{asks}", words)


def decline(talk: Talk, case: Case, heard: Heard) -> str:
    """Whose it is, and the number to call, are told; so they are asked for if they are missing."""
    world, contacts = talk.world, talk.world.settings.contacts
    prompt, said = "为什么办不了，该归谁？写一句，提出的人会看到。", heard.words or None
    reason = talk.ask("为什么", prompt, Words(required=True, number=case.number), otherwise=said, how="found")
    number = ""
    if not PHONE.search(reason):
        fitting = [one for one in contacts if fits(one.name, one.purpose, reason)]
        usual = [one for one in contacts if one.number == "12345"]
        choices = {f"{one.name} {one.number}": one for one in [*fitting, *usual][:4]}
        only = next(iter(choices)) if len(fitting) == 1 else None
        question = "请他们打哪个电话？可以点，也可以写号码。"
        asked = talk.ask("该打哪个电话", question, Numbered(*choices), otherwise=only, how="found")
        number = f"，可以打{asked}"
    talk.review(f"{title(case)}居委办不了，这样告诉提出的人。请核对：")
    told = as_told(
        world, case, f"好，{case.number}号告诉他们了。", f"好，{case.number}号记成办不了。{unreached(world, case)}"
    )
    return save(talk, case, rules.DECLINE, told, f"{reason.rstrip('。')}{number}")


class Numbered(Choice):
    """One of the numbers to call, or another that is written."""

    def read(self, text: str, sent: object) -> str:
        found = PHONE.search(text)
        return found[0] if found and text.strip() not in self._choices else super().read(text, sent)  # type: ignore[arg-type]

    def load(self, stored: object) -> str:
        return str(stored) if PHONE.fullmatch(str(stored)) else super().load(stored)


def reopen(talk: Talk, case: Case, heard: Heard) -> str:
    closing = f"好，{case.number}号重新办。{as_told(talk.world, case)}"
    return save(talk, case, rules.REOPEN, closing, heard.words)


def merge(talk: Talk, case: Case, heard: Heard) -> str:
    """The later one goes into the earlier: one matter, one outcome for everybody who asked."""
    world = talk.world
    serials = [serial for serial in heard.numbers if serial != case.serial]
    other = world.unit.cases.numbered(KIND, serials[0]) if serials else None
    if other is None or not world.unit.cases.may_see(world.viewer, other.id):
        return f"要和哪一件并在一起？比如「{case.number} 和 0313 是一件事」，两件都要是您看得到的。"
    first, later = sorted((case, other), key=lambda one: one.id)
    for one in (first, later):
        if one.state not in rules.OPEN:
            return f"{one.number}号现在是「{rules.STATES[one.state]}」，不能再并。要重新办，回「{one.number} 重开」。"
        if why := blocked(world, one, rules.MERGE):
            return why
    talk.ask("并成", "并成哪一件？", Note(required=True), otherwise=f"{title(later)} 并到 {title(first)}", how="found")
    talk.review("两边提出的人都会知道，结果也一起告诉。请核对：")
    talk.save(moves.Merged(later.id, first.id))
    talk.offer(open_case(first))
    return f"并好了，以后只看{first.number}号，两边提出的人都听得到结果。{UNDO}"


ACTS: dict[str, Act] = {
    SHOW: show, rules.TAKE: take, rules.CONTACT: contact, rules.NOTE: note, rules.QUERY: query, rules.PAUSE: pause,
    rules.RESUME: resume, rules.PASS: give, rules.ESCALATE: escalate, rules.RESOLVE: resolve, rules.DECLINE: decline,
    rules.REOPEN: reopen, rules.MERGE: merge, rules.KEEP: keep, rules.CHASE: chase,
}  # fmt: skip
LATER = (SHOW, rules.TAKE, rules.PASS, rules.MERGE, rules.RESUME)  # these judge for themselves whether they may happen
