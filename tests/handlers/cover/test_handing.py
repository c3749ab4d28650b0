"""Whoever leaves hands everything over; a household can be given to another cadre; nobody is left without one."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from storage.plans import MUST, PLANS, Plan
from storage.viewers import run
from tests.community import MONDAY, STREET, TESTS
from tests.handlers.cover.test_leaves import LI, ZHAO, on_leave, pushed, told

SECOND = (
    "三门居民区,一网格,微网格5,,,,王芳,女,1985-03-02,,,干部",
    "三门居民区,一网格,微网格5,益港花园,18号,101,吴大明,男,1955-02-03,,,",
)


def plans_of(street, name: str) -> int:
    def find(unit):
        person = unit.people.named(TESTS, name)[0].id
        mine = select(PLANS.c.id).where(
            PLANS.c.cadre_id == person, PLANS.c.done_at.is_(None), PLANS.c.undone_at.is_(None)
        )
        return len(run(unit.db, TESTS, mine).all())

    return street.ask(find)


def must_visit(street, door: str, name: str) -> None:
    def plan(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == door)
        cadre = unit.people.named(TESTS, name)[0].id
        Plan(MUST, home.id, cadre, MONDAY.date(), "住院").store(unit, TESTS)

    street.ask(plan)


def test_everything_goes_over_on_the_day_and_the_leaver_sees_nothing_more(community):
    street = community()
    street.person("王芳").says("明天去看12号402").says("保存")
    must_visit(street, "12号301", "王芳")
    chief = street.person("刘书记").says("王芳调走了，交给陈洁").hears("管着6户，手上有2件没办完的事", "交给谁：陈洁")
    chief.says("保存").hears("王芳今天起不在三门居民区，工作交给陈洁")
    assert "今天起王芳的工作交给您：微网格1" in told(street, "陈洁") and "您的工作交给陈洁了" in told(street, "王芳")
    assert (plans_of(street, "王芳"), plans_of(street, "陈洁")) == (0, 2)
    street.person("陈洁").says("查 12号301").hears("王秀英", "独居老人")
    street.person("王芳").says("查 12号301").hears("只有居委的同事能看")
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert "12号402" in told(street, "陈洁") and not told(street, "王芳")


def test_taken_back_everything_is_as_it_was(community):
    street = community()
    street.person("王芳").says("明天去看12号402").says("保存")
    street.person("刘书记").says("把12号301给王芳").says("取消")
    street.person("刘书记").says("王芳调走了，交给陈洁").says("保存")
    street.person("刘书记").says("撤销").hears("交接不算了")
    assert {to for to, _ in pushed(street)} == {"王芳", "陈洁"}
    street.person("王芳").says("查 12号402").hears("李建国")
    street.person("陈洁").says("查 12号402").hears("不在您负责的范围里")
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert "12号402" in told(street, "王芳") and not told(street, "陈洁")


def test_on_a_day_to_come_nothing_changes_before(community):
    street = community()
    street.person("王芳").says("下周三去看12号402").says("保存")
    street.person("刘书记").says("王芳12月1日调走，工作交给陈洁").hears("哪天起：下周二（12月1日）").says("保存")
    street.person("王芳").says("查 12号402").hears("李建国")
    street.person("陈洁").says("查 12号402").hears("不在您负责的范围里")
    street.clock_goes_to(datetime(2026, 12, 1, 9))
    assert "今天起王芳的工作由您接手，有1件没办完的事" in told(street, "陈洁")
    street.person("王芳").says("查 12号402").hears("只有居委的同事能看")
    street.person("陈洁").says("查 12号402").hears("李建国")
    street.clock_goes_to(datetime(2026, 12, 2, 9))
    assert "12号402" in told(street, "陈洁") and not told(street, "王芳")


def test_taken_back_before_the_day_nothing_happens_on_it(community):
    street = community()
    street.person("王芳").says("12月1日去看12号402，计划").says("取消")
    street.person("刘书记").says("王芳12月1日调走，交给陈洁").says("保存")
    street.person("刘书记").says("撤销")
    street.clock_goes_to(datetime(2026, 12, 1, 9))
    assert not pushed(street)
    street.person("王芳").says("查 12号402").hears("李建国")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("王芳12月1日调走，工作交给陈洁", "12月1日"),
        ("王芳做到11月30日，之后交给陈洁", "12月1日"),  # the last day is still hers
        ("王芳退休了，她的工作由陈洁接手", "今天"),
        ("陈洁接手王芳的工作", "今天"),
        ("把王芳的网格交给陈洁", "今天"),
        ("王芳下个月1号调到别的居委，由陈洁接替", "12月1日"),
        ("王芳要离职了，陈洁接她的班", "今天"),
    ],
)
def test_leaving_is_said_in_many_ways(community, words: str, day: str):
    heard = community().person("刘书记").says(words).hears("谁离开：王芳", "交给谁：陈洁", "哪天起：").heard
    assert day in heard


def test_without_a_successor_it_is_asked_for(community):
    street = community(*STREET, LI)
    chief = street.person("刘书记").says("王芳调走了").hears("请说交给谁").sees("交给陈洁", "交给李慧", "交给刘书记")
    chief.says("保存").hears("还差这一步").says("王芳").hears("王芳就是要离开的人").says("赵敏").hears(
        "没找到叫「赵敏」的同事"
    )
    chief.says("陈洁").hears("交给谁：陈洁").says("保存").hears("记好了")


def test_two_successors_of_one_micro_grid_have_it_together(community):
    street = community(*STREET, LI)
    street.person("刘书记").says("王芳12月1日调走，工作交给陈洁和李慧").hears("交给谁：陈洁、李慧").says("保存")
    street.clock_goes_to(datetime(2026, 12, 1, 9))
    for name in ("陈洁", "李慧"):
        street.person(name).says("查 12号301").hears("王秀英")
    street.person("刘书记").says("谁没人管").hears("陈洁、李慧一起管", "谁最后去的归谁")


def test_two_successors_of_two_micro_grids_are_asked_which(community):
    street = community(*STREET, LI, *SECOND)
    chief = (
        street.person("刘书记").says("王芳调走了，交给陈洁和李慧").hears("微网格1归谁").sees("陈洁", "李慧", "两位一起")
    )
    chief.taps("陈洁").hears("微网格5归谁").taps("李慧").says("保存").hears("记好了")
    street.person("李慧").says("查 18号101").hears("吴大明").says("查 12号301").hears("不在您负责的范围里")
    street.person("陈洁").says("查 12号301").hears("王秀英")


def test_which_micro_grid_goes_to_whom_may_be_told_at_once(community):
    street = community(*STREET, LI, *SECOND)
    chief = street.person("刘书记").says("王芳调走了，微网格1给陈洁，微网格5给李慧")
    chief.hears("微网格1归谁：陈洁", "微网格5归谁：李慧")


def test_a_successor_on_leave_is_named_and_taken(community):
    street = community(*STREET, LI)
    on_leave(street, "陈洁", "明天到周五请假，李慧代")
    chief = street.person("刘书记").says("王芳调走了，交给陈洁").hears("陈洁明天到周五请假，那几天先由李慧代")
    chief.says("保存").hears("记好了")
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    street.person("李慧").says("查 12号301").hears("王秀英")


def test_leaves_that_lose_their_substitute_are_given_another(community):
    street = community(*STREET, LI)
    on_leave(street, "陈洁", "明天到周五请假，王芳代")
    street.person("刘书记").says("王芳调走了，交给李慧").hears("原来请王芳代，交接后没人代了").says("保存")
    assert "陈洁到周五的班要另请人代" in told(street, "陈洁") and "要另请人代" in told(street, "刘书记")
    street.clock_goes_to(datetime(2026, 11, 24, 9))
    assert "陈洁请假，没有人代班" in told(street, "刘书记")
    street.person("王芳").says("查 15号101").hears("只有居委的同事能看")  # nobody stands in who works here no more
    chief = street.person("刘书记").taps("换人代").hears("请谁代陈洁").taps("请李慧代").says("保存").hears("李慧代")
    chief.says("谁在代班").hears("陈洁：今天到周五，李慧代")


def test_households_given_to_the_leaver_go_over_too(community):
    street = community(*STREET, LI)
    street.person("刘书记").says("把15号101给王芳").says("保存")
    street.person("刘书记").says("王芳12月1日离职，交给李慧").hears("单独交给王芳的1户也一起转").says("保存")
    street.clock_goes_to(datetime(2026, 12, 1, 9))
    street.person("王芳").says("找人帮忙")
    street.person("孙大明").says("找人帮忙")
    assert [to for to, _ in pushed(street)] == ["李慧"]


def test_the_leavers_own_leave_ends(community):
    street = community()
    on_leave(street, "王芳", "明天到下周五请假，陈洁代")
    street.person("刘书记").says("王芳12月1日调走，交给陈洁").says("保存")
    events = street.clock_goes_to(datetime(2026, 12, 7, 9))
    assert "王芳" not in [event.to for event in events if event.at.day > 1 and event.lane == "reminder"]
    street.person("陈洁").says("谁在代班").hears("没有人请假")


def test_who_may_hand_over_whose_work(community):
    street = community(*STREET, ZHAO)
    street.person("陈洁").says("我要调走了").hears("要请刘书记来说").says("王芳调走了，交给陈洁").hears(
        "要请刘书记来说"
    )
    chief = street.person("刘书记").says("刘书记退休了，交给王芳").hears("书记的交接要请街道来说")
    chief.says("取消").says("赵敏调走了，交给王芳").hears("赵敏不是三门居民区的同事").says("取消")
    street.person("周科").says("刘书记退休了，交给王芳").hears("三门居民区书记").says("保存")
    street.person("王芳").says("谁没人管").hears("每栋楼都有人管")
    street.person("李建国").says("家里煤气味很重")
    assert "王芳" in [event.to for event in street.last if event.lane == "alert"]


# One household


@pytest.mark.parametrize(
    "words", ["把12号301给陈洁", "12号301交给陈洁管", "12号301以后归陈洁管", "把12号301转给小陈", "12号301换陈洁管"]
)
def test_a_household_is_given_to_another_cadre_and_both_are_told(community, words: str):
    street = community()
    street.person("刘书记").says(words).hears("哪一户：12号301 王秀英", "交给谁管：陈洁").says("保存").hears(
        "从今天起由陈洁管"
    )
    assert "请您管（原来是王芳）" in told(street, "陈洁") and "由陈洁管，您不用再去了" in told(street, "王芳")
    street.person("陈洁").says("查 12号301").hears("王秀英")
    street.person("刘书记").says("撤销")
    assert "还是原来的同事管" in told(street, "陈洁")
    street.person("陈洁").says("查 12号301").hears("不在您负责的范围里")


def test_giving_step_by_step_and_what_cannot_be(community):
    street = community(*STREET, ZHAO)
    chief = street.person("刘书记").says("交给别人").hears("要把哪一户交给别人").says("12号301")
    chief.hears("12号301现在是王芳管，交给谁").sees("交给陈洁", "交给刘书记")
    chief.says("王芳").hears("现在就是王芳管，不用换").says("赵敏").hears("赵敏现在不在三门居民区").taps("交给陈洁")
    chief.hears("交给谁管：陈洁").says("保存").hears("记好了")


def test_a_cadre_is_told_who_decides(community):
    community().person("王芳").says("12号301交给陈洁管").hears("要请刘书记来说")


def test_given_to_somebody_on_leave_the_stand_in_is_told(community):
    street = community(*STREET, LI)
    on_leave(street, "陈洁", "今天请假，李慧代")
    street.person("刘书记").says("把12号301给陈洁").hears("陈洁今天请假，先由李慧代").says("保存")
    assert {"陈洁", "李慧", "王芳"} == {to for to, _ in pushed(street)}
    street.person("李慧").says("查 12号301").hears("王秀英")


# Who is looked after by nobody


def test_buildings_cadres_and_households_out_of_order_are_named_with_what_to_do(community):
    street = community(
        *STREET, LI,
        "三门居民区,一网格,微网格6,益港花园,19号,101,吴小明,男,1955-02-03,,,",
        "三门居民区,一网格,微网格8,,,,钱多,女,1985-03-02,,,干部",
    )  # fmt: skip
    chief = street.person("刘书记").says("谁没人管")
    chief.hears(
        "微网格6的益港花园19号没有干部管，共1户，提醒先发给书记",
        "钱多还没有管的楼",
        "微网格2的益港花园15号是陈洁、李慧一起管",
    )
    chief.says("把19号101交给钱多").says("保存").says("谁没人管").hears_nothing_of("钱多还没有")
    street.person("周科").says("哪些楼没人管").hears("微网格6的益港花园19号")
    street.person("王芳").says("谁没人管").hears_nothing_of("微网格6")


def test_where_all_is_well_it_says_so(community):
    community().person("刘书记").says("谁没人管").hears("三门居民区每栋楼都有人管")


def test_the_button_of_a_late_household_asks_only_who(community):
    street = community()
    street.clock_goes_to(datetime(2026, 12, 2, 9))
    chief = street.person("刘书记").taps("交给别人").hears("现在是王芳管，交给谁").hears_nothing_of("哪一户？")
    chief.taps("交给陈洁").hears("哪一户：12号301 王秀英").says("保存").hears("从今天起由陈洁管")
    assert {to for to, _ in pushed(street)} == {"王芳", "陈洁"}


def test_a_household_for_somebody_else_is_asked_for_whom(community):
    community().person("刘书记").says("12号301换个人管").hears("12号301现在是王芳管，交给谁").sees(
        "交给陈洁", "交给刘书记"
    )


def test_a_handover_whose_day_has_not_come_is_called_off(community):
    street = community(*STREET, LI)
    chief = street.person("刘书记").says("王芳12月1日调走，交给陈洁").says("保存")
    chief.says("王芳12月1日调走，交给李慧").hears("已经说好下周二（12月1日）起交给陈洁", "王芳的交接取消").says("取消")
    street.clock_goes_to(datetime(2026, 11, 25, 9))
    chief.says("王芳不调走了").hears("王芳的交接不办了，还是王芳管")
    assert {to for to, _ in pushed(street)} == {"王芳", "陈洁"}
    street.clock_goes_to(datetime(2026, 12, 1, 9))
    street.person("王芳").says("查 12号301").hears("王秀英")
    chief.says("王芳的交接取消").hears("没有等着办的交接")


def test_a_successor_whom_nobody_knows_is_named(community):
    community().person("刘书记").says("王芳调走了，交给赵四").hears("没找到叫「赵四」的同事").sees(
        "交给陈洁", "交给刘书记"
    )


@pytest.mark.parametrize("words", ["把12号301交给张三", "12号301以后张三负责", "12号301归张三管", "12号301转给张三"])
def test_a_household_for_a_stranger_is_no_visit(community, words: str):
    chief = community().person("刘书记").says(words).hears("没找到叫「张三」的同事").sees("交给陈洁", "交给刘书记")
    chief.says("陈洁").hears("哪一户：12号301", "交给谁管：陈洁").says("保存").hears("从今天起由陈洁管")


def test_a_household_is_taken_over_in_other_words(community):
    street = community()
    street.person("刘书记").says("12号301以后陈洁负责").hears("交给谁管：陈洁").says("取消")
    street.person("刘书记").says("12号301交给我自己").hears("交给谁管：刘书记").says("取消")
    street.person("陈洁").says("15号101以后交给张三").hears("要请刘书记来说")


@pytest.mark.parametrize("words", ["12号301以后女儿负责", "12号301交给居委管", "12号301把钥匙交给女儿，血压偏高"])
def test_who_of_the_family_looks_after_somebody_is_told_on_a_visit(community, words: str):
    community().person("王芳").says(words).hears_nothing_of("要请刘书记").hears_nothing_of("没找到叫")
