"""Notices: whom they reach is said before they leave, their words are not changed, and nobody's tags show in who gets them."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config import Settings
from tests.community import STREET, TESTS, TUESDAY

WORDS = "明天上午九点到十一点停水，请提前储水"
ROWS = [*STREET, "三门居民区,一网格,微网格1,益港花园,12号,602,钱组长,男,1960-01-01,,,楼组长"]
CROWD = [
    *STREET,
    *(f"三门居民区,一网格,微网格1,益港花园,16号,{floor}{room:02d},街坊{floor}{room},女,1970-01-01,,,"
      for floor in range(1, 10) for room in range(1, 9)),
]  # fmt: skip


def got(street, name: str) -> str:
    return "\n".join(event.text for event in street.last if event.to == name)


@pytest.mark.parametrize(
    "said",
    [f"通知12号楼：{WORDS}", f"给12号楼发通知：{WORDS}", f"发通知 12号：{WORDS}", f"通知12号楼的居民：{WORDS}", f"通知十二号楼{WORDS}"],
)  # fmt: skip
def test_a_notice_goes_to_a_building_word_for_word_after_a_review(community, said):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says(said)
    fang.hears("4人收到（网页4人）", "发给：益港花园12号", f"内容：{WORDS}").sees("发出", "改", "取消")
    fang.taps("发出").hears("发出去了，益港花园12号，4人")
    assert f"通知：{WORDS}\n—— 三门居民区 王芳" in got(street, "李建国")
    assert not got(street, "陈桂芳") and not got(street, "孙大明")


def test_only_what_is_missing_is_asked_and_what_is_shown_can_be_changed(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("发通知").hears("发给谁").says("13号").hears("通知写什么").says("明天消杀")
    fang.hears("发给：益港花园13号", "2人收到").says("发给12号楼").hears(
        "益港花园12号（原来是益港花园13号）", "4人收到"
    )
    fang.taps("发出").hears("4人")


@pytest.mark.parametrize(
    ("who", "whom", "people"),
    [("王芳", "微网格1", 7), ("刘书记", "全体居民", 8), ("刘书记", "三门居民区", 8), ("刘书记", "益港花园", 8), ("周科", "全街道", 8),
     ("王芳", "12号、13号楼", 7), ("王芳", "12到13号楼", 7), ("刘书记", "楼组长", 1)],
)  # fmt: skip
def test_to_a_micro_grid_an_estate_a_committee_the_street_a_group(community, who, whom, people):
    street = community(*ROWS, start=TUESDAY)
    street.person(who).says(f"通知{whom}：{WORDS}").hears(f"{people}人收到").taps("发出").hears(f"{people}人。")


@pytest.mark.parametrize(
    "whom", ["独居老人", "低保户", "残疾人家庭", "志愿者", "12号楼的独居老人", "刑满释放人员", "80岁以上老人"]
)
def test_nobodys_tags_show_in_who_gets_a_notice(community, whom):
    street = community(start=TUESDAY)
    street.person("刘书记").says(f"通知{whom}：明天体检").hears("不能按人的情况来发", "一户一户联系").hears_nothing_of(
        "人收到"
    )


@pytest.mark.parametrize(
    ("whom", "heard"),
    [("15号楼", "不在您负责的范围里，通知请找三门居民区的刘书记"), ("全体居民", "请书记来发"), ("微网格2", "请找书记"), ("全街道", "街道的同志"),
     ("12号302", "一栋楼以上"), ("99号楼", "没有「99号楼」"), ("月亮湾", "没找到「月亮湾」")],
)  # fmt: skip
def test_only_within_ones_own_area(community, whom, heard):
    street = community(start=TUESDAY)
    street.person("王芳").says(f"通知{whom}：{WORDS}").hears(heard).hears_nothing_of("请核对")


def test_residents_send_none(community):
    street = community(start=TUESDAY)
    street.person("李建国").says(f"通知12号楼：{WORDS}").hears_nothing_of("人收到")


def test_homes_without_a_channel_are_a_list_to_print(community):
    street = community(start=TUESDAY)
    street.ask(lambda unit: _without_accounts(unit, "王阿娣", "李建国"))
    fang = street.person("王芳").says(f"通知12号楼：{WORDS}").hears("2人收到", "没有渠道的2户要张贴或打电话")
    fang.taps("发出").taps("看没收到的户").hears(
        "12号302", "12号402", "【张贴稿】", WORDS, "三门居民区居委会", "2026年11月24日"
    )
    fang.says("发过哪些通知").hears("益港花园12号", WORDS, "送到2人", "2户没有渠道")
    street.person("刘书记").says("发过哪些通知").hears("王芳发的", "送到2人")
    street.person("陈洁").says("发过哪些通知").hears("没有发过")


def test_wechat_service_reaches_only_who_has_just_written(community):
    street = community(start=TUESDAY)
    street.ask(lambda unit: _only_on(unit, "李建国", "kf"))
    street.person("王芳").says(f"通知12号楼：{WORDS}").hears("3人收到（网页3人）", "没有渠道的1户")
    street.person("李建国", "kf").says("你好")
    street.person("王芳").says("取消")
    street.person("王芳").says(f"通知12号楼：{WORDS}").hears("4人收到（微信客服1人、网页3人）")


def test_at_night_it_waits_for_the_morning_and_can_be_taken_back_whole(community):
    street = community(start=datetime(2026, 11, 24, 22))
    fang = street.person("王芳").says(f"通知12号楼：{WORDS}").hears("现在是休息时间", "明天早上八点再发").taps("发出")
    fang.hears("到早上发")
    assert not got(street, "李建国")
    fang.says("撤销").hears("撤销了").hears_nothing_of("收不回")
    street.clock_goes_to(datetime(2026, 11, 25, 9))
    assert WORDS not in got(street, "李建国")
    fang.says("发过哪些通知").hears("没有发过")


def test_what_has_arrived_cannot_be_called_back_and_that_is_said(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says(f"通知12号楼：{WORDS}").taps("发出")
    fang.says("撤销").hears("撤销了", "只有一样收不回", "4人", "再发一条说明")


def test_the_same_within_an_hour_is_asked_about(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says(f"通知12号楼：{WORDS}").taps("发出")
    fang.says(f"通知12号楼：{WORDS}").hears("一小时内已经给益港花园12号发过一样的").taps("不发了").hears("不重复发")
    fang.says(f"通知12号楼：{WORDS}").taps("再发一次").hears("请核对").taps("发出").hears("发出去了")
    street.clock_goes_to(datetime(2026, 11, 24, 11))
    fang.says(f"通知12号楼：{WORDS}").hears("请核对")


def test_whoever_gets_it_asks_below_it_and_hears_from_who_sent_it(community):
    street = community(start=TUESDAY)
    street.person("刘书记").says(f"通知12号楼：{WORDS}").taps("发出")
    li = street.person("李建国").says("[按 有问题要问]").hears(f"关于「{WORDS}」")
    li.says("热水器要不要关？").hears("转给居委刘书记")
    assert f"热水器要不要关？（关于通知「{WORDS}」）" in got(street, "刘书记")
    street.person("王阿娣").says("那几点来水啊？").hears("转给居委刘书记")


def test_a_crowd_is_spread_away_from_the_hour(community):
    street = community(*CROWD, start=datetime(2026, 11, 24, 9, 0), settings=Settings())
    street.person("王芳").says(f"通知16号楼：{WORDS}").hears("72人收到", "10分钟里陆续送到").taps("发出")
    assert WORDS not in "".join(event.text for event in street.last if event.to.startswith("街坊"))
    street.clock_goes_to(datetime(2026, 11, 24, 9, 1))
    street.person("王芳").says("发过哪些通知").hears("送到0人，72人还在路上")
    street.clock_goes_to(datetime(2026, 11, 24, 9, 7))
    some = street.ask(lambda unit: unit.notices.get(1).arrived)
    street.clock_goes_to(datetime(2026, 11, 24, 9, 20))
    assert 0 < some < 72 and street.ask(lambda unit: unit.notices.get(1).arrived) == 72


def _without_accounts(unit, *names: str) -> None:
    import sqlalchemy as sa

    from storage.registry import ACCOUNTS
    from storage.viewers import run

    for name in names:
        person = unit.people.named(TESTS, name)[0].id
        run(unit.db, TESTS, sa.delete(ACCOUNTS).where(ACCOUNTS.c.person_id == person))


def _only_on(unit, name: str, channel: str) -> None:
    _without_accounts(unit, name)
    person = unit.people.named(TESTS, name)[0].id
    unit.people.add_account(person, channel, f"story:{person}")


def test_all_of_ones_own_buildings_and_words_before_whom(community):
    street = community(start=TUESDAY)
    street.person("王芳").says(f"通知我负责的楼：{WORDS}").hears("6人收到").taps("取消")
    street.person("王芳").says(f"群发：{WORDS}").hears("发给谁").says("12号").hears(f"内容：{WORDS}", "4人收到")


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        (f"跟12号楼的人说一声，{WORDS}", "益港花园12号"),
        (f"跟12号楼居民讲一下：{WORDS}", "益港花园12号"),
        (f"麻烦给13号的住户说一声，{WORDS}", "益港花园13号"),
        (f"跟微网格1的居民通知一下，{WORDS}", "微网格1"),
        (f"加急通知12号楼：{WORDS}", "益港花园12号"),
    ],
)
def test_to_tell_a_house_is_a_notice(community, said, whom):
    fang = community(start=TUESDAY).person("王芳").says(said)
    fang.hears("人收到", f"发给：{whom}", f"内容：{WORDS}").taps("发出").hears("发出去了")


def test_to_tell_one_person_is_none(community):
    community(start=TUESDAY).person("王芳").says("跟12号302王阿娣说一声，明天停水").hears_nothing_of("人收到")


NIGHT = datetime(2026, 11, 24, 22, 30)


@pytest.mark.parametrize("now", ["加急", "现在就发", "加急，马上发", "不等早上", "马上发出去"])
def test_what_cannot_wait_for_the_morning_goes_at_once_if_the_sender_says_so(community, now):
    street = community(start=NIGHT)
    fang = street.person("王芳").says("通知12号楼：今晚水管抢修马上停水").hears("明天早上八点再发", "回「加急」马上发")
    fang.says(now).hears("什么时候发：马上", "这条要紧，马上发，夜里也发").taps("发出").hears("发出去了")
    assert "今晚水管抢修" in got(street, "李建国")
    assert {event.at.hour for event in street.last if event.to == "李建国"} == {22}


def test_it_is_in_time_for_the_morning_if_nobody_says_so(community):
    street = community(start=NIGHT)
    street.person("王芳").says("通知12号楼：明天水管抢修停水").taps("发出").hears("到早上发")
    assert not got(street, "李建国")
    assert any("水管抢修" in event.text for event in street.clock_goes_to(datetime(2026, 11, 25, 8, 20)))


def test_what_can_wait_does_not_wake_a_house(community):
    street = community(start=NIGHT)
    fang = street.person("王芳").says("通知12号楼：周六居民活动室放电影").hears_nothing_of("加急")
    fang.says("加急").hears("夜里只发停水停电").says("早上发").hears("明天早上八点再发").taps("发出").hears("到早上发")
    assert not got(street, "李建国")
    street.person("王芳").says("加急通知12号楼：周日居民活动室唱歌").hears("夜里只发停水停电")


def test_by_day_at_once_is_what_happens_anyhow(community):
    street = community(start=TUESDAY)
    street.person("王芳").says(f"通知12号楼：{WORDS}").says("现在就发").hears("什么时候发：马上").taps("发出").hears(
        "发出去了"
    )
