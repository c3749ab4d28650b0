"""Danger to life comes before everything: the life-saving words to whoever wrote, an alert to whoever is on duty.

What a person says afterwards (取消, 没事了) stops no alert: it is passed on. Sources: domain §15; numbers 110/119/120,
962777 (gas), 12356 (psychological help line).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot import parking, roster, words
from bot.clock import Calendar
from bot.config import Settings
from bot.kinds.base import Option
from bot.language.triage import Danger, of_another
from bot.language.where import find_doors
from bot.pushes import Push, send
from bot.saying import say_files, say_time
from bot.whereabouts import AT_HOME, GUESSED, NEIGHBOUR, Spot
from storage.accounts import Account
from storage.alerts import Alert
from storage.outbox import ALERT
from storage.scope import STAFF
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
    "落水": "别下水去救。把绳子、竹竿、救生圈扔给他，大声喊人。马上打 110、119，再打 120。",
    "遇险被困": "马上打 119 和 120。够得着就托住他，别硬拉，别自己下去。叫人看住楼下和周围。",
    "性侵": "先到安全的地方，锁上门，马上打 110。先别洗澡、别换衣服。受了伤打 120。",
    "人身危险": "先到安全的地方，锁上门，马上打 110。受了伤、人不舒服打 120。",
}
# To whoever sees it, for it is not they who want to die.
BYSTANDER = (
    "别留他一个人，慢慢跟他说话，别激他，别硬拉。马上打 110 和 119，吃了药、受了伤打 120。也可以打 12356 问怎么劝。"
)
# What whoever helps must know first, where it is told of beside something graver.
KEEP_OFF = {kind: LIFELINES[kind] for kind in ("触电漏电", "燃气", "火情", "落水")}
CALLING = "我已经在叫居委的书记。"
CALLING_DUTY = "我已经在叫值班的人。"
WHERE = "您在几号几室？"
WHERE_OUTSIDE = "在哪里？路名、桥名、旁边的门牌都行。"
NOBODY = "居委这边现在没有人能收到消息，请不要等：马上自己打 110、119 或 120。"
RING = "消息不一定叫得醒人，请您自己也打：{numbers}。"
ANOTHER = timedelta(minutes=10)  # words of danger within so long belong to the same alert
NEXT = "alert.next"  # the moment at which, if nobody has taken it, the next is woken
TAKE, CANNOT, END = "接警", "接不了", "险情结束"  # the dialogues that an alert's buttons begin
SHARED = {"燃气", "火情", "电梯困人", "触电漏电", "高坠"}  # of a house: whoever tells of it means the same
BY_ROOM = SHARED - {"电梯困人"}  # but for a room of its own: who looked in at one flat has not been in another
BODY = {"跌倒昏迷", "胸痛窒息", "停电吸氧机"}  # of one body: the chest hurts, then somebody faints
SAME = timedelta(minutes=30)
BY_ANOTHER = {"家暴", "性侵", "人身危险"}  # whoever does it may hear a phone that rings
UNTOLD = {"轻生", "家暴", "性侵", "人身危险"}  # no machine says these aloud on the phone
_BACK = re.compile(
    r"取消|没事|不用(?:来|管|麻烦|叫|救|打|过来|担心|派)|误报|搞错|弄错|看错|虚惊|开玩笑|别来|勿要来|解决了|好多了|缓过来|醒了|算了|^好了"
)
# Words about a room told of before, wrongly or because it spreads: no other alarm of the same person.
_SAME_FIRE = re.compile("不是|勿是|[说搞弄写看打]错|更正|应该是|烧到|烧过|蔓延|窜到|传到|飘到|飘进|钻到")
DANGER = system("danger")


def lifeline(
    danger: Danger, settings: Settings, text: str = "", calling: str = CALLING, spot: Spot | None = None
) -> str:
    """What to do first, whom to ring (the street's own numbers too), that help is being called; where, if untold.

    `spot`: what is known of the place; of a door that was named something may still have to be asked.
    """
    own = settings.danger.get(danger.kind)
    numbers = [f"也可以打 {'、'.join(own.phones)}。"] if own and own.phones else []
    hospital = [f"最近的医院：{own.hospital}。"] if own and own.hospital else []
    spot = spot or Spot()
    outside = spot.said and spot.place and not spot.building
    known = outside or (spot.household and spot.mark == GUESSED)  # no room in a car park; a cadre stands at the door
    where = spot.ask or ("" if known or find_doors(text) else WHERE_OUTSIDE if danger.kind == "落水" else WHERE)
    first = BYSTANDER if danger.kind == "轻生" and of_another(text) else LIFELINES[danger.kind]
    off = [KEEP_OFF[kind] for kind in danger.beside if kind in KEEP_OFF and danger.kind not in KEEP_OFF]
    return "\n".join([first, *off, *numbers, *hospital, calling + where])


def calling(unit: Unit, settings: Settings, spot: Spot) -> str:
    """Who is being called, and whom to ring oneself."""
    on_duty = [one for place in spot.committees or (0,) for one in roster.on_duty(unit, settings, place, unit.now)]
    return (CALLING_DUTY if on_duty or not spot.committees else CALLING) + ring_oneself(unit, settings, spot)


def ring_oneself(unit: Unit, settings: Settings, spot: Spot) -> str:
    """Whom to ring oneself: the number of duty that may be told, else, where nobody can be called, the operator's or 110."""
    names = [area.name for one in spot.committees if (area := unit.places.area(one))]
    known = [settings.duty.public_phone[name] for name in (*names, "") if name in settings.duty.public_phone]
    if known:
        return f"值班电话 {'、'.join(dict.fromkeys(known))}，您也可以自己打。"
    first = roster.rungs(unit, settings, spot.committees)[0] if settings.duty.rings else []
    if any((one := unit.people.get(DANGER, person)) and one.phone for person in first):
        return ""
    return RING.format(numbers=settings.operator.phone or "110、119、120")


def alert(
    unit: Unit, account: Account, text: str, danger: Danger, spot: Spot, settings: Settings, calendar: Calendar
) -> tuple[str, int]:
    """Wake whoever is on duty; what happened: ("alert", its row), or ("alert_word", the row) if it is under way already.

    A danger of another kind, or at another place, is an alert of its own, whoever tells of it.
    """
    person = account.person_id
    for old in unit.alerts.all_of_person(person, ANOTHER):
        if _is_same(old, danger.kind, spot, text):
            unit.alerts.change(old.id, last_at=unit.now)
            return "alert_word", unit.alerts.said(old.id, text)
    if same := same_danger(unit, danger.kind, spot):
        return "alert_neighbour", unit.alerts.add(replace(_new(unit, person, text, danger.kind, spot), same_id=same.id))
    return "alert", raise_alert(unit, person, text, danger.kind, spot, settings, calendar)


def _is_same(old: Alert, kind: str, spot: Spot, text: str) -> bool:
    """Whether words of danger go on about an alert of the same person."""
    alike = old.kind == kind or {old.kind, kind} <= BODY
    if not alike or not spot.said:
        return alike
    if not old.place or AT_HOME in old.place:  # nobody had said where: now it is known
        return True
    if kind in SHARED and old.building_id and spot.building:
        rooms = {_room(old.spot), _room(spot.place)} if kind in BY_ROOM else set()
        another = len(rooms - {""}) > 1 and not _SAME_FIRE.search(text)
        return old.building_id == spot.building and not another
    return spot.place.startswith(old.spot) or old.spot.startswith(spot.place)  # 12号, then 12号302


def keep_files(unit: Unit, viewer: Viewer, number: int, files: Sequence[int]) -> str:
    """What was sent with words of an alert belongs to its case, else to the alert itself; in words."""
    found = unit.alerts.get(number)
    if found is None or not files:
        return ""
    unit.files.attach(viewer, files, *(("case", found.case_id) if found.case_id else ("alert", found.id)))
    return say_files([file.kind for file in unit.files.get(files, viewer.person)])


def same_danger(unit: Unit, kind: str, spot: Spot) -> Alert | None:
    """What a neighbour has told of already, and is under way: gas in a house is one danger, two who have fallen are two.

    A room that is told of is the same danger only as that room: 504 that was looked after says nothing of 301.
    """
    found = unit.alerts.near(spot.building, kind, SAME) if spot.building and kind in SHARED else []
    room = _room(spot.place) if spot.said and kind in BY_ROOM else ""
    return next((one for one in found if not room or _room(one.spot) == room), None)


def _room(place: str) -> str:
    """302 of 益港花园12号302门口; what is next door to it is another, unknown."""
    doors = find_doors(place)
    return doors[-1].room + (beside[0] if (beside := NEIGHBOUR.search(place)) else "") if doors else ""


def _new(unit: Unit, person: int, text: str, kind: str, spot: Spot) -> Alert:
    committee = spot.committees[0] if spot.committees else None
    return Alert(
        person, kind, unit.now, unit.now, text, committee, spot.building or None, spot.household or None, spot.marked
    )


def raise_alert(
    unit: Unit, person: int, text: str, kind: str, spot: Spot, settings: Settings, calendar: Calendar
) -> int:
    """Store an alert and wake the first; everything in the transaction of what caused it."""
    number = unit.alerts.add(_new(unit, person, text, kind, spot))
    wake(unit, number, settings, calendar)
    return number


def wake(unit: Unit, number: int, settings: Settings, calendar: Calendar) -> bool:
    """Send an alert to the next group of people; whoever has no account is passed over. False if it is over.

    If nobody takes it in time the moment `NEXT` comes due.
    """
    found = unit.alerts.get(number, lock=True)
    if found is None or found.taken_id or found.closed_at:
        return False
    ladder = _ladder(unit, found, settings)
    text = say_alert(unit, found)
    for step in range(found.step, max(len(ladder) * settings.duty.rounds, 1)):
        told = [one for one in ladder[step % len(ladder)] if send(unit, push_alert(one, text, number), calendar)]
        for one in told:
            unit.alerts.woke(number, one, call=settings.duty.rings)
        if told:
            unit.alerts.change(number, step=step + 1)
            unit.moments.add(NEXT, number, unit.now + timedelta(seconds=settings.duty.wait_seconds))
            return True
    return False


def _ladder(unit: Unit, found: Alert, settings: Settings) -> list[list[int]]:
    return roster.rungs(unit, settings, [found.committee_id] if found.committee_id else [], found.person_id)


def whole_rounds(unit: Unit, found: Alert, settings: Settings) -> int:
    """How often everybody has been woken in vain; 0 in the middle of a round."""
    rounds, rest = divmod(found.step, max(1, len(_ladder(unit, found, settings))))
    return 0 if rest else rounds


def push_alert(person: int, text: str, number: int) -> Push:
    about = {"alert": number}
    buttons = [
        Option("收到", words="收到", start=TAKE, about=about),
        Option("去不了", words="去不了", start=CANNOT, about=about),
    ]
    return Push(person, text, buttons, lane=ALERT, reason="紧急")


def say_alert(unit: Unit, found: Alert) -> str:
    """What whoever is woken reads: danger, who, where, phone, words."""
    sender = unit.people.get(DANGER, found.person_id)
    name = sender.name if sender and sender.name else "一位访客"
    place = f"地点：{found.place}" if found.place else "地点：还不知道，我在问"
    whose = f"报告人{name}的" if unit.people.viewer(found.person_id).roles & set(STAFF) else ""
    phone = f"　{whose}电话：{sender.phone}" if sender and sender.phone else ""
    said = f"紧急（{found.kind}）：{name}{say_time(found.at)}发来「{found.words[:200]}」"
    return f"{said}\n{place}{phone}\n请马上联系，并拨打 110/119/120。去了请点「收到」。"


def stands_down(text: str) -> bool:
    """取消, 没事了, 好多了不用来了: short words that take a danger back."""
    return len(text.strip()) <= 25 and bool(_BACK.search(text.strip()))


def passed_on(unit: Unit, person: int, text: str) -> int:
    """In the middle of a conversation 取消 or 没事了 is an answer to it, and told to whoever was woken as well."""
    stack = unit.talks.stack(person) if stands_down(text) else []
    if not stack or (parking.waits_for(unit, stack[0]) and not words.CANCEL.fullmatch(text.strip())):
        return 0
    found = unit.alerts.of_person(person, ANOTHER)
    return unit.alerts.said(found.id, text) if found else 0


def responsible(unit: Unit, viewer: Viewer) -> list[int]:
    """Who is responsible for a person's place, nearest first; whoever is on leave is replaced by who stands in."""
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
