"""What residents write that is no demand, and co-signing: each gets a kind word, and nothing is told of others."""

from __future__ import annotations

import pytest

from tests.community import STREET, TESTS, TUESDAY
from tests.handlers.ratings.street import raise_one, voice

NEIGHBOURS = [
    *STREET,
    *(f"三门居民区,一网格,微网格1,益港花园,14号,{floor}0{room},邻居{floor}{room},女,1970-01-01,,,"
      for floor in range(1, 9) for room in range(1, 6)),
]  # fmt: skip
FORWARD = "转发：14号楼的水箱半年没人洗了，水又黄又臭，物业电话没人接，请大家一起反映"


def cases(street):
    return street.ask(lambda unit: unit.cases.find())


def count(street, case=1):
    return street.ask(lambda unit: len(unit.voices.of_case(case)))


@pytest.mark.parametrize("said", ["谢谢小王上门帮我修好了手机，太感谢了", "要表扬一下王芳，很热心，帮了大忙"])
def test_praise_is_passed_on_without_a_name(community, said):
    street = community(start=TUESDAY)
    li = street.person("李建国").says(said).hears("我带给")
    heard = [event.text for event in li.everybody if event.to == "王芳"]
    assert len(heard) == 1 and said in heard[0] and "李建国" not in heard[0]
    assert cases(street) == []


def test_anger_gets_a_kind_word_and_a_matter_in_it_is_kept(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("你们一群饭桶，吃干饭的").hears("您先消消气", "哪里、什么事").sees(
        "提诉求", "找人帮忙"
    )
    street.person("赵国强").says("他妈的楼道灯又坏了，黑了一个礼拜没人修").hears("请核对", "楼道灯").says("提交").hears(
        "0001"
    )


def test_advertisements_are_not_taken(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("专业疏通管道，优惠价，加微信abc123").hears("不收广告")
    street.person("路人").says("低息贷款当天放款，联系电话13800000000").hears("不收广告")
    assert cases(street) == []


@pytest.mark.parametrize(
    "said", ["503那个人是不是刚放出来的？", "隔壁王阿婆的电话多少", "是谁举报我的？", "12号302住的谁啊"]
)
def test_a_neighbours_matters_are_neither_confirmed_nor_denied(community, said):
    street = community(start=TUESDAY)
    street.person("李建国").says(said).hears("不能说").hears_nothing_of("王阿娣")


@pytest.mark.parametrize("said", ["？", "🔥🔥🔥", "…"])
def test_marks_alone_are_asked_about(community, said):
    community(start=TUESDAY).person("李建国").says(said).hears("有什么事", "119")


def test_what_is_not_the_committees_is_told_with_its_number(community):
    community(start=TUESDAY).person("李建国").says("公司拖欠我三个月工资，居委管吗").hears("居委管不了", "12333")


@pytest.mark.parametrize("said", ["长护险怎么申请？", "居住证到期了哪里续", "停水打什么电话", "寒托班什么时候报名"])
def test_a_question_is_no_demand(community, said):
    street = community(start=TUESDAY)
    street.person("李建国").says(said).hears_nothing_of("请核对").hears_nothing_of("在哪里？")
    assert cases(street) == []


def test_a_neighbour_is_offered_to_co_sign_and_can_leave_again(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("我是李建国，12号楼道的灯坏了").says("提交").hears("0001")
    zhao = street.person("王阿娣").says("我们楼道灯不亮了").hears("附近已经有人反映", "今天", "灯坏了")
    zhao.hears_nothing_of("李建国").sees("这件，附议", "不是，另提一件").taps("这件，附议").hears("附议了，编号0001")
    assert [event.to for event in zhao.everybody if "又有人反映" in event.text] == ["王芳"]
    assert count(street) == 2
    zhao.says("楼道灯不亮").hears("已经记着了，0001号")
    zhao.says("不附议了").hears("0001号您不附议了")
    assert count(street) == 1
    zhao.says("附议0001").hears("附议了，编号0001").says("附议 0001").hears("已经在0001号里")


def test_something_else_is_raised_of_its_own(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号楼道的灯坏了").says("提交")
    street.person("王阿娣").says("我们楼道灯不亮了").taps("不是，另提一件").hears("收到，编号0002")
    assert len(cases(street)) == 2


def test_plus_one_means_what_was_told_of_in_the_building(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("+1").hears("没找到可以附议的")
    street.person("李建国").says("12号楼道的灯坏了").says("提交")
    street.person("王阿娣").says("+1").hears("附议哪一件", "灯坏了").says("1").hears("附议了，编号0001")


def test_forty_forwards_are_one_case_with_forty_voices(community):
    street = community(*NEIGHBOURS, start=TUESDAY)
    street.restart = False
    told = []
    for number, row in enumerate(NEIGHBOURS[-40:]):
        who = street.person(row.split(",")[6]).says(FORWARD)
        if number == 0:
            who.says("提交").hears("0001")
        else:
            who.hears("附议了，编号0001")
        told += [event for event in who.everybody if event.to == "王芳" and "附议" in event.text]
    assert len(cases(street)) == 1
    assert count(street) == 40
    assert len(told) <= 5


def test_the_same_words_twice_are_one_demand(community):
    street = community(start=TUESDAY)
    li = (
        street.person("李建国")
        .says("12号楼道的灯坏了")
        .says("提交")
        .says("12号楼道的灯坏了")
        .hears("已经记着了，0001号")
    )
    assert len(cases(street)) == 1 and li.name


def test_a_guests_demand_goes_with_them_when_they_join(community):
    from tests.handlers.joining.test_talks import invited

    street = community(start=TUESDAY)
    invited(street, "李建国")
    street.person("新手机").says("益港花园12号楼道的灯坏了").says("提交").hears("0001").says("加入 ABCD-2345").hears(
        "连上了"
    )

    def ask(unit):
        person = unit.people.named(TESTS, "李建国")[0].id
        return [case.number for case, _ in unit.voices.of_person(person)]

    assert street.ask(ask) == ["0001"]


@pytest.mark.parametrize(
    "said", ["加装电梯要几户同意", "楼道里堆东西归啥人管", "门禁卡坏了找哪个办", "路灯不亮归哪里修"]
)
def test_whose_it_is_or_how_many_must_agree_is_a_question_and_no_demand(community, said):
    street = community()
    street.person("王阿娣").says(said).hears_nothing_of("请核对").hears_nothing_of("没太明白")
    assert street.ask(lambda unit: unit.cases.find()) == []


@pytest.mark.parametrize(
    "said", ["谁投诉我家狗叫？", "是谁举报的我们家", "赵国强家里有没有人低保的", "李建国家是不是离婚了"]
)
def test_what_is_asked_of_others_is_kindly_refused(community, said):
    community().person("王阿娣").says(said).hears("别人家的情况不能说")


@pytest.mark.parametrize("said", ["物业的师傅人蛮好，修得又快", "保洁阿姨扫得真干净", "小陈真好", "门卫态度很好"])
def test_kind_words_are_passed_on(community, said):
    street = community()
    wang = street.person("王阿娣").says(said).hears("带给居委的同事")
    assert any(said in event.text for event in wang.everybody if event.to != "王阿娣")


@pytest.mark.parametrize("said", ["保洁阿姨扫得不干净", "物业的师傅人蛮好，就是水管还在漏", "祝群友们身体健康，转发"])
def test_words_with_a_but_are_no_praise(community, said):
    community().person("王阿娣").says(said).hears_nothing_of("带给居委的同事")


def two_near(community):
    street = community(start=TUESDAY)
    first = raise_one(street, matter="12号楼道灯不亮")
    return street, first


@pytest.mark.parametrize("words", ["是的，一样的", "第一个", "嗯，就是这件", "对，一回事", "是同一件事"])
def test_the_same_in_ones_own_words(community, words: str) -> None:
    street, case = two_near(community)
    street.person("王阿娣").says("12号楼道的灯不亮").hears("是同一件吗")
    street.person("王阿娣").says(words).hears("给您附议了，编号0001")
    assert voice(street, case, "王阿娣").part == "附议"


@pytest.mark.parametrize("words", ["不是，是另外一件", "不一样", "别的"])
def test_another_one_in_ones_own_words(community, words: str) -> None:
    street, case = two_near(community)
    street.person("王阿娣").says("12号楼道的灯不亮").hears("是同一件吗")
    street.person("王阿娣").says(words).hears_nothing_of("给您附议了").hears_nothing_of("请从选项里")
    assert voice(street, case, "王阿娣") is None


@pytest.mark.parametrize("words", ["我不跟了", "不想跟了", "不附议了"])
def test_a_co_signer_who_has_had_enough(community, words: str) -> None:
    street, case = two_near(community)
    street.person("王阿娣").says("12号楼道的灯不亮").taps("这件，附议").hears("附议")
    street.person("王阿娣").says(words).hears("0001号您不附议了")
    assert voice(street, case, "王阿娣") is None
