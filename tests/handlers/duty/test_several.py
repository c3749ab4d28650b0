"""Several alarms in one house: each room is looked after, and ending one ends no other."""

from __future__ import annotations

import pytest

from tests.community import TUESDAY
from tests.handlers.duty.test_alerts import ROSTER


@pytest.fixture
def street(community):
    return community(start=TUESDAY, settings=ROSTER)


def told(person, to: str = "刘书记") -> str:
    return "\n".join(event.text for event in person.everybody if event.to == to)


@pytest.mark.parametrize(
    ("first", "then", "place"),
    [
        ("12号504煤气味很重", "12号301煤气味很大", "益港花园12号301"),
        ("12号504着火了", "12号301冒烟了，着火了", "益港花园12号301"),
        ("12号楼道煤气味很重", "12号301煤气味很大", "益港花园12号301"),
        ("12号504煤气味很重", "12号504隔壁煤气味很大", "益港花园12号504隔壁"),
    ],
)
@pytest.mark.parametrize("who", ["王芳", "李建国"])
def test_another_room_is_an_alarm_of_its_own(street, first, then, place, who) -> None:
    street.line("陈桂芳", first)
    liu = street.person("刘书记").says("收到，马上去").hears("您接了")
    heard = told(street.person(who).says(then))
    assert f"地点：{place}" in heard
    assert "同一件" not in heard
    liu.says("我到了，没事了").hears("记下了", "还没人接的", place)
    liu.says("收到").hears("您接了", place).says("险情").hears("1件还没结束", place)


@pytest.mark.parametrize("then", ["煤气味很重啊", "12号楼道里煤气味很大", "12号504煤气味很大"])
def test_words_without_another_room_join_what_is_under_way(street, then) -> None:
    street.line("陈桂芳", "12号504煤气味很重")
    assert "又有人报了同一件事" in told(street.person("李建国").says(then))


@pytest.mark.parametrize(("then", "alarms"), [("12号301也有煤气味", 2), ("说错了，是12号301煤气味很重", 1)])
def test_one_person_tells_of_two_rooms_or_corrects_the_first(street, then, alarms) -> None:
    street.line("陈桂芳", "12号504煤气味很重")
    street.line("陈桂芳", then)
    street.person("刘书记").says("险情").hears(f"{alarms}件还没结束", "12号301")


def two_taken(street):
    street.line("陈桂芳", "12号504煤气味很重")
    street.line("王芳", "12号301煤气味很大")
    return street.person("刘书记").says("收到").says("收到")


def test_of_several_in_the_same_hands_it_is_asked_which_is_over(street) -> None:
    liu = (
        two_taken(street)
        .says("我到了，没事了")
        .hears("哪一件")
        .sees("益港花园12号301 燃气", "益港花园12号504 燃气", "都是")
    )
    liu.says("504").hears("益港花园12号504 燃气记下了", "还有益港花园12号301")
    liu.says("301也看过了，阀门关了").hears("记下了").says("险情").hears("没有没结束的")


def test_the_room_that_is_named_is_over_or_all_of_them(street) -> None:
    liu = two_taken(street).says("504阀门关了，人没事").hears("益港花园12号504 燃气记下了", "还有益港花园12号301")
    liu.says("险情").hears("1件还没结束", "12号301")


def test_all_are_over_at_once(street) -> None:
    two_taken(street).says("没事了").hears("哪一件").says("都没事了").hears("怎么处理").says("阀门都关了").hears(
        "记下了"
    ).says("险情").hears("没有没结束的")


def test_a_room_that_nobody_has_taken_is_not_over_by_another(street) -> None:
    street.line("陈桂芳", "12号504煤气味很重")
    liu = street.person("刘书记").says("收到")
    street.line("王芳", "12号301煤气味很大")
    liu.says("301没事了").hears("还没有人接", "收到").says("险情").hears("2件还没结束")


@pytest.mark.parametrize(
    ("words", "more", "quiet"),
    [
        ("他打我，我躲在厕所里", "", True),
        ("家里着火了，我躲在柜子里", "别打我电话", True),
        ("我妈跌倒了叫不醒", "", False),
        ("13号402有人喊救命，在打人", "", False),
    ],
)
def test_whoever_goes_is_told_not_to_ring_where_a_phone_is_a_danger(street, words, more, quiet) -> None:
    street.line("赵国强", words)
    if more:
        street.line("赵国强", more)
    liu = street.person("刘书记").says("收到").hears("先别打他的电话" if quiet else "请先打电话")
    liu.hears_nothing_of("请先打电话" if quiet else "先别打")


@pytest.mark.parametrize("words", ["我爸胸口痛得厉害，喘不上气", "阿拉老伴跌倒了叫不醒", "我不想活了"])
def test_own_people_are_not_where_the_lamp_is(street, words) -> None:
    guo = street.person("赵国强").says("12号楼道的灯不亮了，晚上看不见").says(words)
    assert "地点：益港花园13号302（没说在哪里" in told(guo)


def test_own_people_are_not_where_the_lamp_was_that_is_told_already(street) -> None:
    guo = street.person("赵国强").says("12号楼道的灯不亮了，晚上看不见").says("提交").says("我妈跌倒了叫不醒")
    assert "地点：益港花园13号302（没说在哪里" in told(guo)


@pytest.mark.parametrize("before", ["我在12号门口", "12号门口", "我们现在在12号门口"])
def test_own_people_are_where_one_says_to_be(street, before) -> None:
    guo = street.person("赵国强").says(before).says("我妈跌倒了叫不醒")
    assert "地点：益港花园12号门口" in told(guo)


def test_nobody_is_in_the_river_in_a_room(street) -> None:
    street.person("赵国强").says("有个老伯掉河里了").hears("在哪里").hears_nothing_of("几号几室")
