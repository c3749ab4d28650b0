"""A case is named by what it is about, where it is, who asked, its place in a list; a visit is still a visit."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import lamp_lift_and_bins, owner, said_to


@pytest.fixture
def street(community):
    return lamp_lift_and_bins(community, start=TUESDAY)


def case(street, number: int):
    return street.ask(lambda unit: unit.cases.get(number))


def acts(street, number: int) -> list[str]:
    return [step.act for step in street.ask(lambda unit: unit.cases.steps(TESTS, number))]


@pytest.mark.parametrize(
    ("said", "number", "heard"),
    [
        ("12号灯那个事转物业", 1, "0001号转给物业了"),
        ("灯的事转物业", 1, "0001号转给物业了"),
        ("13号垃圾桶转物业", 3, "0003号转给物业了"),
        ("垃圾桶我接了", 3, "您接下了"),
        ("李师傅那个灯联系过了", 1, "0001号联系过了"),
        ("电梯先停到下周二，等配件", 2, "0002号先停到下周二（12月1日）：等配件"),
        ("电梯等配件，下周三再弄", 2, "0002号先停到下周三（12月2日）：等配件"),
        ("垃圾桶问下老赵是哪个桶", 3, "问过去了：是哪个桶"),
        ("电梯上报街道", 2, "报给街道了"),
    ],
)
def test_what_it_is_about_names_it(street, said: str, number: int, heard: str) -> None:
    owner(street).says(said).hears(heard)
    assert len(acts(street, number)) == 1
    assert not any(acts(street, other) for other in {1, 2, 3} - {number})


def test_what_is_done_is_reviewed_as_the_case_that_is_named(street) -> None:
    fang = owner(street).says("垃圾桶清掉了").hears("0003号", "办好了", "请核对", "清掉了")
    fang.says("保存").hears("0003号记成办好了")
    fang.says("12号灯修好了").hears("0001号", "请核对")


def test_each_clause_may_name_another(street) -> None:
    fang = owner(street).says("12号楼道灯接了，13号垃圾桶转物业，电梯打过电话了")
    fang.hears("0001号", "您接下了", "0003号转给物业了", "0002号联系过了")
    assert (acts(street, 1), acts(street, 2), acts(street, 3)) == ([rules.TAKE], [rules.CONTACT], [rules.PASS])


def test_what_is_told_of_another_is_not_said_to_residents_of_this_one(street) -> None:
    fang = (
        owner(street)
        .says("灯修好了，电梯还在等配件")
        .hears("请核对")
        .says("保存")
        .hears("0002号：电梯还在等配件。只有同事")
    )
    assert "配件" not in said_to(fang, "李建国")


def test_moves_of_the_same_case_follow_the_one_that_names_it(street) -> None:
    owner(street).says("电梯我接了，刚打过电话给王阿婆，转物业去修").hears("您接下了", "联系过了", "转给物业了")
    assert acts(street, 2) == [rules.TAKE, rules.CONTACT, rules.PASS] and not acts(street, 1)


def test_of_several_that_may_be_meant_it_is_asked_which(street) -> None:
    fang = owner(street).says("12号那个接了").hears("您说的是哪一件")
    fang.says("电梯").hears("0002号", "您接下了")
    assert acts(street, 1) == [] and acts(street, 2) == [rules.TAKE]


def test_a_place_in_the_list_and_all_of_it(street) -> None:
    fang = owner(street).says("待办").says("第三件接了").hears("0003号", "您接下了")
    fang.says("都接了").hears("0001号", "0002号", "您接下了").hears_nothing_of("0003号")
    assert [case(street, number).state for number in (1, 2, 3)] == [rules.WORK] * 3
    fang.says("全部转物业").hears("0001号转给物业了", "0002号转给物业了", "0003号转给物业了")


@pytest.mark.parametrize("said", ["收到", "收到！", "晓得了", "好的，我来"])
def test_whoever_says_that_they_have_read_of_a_new_case_has_it(street, said: str) -> None:
    fang = owner(street)
    street.person("李建国").says("提：门禁不灵")
    street.ask(lambda unit: unit.cases.change(4, owner_id=unit.cases.get(1).owner_id))
    fang.says(said).hears("0004号 门禁不灵", "您接下了")
    fang.says("收到").hears_nothing_of("0001号")  # nothing new came: it is only polite


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("我来处理", "您接下了"),
        ("晓得了，我下午去看", "您接下了"),
        ("办不了", "该归谁"),
        ("停一停", "为什么要停"),
        ("问一下是几楼", "问过去了：是几楼"),
        ("先放一放等配件", "停到哪天"),
        ("催一下", "就在您手上"),
    ],
)
def test_short_words_after_a_case_was_told_of_are_about_it(street, said: str, heard: str) -> None:
    street.person("李建国").says("提：门禁不灵")
    street.ask(lambda unit: unit.cases.change(4, owner_id=unit.cases.get(1).owner_id))
    owner(street).says(said).hears(heard)
    assert not any(acts(street, number) for number in (1, 2, 3))


def test_a_photo_with_what_was_seen_belongs_to_the_case_just_taken(street) -> None:
    fang = (
        owner(street)
        .says("0001 接了")
        .says("[照片 灯.jpg] 看过了，灯座坏了，要换")
        .hears("0001号：看过了，灯座坏了，要换")
    )
    assert acts(street, 1) == [rules.TAKE, rules.KEEP] and said_to(fang, "李建国") == ""


@pytest.mark.parametrize(
    "said",
    [
        "今天去了12号302，王阿娣的灯修好了，身体还好",
        "走访王阿娣，灯坏了帮她报修",
        "打过电话给陈桂芳了，她说灯修好了",
        "13号101灯修好了",
        "13号电梯坏了",
        "明天去看陈桂芳",
    ],
)
def test_a_visit_a_plan_and_a_new_matter_stay_what_they_are(street, said: str) -> None:
    owner(street).says(said)
    assert not any(acts(street, number) for number in (1, 2, 3))


def test_another_case_is_handled_while_something_is_asked_of_one(street) -> None:
    fang = (
        owner(street)
        .says("0001 办好了，灯管换了")
        .hears("请核对")
        .says("0002 接了")
        .taps("先办诉求")
        .hears("0002号", "您接下了")
    )
    fang.says("保存").hears("0001号记成办好了")


@pytest.mark.parametrize(
    ("said", "reason", "day"),
    [
        ("0001 停一个礼拜，灯管没货", "灯管没货", "12月1日"),
        ("0001 先等等，师傅下周一来", "师傅下周一来", "11月30日"),
        ("0001 等配件，下周三再弄", "等配件", "12月2日"),
        ("0001 停两周，物业缺人", "物业缺人", "12月8日"),
    ],
)
def test_a_pause_tells_the_reason_as_it_was_said(street, said: str, reason: str, day: str) -> None:
    fang = owner(street).says(said).hears(f"：{reason}。", day)
    assert f"，{reason}，改到" in said_to(fang, "李建国") and case(street, 1).state == rules.WAIT


def test_whom_a_question_is_to_is_no_part_of_it(street) -> None:
    for said in ("0001 问他们是几楼", "0001 问一下李师傅是几楼", "0001 请问居民是几楼"):
        assert "问您：是几楼" in said_to(owner(street).says(said), "李建国")
