"""A street of two committees for rounds, and an enquiry about a lift."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.config import Settings
from handlers.rounds.settings import Block, Enquiry, Question, Weather
from storage.leaves import Leave
from storage.registry import ROLES
from storage.viewers import put
from tests.community import TESTS

ROWS = """
三门居民区,一网格,微网格1,,,,王芳,女,1985-03-02,,,干部
三门居民区,一网格,微网格2,,,,陈洁,女,1990-07-11,,,干部
三门居民区,,,,,,刘书记,男,1970-01-05,,,书记
池沟居民区,二网格,微网格3,,,,赵敏,女,1988-01-01,,,干部
池沟居民区,,,,,,孙书记,男,1972-01-05,,,书记
,,,,,,周科,男,1980-05-06,,,街道干部
三门居民区,一网格,微网格1,益港花园,8号,401,李建国,男,1940-02-03,13900000001,独居老人,
三门居民区,一网格,微网格1,益港花园,12号,302,王阿娣,女,1941-02-03,13900000002,孤老,
三门居民区,一网格,微网格1,益港花园,12号,402,赵根宝,男,1941-02-03,13900000012,纯老家庭,
三门居民区,一网格,微网格1,益港花园,12号,501,黄小明,男,1981-02-03,,,
三门居民区,一网格,微网格2,益港花园,15号,101,孙大明,男,1965-02-03,13900000003,重残,
池沟居民区,二网格,微网格3,池沟新村,3号,201,钱秀珍,女,1936-02-03,13900000004,独居老人,
池沟居民区,二网格,微网格4,池沟新村,4号,101,冯志强,男,1980-02-03,13900000006,严重精神障碍,
池沟居民区,二网格,微网格4,池沟新村,4号,102,沈英,女,1988-01-01,,,
池沟居民区,二网格,,池沟新村,5号,201,吴秀珍,女,1936-02-03,13900000005,独居老人,
""".strip().splitlines()
COLD = (
    "上海中心气象台2026年12月24日10时00分发布寒潮蓝色预警信号：受强冷空气影响，预计明天夜里到26日本市最低气温将下降8到10℃，"
    "请注意防范。"
)
COLDER = "上海中心气象台2026年12月24日14时00分发布寒潮黄色预警信号：预计降温10到12℃。"
LIFT = Enquiry(
    "加装电梯意愿",
    (Question("愿不愿意装电梯？", ("愿意", "不愿意", "无所谓")), Question("有什么顾虑？")),
    until=date(2026, 12, 31),
)
MORNING = datetime(2026, 12, 24, 10, 30)


@pytest.fixture
def street(community):
    """Two committees on the morning of a cold wave. More rows, another start, or weather settings as wanted."""

    def build(*more: str, start: datetime = MORNING, weather: Weather | None = None, enquiries=(LIFT,)):
        block = Block(weather=weather or Weather(), enquiries=enquiries)
        return community(*ROWS, *more, start=start, settings=Settings(blocks={"rounds": block}))

    return build


def goes_on_leave(one, name: str, substitute: str, since: date, until: date) -> None:
    """As if the leave had been agreed."""

    def leave(unit) -> None:
        away, acting = (unit.people.named(TESTS, who)[0].id for who in (name, substitute))
        Leave(away, acting, since, until).store(unit, TESTS)

    one.ask(leave)


def takes_role(one, name: str, role: str, committee: str) -> None:
    """A named role that no list of residents gives."""

    def take(unit) -> None:
        person = unit.people.named(TESTS, name)[0].id
        area = next(area.id for area in unit.places.areas("居委") if area.name == committee)
        put(unit.db, TESTS, ROLES, {"person_id": person, "role": role, "area_id": area, "since": date(2026, 1, 1)})

    one.ask(take)


def heard(one, name: str) -> str:
    """What somebody got through the last line of a story."""
    return "\n".join(event.text for event in one.last if event.to == name)


def buttons(one, name: str) -> list[str]:
    return [button for event in one.last if event.to == name for button in event.buttons]
