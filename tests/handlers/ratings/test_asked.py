"""What was asked last is what is answered, with one sentence and soon; whatever is plainly something else is just that."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.engines.cases import rules
from tests.community import TESTS, TUESDAY
from tests.handlers.ratings.street import done, now, raise_one, voice


def told(street, case) -> list[str]:
    """The words that were added to a case."""
    return [one.words for one in street.ask(lambda unit: unit.cases.steps(TESTS, case.id)) if one.act == rules.TELL]


def not_solved(community):
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").taps("还没好").hears("哪里还没好")
    return street, case


def unhappy(community):
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("好了").taps("不满意").hears("哪里不满意")
    return street, case


OTHERS = [
    "12号302水管爆了，水漫到楼下", "6号楼前垃圾没人收", "长护险怎么申请", "我住院了", "提诉求", "我的诉求", "13号楼道的灯也不亮", "常用电话",
]  # fmt: skip


@pytest.mark.parametrize("words", OTHERS)
def test_what_is_plainly_something_else_is_no_remark_on_the_lamp(community, words: str) -> None:
    street, case = not_solved(community)
    street.person("李建国").says(words).hears_nothing_of("补充到0001")
    assert told(street, case) == []


@pytest.mark.parametrize(
    "words", ["三楼还是黑的", "开关按了没反应", "还没人来修", "12号三楼那盏一闪一闪", "师傅装反了"]
)
def test_the_sentence_that_was_asked_for_is_taken_once(community, words: str) -> None:
    street, case = not_solved(community)
    street.person("李建国").says(words).hears("补充到0001号了")
    street.person("李建国").says("天气真好呀").hears_nothing_of("补充到0001")
    assert told(street, case) == [words]


def test_days_later_nothing_waits_any_more(community) -> None:
    street, case = not_solved(community)
    street.clock_goes_to(datetime(2026, 11, 27, 10))
    street.person("李建国").says("我今天去看女儿了").hears_nothing_of("补充到0001")
    assert told(street, case) == []


def test_an_hour_is_what_the_operator_sets(community) -> None:
    street, _ = not_solved(community)
    street.clock_goes_to(TUESDAY + timedelta(minutes=50))
    street.person("李建国").says("开关那头没换").hears("补充到0001号了")


def test_done_again_and_still_not_well_is_the_second_time(community) -> None:
    street, case = not_solved(community)
    street.person("李建国").says("三楼还是黑的").hears("补充到0001号了")
    done(street, case, "又换了一根")
    street.person("李建国").says("还是没好，骗人的").hears("重新打开了", "刘书记接过来办")
    assert now(street, case).reopened == 2


def test_done_again_before_a_word_was_said_ends_the_waiting(community) -> None:
    street, case = not_solved(community)
    done(street, case, "又换了一根")
    street.person("李建国").says("三楼还是不亮").hears("刘书记接过来办")
    assert (now(street, case).reopened, told(street, case)) == (2, [])


def test_no_more_to_say_is_said_once(community) -> None:
    street, case = not_solved(community)
    street.person("李建国").says("没有了").hears("好的")
    assert told(street, case) == []


@pytest.mark.parametrize("words", OTHERS)
def test_the_next_matter_is_no_reason_for_the_rating(community, words: str) -> None:
    street, case = unhappy(community)
    street.person("李建国").says(words).hears_nothing_of("我转给他们了")
    assert voice(street, case, "李建国").why == ""


def test_the_next_day_it_is_no_reason_either_and_after_one_reason_none_is_taken(community) -> None:
    street, case = unhappy(community)
    street.person("李建国").says("等了三个礼拜").hears("我转给他们了")
    street.person("李建国").says("今天买菜去了").hears_nothing_of("我转给他们了")
    street.clock_goes_to(datetime(2026, 11, 25, 10))
    street.person("李建国").says("门口的快递柜满了").hears_nothing_of("我转给他们了")
    assert voice(street, case, "李建国").why == "等了三个礼拜"


@pytest.mark.parametrize(
    "words", ["三趟才修好，师傅态度差", "打了三次电话没人接", "修好了也没人跟我说一声", "没人管，拖到现在才弄好"]
)
def test_a_reason_does_not_undo_the_rating(community, words: str) -> None:
    street, case = unhappy(community)
    street.person("李建国").says(words).hears("我转给他们了")
    mine = voice(street, case, "李建国")
    assert (mine.solved, mine.satisfied, mine.why, now(street, case).reopened) == (True, "不满意", words, 0)


def test_a_reason_that_it_is_not_well_opens_it_again(community) -> None:
    street, case = unhappy(community)
    street.person("李建国").says("今天一看又不亮了，还是没好").hears("重新打开了")
    assert now(street, case).reopened == 1


@pytest.mark.parametrize("words", ["我不想活了", "楼道里有人要跳楼", "电表箱冒烟了，着火了"])
@pytest.mark.parametrize("begin", [not_solved, unhappy])
def test_a_danger_ends_the_waiting(community, words: str, begin) -> None:
    street, case = begin(community)
    street.person("李建国").says(words).hears_nothing_of("补充到0001").hears_nothing_of("谢谢您肯告诉我")
    street.person("李建国").says("在六楼阳台上").hears_nothing_of("补充到0001").hears_nothing_of("我转给他们")
    assert told(street, case) == [] and voice(street, case, "李建国").why == ""


def test_in_the_middle_of_something_else_only_that_is_asked(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    jianguo = street.person("李建国").says("我要提个意见")
    jianguo.taps("好了").hears("0001号办结了", "接着刚才的")
    jianguo.taps("不满意").hears("记下了", "忙完手上的", "接着刚才的").hears_nothing_of("没有请回")
    jianguo.says("小区东门的路灯坏了").hears("编号0002")
    jianguo.says("今天蛮冷的")
    mine = voice(street, case, "李建国")
    assert (mine.satisfied, mine.why) == ("不满意", "")
    street.person("李建国").says("0001 不满意，态度太差").hears("我转给他们")
    assert voice(street, case, "李建国").why.endswith("态度太差")


def test_a_degree_typed_at_another_question_is_asked_about(community) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    jianguo = street.person("李建国").says("我要提个意见")
    jianguo.taps("好了").hears("办得您满意吗", "接着刚才的")
    jianguo.says("很满意").hears("「很满意」是要先评满意").taps("先评满意").hears("接着刚才的")
    assert voice(street, case, "李建国").satisfied == "很满意"


def test_another_matter_in_the_same_breath_is_kept_on_a_button(community) -> None:
    street, case = not_solved(community)
    jianguo = street.person("李建国").says("三楼还黑，对了13号门口垃圾也满了").hears("补充到0001号了", "另一件")
    assert told(street, case) == ["三楼还黑"]
    jianguo.taps("另提一件").hears("垃圾也满了")


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("没解决，还是坏的", "开到三楼就停"),
        ("没好，一按就跳闸", "昨天晚上又跳了两次"),
        ("还没修好，还是黑的", "二楼也是黑的"),
    ],
)
def test_what_follows_not_well_with_its_reason_is_of_the_same(community, said: str, after: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says(said).hears("您说的我转过去了").says(after).hears("补充到0001号了")
    assert told(street, case) == [after]
    street.person("李建国").says("天气真好呀").hears_nothing_of("补充到0001")


@pytest.mark.parametrize("words", ["12号302水管爆了，水漫到楼下", "长护险怎么申请", "我的诉求", "谢谢"])
def test_something_else_after_it_is_not(community, words: str) -> None:
    street = community(start=TUESDAY)
    case = raise_one(street)
    done(street, case)
    street.person("李建国").says("没解决，还是坏的").says(words).hears_nothing_of("补充到0001")
    assert told(street, case) == []
