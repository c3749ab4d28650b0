"""What a cadre tells of how it goes belongs to the open case that it names; a visit and a new matter stay what they are."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import lamp_lift_and_bins, owner, said_to


@pytest.fixture
def street(community):
    return lamp_lift_and_bins(community, start=TUESDAY)


def acts(street, number: int) -> list[str]:
    return [step.act for step in street.ask(lambda unit: unit.cases.steps(TESTS, number))]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("去看过了，灯座坏了，要换", 1),
        ("灯又去看过了，灯座坏了，明天换", 1),
        ("去看了，电梯在修", 2),
        ("刚看过，电梯门关不上", 2),
        ("电梯配件没到", 2),
        ("[照片 a.jpg] 看过了，灯座坏了，要换", 1),
        ("垃圾桶盖子明天换", 3),
    ],
)
def test_how_it_goes_is_kept_with_the_case_it_names(street, said: str, number: int) -> None:
    fang = owner(street)
    fang.says("走访12号302，都好").says("取消")
    fang.says(said).hears(f"记下了，000{number}号", "只有同事看得到")
    assert acts(street, number) == [rules.KEEP]
    assert not any(acts(street, other) for other in {1, 2, 3} - {number})


@pytest.mark.parametrize(
    "said",
    [
        "去看过陈桂芳了，灯坏了",
        "15号的灯看过了，要换",
        "13号门禁坏了，师傅明天来",
        "走访12号302，灯明天换",
        "灯看过了吗",
    ],
)
def test_what_is_of_somebody_or_somewhere_else_is_not(street, said: str) -> None:
    owner(street).says(said)
    assert not any(acts(street, number) for number in (1, 2, 3))


def test_of_two_it_is_asked_which(street) -> None:
    street.person("王阿娣").says("提：二楼灯不亮")
    first = street.ask(lambda unit: unit.cases.get(1).owner_id)
    street.ask(lambda unit: unit.cases.change(4, owner_id=first))
    owner(street).says("去看过了，灯坏了，要换").hears("您说的是哪一件").says("0004").hears("记下了，0004号")
    assert acts(street, 4) == [rules.KEEP] and not acts(street, 1)


def test_words_from_the_home_of_whoever_asked_may_be_of_the_case_or_a_visit(street) -> None:
    door = street.ask(
        lambda unit: (
            unit.places.household(TESTS, unit.people.get(TESTS, unit.voices.of_case(1)[0].person_id).household_id).door
        )
    )
    fang = owner(street).says(f"{door}李建国说灯还是不亮").hears("还没有记", "0001号", "还是记一次走访")
    assert fang.buttons == ["记到0001", "记走访"] and not acts(street, 1)
    fang.taps("记到0001").hears("记下了，0001号", "灯还是不亮", "只有同事看得到")
    assert acts(street, 1) == [rules.KEEP] and said_to(fang, "李建国") == ""
    fang.says(f"{door}李建国说灯还是不亮").taps("记走访").hears("请核对", "走访对象", "灯还是不亮").says("取消")
    fang.says(f"{door}李建国说腿疼").hears("请核对", "走访对象")


def test_a_place_in_the_list_that_is_about_something_else_is_asked(street) -> None:
    fang = owner(street).says("待办")
    fang.says("第一件办好了，垃圾桶清掉了").hears("您说的是哪一件").says("0003").hears("0003号", "请核对", "清掉了")
    fang.says("取消").says("第二件垃圾桶转物业").hears("您说的是哪一件").says("取消")
    fang.says("待办").says("第一件办好了，灯管换了").hears("0001号", "请核对", "灯管换了").says("取消")
    fang.says("待办").says("第一件接了，第三件转物业").hears("0001号", "您接下了", "0003号转给物业了")


def test_what_was_done_may_be_said_below_the_review_of_a_bare_done(community):
    street = community()
    street.person("李建国").says("12号楼道的灯不亮了").taps("提交").hears("编号0001")
    fang = (
        street.person("王芳")
        .says("0001 办好了")
        .hears("办了什么：办好了")
        .says("灯管换好了")
        .hears("办了什么：灯管换好了")
    )
    told = fang.says("保存").everybody
    assert any("灯管换好了" in event.text for event in told if event.to == "李建国")


def test_a_look_at_the_review_of_a_bare_done_is_a_look(community):
    street = community()
    street.person("李建国").says("12号楼道的灯不亮了").taps("提交")
    fang = street.person("王芳").says("0001 办好了").says("待办").hears("接着刚才的", "办了什么：办好了")
    fang.says("取消")
