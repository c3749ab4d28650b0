"""Words in pieces, each too short to be understood: they are read as one sentence."""

from __future__ import annotations

from tests.community import TUESDAY


def test_pieces_are_joined_though_the_bot_has_asked_for_words_between(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("三楼").hears("没太明白").says("声控灯").says("不亮")
    li.hears("请核对", "事情：三楼，声控灯，不亮")


def test_a_door_and_a_thing_are_asked_what_is_the_matter(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号").hears("没太明白").says("灯").hears("什么事").says("不亮了").hears("0001")
    assert li.name


def test_pieces_of_another_hour_are_not_joined(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("三楼").hears("没太明白")
    street.clock_goes_to(TUESDAY.replace(hour=10))
    li.says("不亮").hears("没太明白")
