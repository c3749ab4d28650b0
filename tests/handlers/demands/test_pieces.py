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


def test_two_photos_are_acknowledged_once_and_both_kept(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("[照片 灯.jpg]").hears("请写一句").says("[照片 灯2.jpg]").hears_nothing()
    li.says("12号楼道的灯坏了").hears("附件：2个")


def test_does_it_ever_get_mended_is_no_new_demand(community):
    street = community(start=TUESDAY)
    li = (
        street.person("李建国")
        .says("12号楼道灯坏了")
        .taps("提交")
        .says("我讲的灯到底修不修")
        .hears("0001")
        .hears_nothing_of("请核对")
    )
    li.says("上次报的灯修不修啊").hears("0001").hears_nothing_of("请核对")
