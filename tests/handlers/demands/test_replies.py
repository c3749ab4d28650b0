"""What is said while a demand is being raised: another matter, one less, a correction, more of the same, a question, no."""

from __future__ import annotations

from tests.community import TUESDAY


def cases(street):
    return sorted(street.ask(lambda unit: unit.cases.find()), key=lambda case: case.id)


def test_another_matter_at_the_question_where_is_a_matter_of_its_own(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("停水了").hears("在哪里").says("13号信箱坏了")
    li.hears("「停水了」在哪里").says("12号").hears("【第2件】", "13号信箱坏了").taps("提交").hears("0001", "0002")
    assert [(case.matter, case.place) for case in cases(street)] == [
        ("停水了", "益港花园12号"), ("13号信箱坏了", "益港花园13号信箱"),
    ]  # fmt: skip


def test_another_matter_at_the_review_is_added_without_asking(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道灯坏了").hears("请核对").says("对了小区东门垃圾没人收")
    li.hears("【第2件】", "事情：小区东门垃圾没人收", "地点：益港花园东门").taps("提交").hears("0001", "0002")


def test_what_is_not_wanted_any_more_is_taken_out(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("1.12号电梯晃 2、12号门禁坏了。3。12号楼道狗屎没人管").hears("【第3件】")
    li.says("第二个不要了").hears("【第2件】").hears_nothing_of("门禁").says("最后一件不用了").hears_nothing_of("狗屎")
    li.says("不要了").hears("不记了")
    li.says("1.12号电梯晃 2.12号门禁坏了").says("电梯的不要了").hears("门禁").hears_nothing_of("电梯").taps("提交")
    assert [case.matter for case in cases(street)] == ["12号门禁坏了"]


def test_no_is_no(community):
    street = community(start=TUESDAY)
    for words in ("不提了", "算了不报了", "不反映了"):
        street.person("李建国").says("12号楼道灯坏了").hears("请核对").says(words).hears("不记了")
    assert not cases(street)


def test_a_correction_keeps_what_was_corrected_before(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道灯坏了").says("不是12号，是13号").says("是三楼那只")
    li.hears("13号楼道灯坏了，是三楼那只", "地点：益港花园13号3楼楼道").taps("提交")
    assert [case.place for case in cases(street)] == ["益港花园13号3楼楼道"]


def test_what_else_is_told_goes_with_the_matter(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号楼道灯坏了").says("下午我都在家的").hears("下午我都在家的").taps("提交").hears(
        "0001"
    )
    assert cases(street)[0].words == "12号楼道灯坏了，下午我都在家的"


def test_a_question_at_the_review_is_answered_and_the_review_comes_back(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道灯坏了").says("长护险怎么申请").hears("长护险", "接着刚才的", "请核对")
    li.says("我的诉求").hears("接着刚才的", "请核对").taps("提交").hears("0001").hears_nothing_of("备注")


def test_words_of_a_notice_submit_no_demand(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号楼道灯坏了").says("发出").hears("请核对", "改地点")
    assert not cases(street)


def test_a_photo_at_the_review_adds_no_words(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号楼道灯坏了").says("还有照片 [照片 灯.jpg]").hears("附件：1个").hears_nothing_of(
        "还有照片"
    )


def test_a_door_that_is_not_there_is_never_taken_for_ones_own(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号1801漏水").hears("没有1801").says("13号楼道里堆满纸板箱")
    li.hears("「12号1801漏水」在哪里").says("提交").hears("还差这一步", "「12号1801漏水」在哪里")


def test_at_one_gate_two_matters_are_not_the_same(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号门口垃圾没人收").taps("提交").hears("0001")
    street.person("王阿娣").says("12号门口有狗屎").hears("请核对").hears_nothing_of("附近已经有人")
    street.person("赵国强").says("13号信箱坏了，12号门口垃圾满了").hears("「12号门口垃圾满了」附近已经有人反映")


def test_one_more_is_asked_for_what_it_is(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道灯坏了").says("加一件").hears("哪里、什么事").says("13号门禁坏了")
    li.hears("【第2件】", "地点：益港花园13号门禁").taps("提交").hears("0002")
