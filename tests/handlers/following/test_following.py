"""One's own demands: how they stand, adding, taking back, asking for a human; nothing of anybody else's."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from tests.community import TESTS, TUESDAY
from tests.handlers.ratings.street import act, done, now, raise_one, voice


def test_the_only_one_is_shown_with_its_history(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    act(street, case, rules.TAKE)
    act(street, case, rules.PASS, whom="物业", words="请物业换灯管")
    told = street.person("李建国").says("我的诉求")
    told.hears("0001号 楼道灯不亮：转给物业了，居委王芳盯着", "· 今天 收到了", "· 今天 转给了物业：请物业换灯管")
    told.sees("补充", "撤回", "找人")


def test_several_open_ones_first_five_and_more(community) -> None:
    street = community(start=TUESDAY)
    first = raise_one(street, matter="一楼大门坏了")
    done(street, first)
    street.person("李建国").says("好了")
    for matter in ("楼道灯不亮", "垃圾没人收", "水管漏水", "楼上太吵", "电梯按钮坏了"):
        raise_one(street, matter=matter)
    told = street.person("李建国").says("我的诉求").hears("您提过6件，5件还在办", "0002号 楼道灯不亮", "还有1件")
    told.hears_nothing_of("大门")
    told.taps("更多").hears("0001号 一楼大门坏了：今天办结了")
    street.person("李建国").says("0003").hears("0003号 垃圾没人收", "收到了")


@pytest.mark.parametrize(
    "words",
    ["0001怎么样了", "0001", "我上次说的灯怎么样了", "楼道灯修得怎么样了", "我反映的灯有消息吗", "0001有进展吗"],
)
def test_asked_after_by_number_or_by_words(community, words: str) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    raise_one(street, matter="垃圾没人收")
    street.person("李建国").says(words).hears("0001号 楼道灯不亮：居委王芳收到了")


@pytest.mark.parametrize("words", ["怎么还没人来", "什么时候能修好啊", "有消息吗", "修好了没有"])
def test_asked_after_without_saying_which(community, words: str) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    street.person("李建国").says(words).hears("0001号 楼道灯不亮：居委王芳收到了")


def test_somebody_elses_number_is_neither_confirmed_nor_denied(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    other = street.person("赵国强").says("0001怎么样了").hears("不在您提过的事里").heard
    assert street.person("赵国强").says("0999怎么样了").heard == other
    street.person("赵国强").says("撤回0001").hears("不在您提过的事里")
    street.person("赵国强").says("补充0001：很急").hears("不在您提过的事里")
    street.person("赵国强").says("我的诉求").hears("还没有提过诉求")


def test_a_co_signer_reads_nothing_of_what_others_said(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street, others=("赵国强",))
    street.person("李建国").says("补充0001：我孙子差点摔跤").hears("补充到0001号")
    done(street, case)
    street.person("李建国").says("还是不亮，我摔了一跤怎么办呀")
    street.person("李建国").says("0001还是不亮")
    told = street.person("赵国强").says("我的诉求").hears("0001号 楼道灯不亮", "有人说还没好，重新办")
    told.hears_nothing_of("孙子").hears_nothing_of("李建国").hears_nothing_of("您说还没好").hears_nothing_of("您补充")


def test_something_is_added_and_the_owner_hears_it(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    jianguo = street.person("李建国").says("补充0001：三楼也不亮了").hears("补充到0001号了", "居委王芳看得到")
    assert [one.text for one in jianguo.everybody if one.to == "王芳"] == [
        "0001号 楼道灯不亮：李建国补充说：「三楼也不亮了」"
    ]
    street.person("李建国").says("我的诉求").taps("补充").hears("想补充什么")
    street.person("李建国").says("[照片 a.jpg]").says("就是这盏").hears("补充到0001号了")
    steps = street.ask(lambda unit: [(one.act, one.words) for one in unit.cases.steps(TESTS, case.id)])
    assert steps == [(rules.TELL, "三楼也不亮了"), (rules.TELL, "就是这盏")]


def test_it_is_taken_back_while_it_is_open_and_only_then(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    jianguo = street.person("李建国").says("算了不用了，已经自己修好了").hears("不用办了吗").sees("撤回", "接着办")
    jianguo.taps("撤回").hears("0001号撤回了")
    assert now(street, case).state == rules.WITHDRAWN
    assert [one.text for one in jianguo.everybody if one.to == "王芳"] == [
        "0001号 楼道灯不亮：李建国说不用办了，撤回了。"
    ]
    street.person("李建国").says("撤销").hears("撤销了")
    assert now(street, case).state == rules.NEW
    done(street, case)
    street.person("李建国").says("撤回0001").hears("说办好了，不用撤").sees("好了", "还没好", "找人")
    street.person("李建国").taps("好了")
    street.person("李建国").says("撤回0001").hears("撤不了", "记录留着")


def test_what_others_wait_for_goes_on_without_the_raiser(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street, others=("赵国强",))
    street.person("李建国").says("撤回0001").taps("撤回").hears("您退出了", "它接着办")
    assert now(street, case).state == rules.NEW and voice(street, case, "李建国") is None
    assert [one.to for one in done(street, case)] == ["赵国强"]
    street.person("李建国").says("我的诉求").hears("都退出了")


def test_a_co_signer_leaves(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street, others=("赵国强",))
    street.person("赵国强").says("我的诉求").taps("退出").hears("您退出了").hears_nothing_of("还有别人")
    assert voice(street, case, "赵国强") is None
    street.person("赵国强").says("撤销").hears("撤销了")
    assert voice(street, case, "赵国强") is not None


def test_a_human_is_asked_for(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    jianguo = street.person("李建国").says("我的诉求").taps("找人").hears("我请书记和居委王芳看看")
    assert {one.to for one in jianguo.everybody if one.to} == {"李建国", "王芳", "刘书记"}


def test_who_has_raised_nothing_is_told_how(community) -> None:
    street = community(start=TUESDAY)
    street.person("孙大明").says("我的诉求").hears("还没有提过诉求", "直接写一句")


def test_nothing_is_held_up_by_the_question_whether_to_take_it_back(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("李建国").says("不用修了").hears("0001号 楼道灯不亮：不用办了吗")
    street.person("李建国").says("13号楼道的灯坏了").hears("请核对", "13号楼道的灯坏了")
    street.person("李建国").says("提交").hears("编号0002")
    assert now(street, case).state == rules.NEW


@pytest.mark.parametrize("words", ["是的", "不用了", "撤了吧", "嗯，是的", "退出"])
def test_taken_back_in_ones_own_words(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("李建国").says("不用修了").hears("不用办了吗")
    street.person("李建国").says(words).hears("0001号撤回了")
    assert now(street, case).state == rules.WITHDRAWN


@pytest.mark.parametrize("words", ["接着办", "不撤", "不是", "按错了", "要修的"])
def test_not_taken_back(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("李建国").says("不用修了")
    street.person("李建国").says(words).hears("0001号接着办")
    assert now(street, case).state == rules.NEW


@pytest.mark.parametrize("words", ["还没好，昨天又停了", "没修好，三楼还是黑的", "又不亮了"])
def test_what_is_not_well_is_not_taken_back(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street, others=("赵国强",))
    street.person("赵国强").says("不用修了").hears("不用办了吗")
    guoqiang = street.person("赵国强").says(words).hears("0001号接着办", "转给居委王芳")
    assert [words in one.text for one in guoqiang.everybody if one.to == "王芳"] == [True]
    assert now(street, case).state == rules.NEW and voice(street, case, "赵国强") is not None


def test_take_back_with_nothing_left_to_undo_means_the_demand(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("李建国").says("补充0001：三楼也不亮").says("撤销").hears("撤销了")
    street.person("李建国").says("撤回").hears("0001号 楼道灯不亮：不用办了吗")
    street.person("李建国").taps("撤回").hears("0001号撤回了")
    assert now(street, case).state == rules.WITHDRAWN


def test_whoever_waits_is_passed_on_once_a_day(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    for words, told in (("催一下", 1), ("0001 快点啊，催一催", 0), ("怎么还没人来", 0)):
        jianguo = (
            street.person("李建国")
            .says(words)
            .hears("0001号 楼道灯不亮", "您在等" if told else "今天已经跟居委王芳说过")
        )
        assert len([one for one in jianguo.everybody if one.to == "王芳"]) == told
    street.clock_goes_to(TUESDAY.replace(day=25))
    jianguo = street.person("李建国").says("催一下").hears("我跟居委王芳说一声")
    assert ["在等" in one.text for one in jianguo.everybody if one.to == "王芳"] == [True]


@pytest.mark.parametrize("words", ["四楼也是", "我们这层也不亮", "楼上也没有"])
def test_here_too_reaches_the_case(community, words: str) -> None:
    street = community(start=TUESDAY)
    raise_one(street, others=("赵国强",))
    guoqiang = street.person("赵国强").says(words).hears("补充到0001号了")
    assert [words in one.text for one in guoqiang.everybody if one.to == "王芳"] == [True]


def test_another_matter_beside_the_answer_is_not_swallowed(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    street.person("王芳").says("0001 问：几楼的灯不亮？").hears("问过去了")
    jianguo = street.person("李建国").says("三楼，对了13号门口垃圾也满了").hears("转给居委王芳", "另一件")
    steps = street.ask(lambda unit: [(one.act, one.words) for one in unit.cases.steps(TESTS, case.id)])
    assert steps[-1] == (rules.ANSWER, "三楼")
    jianguo.taps("另提一件").hears("垃圾也满了")


def test_what_one_thought_of_it_stands_with_it(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("好了").taps("不满意").says("等了三个礼拜")
    street.person("李建国").says("我的诉求").hears("您评了不满意：等了三个礼拜")
    street.person("王芳").says("0001").hears("李建国评了不满意：等了三个礼拜")


def test_a_promise_that_is_past_is_owned_up_to(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street)
    street.clock_goes_to(TUESDAY.replace(month=12, day=16))
    told = street.person("李建国").says("我的诉求").hears("说好昨天", "晚了，对不住")
    told.hears_nothing_of("昨天（周二）前给您回话").hears_nothing_of("昨天前")


def test_who_has_left_everything_is_not_told_that_they_never_spoke(community) -> None:
    street = community(start=TUESDAY)
    raise_one(street, others=("赵国强",))
    street.person("李建国").says("撤回0001").taps("撤回").hears("您退出了")
    street.person("李建国").says("我的诉求").hears("退出").hears_nothing_of("还没有提过")
