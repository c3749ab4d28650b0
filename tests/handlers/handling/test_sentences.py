"""One message of a cadre is several moves; words that are not certainly moves are told to nobody outside."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from handlers.handling.rules import SHOW
from handlers.handling.sentences import moves_of, sentences
from tests.community import TUESDAY
from tests.handlers.handling.raising import handled, owner, said_to

KEEP, TAKE, PASS = rules.KEEP, rules.TAKE, rules.PASS


@pytest.fixture
def street(community):
    """A lamp in 12号, bins in 13号; 王芳 answers for both."""
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：楼道灯不亮")
    street.person("赵国强").says("提：垃圾桶满出来了")
    return street


def case(street, number: int = 1):
    return street.ask(lambda unit: unit.cases.get(number))


def states(street) -> list[str]:
    return [case(street, 1).state, case(street, 2).state]


def heard(text: str) -> list[tuple[tuple[int, ...], list[tuple[str, str]]]]:
    found = []
    for part in sentences(text):
        serials = tuple(serial for serial, _ in part.named)
        found.append((serials, [(move.act, move.words or move.whom) for move in moves_of(part.words, serials)]))
    return found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("0001接了，0002转物业", [((1,), [(TAKE, "")]), ((2,), [(PASS, "物业")])]),
        ("接0001，0002转物业", [((1,), [(TAKE, "")]), ((2,), [(PASS, "物业")])]),
        ("接了0001，转物业0002", [((1,), [(TAKE, "")]), ((2,), [(PASS, "物业")])]),
        ("我把0001接了，0002也是", [((1,), [(TAKE, "")]), ((2,), [(TAKE, "")])]),
        ("0001、0003 都转物业", [((1, 3), [(PASS, "物业")])]),
        ("转物业0001、0002，请今天看", [((1, 2), [(PASS, "请今天看")])]),
        ("0001 办好了 0002 办好了", [((1,), [(rules.RESOLVE, "")]), ((2,), [(rules.RESOLVE, "")])]),
        ("0001 转物业，跟0003一样的毛病", [((1,), [(PASS, "跟0003一样的毛病")])]),
        ("0001 打过电话了，转物业", [((1,), [(rules.CONTACT, ""), (PASS, "物业")])]),
        ("0001 接了，下午联系，转物业", [((1,), [(TAKE, "下午联系"), (PASS, "物业")])]),
        ("0001 接了，等灯管，停到下周二", [((1,), [(TAKE, ""), (rules.PAUSE, "等灯管，停到下周二")])]),
        ("0001 转物业，转过去了，修好了", [((1,), [(rules.RESOLVE, "转物业，转过去了，修好了")])]),
        ("0001 和 0002 是一件事", [((1, 2), [(rules.MERGE, "")])]),
    ],
)
def test_a_sentence_is_cut_by_case_and_by_move(said: str, found: list[object]) -> None:
    assert heard(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "快修好了",
        "明天就好",
        "差不多好了",
        "应该好了吧",
        "还没修好",
        "马上修好",
        "估计修好了",
        "这老头又来烦了，别理他",
        "催过物业了",
        "约好了明天上门",
    ],
)
def test_what_is_not_done_yet_is_kept(said: str) -> None:
    assert heard(f"0001 {said}") == [((1,), [(KEEP, said)])]


@pytest.mark.parametrize("said", ["灯好了", "已经好了", "楼道的灯修好了", "都换好了"])
def test_what_is_done_is_done(said: str) -> None:
    assert heard(f"0001 {said}")[0][1][0][0] == rules.RESOLVE


@pytest.mark.parametrize("said", ["物业修好了没有", "什么时候能修好", "办了吗", "现在怎么样了"])
def test_a_question_to_the_bot_shows_how_it_stands(said: str) -> None:
    assert heard(f"0001 {said}") == [((1,), [(SHOW, "")])]


def test_several_cases_in_one_message_are_each_done_and_said(street) -> None:
    fang = owner(street).says("0001接了，0002转物业")
    fang.hears("0001号 楼道灯不亮", "您接下了", "0002号转给物业了").sees("看0001", "看0002")
    assert states(street) == [rules.WORK, rules.PASSED]
    assert "接了" in said_to(fang, "李建国") and "转给物业了" in said_to(fang, "赵国强")
    fang.says("撤销").hears("撤销了")
    assert states(street) == [rules.NEW, rules.NEW]


def test_several_that_are_done_stand_in_one_review(street) -> None:
    fang = owner(street).says("0001、0002 都办好了").hears("0001号 楼道灯不亮", "0002号 垃圾桶", "请核对")
    assert states(street) == [rules.NEW, rules.NEW]
    fang.says("保存").hears("0001号记成办好了", "0002号记成办好了")
    assert states(street) == [rules.ASKED, rules.ASKED]


def test_one_that_may_not_happen_stops_none_of_the_others(street) -> None:
    fang = owner(street).says("0009接了，0002接了").hears("没有0009号", "0002号", "您接下了")
    fang.says("0002 接了，0001 转物业").hears("本来就是您在办", "0001号转给物业了")
    assert states(street) == [rules.PASSED, rules.WORK]


def test_two_moves_of_one_case_both_happen(street) -> None:
    fang = owner(street).says("0001 打过电话了，转物业").hears("联系过了", "转给物业了")
    assert (case(street).state, case(street).contact_at is not None) == (rules.PASSED, True)
    fang.says("0002 接了，下午联系，转物业")
    assert "下午联系" not in said_to(fang, "吴经理") and "垃圾桶" in said_to(fang, "吴经理")


def test_what_is_not_certainly_meant_for_residents_stays_inside_until_it_is_told(street) -> None:
    fang = owner(street).says("0001 这老头又来烦了，别理他").hears("只有同事看得到", "提出的人还不知道")
    assert said_to(fang, "李建国") == ""
    fang.says("0001 去看过了，灯座坏了").hears("只有同事看得到")
    fang.taps("告诉提出的人").hears("提出的人也告诉了")
    assert "说：去看过了，灯座坏了" in said_to(fang, "李建国")
    fang.says("0001").hears("备注：这老头又来烦了")
    street.person("李建国").says("0001").hears("灯座坏了").hears_nothing_of("老头")
    fang.says("0001 告诉李师傅，下周换新的").hears("提出的人也告诉了")
    assert "说：下周换新的" in said_to(fang, "李建国")
    fang.says("备注 0002 这家狗凶").hears("只有同事看得到")
    assert "告诉提出的人" not in fang.buttons


def test_a_colleague_who_keeps_a_note_is_read_by_whoever_answers_for_it(street) -> None:
    name = owner(street).name
    head = street.person("刘书记").says("0001 备注 上个月也报过").hears("只有同事看得到")
    assert "上个月也报过" in said_to(head, name) and said_to(head, "李建国") == ""


def test_whoever_has_it_is_chased(street) -> None:
    fang = owner(street).says("0001 催一下物业").hears("没有转出去", "没有催物业")
    fang.says("0001 转物业")
    fang.says("催一下物业").hears("催过物业了")
    assert "居委催一下：0001号 楼道灯不亮" in said_to(fang, "吴经理") and said_to(fang, "李建国") == ""
    fang.says("0001 告诉物业，钥匙在门卫").hears("带给物业了")
    assert "钥匙在门卫" in said_to(fang, "吴经理")


def test_a_secretary_chases_whoever_answers_for_it(street) -> None:
    fang = owner(street)
    head = street.person("刘书记").says("0001 催一下").hears(f"催过{fang.name}了")
    assert "居委刘书记催一下：0001号" in said_to(head, fang.name)


def test_it_comes_back_from_the_property_company_which_is_told(street) -> None:
    fang = owner(street).says("0001 转物业").says("0001 不用物业了，我自己弄").hears("从物业那里拿回来")
    assert "不用再看了" in said_to(fang, "吴经理")
    assert (case(street).state, case(street).holder) == (rules.WORK, "")
    fang.says("0002 转物业").says("撤销").hears("撤销了")
    assert "0002号居委撤回了" in said_to(fang, "吴经理")


def test_it_goes_back_to_the_colleague_whose_it_was(street) -> None:
    fang = owner(street).says("0001 给陈洁")
    jie = street.person("陈洁").says(f"0001 退给{fang.name}").hears(f"交给{fang.name}了")
    fang.says("0001 给陈姐").hears("交给陈洁了")
    jie.says("0001 退回去").hears(f"交给{fang.name}了")


def test_it_is_said_why_somebody_cannot_have_it(street) -> None:
    fang = owner(street).says("0001 给周科").hears("周科是街道干部", "没有动")
    fang.says("0001 给小吴").hears("转给物业了")
    fang.says("0002 给老孙").hears("没找到「老孙」", "没有动")
    fang.says("0002 请陈洁帮忙看看").hears("只有同事看得到")
    assert "交给陈洁" in fang.buttons
