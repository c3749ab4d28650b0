"""Danger to life comes before everything: the life-saving words to whoever wrote, an alert to whoever is responsible.

What a person says afterwards (取消, 没事了) stops no alert. Sources: domain §15; numbers 110/119/120, 962777 (gas),
12356 (psychological help line).
"""

from __future__ import annotations

from bot.clock import Calendar
from bot.config import Settings
from bot.language.triage import Danger
from bot.language.where import find_doors
from bot.pushes import Push, send
from bot.saying import say_time
from storage.outbox import ALERT
from storage.unit import Unit
from storage.viewers import Viewer, system

LIFELINES = {
    "燃气": "先别开灯、别碰开关，别在屋里打电话。能关阀门、开窗就做，马上到屋外，再打 962777 或 119。",
    "火情": "先离开，关上门，走楼梯，别坐电梯。到安全的地方打 119。出不去就用湿毛巾堵门缝，到窗口呼救。",
    "电梯困人": "别扒门，靠轿厢壁站稳，按报警铃。打 119 或轿厢里贴的维保电话。有人不舒服打 120。",
    "跌倒昏迷": "先别扶、别挪动他。马上打 120，照电话里说的做。看着他还有没有呼吸。",
    "胸痛窒息": "马上打 120。让他坐着或躺着别动，松开衣领，身边别离人。",
    "老人失联": "敲门没人应又联系不上，请马上打 110 请民警到场，再打 120 备着。家属的电话也打一个。",
    "走失": "马上打 110，说清年龄、衣着、最后在哪里见到。家里留一个人等。",
    "轻生": "您现在身边有人吗？请先离开窗口，把药和刀放远一点。马上打 12356，或 110、120。我一直在，请跟我说说话。",
    "家暴": "先到安全的地方，锁上门，马上打 110。受了伤打 120。",
    "儿童独处": "请隔着门跟孩子说话，让他离开窗和灶。马上打 110，情况危险加打 119。",
    "触电漏电": "先别碰人，也别碰水。能拉总闸就拉总闸，马上打 120 和 119。",
    "高坠": "请人都离开楼下，别站在窗边。马上打 110、119。",
    "停电吸氧机": "吸氧机先换备用氧气或电池。马上打 120，再打 95598 报停电。",
}
CALLING = "我已经在叫居委的书记。"
WHERE = "您在几号几室？"


def lifeline(danger: Danger, settings: Settings, text: str = "") -> str:
    """What to do first, whom to ring (the street's own numbers too), that help is being called; where, if untold."""
    own = settings.danger.get(danger.kind)
    numbers = [f"也可以打 {'、'.join(own.phones)}。"] if own and own.phones else []
    hospital = [f"最近的医院：{own.hospital}。"] if own and own.hospital else []
    return "\n".join([LIFELINES[danger.kind], *numbers, *hospital, CALLING + ("" if find_doors(text) else WHERE)])


def alert(unit: Unit, person: int, text: str, danger: Danger, calendar: Calendar) -> list[int]:
    """Tell the secretary of the sender's committee, else an officer; who was told, for the record."""
    viewer = unit.people.viewer(person)
    told = on_duty(unit, viewer)
    sender = unit.people.get(system("danger"), person)
    name = sender.name if sender and sender.name else "一位访客"
    words = f"紧急（{danger.kind}）：{name}{say_time(unit.now)}发来「{text[:200]}」\n请马上联系，并拨打 110/119/120。"
    for one in told:
        send(unit, Push(one, words, lane=ALERT, reason="紧急"), calendar)
    return told


def on_duty(unit: Unit, viewer: Viewer) -> list[int]:
    """Who is responsible for a person's place, nearest first; whoever is on leave is replaced by who stands in.

    A roster takes this place later.
    """
    people, away = unit.people, unit.leaves.stand_ins()

    def there(role: str, committee: int | None) -> list[int]:
        acting = [away.get(person.id, person.id) for person in people.with_role(role, committee)]
        return [person for person in dict.fromkeys(acting) if person]

    for committee in sorted(people.committees_of(viewer)):
        if found := [person for person in there("书记", committee) if person != viewer.person]:
            return found
    return (
        there("街道干部", None)
        or there("书记", None)
        or [person.id for role in ("街道干部", "书记") for person in people.with_role(role)]  # better away than nobody
    )
