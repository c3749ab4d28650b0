"""Words between those who handle a case: the street's to the committee, the committee's to whoever holds it; what is passed on."""

from __future__ import annotations

import re
from datetime import datetime

from bot.kinds.base import Option
from bot.talk.talk import Talk
from bot.world import View, World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE, PASS_ON, TELL_HOLDER, open_case
from handlers.handling import saying
from handlers.handling.kinds import Words
from handlers.handling.meant import last_told
from handlers.handling.phrases import NUMBER
from handlers.handling.rules import SHOW, Heard
from handlers.handling.saving import UNDO
from storage.cases import Case, Step
from storage.charge import CADRES

SAYS = "街道回话"
_PLAIN = re.compile(
    r"^(?:好的?|收到|知道了?|晓得了?|明白|我来|我去|我们来|我们去|我这边|街道|马上|协调|已经?(?:协调|联系|约)|联系(?:过|了|好)|退回|请(?:先|你们|居委|物业)|先|同意|不同意|让|叫)"
)


def speaks_for(world: World, case: Case, heard: Heard) -> bool:
    """Whether an officer speaks of what a committee answers for: their words are for the committee, which moves it."""
    officer = "街道干部" in world.viewer.roles and not world.viewer.roles & {*CADRES, "书记"}
    return officer and heard.act != SHOW and moves.answering(world, case) != world.viewer.person


def is_theirs(text: str, sent: datetime, world: World) -> bool:
    """收到，我来协调: said below what a committee reported."""
    case = last_told(world) if _PLAIN.match(text.strip()) and not NUMBER.search(text) else None
    return case is not None and speaks_for(world, case, Heard(act=rules.NOTE))


def tell_committee(talk: Talk, case: Case, said: str) -> str:
    world = talk.world
    if rules.after(case.state, rules.INSIDE) is None:
        return f"{case.number}号现在是「{rules.STATES[case.state]}」，不用再说了。"
    bare = NUMBER.sub("", said, count=1).strip(" ，,。：:") or "看到了"
    words = talk.ask("说什么", "要跟居委说什么？", Words(required=True, number=case.number), otherwise=bare)
    talk.save(moves.Move(case.id, rules.INSIDE, words, files=tuple(talk.files)))
    talk.offer(open_case(case))
    return f"好，{case.number}号转给{saying.owner(world, case)}了：{words}。提的人看不到，由居委回话。{UNDO}"


def buttons(case: Case, step: Step, *, held: bool) -> list[Option]:
    """Below what somebody else said: pass it on as it is, answer the property company, look at it all."""
    about = {"case": case.id, "step": step.id}
    told = [Option("告诉提的人", words="告诉提的人", start=PASS_ON, about=about)]
    back = [Option("回物业", words="回物业", start=TELL_HOLDER, about={"case": case.id})] if held else []
    return [*told, *back, open_case(case)]


def party(view: View, step: Step) -> str:
    """物业, 街道周科, 居委王芳: names of staff alone."""
    who = saying.step_party(view, step)
    person = view.unit.people.get(CASE, step.person_id) if who in ("居委", "街道") and step.person_id else None
    return f"{who}{person.name}" if person and person.name else who


def pass_on(talk: Talk) -> str:
    """Words of a property company, or of the street, go to whoever asked; once."""
    world, number = talk.world, int(talk.about.get("step", 0))
    if not number:
        return "要告诉提的人什么？写编号和一句话，比如「0312 记一下 师傅明天来」。"
    step = world.unit.cases.get_step(number)
    case = world.unit.cases.get(step.case_id)
    if not world.unit.cases.may_see(world.viewer, case.id):
        return f"{case.number}号现在不在您这里了，没有转。"
    if rules.after(case.state, rules.NOTE) is None:
        return f"{case.number}号现在是「{rules.STATES[case.state]}」，没有再转。"
    words = f"{party(world, step)}说{step.words}"
    if any(one.act == rules.NOTE and one.words == words for one in world.unit.cases.steps(CASE, case.id)):
        return f"这一句已经告诉提的人了，没有重复说。回「{case.number}」看看。"
    talk.save(moves.Move(case.id, rules.NOTE, words))
    talk.offer(open_case(case))
    return f"好，{case.number}号告诉提的人了：{words}。{UNDO}"


def tell_holder(talk: Talk) -> str:
    world, number = talk.world, int(talk.about.get("case", 0))
    case = world.unit.cases.get(number) if number else last_told(world)
    if case is None or not world.unit.cases.may_see(world.viewer, case.id):
        return "要回哪一件？写编号看看，比如「0312」。"
    if case.state != rules.PASSED or not case.holder_id:
        return f"{case.number}号现在不在物业那里。要转，回「{case.number} 转物业」。"
    prompt = f"{case.number}号要跟{case.holder}说什么？谁家、身体怎样不会带过去。"
    words = talk.ask("说什么", prompt, Words(required=True, number=case.number))
    told = saying.outsiders_words(world, case, words)
    if not told:
        return f"这一句里只有谁家、怎么样，{case.holder}不能看，没有转。要约时间，写「明天下午三点去」这样就行。"
    talk.save(moves.Move(case.id, rules.INSIDE, told, whom=case.holder, whom_id=case.holder_id))
    talk.offer(open_case(case))
    return f"好，{case.number}号跟{case.holder}说了：{told}。{UNDO}"
