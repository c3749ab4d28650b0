"""How a demand is answered: the receipt with who does it and until when; what to do first where harm is near."""

from __future__ import annotations

from datetime import date

from bot.saying import WEEKDAYS, say_day
from bot.world import World
from handlers.demands.labels import Label
from handlers.demands.settings import Block
from handlers.engines.cases.saying import owner_name
from storage.cases import Case

ASK = "哪里、什么事？写一句就行，比如「12号楼道的灯坏了」，也可以发照片。"
WHERE = "在哪里？请写几号楼，或者是什么地方，比如「12号楼道」「小区东门」。"
WHERE_HOME = "是您哪一户的事？请写小区和门牌，比如「益港花园12号302」。"
CALM = "您先消消气，有事我来记。"
FIRST = {
    "诈骗": "先别再转钱、别给验证码。马上打 110，或反诈热线 96110，也叫银行止付。",
    "动物伤人": "伤口先用肥皂水冲十五分钟，尽快去医院打狂犬疫苗。流血多就打 120；狗还在伤人，打 110。",
    "漏水涉电": "先拉掉总闸，别碰灯和水，人离开那里。",
    "高坠危险": "请先绕开楼下那一块，也叫别人别过去。要是已经砸到人，打 120。",
    "可疑人员": "别跟他争，门先锁好。人还在就打 110。",
}


def receipt(world: World, case: Case, label: Label, other: str = "") -> str:
    """收到，编号0312。楼道的灯归物业修，居委小陈盯着，周四前给您回话。 The number is filled in once it is known."""
    block: Block = world.settings.blocks.get("demands", Block())
    whose = block.whose.get(label.sub, label.whose)
    does = "" if whose == "居委" else f"这件事归{whose}，"
    watches = f"{owner_name(world, case)}{'盯着' if does else '负责'}，"
    early, late = case.contact_due, case.done_due
    first = "" if early == late else f"{_day(world, early)}前先跟您联系，"
    about = f"（{other}）" if other else ""
    return f"收到{about}，编号{{}}。{does}{watches}{first}{_day(world, late)}前给您回话。"


def _day(world: World, day: date) -> str:
    """周四, 明天（周三）; of a year whose days off are not announced yet it is said to be provisional."""
    said = say_day(day, world.today)
    weekday = "" if "周" in said else f"（周{WEEKDAYS[day.weekday()]}）"
    return said + weekday + ("（暂定）" if world.calendar.provisional(day.year) else "")
