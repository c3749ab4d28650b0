"""What follows by itself: co-signers are told of in steps, thanks reach whom they are for, needs of a visit offer to go on."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.facts import Fact, reacts, tells
from bot.kinds.base import Option
from bot.pushes import Push, reaches
from bot.saying import brief
from bot.world import View
from handlers.demands.reads import TURNED
from handlers.demands.settings import Block
from handlers.engines.cases.moves import answering, owner_for
from handlers.engines.cases.saying import RAISE, open_case, title
from storage.outbox import REPLY
from storage.scope import STAFF
from storage.viewers import run, system
from storage.visits import NEEDS

DEMANDS = system("demands")


@reacts("case_voice")
def tell_of_voices(view: View, fact: Fact) -> Sequence[Push]:
    """At 1, 5, 10, 20 … co-signers, not at every one."""
    block: Block = view.settings.blocks.get("demands", Block())
    case = view.unit.cases.get(fact.subject)
    count = sum(voice.part == "附议" for voice in view.unit.voices.of_case(case.id))
    owner = answering(view, case)
    if not owner or owner == fact.person or count not in block.told_at:
        return []
    return [Push(owner, f"{title(case)}：又有人反映，一共{count}人附议。", [open_case(case)], reason="附议")]


@reacts("case")
def tell_whom_it_is_for(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever somebody else wrote for knows of it, and can say that they do not want it."""
    case = view.unit.cases.get(fact.subject)
    if case.kind != "诉求":
        return []
    raiser = view.unit.people.viewer(fact.person)
    by = view.unit.people.get(DEMANDS, fact.person) if raiser.roles & set(STAFF) else None
    who = f"居委{by.name}" if by and by.name else "有人"
    text = (
        f"{who}替您提了一件：{case.matter}，编号{case.number}。办得怎么样也告诉您；"
        f"要是您不想提，回「撤回{case.number}」。"
    )
    meant = [voice.person_id for voice in view.unit.voices.of_case(case.id) if voice.part == "本人"]
    return [Push(one, text, reason="诉求") for one in meant if one != fact.person and reaches(view, one)]


@tells("case_undone")
def tell_undone(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever had just been told of it need not go."""
    case = view.unit.cases.get(fact.subject)
    owner = answering(view, case)
    if not owner or owner == fact.person:
        return []
    return [Push(owner, f"{case.number}号提的人收回了，不用办了。", reason="诉求")]


@reacts("praise")
def pass_on_thanks(view: View, fact: Fact) -> Sequence[Push]:
    """Word for word, without a name."""
    _, words = view.unit.journal.said(fact.subject)
    viewer = view.unit.people.viewer(fact.person)
    committees = sorted(view.unit.people.committees_of(viewer))
    staff = [
        one
        for committee in committees
        for role in ("干部", "书记")
        for one in view.unit.people.with_role(role, committee)
    ]
    named = [one.id for one in staff if one.name and (one.name in words or _called(one.name, words))]
    home = view.unit.places.household(DEMANDS, viewer.household) if viewer.household else None
    usual = owner_for(view, home.building_id if home else None, committees[0] if committees else None)
    to = list(dict.fromkeys(named)) or [usual]
    text = f"有居民让我带句谢谢：「{brief(words)}」"
    return [Push(one, text, reason="表扬") for one in to if one and one != fact.person]


def _called(name: str, words: str) -> bool:
    """小陈, 陈老师 for 陈洁."""
    return any(
        f"{before}{name[0]}{after}" in words
        for before, after in (("小", ""), ("老", ""), ("", "老师"), ("", "书记"), ("", "主任"), ("", "阿姨"))
    )


@tells("need")
def offer_to_go_on(view: View, fact: Fact) -> Sequence[Push]:
    """After a visit on which something was asked for: one tap makes a demand of it. One message for all of a visit."""
    unit = view.unit
    here = run(unit.db, DEMANDS, sa.select(NEEDS).where(NEEDS.c.id == fact.subject)).one()
    of_visit = sa.select(NEEDS).where(
        NEEDS.c.visit_id == here.visit_id, NEEDS.c.undone_at.is_(None), NEEDS.c.state == "待办"
    )
    needs = run(unit.db, DEMANDS, of_visit.order_by(NEEDS.c.id)).all()
    home = unit.places.household(DEMANDS, here.household_id)
    if not needs or needs[0].id != fact.subject or home is None:
        return []
    told = "；".join(need.text for need in needs)
    about = {"visit": here.visit_id, "needs": [need.id for need in needs]}
    turn = Option(TURNED, words=f"{TURNED}：{home.full_door}，{told}", start=RAISE, about=about)
    return [
        Push(
            fact.person,
            f"{home.door}说的「{brief(told)}」，要转成诉求、有人办有回音吗？",
            [turn],
            lane=REPLY,
            reason="走访",
        )
    ]
