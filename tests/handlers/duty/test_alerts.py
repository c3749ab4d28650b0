"""Whoever is on duty is woken, one after another, until somebody says 收到; what happens until it is over."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from bot.config import Settings
from bot.danger import LIFELINES
from bot.duty_settings import Duty, Weekly
from tests.community import STREET, TUESDAY

NIGHT = datetime(2026, 11, 24, 3)
MINUTE = timedelta(minutes=1)
ROSTER = Settings(
    duty=Duty(
        weekly=(
            Weekly(("陈洁",), days=(1, 3, 5), committee="三门居民区"),
            Weekly(("王芳",), days=(2, 4, 6, 7), committee="三门居民区"),
        )
    )
)
# A sentence of each kind of danger of domain §15.
SAID = {
    "燃气": "楼道里好大的煤气味", "火情": "隔壁冒烟了，有焦味", "电梯困人": "电梯卡住了我出不来", "跌倒昏迷": "我妈跌倒了叫不醒",
    "胸痛窒息": "我胸口痛得厉害，喘不上气", "老人失联": "302的独居阿婆敲门没人应，三天没见到了", "走失": "我爸走失了，到现在没回来",
    "轻生": "我不想活了", "家暴": "楼上又在打老婆", "儿童独处": "小孩一个人锁在家里哭", "触电漏电": "灯在滴水，碰一下麻手",
    "高坠": "外墙砖块掉下来了", "停电吸氧机": "停电了，我爸的吸氧机停了",
    "落水": "有人掉进河里了", "遇险被困": "小孩卡在防盗窗里了", "性侵": "邻居摸我女儿", "人身危险": "救命",
}  # fmt: skip

WHERE = {"燃气": "13号楼道", "电梯困人": "13号电梯", "高坠": "13号外墙", "火情": "13号302隔壁", "家暴": "13号302楼上"}


def woken(events) -> list[str]:
    """Who got an alert, in order."""
    return [event.to for event in events if event.lane == "alert"]


@pytest.mark.parametrize("kind", LIFELINES)
def test_each_kind_of_danger_is_answered_first_and_wakes_who_is_on_duty_in_the_same_moment(community, kind) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    guo = street.person("赵国强").says(SAID[kind])
    assert guo.got[0].text.startswith(LIFELINES[kind]) and guo.got[0].lane == "alert"
    assert woken(guo.everybody) == ["赵国强", "陈洁"]  # since Monday evening
    pushed = next(event for event in guo.everybody if event.to == "陈洁")
    assert pushed.text.startswith(f"紧急（{kind}）") and pushed.buttons == ("收到", "去不了")
    assert f"地点：益港花园{WHERE.get(kind, '13号302')}" in pushed.text


def test_without_an_answer_the_next_is_woken_and_round_again(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    assert woken(street.line("赵国强", "家里着火了")) == ["赵国强", "陈洁"]
    assert woken(street.clock_goes_to(NIGHT + timedelta(seconds=59))) == []
    assert woken(street.clock_goes_to(NIGHT + MINUTE)) == ["王芳"]
    assert woken(street.clock_goes_to(NIGHT + 2 * MINUTE)) == ["刘书记"]
    assert woken(street.clock_goes_to(NIGHT + 3 * MINUTE)) == ["周科"]
    again = street.clock_goes_to(NIGHT + 4 * MINUTE)
    assert sorted(woken(again)) == ["赵国强", "陈洁"]
    assert "请别等我" in next(event.text for event in again if event.to == "赵国强")
    rest = street.clock_goes_to(NIGHT + timedelta(hours=1))
    assert woken(rest).count("陈洁") == 1 and woken(rest)[-1] == "周科"  # three rounds, then the officer once more
    assert "还没有人接" in rest[-1].text


@pytest.mark.parametrize(
    "words",
    [
        "收到",
        "我去",
        "知道了马上到",
        "好的，我马上过去",
        "收到，五分钟到",
        "我来处理",
        "在路上了",
        "已打120，正在赶过去",
        "我在路上了",
        "打了119了，我在赶过来",
        "刚看到，我过去",
        "收到！马上安排",
        "等我十分钟",
        "我到楼下了",
    ],
)
def test_whoever_says_so_has_taken_it_and_everybody_hears(community, words) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    street.clock_goes_to(NIGHT + MINUTE)
    jie = street.person("陈洁").says(words).hears("您接了", "13号302")
    told = {event.to: event.text for event in jie.everybody if event.to != "陈洁"}
    assert told["王芳"] == "火情（益港花园13号302）的事，陈洁接了。"
    assert told["赵国强"].startswith("居委陈洁知道了")
    assert woken(street.clock_goes_to(NIGHT + timedelta(hours=2))) == []
    street.person("王芳").taps("收到").hears("陈洁已经接了")


def test_who_is_not_woken_yet_and_says_that_they_are_on_the_way_has_taken_it(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    street.person("刘书记").says("已打120，正在赶过去").hears("您接了", "13号302")
    assert woken(street.clock_goes_to(NIGHT + timedelta(hours=1))) == []


@pytest.mark.parametrize("words", ["我已经通知物业了", "打120了吗", "到楼下接我一下", "谁在路上？"])
def test_what_says_nothing_of_going_takes_nothing(community, words) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    street.person("陈洁").says(words).hears_nothing_of("您接了")


def test_a_tap_takes_it_too_and_in_the_middle_of_a_note_it_is_no_note(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    fang = street.person("王芳").says("记走访").says("12号402").hears("家里情况怎么样")
    street.line("赵国强", "家里着火了")
    street.clock_goes_to(TUESDAY + MINUTE)
    fang.says("收到，马上去").hears("您接了", "接着刚才的", "家里情况怎么样")
    fang.says("都好").hears("情况：都好")
    street.person("陈洁").says("好的").hears_nothing_of("接了")


def test_who_cannot_come_is_not_waited_for(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    jie = street.person("陈洁").says("我在外地，去不了").hears("马上叫下一位")
    assert woken(jie.everybody) == ["王芳"]
    fang = street.person("王芳").taps("收到")
    fang.says("对不起，我去不了，走不开").hears("马上叫下一位")
    assert "刘书记" in woken(fang.everybody)


def test_only_who_has_taken_it_ends_it_and_says_how(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "我妈跌倒了叫不醒")
    street.clock_goes_to(NIGHT + MINUTE)
    street.person("王芳").says("收到")
    street.person("陈洁").says("险情结束").hears("王芳接的")
    fang = street.person("王芳").says("已送医，家属在").hears("记下了")
    fang.says("险情").hears("没有没结束的")
    fang.says("撤销").hears("撤销了", "再跟他们说一声")
    fang.says("险情").hears("王芳接的").taps("办完了").hears("怎么处理的").says("120接走了，女儿陪着").hears("记下了")
    told = [event.text for event in street.clock_goes_to(datetime(2026, 11, 24, 8)) if event.to == "陈洁"]
    assert "王芳说：120接走了，女儿陪着" in told[-1]  # in the morning: it need wake nobody


def test_over_without_saying_how_is_asked(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    jie = street.person("陈洁").says("收到")
    jie.says("没事了").hears("怎么处理的").says("锅烧干了，火灭了，人没事").hears("记下了")


@pytest.mark.parametrize("words", ["没事了", "取消", "误报，不好意思", "好多了，不用来了", "不用来了", "没事了，谢谢"])
def test_what_the_sender_takes_back_stops_nothing_and_is_passed_on(community, words) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    guo = street.person("赵国强").says(words).hears("告诉值班的人了", "还是会来")
    assert next(e.text for e in guo.everybody if e.to == "陈洁").startswith(f"赵国强说：「{words}」")
    assert woken(street.clock_goes_to(NIGHT + MINUTE)) == ["王芳"]


def test_in_the_middle_of_something_else_it_is_passed_on_as_well(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    fang = street.person("王芳").says("记走访").says("家里着火了")
    fang.says("取消").hears("不记了")
    assert "王芳说：「取消」" in "".join(event.text for event in fang.everybody if event.to != "王芳")


def test_where_it_is_and_what_else_is_written_goes_to_who_has_taken_it(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    lu = street.person("路人").says("着火了").hears("您在几号几室")
    lu.says("益港花园12号三楼").hears("告诉值班的人了")
    assert "12号三楼" in "".join(event.text for event in lu.everybody if event.to == "周科")
    woken_now = next(event.text for event in lu.everybody if event.to == "陈洁" and "紧急" in event.text)
    assert "地点：益港花园12号" in woken_now  # once the committee is known, its own duty is woken
    street.person("陈洁").says("收到").hears("益港花园12号")
    told = lu.says("门口有很多烟").everybody
    assert [event.to for event in told if event.lane == "alert" and event.to != "路人"] == ["陈洁"]


def test_others_of_the_place_may_go_before_they_are_woken(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    street.person("刘书记").says("收到").hears_nothing_of("您接了")
    street.person("刘书记").says("我马上过去").hears("您接了")


def test_the_same_danger_again_wakes_nobody_anew_and_is_passed_on(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    street.line("赵国强", "家里着火了")
    guo = street.person("赵国强").says("火很大，快来").hears("119")
    assert woken(guo.everybody) == ["赵国强", "陈洁"] and "赵国强说" in guo.everybody[-1].text
    street.player.clock.set(NIGHT + timedelta(minutes=20))
    assert any("紧急（火情）" in event.text for event in street.line("赵国强", "又烧起来了，着火了"))


def test_a_guest_who_names_the_house_wakes_who_has_that_house(community) -> None:
    street = community(start=NIGHT, settings=ROSTER)
    assert woken(street.line("路人", "益港花园15号着火了")) == ["路人", "陈洁"]


def test_on_leave_the_substitute_is_woken(community) -> None:
    street = community(
        start=TUESDAY,
        settings=Settings(duty=Duty(weekly=(Weekly(("陈洁",), since=time(0), until=time(0), committee="三门居民区"),))),
    )
    from storage.leaves import Leave
    from tests.community import TESTS

    def leave(unit) -> None:
        jie, fang = (unit.people.named(TESTS, name)[0].id for name in ("陈洁", "王芳"))
        Leave(jie, fang, unit.now.date(), unit.now.date() + timedelta(days=3)).store(unit, TESTS)

    street.ask(leave)
    assert woken(street.line("赵国强", "家里着火了")) == ["赵国强", "王芳"]


def test_it_becomes_a_case_that_is_followed_up_without_asking(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.line("赵国强", "楼道里好大的煤气味")
    street.line("陈桂芳", "13号楼道里有煤气味，快来人")
    found = street.ask(lambda unit: unit.cases.find())
    assert [(one.urgency, one.matter, one.place, one.contact_due) for one in found] == [
        ("P0", "有煤气味", "益港花园13号楼道", TUESDAY.date())
    ]
    assert len(street.ask(lambda unit: unit.voices.of_case(found[0].id))) == 2  # the neighbour's is the same
    street.line("王芳", "12号402着火了")
    assert len(street.ask(lambda unit: unit.cases.find())) == 1  # the staff see to it themselves


def test_the_reply_names_the_number_of_duty_where_there_is_one(community) -> None:
    street = community(start=NIGHT, settings=Settings(duty=Duty(public_phone={"三门居民区": "021-10001"})))
    street.person("赵国强").says("家里着火了").hears("值班电话 021-10001", "在叫居委的书记")


def test_neighbours_of_one_fire_are_one_alert_and_all_hear_who_comes(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.line("赵国强", "13号楼道里好大的煤气味")
    gui = street.person("陈桂芳").says("13号煤气味很重，快来人").hears("962777")
    assert "又有人报了同一件事" in "".join(event.text for event in gui.everybody if event.to == "刘书记")
    assert len(street.ask(lambda unit: unit.cases.find())) == 1
    taken = street.person("王芳")
    street.clock_goes_to(TUESDAY + MINUTE)
    told = {event.to for event in taken.says("收到").everybody if "知道了" in event.text}
    assert told == {"赵国强", "陈桂芳"}
    late = street.person("王秀英").says("13号有煤气味")  # of whom one is told at once who comes
    assert "居委王芳知道了" in late.heard
    taken.says("阀门关了，没人受伤").hears("记下了").says("险情").hears("没有没结束的")


def test_two_who_have_fallen_are_two(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    street.line("赵国强", "我妈跌倒了叫不醒")
    street.line("陈桂芳", "我老伴晕倒了")
    assert len(street.ask(lambda unit: unit.cases.find())) == 2
    street.person("刘书记").says("收到").hears("还有1件没人接").says("险情").hears("2件还没结束")


def test_where_nobody_can_be_woken_the_sender_is_told_not_to_wait(community) -> None:
    street = community(*[row for row in STREET if "刘书记" not in row and "周科" not in row], start=TUESDAY)
    street.person("赵国强").says("家里着火了").hears("请不要等：马上自己打")


def test_whoever_is_beaten_is_not_rung_without_warning(community) -> None:
    street = community(start=TUESDAY, settings=ROSTER)
    guo = street.person("赵国强").says("老公又打我了")
    who = next(event.to for event in guo.everybody if event.lane == "alert" and event.to != "赵国强")
    told = street.person(who).says("收到").everybody
    assert "不方便说话，就在这里写" in next(event.text for event in told if event.to == "赵国强")


def test_no_property_company_hears_of_what_concerns_a_person(community) -> None:
    street = community(start=TUESDAY)
    events = street.line("陈桂芳", "隔壁天天打小孩")
    notice = next(event for event in events if event.to == "王芳" and "新诉求" in event.text)
    assert "转物业" not in notice.buttons
    street.person("王芳").says("0001 转物业").hears("不转物业")
