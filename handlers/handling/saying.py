"""How a case is said to whoever handles it: the card with its history, the buttons of what may happen now; what may not be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.kinds.base import Option
from bot.saying import say_day, say_moment
from bot.world import View
from handlers.engines.cases import moves, rules
from handlers.engines.cases.outsiders import for_outsiders
from handlers.engines.cases.saying import CASE, HANDLE, say_due, title
from handlers.engines.registry.tagbook import tells_secret
from handlers.handling.rules import masked
from storage.cases import Case, Step
from storage.charge import CADRES
from storage.scope import STAFF
from storage.viewers import Viewer

URGENCY = {"P0": "危急", "P1": "当天要管", "P2": "", "P3": "咨询建议"}
FIRST = (rules.TAKE, rules.CONTACT, rules.PASS, rules.RESOLVE, rules.NOTE)  # what is offered below a notification
SHOWN = 8  # steps of a history on a card
# How an act is called on a card.
SAID = {
    rules.TAKE: "接了", rules.CONTACT: "联系过了", rules.PASS: "转给", rules.HAND: "交给", rules.NOTE: "说", rules.ESCALATE: "报给",
    rules.PAUSE: "停一停", rules.RESUME: "接着办", rules.INSIDE: "内部说", rules.KEEP: "备注", rules.CHASE: "催",
}  # fmt: skip
# What each button says: the words that one would type after the number.
BUTTONS = (
    (rules.TAKE, "接下", "接下"), (rules.CONTACT, "打过电话了", "打过电话了"), (rules.RESOLVE, "办好了", "办好了"),
    (rules.PASS, "转物业", "转物业"), (rules.RESUME, "继续办", "继续办"), (rules.NOTE, "记进展", "进展"), (rules.QUERY, "问一句", "问"),
    (rules.PAUSE, "停一停", "先停一停"), (rules.ESCALATE, "报街道", "上报街道"), (rules.DECLINE, "办不了", "办不了"),
    (rules.REOPEN, "重新办", "重开"),
)  # fmt: skip


def act_button(case: Case, shown: str, words: str) -> Option:
    """A button that does one thing about a case: it says what one could type."""
    return Option(shown, words=f"{case.number} {words}", start=HANDLE, about={"case": case.id})


def buttons(case: Case, *, only: tuple[str, ...] = ()) -> list[Option]:
    """What may happen now, of `only` these acts if any are named."""
    able = [one for one in BUTTONS if rules.after(case.state, one[0]) and (not only or one[0] in only)]
    if case.state == rules.WAIT:
        able = [one for one in able if one[0] != rules.PAUSE]
    if case.contact_at:
        able = [one for one in able if one[0] != rules.CONTACT]
    if case.sub in rules.PERSONAL or (case.state == rules.PASSED and case.holder == "物业"):
        able = [one for one in able if one[0] != rules.PASS]
    return [act_button(case, shown, words) for _, shown, words in able]


def is_staff(viewer: Viewer) -> bool:
    return bool(viewer.roles & set(STAFF))


def pause_of(view: View, case: Case) -> Step | None:
    """The step that paused a case, while it is paused."""
    if case.state != rules.WAIT:
        return None
    steps = [step for step in view.unit.cases.steps(CASE, case.id) if step.act == rules.PAUSE]
    return steps[-1] if steps else None


def due_day(view: View, case: Case) -> date:
    """The day by which something has to be done next: first contact, the end of a pause, the answer."""
    if pause := pause_of(view, case):
        return pause.day or case.done_due
    return case.done_due if case.contact_at else min(case.contact_due, case.done_due)


def say_state(view: View, case: Case) -> str:
    """还没人接，明天前先联系; 等着，下周二（12月1日）接着办."""
    if case.state not in rules.OPEN:
        return rules.STATES[case.state]
    pause = pause_of(view, case)
    if pause and pause.day:
        return f"等着，{say_day(pause.day, view.today)}接着办"
    state = f"转给{case.holder}了" if case.state == rules.PASSED and case.holder else rules.STATES[case.state]
    return f"{state}，{say_due(view, case)}"


def line(view: View, case: Case) -> str:
    """One line of a list."""
    voices = len(view.unit.voices.of_case(case.id))
    several = f"（{voices}个人都在问）" if voices > 1 else ""
    return f"{shown_title(case)}{several}：{say_state(view, case)}"


def shown_title(case: Case) -> str:
    """For pushes and lists; what is delicate is only read once the case is opened."""
    if tells_secret(case.matter) or tells_secret(case.place):
        return f"{case.number}号 内容请点开看"
    return title(case)


def promises(view: View, case: Case) -> str:
    """明天前先联系，12月15日（周二）前办好."""
    done = f"{moves.promise(view, case.done_due)}前办好"
    contact = f"{moves.promise(view, case.contact_due)}前先联系，" if not case.contact_at else ""
    return contact.replace("今天前", "今天就").replace("明天前", "明天前") + done


def raisers(view: View, case: Case, viewer: Viewer) -> str:
    """Who asked: name and phone for the committee's staff, who may see the case; how many others."""
    voices = view.unit.voices.of_case(case.id)
    sight = CASE if is_staff(viewer) else viewer
    known = [person for voice in voices[:3] if (person := view.unit.people.get(sight, voice.person_id))]
    said = [f"{one.name}{' ' + one.phone if one.phone else ''}" for one in known if one.name]
    several = f"，{len(voices)}个人都在问" if len(voices) > 1 else ""
    return f"提出的人：{'、'.join(said) or '没有留姓名'}{several}" if voices else "没有登记提出的人"


def card(view: View, viewer: Viewer, case: Case) -> str:
    """All of a case for the committee's staff."""
    head = title(case) + (f"（{URGENCY[case.urgency]}）" if URGENCY.get(case.urgency) else "")
    owner = view.unit.people.get(CASE, moves.answering(view, case))
    lines = [head, say_state(view, case) + (f"，{owner.name}负责" if owner and owner.name else "，还没有人负责")]
    lines += [f"原话：{case.words}"] if case.words and case.words != case.matter else []
    lines += [raisers(view, case, viewer)]
    lines += [f"另有{files}个文件" for files in [view.unit.files.counts("case", [case.id]).get(case.id, 0)] if files]
    lines += rated(view, case)
    steps = view.unit.cases.steps(viewer, case.id)
    earlier = [f"……前面还有{len(steps) - SHOWN}步"] if len(steps) > SHOWN else []
    counts = view.unit.files.counts("case_step", [step.id for step in steps])
    told = [_step(view, viewer, one, counts.get(one.id, 0)) for one in steps[-SHOWN:]]
    return "\n".join([*lines, *earlier, *told, *_ratings(view, viewer, case)])


def _ratings(view: View, viewer: Viewer, case: Case) -> list[str]:
    """What those who spoke thought of it, and why."""
    rated = [voice for voice in view.unit.voices.of_case(case.id) if voice.satisfied]
    lines = []
    for voice in rated[:SHOWN]:
        who = view.unit.people.get(CASE if is_staff(viewer) else viewer, voice.person_id)
        why = f"：{voice.why}" if voice.why else ""
        lines.append(f"· {who.name if who and who.name else '居民'}评了{voice.satisfied}{why}")
    return lines


def rated(view: View, case: Case) -> list[str]:
    """回访：1位说好了，1位说没好；很满意、不满意（灯还闪）. Of the matter; who said it is not told."""
    voices = [voice for voice in view.unit.voices.of_case(case.id) if voice.solved is not None or voice.satisfied]
    counts = [(sum(voice.solved is good for voice in voices), said) for good, said in ((True, "好了"), (False, "没好"))]
    said = "，".join(f"{count}位说{what}" for count, what in counts if count)
    told = "、".join(f"{one.satisfied}{f'（{one.why}）' if one.why else ''}" for one in voices if one.satisfied)
    return [f"回访：{'；'.join(part for part in (said, told) if part)}"] if voices else []


def _step(view: View, viewer: Viewer, step: Step, files: int) -> str:
    who = view.unit.people.get(CASE if is_staff(viewer) else viewer, step.person_id) if step.person_id else None
    name = who.name if who and who.name else "自动" if not step.person_id else step_party(view, step)
    whom = step.whom if step.act in (rules.PASS, rules.HAND, rules.ESCALATE, rules.CHASE) else ""
    day = f"，到{say_day(step.day, view.today)}" if step.day else ""
    words = f"：{step.words}" if step.words else ""
    photos = f"（{files}个文件）" if files else ""
    act = SAID.get(step.act, step.act)
    return f"· {say_moment(step.at, view.today)} {name} {act}{whom}{day}{words}{photos}"


def step_party(view: View, step: Step) -> str:
    """物业, 街道, 居委, 居民: what somebody without a name to be told is."""
    roles = view.unit.people.viewer(step.person_id or 0).roles
    if roles & {*CADRES, "书记"}:
        return "居委"
    return "物业" if "物业" in roles else "街道" if roles & set(STAFF) else "居民"


def told_words(view: View, case: Case, words: str) -> str:
    """Words as others may read them: without the names, phones and doors of those who spoke."""
    people = [view.unit.people.get(CASE, voice.person_id) for voice in view.unit.voices.of_case(case.id)]
    names = tuple(one.name for one in people if one and one.name)
    phones = tuple(one.phone for one in people if one and one.phone)
    homes = [view.unit.places.household(CASE, one.household_id) for one in people if one and one.household_id]
    doors = () if case.household_id else tuple(home.door for home in homes if home)
    return masked(words, names, phones, doors)


def outsiders_words(view: View, case: Case, words: str) -> str:
    """Words as a property company may read them: place and thing, and nothing of who lives there (domain §14)."""
    sight = view.unit.people.viewer(moves.answering(view, case))
    return for_outsiders(told_words(view, case, words), view.unit.places.names(sight))


def outsiders_title(view: View, case: Case) -> str:
    """0312号 楼道灯不亮（12号楼道）, for a property company."""
    matter = outsiders_words(view, case, case.matter) or "什么事请问居委"
    return title(replace(case, matter=matter, place=outsiders_words(view, case, case.place)))


def holders_card(view: View, viewer: Viewer, case: Case) -> str:
    """What a property company sees: number, place, matter, what it was asked, what it said itself. No names."""
    steps = view.unit.cases.steps(viewer, case.id)
    passed = [step for step in steps if step.act == rules.PASS and step.whom_id == viewer.person]
    asked = [told for step in passed if (told := outsiders_words(view, case, step.words))]
    own = [step for step in steps if step.person_id == viewer.person]
    lines = [outsiders_title(view, case), f"{moves.promise(view, case.done_due)}前要办好。"]
    lines += [f"居委说：{asked[-1]}"] if asked else []
    return "\n".join([*lines, *(_step(view, viewer, replace(step, act=rules.NOTE), 0) for step in own[-SHOWN:])])


def holders_line(view: View, case: Case) -> str:
    """One line of a property company's list."""
    return f"{outsiders_title(view, case)}：{moves.promise(view, case.done_due)}前办好"


def owner(view: View, case: Case) -> str:
    """居委王芳: who answers for it today, as residents hear it."""
    person = view.unit.people.get(CASE, moves.answering(view, case))
    return f"居委{person.name}" if person and person.name else "居委"


def holders_buttons(case: Case) -> list[Option]:
    """With the number: typed words are never taken for the button of another case."""
    return [act_button(case, f"{case.number}修好了", "修好了"), act_button(case, f"{case.number}进展", "进展")]
