"""What each act on a case asks for and says: one message where it can be taken back, a review where it cannot lightly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.kinds.base import Choice, Note
from bot.kinds.day import Day
from bot.language.when import read_day
from bot.pushes import reaches
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE, open_case, title
from handlers.handling import saying
from handlers.handling.kinds import KIND, Words
from handlers.handling.parties import PROPERTY, STREET, Party, party, who_is_there
from handlers.handling.rules import PHONE, SHOW, Heard, fits, pause_reason
from storage.cases import Case

UNDO = "说错了回「撤销」。"
YEAR = timedelta(days=366)
Act = Callable[[Talk, Case, Heard], str]


def show(talk: Talk, case: Case, heard: Heard) -> str:
    talk.offer(*saying.buttons(case))
    return saying.card(talk.world, talk.world.viewer, case)


def blocked(world: World, case: Case, act: str) -> str:
    """Why an act may not happen now, in a sentence with what can be done instead; "" if it may."""
    if rules.after(case.state, act) is None:
        again = f"要重新办，回「{case.number} 重开」。" if rules.after(case.state, rules.REOPEN) else ""
        if case.state == rules.MERGED and case.merged_id:
            again = f"请看{world.unit.cases.get(case.merged_id).number}号。"
        return moves.too_late(world.unit, world.viewer, case) + again
    taken = case.state == rules.WORK and act in (rules.RESOLVE, rules.DECLINE, rules.PAUSE, rules.MERGE)
    owner = moves.answering(world, case)
    if taken and owner and owner != world.viewer.person and case.owner_id not in world.viewer.acting:
        person = world.unit.people.get(CASE, owner)
        name = person.name if person else "别的同事"
        return f"{case.number}号是{name}接的，在办，您这一步没有记。要换您来办，回「{case.number} 给我」；只说一句，回「记一下{case.number} ……」。"
    return ""


def _save(talk: Talk, case: Case, act: str, closing: str, words: str = "", **more: object) -> str:
    """Save a move; say it, with how many cannot be told, and what may be done next."""
    world = talk.world
    told = saying.told_words(world, case, words)
    talk.save(moves.Move(case.id, act, told, files=tuple(talk.files), due=_due(world, case, act), **more))  # type: ignore[arg-type]
    hidden = "名字和电话没有写进去。" if told != words else ""
    return f"{closing}{hidden}{UNDO}"


def _due(world: World, case: Case, act: str) -> date | None:
    leaves = case.state == rules.WAIT and rules.after(case.state, act) != rules.WAIT
    return moves.resumed(world, case) if leaves else None


def _promised(world: World, case: Case, act: str) -> str:
    """Until when it is to be done after an act, which may end a pause."""
    return f"{moves.promise(world, _due(world, case, act) or case.done_due)}前"


def _unreached(world: World, case: Case) -> str:
    """Who of those who asked has to be told by somebody else."""
    voices = [one.person_id for one in world.unit.voices.of_case(case.id) if one.person_id != world.viewer.person]
    away = [one for one in voices if not reaches(world, one)]
    people = [world.unit.people.get(world.viewer, one) for one in away[:3]]
    named = "、".join(f"{one.name}{' ' + one.phone if one.phone else ''}" for one in people if one and one.name)
    joined = any(world.unit.people.accounts(CASE, one) for one in away)
    why = "，微信上现在找不到" if joined else "还没连上四百"
    return f"{named or '提出的人'}{why}，请您打个电话说一声。" if away else ""


def _told(world: World, case: Case, told: str = "提出的人也告诉了。", away: str = "") -> str:
    """What may truly be said: they were told, or who of them has to be told by somebody else."""
    gone = _unreached(world, case)
    return (away or gone) if gone else told


def take(talk: Talk, case: Case, heard: Heard) -> str:
    world = talk.world
    if case.state == rules.WORK and case.owner_id in world.viewer.acting:
        talk.offer(*saying.buttons(case))
        return f"{case.number}号本来就是您在办，{saying.promises(world, case)}。"
    if case.state == rules.WORK:
        return f"{moves.too_late(world.unit, world.viewer, case)}要换您来办，回「{case.number} 给我」。"
    if why := blocked(world, case, rules.TAKE):
        return why
    mine = case.owner_id in world.viewer.acting
    talk.offer(*saying.buttons(case, only=(rules.CONTACT, rules.PASS, rules.RESOLVE)))
    closing = f"好，{title(case)}您接下了，{saying.promises(world, replace(case, done_due=_due(world, case, rules.TAKE) or case.done_due))}。"
    return _save(talk, case, rules.TAKE, closing, heard.words, whom_id=None if mine else world.viewer.person)


def contact(talk: Talk, case: Case, heard: Heard) -> str:
    closing = f"记下了，{case.number}号联系过了，{moves.promise(talk.world, case.done_due)}前办好。"
    return _save(talk, case, rules.CONTACT, closing, heard.words)


def note(talk: Talk, case: Case, heard: Heard) -> str:
    if talk.files and not heard.words:
        heard = Heard(heard.numbers, heard.act, "发来了照片")
    words = talk.ask(
        "进展",
        f"{case.number}号有什么进展？提出的人也看得到。",
        Words(required=True, number=case.number),
        otherwise=heard.words or None,
    )
    closing = f"记下了，{case.number}号：{saying.told_words(talk.world, case, words)}。{_told(talk.world, case)}"
    return _save(talk, case, rules.NOTE, closing, words)


def query(talk: Talk, case: Case, heard: Heard) -> str:
    words = talk.ask(
        "问什么",
        "想问提出的人什么？写一句，我转过去。",
        Words(required=True, number=case.number),
        otherwise=heard.words or None,
    )
    away = _unreached(talk.world, case)
    said = f"问过去了：{words}。回话来了我马上告诉您。" if not away else f"记下了，要问：{words}。{away}"
    return _save(talk, case, rules.QUERY, said, words)


def pause(talk: Talk, case: Case, heard: Heard) -> str:
    world, today = talk.world, talk.today
    found = read_day(heard.words, talk.now, future=True) if heard.words else None
    why = pause_reason(heard.words, found.source if found else "")
    reason = talk.ask(
        "原因",
        "为什么要停一停？提出的人会看到这句话。",
        Words(required=True, number=case.number),
        otherwise=why or None,
    )
    kind = Day(today, today + timedelta(days=1), today + YEAR, future=True)
    day = talk.ask(
        "到哪天", "停到哪天？到那天我自动接着算，也提醒您。", kind, otherwise=found.source if found else None
    ).day
    due = moves.moved_on(world, case.done_due, today, day)
    words = saying.told_words(world, case, reason)
    talk.save(moves.Move(case.id, rules.PAUSE, words, day=day, files=tuple(talk.files), due=due))
    return (
        f"好，{case.number}号先停到{say_day(day, today)}：{words}。办好的日子改到{moves.promise(world, due)}前。"
        f"{_told(world, case)}{UNDO}"
    )


def resume(talk: Talk, case: Case, heard: Heard) -> str:
    if case.state != rules.WAIT:
        return f"{case.number}号没有停着，现在是「{rules.STATES[case.state]}」。"
    closing = f"好，{case.number}号接着办，{moves.promise(talk.world, moves.resumed(talk.world, case))}前办好。"
    return _save(talk, case, rules.RESUME, closing, heard.words)


def give(talk: Talk, case: Case, heard: Heard) -> str:
    """Pass to an office, or hand to a colleague who answers for it from then on."""
    world = talk.world
    said = heard.whom or talk.ask("给谁", f"{case.number}号转给谁？{who_is_there(world, case)}。", Note(required=True))
    to = party(world, case, said)
    if to is None:
        return f"没找到「{said}」，可能已经不在这里了，{case.number}号没有动。{who_is_there(world, case)}。"
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
    return _save(talk, case, act, closing, words, whom=to.name, whom_id=to.person)


def _pass(talk: Talk, case: Case, to: Party, words: str) -> str:
    if why := blocked(talk.world, case, rules.PASS):
        return why
    told = saying.outsiders_words(talk.world, case, words)
    if case.state == rules.PASSED and case.holder == to.name:
        return f"{case.number}号已经在{to.name}那里了，没有重复转。有话要带，回「记一下{case.number} ……」。"
    reach = to.name == STREET or (to.person and talk.world.unit.people.accounts(CASE, to.person))
    phone = f"（{to.phone}）" if to.phone else ""
    call = "" if reach else f"{to.name}{phone}还没连上四百，请您打个电话说一声。"
    seen = "只看得到地点和事情。" if to.name == PROPERTY else ""
    seen += "谁家、年纪、身体怎样没有写进去。" if told != saying.told_words(talk.world, case, words) else ""
    closing = (
        f"好，{case.number}号转给{to.name}了，{seen}还是您盯着，{_promised(talk.world, case, rules.PASS)}办好。{call}"
    )
    hidden = "" if seen.endswith("没有写进去。") or told == words else "名字和电话没有写进去。"
    return _save(talk, case, rules.PASS, closing + hidden, told, whom=to.name, whom_id=to.person)


def escalate(talk: Talk, case: Case, heard: Heard) -> str:
    world, whom = talk.world, heard.whom or STREET
    if any(step.act == rules.ESCALATE and step.whom == whom for step in world.unit.cases.steps(CASE, case.id)):
        return f"{case.number}号已经报过{whom}了，没有重复报。有新情况，回「记一下{case.number} ……」。"
    closing = f"好，{case.number}号报给{whom}了，街道的同事马上看到。还是您盯着，{moves.promise(world, case.done_due)}前给人回话。"
    return _save(talk, case, rules.ESCALATE, closing, heard.words, whom=whom)


def resolve(talk: Talk, case: Case, heard: Heard) -> str:
    said = heard.words or None
    words = talk.ask(
        "办了什么",
        "办了什么？写一句，提出的人会看到。",
        Words(required=True, number=case.number),
        otherwise=said,
        how="found",
    )
    talk.review(f"{title(case)}办好了，我就去问提出的人好了没有。请核对：")
    listed = f"{_unreached(talk.world, case)}都列在电话单里。"
    asks = _told(talk.world, case, "我去问他们好了没有。", listed)
    return _save(talk, case, rules.RESOLVE, f"好，{case.number}号记成办好了，{asks}", words)


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
    told = _told(
        world, case, f"好，{case.number}号告诉他们了。", f"好，{case.number}号记成办不了。{_unreached(world, case)}"
    )
    return _save(talk, case, rules.DECLINE, told, f"{reason.rstrip('。')}{number}")


class Numbered(Choice):
    """One of the numbers to call, or another that is written."""

    def read(self, text: str, sent: object) -> str:
        found = PHONE.search(text)
        return found[0] if found and text.strip() not in self._choices else super().read(text, sent)  # type: ignore[arg-type]

    def load(self, stored: object) -> str:
        return str(stored) if PHONE.fullmatch(str(stored)) else super().load(stored)


def reopen(talk: Talk, case: Case, heard: Heard) -> str:
    closing = f"好，{case.number}号重新办。{_told(talk.world, case)}"
    return _save(talk, case, rules.REOPEN, closing, heard.words)


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
    rules.REOPEN: reopen, rules.MERGE: merge,
}  # fmt: skip
LATER = (SHOW, rules.TAKE, rules.PASS, rules.MERGE, rules.RESUME)  # these judge for themselves whether they may happen
