"""What is said and sent after an alarm goes to whoever is on duty, whatever was being talked of before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.community import TUESDAY
from tests.handlers.duty.test_alerts import ROSTER, woken


@pytest.fixture
def street(community):
    return community(start=TUESDAY, settings=ROSTER)


def told(person, to: str = "刘书记") -> str:
    return "\n".join(event.text for event in person.everybody if event.to == to)


def in_the_middle(street):
    """A demand about a lamp stands at its review when something worse happens."""
    li = street.person("李建国").says("12号楼道灯坏了三天了").hears("请核对")
    li.says("家里着火了").hears("先离开").hears_nothing_of("请核对").hears_nothing_of("灯坏了").hears_nothing_of("继续")
    return li


@pytest.mark.parametrize(
    "words",
    [
        "12号302，我已经走到楼下了",
        "益港花园12号",
        "楼梯间看不清路了",
        "还有我妈在里面",
        "侬讲哪能办啊",
        "还没人来啊？？",
        "谢谢你们，消防来了",
        "没事了",
    ],
)
def test_what_is_said_next_is_passed_on_and_the_open_matter_waits(street, words) -> None:
    li = in_the_middle(street)
    li.says(words).hears("告诉", "继续").hears_nothing_of("请核对").hears_nothing_of("再加一件").hears_nothing_of(
        "备注"
    ).hears_nothing_of("哪一件")
    assert f"「{words}」" in told(li)
    li.says("继续").hears("请核对", "灯坏了").hears_nothing_of("您还说过「益港")


def test_photos_go_with_the_alarm_and_not_with_the_lamp(street) -> None:
    li = in_the_middle(street)
    li.says("[照片 烟.jpg]").hears("告诉值班的人了")
    assert "发来1张照片" in told(li)
    alarm = street.ask(lambda unit: unit.cases.find()[0])
    assert street.ask(lambda unit: unit.files.counts("case", [alarm.id])) == {alarm.id: 1}
    li.taps("提交").hears("收到，编号").hears_nothing_of("附件")


def test_a_button_of_the_matter_that_waits_still_works(street) -> None:
    in_the_middle(street).taps("提交").hears("收到，编号")


def test_once_it_is_over_the_matter_that_waited_goes_on(street) -> None:
    li = in_the_middle(street)
    street.clock_goes_to(TUESDAY + timedelta(minutes=1))
    head = street.person("刘书记").says("收到").hears("您接了")
    li.says("门口等你们").hears("告诉居委刘书记了")
    head.says("火灭了，人没事").hears("记下了")
    li.says("提交").hears("收到，编号")


def test_a_question_is_answered_with_who_comes_and_what_to_do(street) -> None:
    li = street.person("李建国").says("家里着火了")
    li.says("还没人来啊？？").hears("还没有人回话", "先离开").hears_nothing_of("回话给您").hears_nothing_of("哪一件")
    street.person("刘书记").says("收到")
    li.says("人呢？").hears("刘书记接了")
    li.says("谢谢你们，消防来了").hears("告诉居委刘书记了").hears_nothing_of("表扬")


def test_other_matters_are_heard_all_the_same_where_nothing_waits(street) -> None:
    street.person("李建国").says("家里着火了").says("12号楼道灯坏了三天了没人修").hears("请核对")
    street.person("李建国").says("取消")
    assert street.person("赵国强").says("我妈跌倒了叫不醒").says("我的诉求").heard


def test_after_continuing_a_new_danger_sets_it_by_again(street) -> None:
    li = in_the_middle(street)
    li.says("继续").hears("请核对").says("火越来越大，着火了").hears_nothing_of("请核对")
    li.says("快来人").hears("告诉值班的人了")


def test_a_cadre_at_work_hears_that_the_visit_waits(street) -> None:
    fang = street.person("王芳").says("记走访").says("12号302").hears("情况")
    fang.says("阿婆在我面前晕倒了").hears("先别扶", "继续").hears_nothing_of("情况怎么样")
    fang.says("还有呼吸，脸色很白").hears("告诉值班的人了")
    assert "脸色很白" in told(fang, "刘书记") + told(fang, "陈洁")
    fang.says("继续").hears("情况怎么样")


def test_a_conversation_begun_after_the_alarm_is_that_one(street) -> None:
    zhao = street.person("赵国强").says("家里着火了").says("提诉求").hears("哪里、什么事")
    zhao.says("12号楼道灯坏了").hears("收到，编号")
    assert woken(zhao.everybody) == []


@pytest.mark.parametrize("words", ["12号302漏电，有人触电", "12号302王阿婆跌倒了叫不醒", "12号502漏电，有人触电"])
def test_a_cadres_alarm_opens_no_visit(street, words) -> None:
    wang = street.person("王芳").says(words).hears("马上打").hears_nothing_of("怎么知道的")
    wang.hears_nothing_of("请核对").says("保存").hears("没有正在记的事")
    assert "「保存」" not in told(wang)


def test_a_visit_that_found_danger_is_both(street) -> None:
    wang = street.person("王芳").says("今天去了12号302，都好，还闻到煤气味很重").hears("962777", "请核对")
    wang.says("保存").hears("记好了：12号302")


def test_danger_in_another_flat_is_no_remark_on_the_visit(street) -> None:
    wang = street.person("王芳").says("今天去了12号302，都好").hears("请核对")
    wang.says("12号502煤气味很大").hears("962777", "继续")
    wang.says("保存").hears("记好了：12号302").hears_nothing_of("您还说过")


def test_a_cadre_at_the_door_is_not_asked_where(street) -> None:
    wang = street.person("王芳").says("今天去了12号302，血压高").hears("请核对")
    wang.says("王阿婆跌倒了叫不醒").hears("120").hears_nothing_of("几号几室")
    assert "地点：益港花园12号302" in told(wang)
    wang.says("120来了").hears("告诉").hears_nothing_of("在哪里")


def test_a_cadre_goes_on_working_while_an_alarm_is_open(street) -> None:
    wang = street.person("王芳").says("明天上午去看12号302").hears("请核对")
    wang.says("13号电梯里困了三个人").hears("119")
    wang.says("今天去了12号402，都好").hears("请核对", "12号402")
    assert "「今天去了12号402" not in told(wang)
    wang.says("保存").hears("记好了：12号402")
    street.person("刘书记").says("收到").hears("13号电梯").says("险情结束").hears("13号电梯 电梯困人，怎么处理的")


@pytest.mark.parametrize("words", ["益港花园地下车库有电瓶车冒烟", "小区门口有人被车撞了，流了很多血"])
def test_no_room_is_asked_of_what_is_outside(street, words) -> None:
    street.person("李建国").says(words).hears_nothing_of("几号几室")
