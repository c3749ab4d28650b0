"""What a sentence about a household is: which household it names, whether it tells of a visit, what begins one."""

from __future__ import annotations

import re

from bot.kinds.base import Option
from bot.language.where import find_doors
from bot.language.who import find_people
from bot.world import World
from storage.households import Household

_VISIT = re.compile(
    r"走访|入户|上门(?:看|走|去)?了|家访|探望|看望|慰问|[去来到跑]看|看了|(?:我|我们|刚|刚刚|今天|昨天|上午|下午|早上|前天|^)\s*(?:又|再)?"
    r"(?:去了(?![大小]?[儿女孙侄]|弟|妹|哥|姐|老家|外地|国外|亲戚|养老)|去过|去(?=\d)|到(?=\d)|看(?=\d))|(?:我|我们)去|打(?:了?个?|过|的)?电话|电话(?:里|联系|问|回访)|微信(?:里|上|联系|问)|"
    r"视频|来居委|接待|碰到|遇到|碰见|敲门|没人(?![管住])|未遇|回访|见到|在家(?:里)?见|陪(?:他|她|去|着去)|计划|打算去|"
    r"(?:邻居|隔壁|楼组长|志愿者|保姆|护工|门卫|保安|家属|亲戚|对门|民警|物业|老伙伴)[^，,。]{0,4}(?:说|讲|反映|反馈|转告)|"
    r"(?:明天|后天|下周[一二三四五六日]?)[^，,。]{0,3}(?:去|看)(?!儿|女|外|亲|乡)"
)


def begin_visit(home: Household, door: str = "", way: str = "") -> Option:
    """A button that starts the visit with what is known filled in: the household, and by phone if so."""
    return Option(f"记{door or home.door}", words=f"走访{home.full_door}{way}", start="走访记录")


def tells_of_visit(text: str) -> bool:
    """Whether these are the words of somebody who went there, rang, or means to: such a sentence is a visit."""
    return bool(_VISIT.search(text))


def home_words(text: str, world: World) -> str:
    """The words that name one household: 12号302王阿婆, 陈阿婆; "" if none or several are named."""
    places = world.unit.places
    doors = find_doors(text, places.estates())
    if len({(door.estate, door.number, door.room) for door in doors}) > 1 or any(not door.room for door in doors):
        return ""
    names = places.names(world.viewer) if not doors or re.search(r"[\u4e00-\u9fff]", text) else ()
    people = [who for who in find_people(text, names) if not who.role]
    if not doors:
        return people[0].source if people else ""
    door = doors[0]
    beside = [who for who in people if door.end <= who.start <= door.end + 3]
    return door.source + (beside[0].source if beside else "")
