"""A cadre handles a case in chat; whoever asked, whoever has it and whoever answers for it hear of each step."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.engines.cases import moves, rules
from storage.accounts import Refused
from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import handled, said_to


@pytest.fixture
def street(community):
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：楼道灯不亮")
    return street


def case(street, number: int = 1):
    return street.ask(lambda unit: unit.cases.get(number))


def owner(street) -> str:
    return street.ask(lambda unit: unit.people.get(TESTS, unit.cases.get(1).owner_id).name)


def other(street) -> str:
    return {"王芳": "李慧", "李慧": "王芳"}[owner(street)]


def test_the_owner_is_told_at_once_what_is_due_when_and_by_whom(community) -> None:
    street = handled(community, start=TUESDAY)
    raised = street.person("李建国").says("提：楼道灯不亮")
    (told,) = [event for event in raised.everybody if event.to == owner(street)]
    assert told.text == (
        "新诉求 0001号 楼道灯不亮（12号楼道），明天前先联系，12月15日（周二）前办好。\n提出的人：李建国"
    )
    assert told.buttons == ("接下", "打过电话了", "办好了", "转物业", "记进展") and told.lane == "reminder"
    assert said_to(raised, other(street)) == "" and said_to(raised, "吴经理") == ""


def test_a_tap_takes_it_and_whoever_asked_hears_who_has_it(street) -> None:
    fang = street.person(owner(street)).taps("接下").hears("0001号 楼道灯不亮", "您接下了", "12月15日（周二）前办好")
    assert f"居委{owner(street)}接了" in said_to(fang, "李建国")
    fang.says("0001 接了").hears("本来就是您在办")
    fang.says("撤销").hears("撤销了", "收不回", "已经发出去的消息")
    assert case(street).state == rules.NEW


def test_a_bare_number_shows_the_case_and_only_what_may_happen(street) -> None:
    fang = street.person(owner(street)).says("0001")
    fang.hears("0001号 楼道灯不亮（12号楼道）", "还没人接，明天前先联系", "提出的人：李建国")
    assert "接下" in fang.buttons and "继续办" not in fang.buttons
    fang.says("0001 接了").says("0001 联系过了，师傅明天来").hears("联系过了", "12月15日（周二）前办好")
    fang.says("0001").hears("联系过了：师傅明天来")
    assert "接下" not in fang.buttons and "打过电话了" not in fang.buttons
    fang.says("0009").hears("没有0009号", "待办")
    street.person("陈洁").says("0001").hears("不在您这里", owner(street)).hears_nothing_of("楼道灯")


def test_a_property_company_gets_place_and_matter_and_no_names(street) -> None:
    fang = (
        street.person(owner(street))
        .says("0001 转物业，李建国说晚上在家")
        .hears("转给物业了", "还是您盯着", "名字和电话没有写进去")
    )
    assert "转给物业了" in said_to(fang, "李建国")
    told = said_to(fang, "吴经理")
    assert "0001号 楼道灯不亮（12号楼道）" in told and "李建国" not in told and "居民说晚上在家" in told
    wu = street.person("吴经理")
    wu.says("0001").hears("楼道灯不亮").hears_nothing_of("李建国")
    wu.says("待办").hears("您手上有1件").hears_nothing_of("李建国")
    wu.says("明天下午修").hears("收到，0001号：明天下午修")
    assert "物业说：明天下午修" in said_to(wu, "李建国") and "物业说：明天下午修" in said_to(wu, owner(street))
    wu.says("修好了")
    assert "请您看一眼" in said_to(wu, owner(street))
    assert case(street).state == rules.PASSED and case(street).owner_id  # the owner of the clock stays
    fang.says("0001 转物业").hears("已经在物业那里了")


def test_a_photo_of_the_property_company_is_kept_with_its_words(street) -> None:
    street.person(owner(street)).says("0001 转物业")
    wu = street.person("吴经理").says("[照片 灯.jpg] 0001 修好了").hears("0001号：修好了")
    assert wu
    step = street.ask(lambda unit: unit.cases.steps(TESTS, 1)[-1])
    assert street.ask(lambda unit: unit.files.counts("case_step", [step.id])) == {step.id: 1}
    street.person(owner(street)).says("0001").hears("修好了（1个文件）")


def test_a_question_comes_back_with_its_answer(street) -> None:
    fang = street.person(owner(street)).says("0001 问他是哪一层").hears("问过去了：是哪一层")
    assert "问您：是哪一层" in said_to(fang, "李建国")
    li = street.person("李建国").says("三楼到四楼之间").hears("转给居委")
    assert "回话来了：三楼到四楼之间" in said_to(li, owner(street))
    assert [step.act for step in street.ask(lambda unit: unit.cases.steps(TESTS, 1))] == [rules.QUERY, rules.ANSWER]
    street.person(owner(street)).says("0001 问几个灯")
    street.person("李建国").taps("回答").hears("居委问您：几个灯").says("两个").hears("转给居委")


def test_a_pause_has_a_reason_and_a_day_and_ends_by_itself(street) -> None:
    fang = (
        street.person(owner(street))
        .says("0001 等灯管，停到下周二")
        .hears("先停到下周二（12月1日）：等灯管", "12月22日（周二）前")
    )
    told = said_to(fang, "李建国")
    assert "本来说好12月15日（周二）" in told and "等灯管，改到下周二（12月1日）" in told
    assert case(street).state == rules.WAIT
    events = street.clock_goes_to(datetime(2026, 12, 1, 8, 31))
    texts: dict[str, str] = {}
    for event in events:  # the day's list of what is due comes beside it
        texts[event.to] = texts.get(event.to, "") + event.text
    assert "停到今天，该接着办了" in texts[owner(street)] and "接着办了" in texts["李建国"]
    assert (case(street).state, f"{case(street).done_due:%m-%d}") == (rules.WORK, "12-22")


def test_a_pause_that_ends_earlier_moves_the_day_less(street) -> None:
    fang = (
        street.person(owner(street))
        .says("0001 先停一停")
        .hears("为什么要停")
        .says("等灯管")
        .hears("停到哪天")
        .says("下周二")
    )
    fang.hears("先停到下周二")
    street.clock_goes_to(datetime(2026, 11, 26, 9))
    fang.says("0001 继续办").hears("接着办", "12月17日（周四）前办好")
    assert street.clock_goes_to(datetime(2026, 12, 1, 8, 31)) is not None
    assert [step.act for step in street.ask(lambda unit: unit.cases.steps(TESTS, 1))] == [rules.PAUSE, rules.RESUME]


def test_a_pause_taken_back_leaves_the_day_as_it_was(street) -> None:
    street.person(owner(street)).says("0001 等灯管，停到下周二").says("撤销").hears("撤销了")
    assert (case(street).state, f"{case(street).done_due:%m-%d}", case(street).paused_on) == (rules.NEW, "12-15", None)
    assert all("该接着办" not in event.text for event in street.clock_goes_to(datetime(2026, 12, 1, 8, 31)))


def test_what_is_declined_tells_whom_to_call(street) -> None:
    fang = (
        street.person(owner(street))
        .says("0001 办不了，归燃气公司 962777")
        .hears("请核对", "归燃气公司 962777")
        .says("保存")
    )
    assert "这件事居委管不了，归燃气公司 962777。要我陪您打吗？" in said_to(fang, "李建国")
    assert (case(street).state, case(street).outcome) == (rules.DECLINED, "转告")
    fang.says("0001 接了").hears("已经办过了", "重开")


def test_it_is_asked_for_what_is_missing(street) -> None:
    fang = street.person(owner(street)).says("0001 办不了").hears("该归谁").says("归供水公司管").hears("打哪个电话")
    fang.says("962740").hears("请核对", "962740").says("保存").hears("告诉他们了")
    assert case(street).state == rules.DECLINED


def test_done_is_reviewed_and_said_with_what_was_done(street) -> None:
    fang = street.person(owner(street)).says("0001 办好了").hears("请核对", "办了什么：办好了（默认）")
    fang.says("改办了什么：灯管换了").hears("请核对", "灯管换了")
    fang.says("保存").hears("记成办好了")
    assert case(street).state == rules.ASKED
    fang.says("撤销").hears("撤销了")
    assert (case(street).state, case(street).done_at) == (rules.NEW, None)


def test_nobody_resolves_what_another_has_just_taken(street) -> None:
    first, second = owner(street), other(street)
    street.person(first).says("0001 接了")
    street.person(second).says("0001 办好了，灯管换了").hears(f"是{first}接的", "给我")
    street.person(second).says("0001 接了").hears(f"{first}已经办了一步", "没有重复做")
    assert [step.act for step in street.ask(lambda unit: unit.cases.steps(TESTS, 1))] == [rules.TAKE]
    street.person(second).says("0001 给我").hears("换您来办")
    assert owner(street) == second


def test_of_two_who_resolve_at_once_the_second_is_told(street) -> None:
    street.person(owner(street)).says("0001 办好了，灯管换了").hears("请核对")
    street.person(other(street)).says("0001 办好了，灯换了").hears("请核对").says("保存").hears("记成办好了")
    street.person(owner(street)).says("保存").hears("已经办了一步", "等您说好没好", "没有重复做")
    assert [step.words for step in street.ask(lambda unit: unit.cases.steps(TESTS, 1))] == ["灯换了"]


def test_the_store_refuses_a_step_that_may_not_happen_any_more(street) -> None:
    def act(unit, what: str):
        return moves.Move(1, what).store(unit, unit.people.viewer(unit.people.named(TESTS, "王芳")[0].id))

    street.ask(lambda unit: act(unit, rules.DECLINE))
    with pytest.raises(Refused, match="居委办不了"):
        street.ask(lambda unit: act(unit, rules.PASS))


def test_it_goes_to_a_colleague_and_both_are_told(street) -> None:
    fang = street.person(owner(street)).says("0001 给陈洁").hears("交给陈洁了")
    assert "交给您了" in said_to(fang, "陈洁") and "现在由居委陈洁来办" in said_to(fang, "李建国")
    street.person("陈洁").says("0001").hears("陈洁负责", "提出的人：李建国")
    fang.says("撤销").hears("撤销了")
    street.person("陈洁").says("0001").hears("不在您这里")


def test_whoever_is_not_here_gets_nothing(street) -> None:
    street.person(owner(street)).says("0001 转给老张").hears("没找到「老张」", "没有动", "物业、业委会、街道", "陈洁")
    assert case(street).state == rules.NEW


def test_the_officers_hear_what_is_reported_once(street) -> None:
    fang = street.person(owner(street)).says("上报街道 0001").hears("报给街道了")
    assert "居委上报：0001号" in said_to(fang, "周科") and "报到街道了" in said_to(fang, "李建国")
    fang.says("0001 上报街道").hears("已经报过街道了")
    street.person("周科").says("0001").hears("楼道灯不亮", "提出的人：李建国")


def test_two_are_one_matter_and_everybody_hears_one_outcome(street) -> None:
    street.person("赵国强").says("提：楼道灯也不亮")
    head = (
        street.person("刘书记")
        .says("0001 和 0002 是一件事")
        .hears("0002号", "并到 0001号")
        .says("保存")
        .hears("以后只看0001号")
    )
    assert "和0001号是一件事" in said_to(head, "赵国强") and said_to(head, "李建国") == ""
    assert len(street.ask(lambda unit: unit.voices.of_case(1))) == 2 and case(street, 2).merged_id == 1
    head.says("0001").hears("2个人都在问")
    head.says("撤销").hears("撤销了")
    assert len(street.ask(lambda unit: unit.voices.of_case(1))) == 1
    assert (case(street, 2).state, case(street, 2).merged_id) == (rules.NEW, None)


def test_words_without_a_number_mean_the_case_last_told_of(street) -> None:
    fang = street.person(owner(street)).says("联系过了，师傅明天来").hears("0001号联系过了")
    street.person("李建国").says("提：垃圾没人收")
    fang.says("转物业").hears("0002号转给物业了")


def test_whoever_stands_in_has_it(street) -> None:
    away, present = owner(street), other(street)

    def leave(unit):
        from storage.leaves import Leave

        gone, here = (unit.people.named(TESTS, name)[0].id for name in (away, present))
        Leave(gone, here, unit.now.date(), datetime(2026, 12, 1).date()).store(unit, TESTS)

    street.ask(leave)
    street.person(present).says("待办").hears("您手上有1件", "楼道灯不亮")
    street.person(present).says("0001 接了").hears("您接下了")
    assert owner(street) == away  # it is theirs again when they are back


def test_whoever_leaves_hands_over_what_is_open(street) -> None:
    leaving, heir = owner(street), other(street)
    street.person("刘书记").says(f"{leaving}调走了，工作交给{heir}，今天起").says("保存").hears(heir)
    assert owner(street) == heir
    street.person(heir).says("待办").hears("您手上有1件", "楼道灯不亮")
    street.person("刘书记").says("撤销").hears("撤销了")
    assert owner(street) == leaving


def test_residents_have_no_part_in_it(street) -> None:
    street.person("赵国强").says("0001 接了").hears_nothing_of("楼道灯")
    assert case(street).state == rules.NEW


def test_a_secretary_sees_those_of_the_committee(street) -> None:
    street.person("刘书记").says("待接").hears("1件还没人接", "0001号 楼道灯不亮")
    street.person("刘书记").says("待办").hears("您自己手上没有", "1件", "0001号").says("全部诉求").hears("1件没办完")


def test_twenty_open_cases_lie_in_the_order_of_their_days(community) -> None:
    street = handled(community, start=TUESDAY)
    for number in range(1, 8):
        street.person("李建国").says(f"提：第{number}件")
    fang = street.person(owner(street))
    for number in range(1, 8):
        fang.says(f"000{number} 联系过了")
    fang.says("0002 等料，停到明天")
    fang.says("待办").hears("您手上有7件", "0002号", "还有2件，回「更多」")
    assert fang.heard.splitlines()[1].startswith("0002号 第2件（12号楼道）：等着，明天接着办")
    fang.says("更多").hears("0007号").hears_nothing_of("0002号")
    street.clock_goes_to(datetime(2026, 12, 16, 9))
    fang.says("超期").hears("6件过了说好的日子", "还没办好，晚了1个工作日")


def test_what_is_open_stands_on_the_households_card(street) -> None:
    street.person(owner(street)).says("查 12号402").hears("诉求0001号：楼道灯不亮")
    street.person(owner(street)).says("查 12号302").hears_nothing_of("楼道灯")


def test_what_nobody_else_may_know_is_not_passed_on(street) -> None:
    fang = street.person(owner(street)).says("0001 转物业，他家有社区矫正的").hears("不能让别人看到", "换个说法")
    assert said_to(fang, "吴经理") == "" and case(street).state == rules.NEW
    fang.says("0001 转物业").hears("转给物业了")


def test_after_a_thousand_the_number_is_said_as_it_is(street) -> None:
    def late_in_the_year(unit) -> None:
        unit.cases.change(1, serial=1234)

    street.ask(late_in_the_year)
    street.person(owner(street)).says("1234").hears("1234号 楼道灯不亮")
    street.person(owner(street)).says("1234 接了").hears("您接下了")
