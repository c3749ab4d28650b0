"""Asking for somebody: the secretary, a cadre by name, anybody who lives; complaints go past whom they are about."""

from __future__ import annotations

import pytest

from bot.outbox import files_of, may_open
from bot.play import address_of
from tests.community import TESTS


def opened(street, name: str, number: str):
    """What somebody gets who opens a file."""

    def find(unit):
        account = unit.people.by_account("web", address_of(unit, name, "web"))
        return may_open(unit, account, number)

    return street.ask(find)


def reached(street) -> list[str]:
    return [event.to for event in street.last if event.lane == "reminder"]


@pytest.mark.parametrize("words", ["我要找书记", "我要找领导", "叫你们领导来", "找你们主任说话", "请书记联系我一下"])
def test_the_secretary_is_called(community, words):
    street = community()
    street.person("李建国").says(words).hears("刘书记来联系您")
    assert reached(street) == ["刘书记"]


def test_a_cadre_is_called_by_name(community):
    street = community()
    street.person("李建国").says("我要找陈洁").hears("我请陈洁来联系您")
    assert reached(street) == ["陈洁"]


@pytest.mark.parametrize(
    "words", ["人工客服", "帮我叫个人来", "我要找个活人", "不会打字", "我不会打字呀", "转人工服务"]
)
def test_anybody_who_lives_is_the_cadre_in_charge(community, words):
    street = community()
    street.person("李建国").says(words).hears("我请人来联系您")
    assert reached(street) == ["王芳"]


@pytest.mark.parametrize("words", ["投诉居委主任", "举报居委", "我要信访", "我要投诉你们王芳，态度很差"])
def test_complaints_about_the_committee_go_to_the_secretary_with_the_right_number(community, words):
    street = community()
    street.person("李建国").says(words).hears("12345").hears("信访").hears_nothing_of("几号楼")
    assert reached(street) == ["刘书记"]


def test_a_complaint_about_the_secretary_goes_to_the_street(community):
    street = community()
    street.person("李建国").says("我要投诉你们书记").hears("周科", "12345")
    assert reached(street) == ["周科"]


@pytest.mark.parametrize("words", ["找书记签字要带什么证件", "王芳上次来过了", "我投诉楼上半夜装修"])
def test_other_words_with_the_same_people_ask_for_nobody(community, words):
    community().person("李建国").says(words).hears_nothing_of("来联系您")


def test_a_voice_note_goes_with_the_request(community):
    street = community()
    li = street.person("李建国").says("[语音 a.amr]").hears("我请人来听")
    asked = li.says("找人帮忙").everybody
    push = next(event for event in asked if event.to == "王芳")
    assert "发来1条语音" in push.text and "看附件" in push.buttons

    def brought(unit):
        fang = unit.people.named(TESTS, "王芳")[0].id
        return files_of(unit.outbox.last_with_buttons(fang)[0])

    ((number, kind, _),) = street.ask(brought)
    assert kind == "语音" and opened(street, "王芳", number).kind == "语音"
    assert opened(street, "陈洁", number) is None
    street.person("王芳").taps("看附件").hears("点开")


def test_what_was_sent_in_a_conversation_goes_with_it_and_stays_there(community):
    street = community()
    li = street.person("李建国").says("12号楼道灯坏了三天了").hears("请核对").says("[照片 灯.jpg]")
    push = next(event for event in li.says("找人帮忙").everybody if event.to == "王芳")
    assert "发来1张照片" in push.text
    li.taps("提交").hears("编号")
    assert street.ask(lambda unit: unit.files.counts("case", [unit.cases.find()[0].id]))
