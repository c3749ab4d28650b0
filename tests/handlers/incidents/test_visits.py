"""What a visit tells of incidents: must-visits and rests, taken back with it."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.community import TESTS
from tests.handlers.incidents.street import COUPLE, musts, pushed, resting

FRIDAY_EVENING, SATURDAY = datetime(2026, 11, 27, 17), datetime(2026, 11, 28, 10)


def visit(street, words: str, who: str = "王芳"):
    return street.person(who).says(words).hears("走访对象").says("保存").hears("记好了")


def test_somebody_in_hospital_is_to_be_seen_today_and_reminders_rest(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，王阿婆昨天住院了")
    assert musts(street) == [("12号302", "11-23", "住院了")]
    assert resting(street) == [("王阿娣", "住院")]
    assert "打个电话或去病房看看" in pushed(street, "王芳")
    street.person("王芳").taps("记12号302").hears("12号302家里情况怎么样").says("去病房看过了，精神还好").says("保存")
    assert musts(street) == []
    assert resting(street) == [("王阿娣", "住院")]  # until 出院 is told


def test_a_visit_taken_back_takes_along_what_it_told(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，王阿婆昨天住院了").says("撤销")
    assert (musts(street), resting(street)) == ([], [])


def test_out_of_hospital_ends_the_rest_and_wants_a_visit_itself(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，王阿婆昨天住院了")
    visit(street, "今天打电话问了12号302，王阿婆出院了")
    assert (musts(street), resting(street)) == ([("12号302", "11-23", "出院了")], [])
    street.person("王芳").says("撤销")
    assert (musts(street), resting(street)) == ([("12号302", "11-23", "住院了")], [("王阿娣", "住院")])


def test_out_of_hospital_wants_a_visit_even_if_nobody_knew_of_hospital(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，王阿婆前天出院了")
    assert musts(street) == [("12号302", "11-23", "出院了")]


def test_a_correction_takes_the_incident_back_and_undoing_it_brings_it_again(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，她住院了")
    street.person("王芳").says("情况改成感冒了，在家养着").hears("改成这样").says("保存").hears("改好了")
    assert (musts(street), resting(street)) == ([], [])
    street.person("王芳").says("撤销").hears("撤销了")
    assert (musts(street), resting(street)) == ([("12号302", "11-23", "住院了")], [("王阿娣", "住院")])


def test_a_visit_corrected_to_another_household_takes_its_incident_there(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，住院了")
    street.person("王芳").says("不是12号是13号").hears("改成这样").says("保存").hears("改好了")
    assert musts(street) == [("13号302", "11-23", "住院了")]
    assert resting(street) == [("赵国强", "住院")]


@pytest.mark.parametrize(
    "note", ["没住院，在家养着", "医生建议住院", "去年住院过", "邻居住院了", "女儿失业了", "老伴去世多年，一个人住"]
)
def test_what_has_not_happened_to_them_wants_nothing(community, note):
    street = community(*COUPLE)
    visit(street, f"今天去了12号302，{note}")
    assert (musts(street), resting(street)) == ([], [])


def test_the_same_incident_is_not_made_twice(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，她住院了")
    visit(street, "今天听邻居说12号302住院了")
    assert musts(street) == [("12号302", "11-23", "住院了")]


def test_of_a_couple_nobody_rests_by_mistake(community):
    street = community(*COUPLE)
    visit(street, "今天去了8号401，老两口里有一位住院了")
    assert resting(street) == [("李国强", "住院")]  # the one with a care tag


def test_after_hours_it_is_told_at_once_and_stands_on_the_next_working_day(community):
    street = community(*COUPLE, start=FRIDAY_EVENING)
    visit(street, "今天打电话问了12号302，她住院了")
    assert "下周一（11月30日）" in pushed(street, "王芳")
    assert musts(street) == [("12号302", "11-30", "住院了")]
    visit(street, "今天打电话问了12号402，他失业了")
    assert pushed(street, "王芳") == ""  # on Monday's list is early enough


def test_a_contact_before_the_promised_day_does_as_well(community):
    street = community(*COUPLE, start=SATURDAY)
    visit(street, "今天打电话问了12号302，她住院了")
    visit(street, "今天去医院看望了12号302王阿婆，精神还好")
    assert musts(street) == []


def test_a_bereavement_wants_a_visit_and_offers_to_register_it_and_changes_nobody_by_itself(community):
    street = community(*COUPLE)
    before = street.ask(lambda unit: unit.places.names(TESTS))
    visit(street, "今天去了8号401，张美英上周走了")
    assert musts(street) == [("8号401", "11-23", "家里有人过世")]
    assert street.ask(lambda unit: unit.places.names(TESTS)) == before
    street.person("王芳").taps("登记").hears("是哪一位").taps("张美英").hears("原因：去世").says("保存").hears(
        "不再提醒她", "李伯伯，他的照常"
    )
    assert musts(street) == [("8号401", "11-23", "家里有人过世")]


def test_somebody_who_lived_alone_is_only_offered_to_be_registered(community):
    street = community(*COUPLE)
    visit(street, "今天去了13号101，邻居说老人上周走了")
    assert musts(street) == []
    street.person("王芳").taps("登记").hears("原因：去世", "谁：陈桂芳").says("保存").hears("节哀")
    street.person("王芳").says("撤销").hears("撤销了")
    assert "陈桂芳" in street.person("王芳").says("查 13号101").heard


def test_what_must_not_be_named_is_not_and_a_call_is_not_enough(community):
    street = community(*COUPLE)
    visit(street, "今天去了12号402，收到家暴告诫书", "刘书记")
    said = pushed(street, "王芳")
    assert "请尽快上门看看" in said and "家暴" not in said and "告诫" not in said
    visit(street, "今天打电话问了12号402，都好")
    assert musts(street) == [("12号402", "11-23", "请上门看看")]
    visit(street, "今天上门看了12号402，都好")
    assert musts(street) == []


def test_what_only_somebody_else_tells_is_no_contact(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，她住院了")
    visit(street, "邻居说12号302王阿婆蛮好的")
    assert musts(street) == [("12号302", "11-23", "住院了")]


@pytest.mark.parametrize("words", ["他爸爸去世了", "他爱人上礼拜过世了", "老伴昨天走了", "妈妈没了，他很难过"])
def test_whose_kin_has_died_is_alive_and_wants_comfort(community, words):
    street = community(*COUPLE)
    visit(street, f"今天去看13号302赵国强，{words}")
    assert musts(street) == [("13号302", "11-23", "家里有人过世")]
    assert "上门慰问一下" in pushed(street, "王芳")
    assert "赵国强" not in pushed(street, "王芳") and "登记" not in pushed(street, "王芳")


def test_of_a_couple_he_is_not_his_own_father_and_his_wife_is_she(community):
    street = community(*COUPLE)
    visit(street, "今天去看8号401，妈妈去世了")
    assert "过世的如果是登记过的家里人" in pushed(street, "王芳")
    visit(street, "今天去看8号401，他老伴昨天住院了")
    assert resting(street) == [("张美英", "住院")]


def test_what_is_done_in_hospital_is_seen_to_with_it(community):
    street = community(*COUPLE)
    visit(street, "今天打电话问了12号302，王阿婆昨天住院了")
    visit(street, "打了个电话给12号302王阿婆，手术蛮顺利")
    assert (musts(street), resting(street)) == ([], [("王阿娣", "住院")])
    visit(street, "今天打电话问了12号302，王阿婆出院了")
    visit(street, "今天去看了12号302，手术做得好")
    assert musts(street) == [("12号302", "11-23", "动了手术")]  # out of hospital, it is a matter of its own


def test_of_a_couple_too_an_operation_in_hospital_is_no_second_visit(community):
    street = community(*COUPLE)
    visit(street, "今天去了8号401，老两口都在，女的说要住院了")
    visit(street, "今天打电话问了8号401，骨折住院了")
    assert musts(street) == [("8号401", "11-23", "住院了")]
    visit(street, "打了个电话给8号401，手术蛮顺利")
    assert musts(street) == []


def test_out_of_hospital_replaces_what_led_there(community):
    street = community(*COUPLE)
    visit(street, "今天听邻居说12号302王阿婆摔伤了")
    visit(street, "今天听邻居说12号302王阿婆动了手术")
    visit(street, "今天听邻居说12号302王阿婆出院了")
    assert musts(street) == [("12号302", "11-23", "出院了")]
