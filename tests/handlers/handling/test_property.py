"""The property company in chat: what it reads, which case it speaks of, who hears what it says."""

from __future__ import annotations

import pytest

from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import handled, said_to


@pytest.fixture
def street(community):
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：瘫痪在床，家里马桶堵了")
    return street


def cadre(street, number: int = 1):
    """Whoever answers for a case."""
    return street.person(street.ask(lambda unit: unit.people.get(TESTS, unit.cases.get(number).owner_id).name))


def test_the_property_company_never_reads_who_lives_there_and_how_they_are(street) -> None:
    fang = cadre(street).says("0001 转物业，李建国独居，低保户，老年痴呆，麻烦今天去")
    fang.hears("转给物业了", "年纪、身体怎样没有写进去")
    told = said_to(fang, "吴经理")
    assert "马桶堵了" in told and "麻烦今天去" in told
    for person in ("吴经理", "李建国"):
        assert not any(word in said_to(fang, person) for word in ("独居", "低保", "痴呆"))
    wu = street.person("吴经理")
    for words in ("0001", "待办"):
        wu.says(words).hears("马桶堵了")
        for word in ("瘫痪", "独居", "低保", "痴呆", "李建国"):
            wu.hears_nothing_of(word)


@pytest.fixture
def two(community):
    """The lamp of 12号 and the bins of 13号 are with the property company."""
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：楼道灯不亮")
    street.person("陈桂芳").says("提：门口垃圾桶满了")
    for number in (1, 2):
        cadre(street, number).says(f"000{number} 转物业").hears("转给物业了")
    return street


@pytest.mark.parametrize(
    ("words", "lamp", "bins"),
    [
        ("灯修好了", "灯修好了", ""),
        ("12号的灯泡换好了", "12号的灯泡换好了", ""),
        ("桶清掉了", "", "桶清掉了"),
        ("13号的弄好了", "", "13号的弄好了"),
        ("垃圾桶清掉了，灯明天修", "灯明天修", "垃圾桶清掉了"),
        ("今天看过了，灯要换，垃圾桶下午清", "今天看过了，灯要换", "垃圾桶下午清"),
        ("0001修好了，0002明天弄", "修好了", "明天弄"),
        ("都明天来弄", "都明天来弄", "都明天来弄"),
    ],
)
def test_what_is_said_is_told_of_the_thing_that_it_names(two, words: str, lamp: str, bins: str) -> None:
    wu = two.person("吴经理").says(words)
    for name, told in (("李建国", lamp), ("陈桂芳", bins)):
        heard = said_to(wu, name)
        assert (f"物业说：{told}" in heard) if told else not heard, heard


def test_what_names_neither_is_asked_and_another_house_is_never_taken_for_it(two) -> None:
    wu = two.person("吴经理").says("修好了").hears("「修好了」说的是哪一件")
    assert not said_to(wu, "李建国") and not said_to(wu, "陈桂芳")
    wu.says("0002").hears("收到，0002号：修好了")
    wu = two.person("吴经理").says("0002").says("15号来修").hears("收到，0002号：15号来修")
    assert "物业说：15号来修" in said_to(wu, "陈桂芳")
    wu.says("0009 修好了").hears("0009号不在您这里")


@pytest.mark.parametrize(
    "words",
    [
        "业主自己弄坏的，要他出钱",
        "这家人真烦，别理他",
        "灯在几楼？",
        "物业费先交了再说",
        "居委自己来修",
        "路灯不归我们管",
    ],
)
def test_what_is_not_plain_progress_reaches_the_cadre_alone_who_passes_it_on_with_a_tap(street, words: str) -> None:
    fang = cadre(street).says("0001 转物业")
    wu = street.person("吴经理").says(words).hears("0001号这句转给居委", "有回话我告诉您")
    assert not said_to(wu, "李建国")
    assert "物业说" in said_to(wu, fang.name) and "只有您看到" in said_to(wu, fang.name)
    street.person("李建国").says("0001").hears_nothing_of(words)
    fang.taps("告诉提的人").hears("告诉提的人了")
    assert "物业说" in said_to(fang, "李建国")
    fang.taps_old(1, "告诉提的人").hears("已经告诉提的人了")
    assert not said_to(fang, "李建国")


def test_the_cadre_answers_the_property_company_and_whoever_asked_is_not_told(street) -> None:
    fang = cadre(street).says("0001 转物业")
    street.person("吴经理").says("在几楼？")
    fang.taps("回物业").hears("要跟物业说什么").says("三楼，李建国一个人住，下午两点去").hears(
        "跟物业说了", "三楼，下午两点去"
    )
    assert "说：三楼，下午两点去" in said_to(fang, "吴经理") and not said_to(fang, "李建国")


@pytest.mark.parametrize("words", ["谁报的？电话多少", "12号402的李建国是不是低保", "这家叫什么名字"])
def test_who_asked_for_it_is_not_told_to_a_property_company(two, words: str) -> None:
    wu = two.person("吴经理").says(words).hears("谁提的、怎么联系、家里情况，四百不往外说")
    assert not said_to(wu, "李建国") and wu.buttons == ["0001约时间", "0002约时间"]
    wu.taps("0001约时间").hears("0001号这句转给居委")
    assert "约时间上门" in said_to(wu, cadre(two).name) and not said_to(wu, "李建国")


def test_a_property_company_sees_only_what_it_was_given(two) -> None:
    for words in ("三门居民区 本周诉求", "全部诉求", "诉求情况"):
        two.person("吴经理").says(words).hears("只看得到转给您的")


def test_the_street_speaks_to_the_cadre_as_the_street(street) -> None:
    fang = cadre(street).says("0001 报街道，物业不肯修")
    assert "报到街道了" in said_to(fang, "李建国") and "不肯修" not in said_to(fang, "李建国")
    zhou = street.person("周科").says("收到，我来协调物业").hears("0001号转给居委", "提的人看不到")
    assert not said_to(zhou, "李建国") and "街道周科说：收到，我来协调物业" in said_to(zhou, fang.name)
    for words in ("0001 退回居委，请先开三方会", "0001 办好了", "0001 转物业"):
        zhou.says(words).hears("0001号转给居委")
        assert not said_to(zhou, "李建国")
    fang.taps("告诉提的人")
    assert "街道周科说" in said_to(fang, "李建国") and "居委周科" not in said_to(fang, "李建国")


def test_a_case_that_was_not_passed_on_is_not_shown(street) -> None:
    cadre(street).says("0001 转物业")
    street.person("陈桂芳").says("提：楼上太吵")
    for words in ("0002", "0002 修好了", "0001修好了，0002明天弄"):
        street.person("吴经理").says(words).hears("0002号不在您这里").hears_nothing_of("太吵")


@pytest.mark.parametrize(
    "words",
    [
        "明天下午两点来修，要有人在家",
        "师傅明天上午来",
        "周五上午九点上门，请留个人在家",
        "后天来换，麻烦业主在家等一下",
    ],
)
def test_a_day_and_an_hour_of_coming_are_plain_progress(street, words: str) -> None:
    cadre(street).says("0001 转物业")
    wu = street.person("吴经理").says(words).hears("居委看到了")
    assert f"物业说：{words}" in said_to(wu, "李建国")


@pytest.mark.parametrize("words", ["明天下午来，这家老是没人在家", "明天来，业主要自己出钱", "要有人在家"])
def test_a_day_makes_nothing_plain_of_what_is_said_of_people(street, words: str) -> None:
    cadre(street).says("0001 转物业")
    assert not said_to(street.person("吴经理").says(words), "李建国")


def test_that_it_was_read_reaches_whoever_passed_it_on(two) -> None:
    fang = cadre(two)
    wu = two.person("吴经理").says("收到").hears("0001号：收到了", "0002号：收到了")
    assert "物业说：收到了" in said_to(wu, fang.name)
    wu.says("收到").hears_nothing_of("0001号")
    fang.says("0001 催一下")
    assert "0001号" in said_to(two.person("吴经理").says("好的"), fang.name)
