"""Special enquiries: a few questions at the door, and what they found."""

from datetime import datetime

import pytest

from bot.config import ConfigError, load
from handlers.rounds.settings import Block, Enquiry, Question
from tests.handlers.rounds.conftest import LIFT, buttons, heard


def asking(one, where: str = "三门"):
    one.person("周科").says(f"开始调研 加装电梯意愿 {where}").hears("仅为意愿摸底，不是法定表决")
    one.person("周科").says("保存").hears("「加装电梯意愿」开始了")
    return one


def says_at_door(one, cadre: str, words: str) -> None:
    one.person(cadre).says(words).hears("请核对")
    one.person(cadre).says("保存").hears("记")


def test_from_the_officers_word_to_the_results(street):
    one = street()
    officer = one.person("周科").says("开始调研").sees("加装电梯意愿")
    officer.taps("加装电梯意愿").hears("在哪里问").sees("全街道", "三门居民区", "池沟居民区")
    officer.taps("三门居民区").hears("要问5户，1个居民区，2位干部")
    officer.says("保存")
    assert "请问4户" in heard(one, "王芳") and "仅为意愿摸底" in heard(one, "王芳")
    assert "问8号401" in buttons(one, "王芳") and heard(one, "赵敏") == ""

    one.person("王芳").taps("问8号401").hears("愿不愿意装电梯？").sees("愿意", "不愿意", "无所谓", "不肯答", "没人在家")
    one.person("王芳").taps("愿意").hears("有什么顾虑？")
    one.person("王芳").says("费用嫌贵").hears("愿不愿意装电梯：愿意", "有什么顾虑：费用嫌贵", "方式：入户")
    one.person("王芳").says("保存").hears("记好了：8号401", "还有3户没问")
    assert one.visits("王芳") == [("8号401", "12-24", "入户", "专项调研「加装电梯意愿」")]
    says_at_door(one, "王芳", "调研 12号302 王阿婆 不愿意，怕吵")
    says_at_door(one, "王芳", "调研 12号402 拒答")
    says_at_door(one, "陈洁", "调研 15号101 没人在家")

    numbers = one.person("周科").says("调研结果 加装电梯意愿 三门")
    numbers.hears(
        "应问5户，已问2户，拒答1户，还没问到2户",
        "愿意1（50%）、不愿意1（50%）、无所谓0（0%）",
        "写了2条",
        "仅为意愿摸底，不是法定表决",
    )
    numbers.hears_nothing_of("怕吵").hears_nothing_of("号302")
    one.person("周科").says("调研结果 12号302").hears("只看数字")
    secretary = one.person("刘书记").says("调研结果").hears("已问2户").sees("还有哪几户", "看写了什么")
    secretary.taps("看写了什么").hears("· 怕吵", "· 费用嫌贵").hears_nothing_of("号401").hears_nothing_of("李建国")
    one.person("刘书记").says("调研结果 12号302").hears("不愿意", "怕吵")
    one.person("王芳").says("走访名单").hears("12号501").hears_nothing_of("8号401")


def test_one_contact_is_on_record_however_often_one_comes_that_day(street):
    one = asking(street())
    one.person("王芳").says("今天去了12号302看王阿婆，精神好")
    one.person("王芳").says("保存")
    assert "12号302还没问「加装电梯意愿」" in heard(one, "王芳")
    one.person("王芳").taps("顺便问调研").hears("愿不愿意装电梯？")
    one.person("王芳").says("愿意，没什么顾虑")
    one.person("王芳").says("保存").hears("记好了")
    assert one.visits("王芳") == [("12号302", "12-24", "入户", "精神好")]


def test_answers_are_taken_back_with_their_visit_and_may_be_given_anew(street):
    one = asking(street())
    says_at_door(one, "王芳", "调研 12号302 愿意，费用嫌贵")
    one.person("王芳").says("撤销").hears("撤销了")
    assert one.visits("王芳") == []
    one.person("周科").says("调研结果").hears("已问0户")
    says_at_door(one, "王芳", "调研 12号302 电话里问的，无所谓，没想好")
    assert one.visits("王芳")[0][2] == "电话"
    one.person("王芳").says("调研 12号302 愿意，想通了").hears("这户问过了，保存就换成新的答案")
    one.person("王芳").says("保存")
    one.person("刘书记").says("调研结果 12号302").hears("愿意", "想通了")
    one.person("王芳").says("撤销")
    one.person("刘书记").says("调研结果 12号302").hears("无所谓", "没想好")


def test_after_its_last_day_nobody_is_asked(street):
    one = asking(street())
    one.clock_goes_to(datetime(2027, 1, 4, 9))
    one.person("王芳").says("调研 12号302").hears("就结束了，不再问了")
    one.person("周科").says("开始调研 加装电梯意愿 池沟").hears("就截止了，不能再问", "until")
    one.person("周科").says("调研结果").hears("应问5户")


def test_an_enquiry_may_be_ended_and_taken_back(street):
    one = asking(street())
    one.person("周科").says("开始调研 加装电梯意愿 三门").hears("已经在问了")
    one.person("周科").says("结束调研").hears("结束了")
    assert "不用再打了" in heard(one, "王芳")
    one.person("王芳").says("调研 12号302").hears("就结束了")
    one.person("周科").says("撤销").hears("撤销了")
    one.person("王芳").says("调研 12号302").hears("愿不愿意装电梯？")
    one.person("王芳").says("随便").hears("请从选项里选一个：愿意、不愿意、无所谓")


def test_a_home_that_is_not_asked_and_a_street_without_enquiries(street):
    one = asking(street(), "池沟")
    one.person("王芳").says("调研 12号302").hears("12号302不在现在的调研里")
    one = street(enquiries=())
    one.person("刘书记").says("开始调研").hears("还没有设好的调研", "rounds.enquiries")


def test_a_few_answers_of_one_area_are_not_told_apart(street):
    one = asking(street(), "全街道")
    says_at_door(one, "王芳", "调研 12号302 愿意，没有")
    says_at_door(one, "赵敏", "调研 3号201 不愿意，没有")
    whole = one.person("周科").says("调研结果 加装电梯意愿")
    whole.hears("愿意1（50%）、不愿意1（50%）", "三门居民区：已问1/5", "不到10份的居民区")
    one.person("周科").says("调研结果 加装电梯意愿 三门").hears("不到10份").hears_nothing_of("愿意1")
    one.person("刘书记").says("调研结果").hears("愿意1（100%）")  # the records behind it are theirs to see


def test_from_ten_answers_on_areas_are_told_apart(street):
    more = [f"三门居民区,一网格,微网格1,益港花园,9号,{floor}01,居民{floor},女,1970-01-01,,," for floor in range(1, 11)]
    one = asking(street(*more), "全街道")
    for floor in range(1, 11):
        says_at_door(one, "王芳", f"调研 9号{floor}01 {'愿意' if floor < 8 else '不愿意'}，没有")
    one.person("周科").says("调研结果 加装电梯意愿 三门").hears("愿意7（70%）、不愿意3（30%）")
    one.person("周科").says("调研结果").hears("三门居民区：已问10/15", "　愿不愿意装电梯？愿意7（70%）")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Enquiry("加装电梯意愿", ()), "一个问题也没有"),
        (lambda: Question("愿不愿意？", ("愿意", "愿意")), "写了两次"),
        (lambda: Question("愿不愿意？", ("愿意",)), "至少写两个选项"),
        (lambda: Enquiry("加装电梯意愿", (Question("好吗？"), Question("好吗"))), "问了两次"),
        (lambda: Enquiry("加装电梯意愿", (Question("好吗？"),), who=("独居老头",)), "没有「独居老头」这个标签"),
        (lambda: Enquiry("加装电梯意愿", (Question("好吗？"),), who=("社区矫正",)), "不能写在名单条件里"),
        (lambda: Block(enquiries=(LIFT, LIFT)), "有两份调研都叫「加装电梯意愿」"),
    ],
)
def test_an_enquiry_that_cannot_be_asked_is_refused(make, told):
    with pytest.raises(ValueError, match=told):
        make()


def test_what_is_wrong_in_the_file_is_told_by_its_line(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text("rounds:\n  enquiries:\n    - name: 加装电梯意愿\n      questions: []\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"第3行.*一个问题也没有"):
        load(file, {}, {"rounds": Block})


@pytest.mark.parametrize(
    ("said", "hears"),
    [
        ("12号302问过了，不愿意，嫌贵", ("愿不愿意装电梯：不愿意", "有什么顾虑：嫌贵")),
        ("12号302不肯讲", ("愿不愿意装电梯：不肯答",)),
        ("8号401李伯伯，愿意的，怕吵", ("愿不愿意装电梯：愿意", "有什么顾虑：怕吵")),
        ("12号402也问了，无所谓，没顾虑", ("愿不愿意装电梯：无所谓",)),
    ],
)
def test_an_answer_told_in_passing_is_one_and_no_plain_visit(street, said, hears):
    one = asking(street())
    one.person("王芳").says(said).hears("请核对", *hears).says("保存").hears("记")
    one.person("周科").says("调研结果").hears("还没问到4户")


def test_other_words_are_a_visit_while_an_enquiry_runs(street):
    one = asking(street())
    one.person("王芳").says("今天去了12号302，愿意去养老院，身体好").hears("走访对象", "情况").hears_nothing_of("电梯")


def test_an_answer_about_another_household_is_not_taken_for_the_one_that_is_open(street):
    one = asking(street())
    fang = one.person("王芳").says("调研 12号402").hears("愿不愿意装电梯").says("8号401也问了，愿意的")
    assert "12号402" not in fang.heard or "8号401" in fang.heard
    fang.says("保存")
    one.person("刘书记").says("调研结果 12号402").hears_nothing_of("：愿意")


def test_who_is_left_and_what_was_chosen_is_asked(street):
    one = asking(street())
    says_at_door(one, "王芳", "调研 12号302 不愿意，怕吵")
    one.person("王芳").says("还有谁没问").hears("8号401").hears_nothing_of("12号302")
    one.person("刘书记").says("哪几家不愿意").hears("不愿意1")
