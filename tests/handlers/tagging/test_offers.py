"""What may be a tag is asked about once, and never set by itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.community import MONDAY, STREET
from tests.handlers.tagging.test_talks import tags_of


@pytest.mark.parametrize("note", ["一个人住，血压高", "老伴走了，现在独自生活", "独居，胃口好"])
def test_living_alone_is_asked_about_and_one_tap_begins(community, note):
    street = community(start=MONDAY)
    fang = street.person("王芳").says(f"今天去了12号302看王阿婆，{note}").taps("保存").hears("要加上吗")
    assert tags_of(street, "王阿娣", "12号302") == []
    fang.says("12号302有哪些标签").hears("您能看到的标签：没有")
    fang.taps("加上独居老人").hears("请核对", "标签：独居老人").taps("保存").hears("加好了：12号302王阿婆")
    assert len(tags_of(street, "王阿娣", "12号302")) == 1


def test_what_was_declined_is_not_asked_again(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("今天去了12号302，一个人住，都好").taps("保存").taps("不用").hears("好的，不加")
    fang.says("今天去了12号302，一个人住，都好").taps("保存").hears("记好了").hears_nothing_of("要加上吗")
    assert tags_of(street, "王阿娣", "12号302") == []


@pytest.mark.parametrize(
    "note", ["不是独居，女儿同住", "不再一个人住了", "怕一个人住", "女儿一个人住在浦东", "隔壁独居老人摔了", "都好"]
)
def test_what_is_denied_or_of_somebody_else_is_not_asked_about(community, note):
    street = community(start=MONDAY)
    street.person("王芳").says(f"今天去了12号302看王阿婆，{note}").taps("保存").hears("记好了").hears_nothing_of(
        "要加上吗"
    )


def test_who_bears_the_tag_or_is_young_is_not_asked_about(community):
    young = "三门居民区,一网格,微网格1,益港花园,13号,501,周小海,男,1995-01-01,,,"
    street = community(*STREET, young, start=MONDAY)
    for door in ("12号301", "13号501"):
        street.person("王芳").says(f"今天去了{door}，一个人住，都好").taps("保存").hears("记好了").hears_nothing_of(
            "要加上吗"
        )


def test_whoever_lives_alone_and_turns_eighty_is_asked_about_once_on_a_working_morning(community):
    saturday = "三门居民区,一网格,微网格1,益港花园,13号,401,吴小妹,女,1946-11-28,,独居老人,"
    street = community(*STREET, saturday, start=MONDAY)
    assert not [event for event in street.clock_goes_to(datetime(2026, 11, 29, 12)) if "80岁" in event.text]
    events = [event for event in street.clock_goes_to(datetime(2026, 12, 4, 12)) if "80岁" in event.text]
    assert [(event.to, f"{event.at:%m-%d %H:%M}") for event in events] == [("王芳", "11-30 08:30")]
    assert "13号401吴阿婆" in events[0].text and "满80岁" in events[0].text
    street.person("王芳").taps("加上高龄老人").taps("保存").hears("加好了：13号401吴阿婆，高龄老人", "每周联系一次")
