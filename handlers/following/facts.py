"""What somebody adds to their demand, or that they take it back, reaches whoever answers for it; it is a contact too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.facts import Fact, reacts
from bot.pushes import Push
from bot.saying import brief
from bot.world import View
from handlers.engines.cases import rules
from handlers.engines.cases.saying import open_case
from handlers.engines.cases.telling import as_contact, name_for, to_owner

TOLD = (rules.TELL, rules.WITHDRAW)
WRITTEN = (rules.TELL, rules.ANSWER)  # words of a resident about their case


@reacts("case_step")
def tell_owner(view: View, fact: Fact) -> Sequence[Push]:
    """To the owner; to the secretary too if that was wished."""
    step = view.unit.cases.get_step(fact.subject)
    if step.act not in (*TOLD, *WRITTEN) or not step.person_id:
        return []
    case = view.unit.cases.get(step.case_id)
    speaks = view.unit.voices.of(case.id, step.person_id) is not None
    if step.act in WRITTEN and speaks:
        as_contact(view, case, step.person_id)
    if step.act not in TOLD:
        return []
    heads = step.whom == rules.HEADS
    said = f"{'想请您联系' if heads else '补充说'}：「{brief(step.words)}」"
    text = said if step.act == rules.TELL else "说不用办了，撤回了。"
    pushes = to_owner(view, case, text, [open_case(case)], "找人" if heads else "补充", heads=heads)
    head = f"{case.number}号 {case.matter}："
    return [
        replace(push, text=head + name_for(view, step.person_id, push.person) + push.text)
        for push in pushes
        if push.person != step.person_id
    ]
