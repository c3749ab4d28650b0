"""Whoever is lost is handed to a human."""

from __future__ import annotations


def reached(street) -> list[str]:
    return [event.to for event in street.last if event.lane == "reminder"]


def test_a_cadre_is_helped_by_the_secretary(community):
    street = community()
    street.person("王芳").says("找人帮忙").hears("我请人来联系您")
    assert reached(street) == ["刘书记"]


def test_a_resident_is_helped_by_the_cadre_in_charge(community):
    street = community()
    street.person("李建国").says("转人工").hears("我请人来联系您")
    assert reached(street) == ["王芳"]


def test_after_three_unclear_replies_a_human_is_offered_and_the_draft_stays(community):
    street = community()
    fang = street.person("王芳").says("记走访").says("呃呃").says("那个谁").says("哎呀").hears("找人帮忙")
    fang.taps("找人帮忙").hears("我请人来帮您")
    assert reached(street) == ["刘书记"]
    fang.says("12号402").hears("家里情况怎么样")
