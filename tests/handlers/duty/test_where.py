"""Where an alarm is: the place that was said, never the reporter's home when another was; what is a guess says so."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config import Settings
from bot.duty_settings import Duty, Weekly
from tests.community import STREET

NIGHT = datetime(2026, 11, 24, 3)
# 12号 and 13号 are in two estates, 9号 in both as well; 30号 in one only.
TWO_ESTATES = [
    *STREET,
    "三门居民区,一网格,微网格1,益港花园,9号,101,沈阿大,男,1950-02-03,,,",
    "三门居民区,一网格,微网格1,益港花园,13号,402,沈阿二,男,1950-02-03,,,",
    "三门居民区,一网格,微网格2,海桐苑,9号,101,沈阿三,男,1950-02-03,,,",
    "三门居民区,一网格,微网格2,海桐苑,13号,402,沈阿四,男,1950-02-03,,,",
    "三门居民区,一网格,微网格2,海桐苑,12号,302,沈阿五,男,1950-02-03,,,",
    "三门居民区,一网格,微网格2,海桐苑,30号,101,沈阿六,男,1950-02-03,,,",
    "五门居民区,一网格,微网格1,松涛新村,3号,301,沈阿七,男,1950-02-03,,,",
    "五门居民区,,,,,,吴书记,男,1970-01-05,,,书记",
]
ROSTER = Settings(duty=Duty(weekly=(Weekly(("陈洁",), committee="三门居民区"),)))


@pytest.fixture
def street(community):
    return community(*TWO_ESTATES, start=NIGHT, settings=ROSTER)


def told(events, to: str = "陈洁") -> str:
    return "\n".join(event.text for event in events if event.to == to and event.lane == "alert")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("我在9号门口，有个老伯倒在地上没反应", "益港花园9号门口（推断）"),
        ("我家没事，是13号402冒烟", "益港花园13号402（推断）"),
        ("海桐苑13号402着火了", "海桐苑13号402"),
        ("15号101着火了", "益港花园15号101"),
        ("我住12号402，看到海桐苑30号在冒烟", "海桐苑30号"),
        ("着火了！我是12号402的，着火的是13号302", "益港花园13号302（推断）"),
        ("9号301老太倒在地上，没反应了", "益港花园9号301（推断）"),
        ("隔壁冒烟了，有焦味", "益港花园12号402隔壁（推断）"),
        ("隔壁301老太倒在地上，叫不醒", "益港花园12号301（推断）"),
        ("楼上又在打老婆", "益港花园12号402楼上（推断）"),
        ("我家门口有人晕倒了", "益港花园12号402门口（推断）"),
        ("小区东门口有人被电了，触电了", "益港花园小区东门口（推断）"),
        ("我在菜场门口，有人晕倒了叫不醒", "菜场门口"),
        ("我妈跌倒了叫不醒，要送医院", "益港花园12号402（没说在哪里，推断是登记的家）"),
        ("家里着火了", "益港花园12号402"),
        ("我家煤气味道很重，另外13号楼道灯坏了三天了", "益港花园12号402"),
        ("益港花园12号302隔壁着火了", "益港花园12号302隔壁（推断）"),
        ("海桐苑12号302，他说楼上的老头跌倒了叫不醒", "海桐苑12号302楼上（推断）"),
        ("益港花园13号402的对门煤气味很重", "益港花园13号402对门（推断）"),
        ("益港花园13号402，隔壁邻居说王阿婆跌倒了叫不醒", "益港花园13号402"),
        ("益港花园13号402隔壁听到里面有人喊救命", "益港花园13号402"),
        ("99号着火了", "益港花园99号（名册里没有）"),
    ],
)  # fmt: skip
def test_the_place_that_was_said_goes_out_and_a_guess_says_so(street, words, place) -> None:
    assert f"地点：{place}\n" in told(street.line("李建国", words)).replace("　", "\n")


def test_what_was_written_just_before_belongs_to_it(street) -> None:
    street.line("李建国", "我在9号门口")
    assert "地点：益港花园9号门口（推断）" in told(street.line("李建国", "有个老伯倒在地上没反应"))


def test_pieces_sent_within_seconds_are_one_alarm_with_all_their_words(street) -> None:
    for piece in ("13号", "楼道里", "有人"):
        street.line("李建国", piece, more=True)
    heard = told(street.line("李建国", "晕倒了"))
    assert "「13号，楼道里，有人，晕倒了」" in heard and "地点：益港花园13号楼道（推断）" in heard


def test_of_a_guest_the_estate_is_asked_and_its_secretary_called_once_it_is_known(street) -> None:
    lu = street.person("路人").says("9号101着火了").hears("是哪个小区的9号101？")
    after = lu.says("海桐苑的").everybody
    assert "地点：海桐苑9号101\n" in told(after)


def test_a_number_first_and_its_estate_later_are_one_place(street) -> None:
    lu = street.person("路人").says("着火了，快来人").hears("您在几号几室")
    assert "吴书记" not in {event.to for event in lu.everybody}
    lu.says("12号302")
    after = lu.says("益港的").everybody
    assert "地点：益港花园12号302" in told(after)


def test_of_another_committee_its_own_secretary_is_called(street) -> None:
    lu = street.person("路人").says("着火了，快来人")
    after = lu.says("松涛新村3号301").everybody
    assert "地点：松涛新村3号301" in told(after, "吴书记")


def test_who_takes_it_back_without_a_place_is_asked_for_it_all_the_same(street) -> None:
    lu = street.person("路人").says("着火了，快来人")
    lu.says("算了算了").hears("在哪里").hears_nothing_of("还是会来联系您一下")
    lu.says("益港花园12号302").hears("告诉")


def test_a_secretary_who_names_a_number_of_two_estates_is_asked_which(street) -> None:
    liu = street.person("刘书记").says("13号楼有人触电了").hears("是哪个小区的13号楼？")
    assert "地点：13号楼（还不知道是哪个小区）" in told(liu.everybody)
    assert "地点：海桐苑13号" in told(liu.says("海桐苑的").everybody)


def test_a_cadre_on_a_visit_stands_at_that_door(street) -> None:
    fang = street.person("王芳").says("记走访").says("12号302").hears("情况")
    assert "地点：益港花园12号302（推断）" in told(fang.says("阿婆在我面前晕倒了").everybody)


def test_the_door_of_the_visit_that_is_open_needs_no_estate(street) -> None:
    liu = street.person("刘书记").says("走访海桐苑12号302，阿婆身体好").hears("请核对")
    assert "地点：海桐苑12号302" in told(liu.says("12号302阿婆在我面前晕倒了").everybody)


def test_the_phone_of_a_cadre_is_not_that_of_the_home(community) -> None:
    rows = [row.replace("王芳,女,1985-03-02,,", "王芳,女,1985-03-02,13900000001,") for row in STREET]
    street = community(*rows, start=NIGHT, settings=ROSTER)
    assert "报告人王芳的电话：13900000001" in told(street.line("王芳", "12号402着火了"))


def test_a_second_danger_elsewhere_is_an_alarm_of_its_own(street) -> None:
    street.line("李建国", "家里着火了")
    assert "紧急（跌倒昏迷）" in told(street.line("李建国", "13号302有人晕倒了"))
    assert "紧急（火情）" in told(street.line("李建国", "海桐苑30号也着火了"))
    assert "紧急（火情）" in told(street.line("李建国", "13号402也着火了"))
    again = told(street.line("李建国", "火很大，快来"))
    assert "紧急（" not in again and "火很大" in again


def test_two_alarms_of_one_cadre_are_two(street) -> None:
    street.line("王芳", "益港花园13号101着火了")
    heard = told(street.line("王芳", "海桐苑12号302老人摔倒叫不醒"))
    assert "紧急（跌倒昏迷）" in heard and "地点：海桐苑12号302" in heard


def test_two_who_lie_in_one_house_are_two_and_more_of_one_door_is_one(street) -> None:
    street.line("李建国", "9号门口有人晕倒了")
    assert "紧急（跌倒昏迷）" in told(street.line("李建国", "9号301老太倒在地上没反应"))
    assert "紧急（" not in told(street.line("李建国", "9号301老太叫不醒，没反应了"))


def test_a_place_told_afterwards_counts_as_told(street) -> None:
    lu = street.person("路人").says("着火了")
    lu.says("益港花园12号302")
    assert "紧急（火情）" in told(lu.says("海桐苑30号也着火了").everybody)


@pytest.mark.parametrize("before", ["13号楼道灯坏了", "9号垃圾桶满了没人收"])
def test_another_matter_told_just_before_is_not_where_the_danger_is(street, before) -> None:
    street.line("李建国", before)
    heard = told(street.line("李建国", "我老婆喘不上气，嘴唇发紫"))
    assert "地点：益港花园12号402（没说在哪里，推断是登记的家）" in heard


@pytest.mark.parametrize("after", ["在小区东门那条河", "小区东门"])
def test_a_place_without_a_number_told_afterwards_is_the_place(street, after) -> None:
    street.line("李建国", "有人掉河里了")
    assert "地点：益港花园小区东门" in told(street.line("李建国", after))


def test_what_else_is_told_afterwards_does_not_move_it(street) -> None:
    street.line("李建国", "我老婆喘不上气，嘴唇发紫")
    assert "地点：" not in told(street.line("李建国", "楼道里灯不亮的，走慢点"))
