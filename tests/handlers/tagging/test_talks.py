"""Tags given, ended and asked for in chat."""

from __future__ import annotations

import pytest

from storage.viewers import system
from tests.community import MONDAY, STREET

TESTS = system("tests")
MORE = (
    "三门居民区,一网格,微网格1,益港花园,12号,302,张德明,男,1939-05-03,,,",
    "三门居民区,一网格,微网格1,益港花园,12号,201,孙阿大,男,1945-01-01,,,楼组长",
    "三门居民区,,,,,,顾敏,女,1985-01-01,,,精防专干",
    "三门居民区,,,,,,沈刚,男,1985-01-01,,,司法专干",
)


def tags_of(street, name: str, door: str) -> list[str]:
    """What somebody bears today or will, with its days: 低保 2026-12-01~2027-06-30."""

    def find(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == door)
        who = next(one.id for one in home.people if one.name == name)
        return [f"{one.tag} {one.since}~{one.until or ''}" for one in unit.tags.held(TESTS, [who])]

    return street.ask(find)


def test_a_tag_is_given_in_one_sentence_and_its_closing_words_say_how_often_and_when_next(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("给12号302王阿婆加标签 独居老人").hears("请核对", "标签：独居老人", "来源：走访")
    fang.taps("保存").hears("加好了：12号302王阿婆，独居老人，从今天起", "以后每周联系一次，下次最晚明天")
    assert tags_of(street, "王阿娣", "12号302") == ["独居老人 2026-11-23~"]
    fang.says("撤销").hears("撤销了")
    assert tags_of(street, "王阿娣", "12号302") == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("12号402李建国是低保，从12月1日到明年6月30日", "低保 2026-12-01~2027-07-01"),
        ("12号402李建国是低保户了，从下个月1日起，到明年年底", "低保 2026-12-01~2028-01-01"),
        ("12号402加上 高龄老人 2026-12-01起", "高龄老人 2026-12-01~"),
        ("给12号402李建国加标签低保 2026-12-01~2027-06-30", "低保 2026-12-01~2027-07-01"),
        ("给李建国打个重残的标签，到2027年", "重残 2026-11-23~2028-01-01"),
        ("把12号402李建国标为独居老人，从昨天起", "独居老人 2026-11-22~"),
        ("给12号402加标签低保，有效期半年", "低保 2026-11-23~2027-05-23"),
        ("12号402李建国纳入特困，即日起到明年6月底", "特困人员 2026-11-23~2027-07-01"),
    ],
)
def test_a_tag_may_come_with_its_days_however_they_are_said(community, said, kept):
    street = community(start=MONDAY)
    street.person("王芳").says(said).hears("请核对").taps("保存").hears("加好了")
    assert tags_of(street, "李建国", "12号402") == [kept]


def test_what_is_missing_is_asked_and_who_is_meant_where_several_live(community):
    street = community(*STREET, *MORE, start=MONDAY)
    fang = street.person("王芳").says("加标签").hears("给哪一户的谁加").says("12号302").hears("住着2位")
    fang.sees("王阿娣", "张德明").taps("张德明").hears("要加什么标签").says("高龄老人、低保").taps("保存")
    fang.hears("12号302张伯伯，高龄老人、低保", "以后每季联系一次")
    assert len(tags_of(street, "张德明", "12号302")) == 2
    assert tags_of(street, "王阿娣", "12号302") == []


@pytest.mark.parametrize(
    ("said", "why", "then"),
    [
        ("给12号402李建国加标签低保，从2027-06-30到2026-12-01", "在开始（2027年6月30日）之前", "2027-12-31"),
        ("给12号402李建国加标签低保，从12月1日到11月1日", "在开始（2026年12月1日）之前", "没有期限"),
        ("给12号402李建国加标签低保，从2月30日起", "没有「2月30日」这一天", "今天"),
        ("给12号402李建国加标签低保到1990年", "在开始（2026年11月23日）之前", "没有期限"),
        ("给12号402李建国加标签 低报", "没有「低报」这个标签", "低保"),
        ("给12号402张三加标签低保", "登记的是李建国", "李建国"),
    ],
)
def test_what_cannot_be_is_said_clearly_and_nothing_told_is_lost(community, said, why, then):
    street = community(start=MONDAY)
    street.person("王芳").says(said).hears(why).says(then).hears("请核对", "李建国", "低保").taps("保存").hears(
        "加好了"
    )
    assert tags_of(street, "李建国", "12号402")[0].startswith("低保")


def test_a_household_outside_the_area_is_refused_with_whom_to_ask(community):
    street = community(start=MONDAY)
    street.person("王芳").says("给15号101孙大明加标签低保").hears("不在您负责的范围里", "陈洁")
    street.person("周科").says("给12号302加标签独居").hears("由居委会的干部和书记来加")
    street.person("李建国").says("给12号302加标签独居").hears("只有负责的居委同事能看").hears_nothing_of("您还说过")


def test_a_tag_that_is_there_says_since_when_and_its_end_can_be_moved(community):
    street = community(start=MONDAY)
    fang = (
        street.person("王芳").says("给12号301王秀英加标签独居").hears("从2026年11月23日起就有「独居老人」", "结束日期")
    )
    fang.taps("不改").hears("没有改动")
    fang.says("12号301王秀英是独居，到明年6月30日").hears("请核对", "结束：2027年6月30日").taps("保存").hears("改好了")
    assert tags_of(street, "王秀英", "12号301") == ["独居老人 2026-11-23~2027-07-01"]
    fang.says("撤销").hears("撤销了")
    assert tags_of(street, "王秀英", "12号301") == ["独居老人 2026-11-23~"]


def test_of_several_tags_only_the_new_ones_are_given(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("给12号301王秀英加标签 独居老人、高龄老人").hears("独居老人已经有了，只加别的")
    fang.taps("保存").hears("加好了：12号301王阿婆，高龄老人", "以后还是每周联系一次")
    assert len(tags_of(street, "王秀英", "12号301")) == 2


@pytest.mark.parametrize(
    "said",
    [
        "12号301王阿婆不是独居了",
        "去掉12号301的独居标签",
        "取消12号301的独居",
        "12号301王秀英不再独居",
        "12号301王阿婆不独居了",
    ],
)
def test_a_tag_ends_today_and_can_be_brought_back(community, said):
    street = community(start=MONDAY)
    fang = street.person("王芳").says(said).hears("要去掉这个标签", "独居老人").taps("保存")
    fang.hears("去掉了：12号301王阿婆，独居老人，从今天起不算", "一年联系一次")
    assert tags_of(street, "王秀英", "12号301") == []
    fang.says("撤销").hears("撤销了")
    assert tags_of(street, "王秀英", "12号301") == ["独居老人 2026-11-23~"]


@pytest.mark.parametrize("said", ["12号301王秀英是不是独居", "12号301有没有独居标签", "12号301王秀英有没有低保"])
def test_a_question_ends_nothing(community, said):
    street = community(start=MONDAY)
    street.person("王芳").says(said).hears("您能看到的标签", "王秀英：独居老人").hears_nothing_of("请核对")
    assert tags_of(street, "王秀英", "12号301") == ["独居老人 2026-11-23~"]


def test_ending_what_is_not_there_says_what_is(community):
    street = community(*STREET, *MORE, start=MONDAY)
    fang = (
        street.person("王芳").says("12号302王阿婆不是独居了").hears("您能看到的标签：没有").hears_nothing_of("您还说过")
    )
    fang.says("12号301王秀英不是低保了").hears("没有「低保」这个标签").sees("独居老人").says("取消")
    fang.says("给12号302张德明加标签低保").taps("保存")
    fang.says("12号302王阿婆不是低保了").hears("王阿娣没有「低保」，有的是张德明").hears_nothing_of("您还说过")


def test_tags_are_shown_to_who_looks_after_the_household(community):
    street = community(*STREET, *MORE, start=MONDAY)
    for asked in ("12号301有哪些标签", "查12号301的标签", "12号301王秀英有什么标签？", "12号301王秀英是独居吗"):
        street.person("王芳").says(asked).hears("王秀英：独居老人，2026年11月23日起，来源导入", "现在每周联系一次")
    street.person("周科").says("12号301有哪些标签").hears("独居老人")
    street.person("陈洁").says("12号301有哪些标签").hears("不在您负责的范围里").hears_nothing_of("独居")
    for name in ("孙阿大", "李建国", "路人"):
        street.person(name).says("12号301有哪些标签").hears("只有负责的居委同事能看").hears_nothing_of("独居老人")


def test_what_must_be_kept_secret_is_for_the_secretary_and_the_role_that_leads_it(community):
    street = community(*STREET, *MORE, start=MONDAY)
    said = "给12号402李建国加标签 精神障碍"
    street.person("王芳").says(said).hears("由书记或精防专干来记").says("取消")
    street.person("沈刚").says(said).hears("由书记或精防专干来记").says("取消")
    min_ = street.person("顾敏").says(said).hears("一项需要保密的标签").hears_nothing_of("精神")
    min_.taps("保存").hears("一项需要保密的标签", "由专人每季联系一次").hears_nothing_of("精神")
    min_.says("12号402有哪些标签").hears("严重精神障碍")
    street.person("刘书记").says("12号402有哪些标签").hears("严重精神障碍")
    for name in ("王芳", "沈刚", "周科"):
        one = street.person(name).says("12号402有哪些标签").hears("您能看到的标签：没有").hears_nothing_of("专人")
        one.says("查 12号402").hears("李建国").hears_nothing_of("精神")
    for door in ("12号402李建国", "12号302王阿娣", "12号301王秀英"):  # whether there is one or not, and beside others
        fang = street.person("王芳").says(f"{door}不是精神障碍了").hears("这一类要保密，只能由书记或精防专干")
        fang.hears_nothing_of("没有").says("取消")
    assert len(tags_of(street, "李建国", "12号402")) == 1
    street.person("刘书记").says("去掉12号402的精神障碍标签").hears("一项需要保密的标签").taps("保存").hears_nothing_of(
        "精神"
    )


def test_a_visit_that_speaks_of_a_tag_stays_a_visit(community):
    street = community(start=MONDAY)
    street.person("王芳").says("今天去了12号402看李建国，是低保户，身体还好").hears("走访对象：12号402").says("取消")
    street.person("王芳").says("12号402李建国不是独居，儿子住一起，血压高").hears("走访对象：12号402")


def test_a_named_role_logs_visits(community):
    street = community(*STREET, *MORE, start=MONDAY)
    street.person("刘书记").says("给12号402李建国加标签 精神障碍").taps("保存").hears("加好了")
    street.person("顾敏").says("今天去了12号402看李建国，情绪稳定").taps("保存").hears("记好了")


def test_a_new_tag_shortens_the_wait_and_never_lengthens_it(community):
    street = community(start=MONDAY)
    fang = street.person("王芳").says("今天去了12号402看李建国，都好").taps("保存").hears("记好了")
    fang.says("给12号402李建国加标签独居").taps("保存").hears("以后每月联系一次，下次最晚12月23日")
    fang.says("给12号402李建国加标签低保").taps("保存").hears("以后还是每月联系一次，下次最晚12月23日")
    fang.says("给12号402李建国加标签重大病").taps("保存").hears("以后每周联系一次，下次最晚下周一（11月30日）")


def test_two_tags_are_given_in_as_many_words(community):
    street = community(start=MONDAY)
    street.person("王芳").says("12号402加高龄老人和重残").hears("请核对", "标签：高龄老人、重残").taps("保存")
    assert len(tags_of(street, "李建国", "12号402")) == 2


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("12号402查出癌症了，给他加重大病", "重大病"),
        ("12号402腿断了，帮他标成残疾人", "残疾人"),
        ("12号402评上了，给伊加个低保", "低保"),
    ],
)
def test_a_tag_asked_for_behind_the_news_is_given(community, said, tag):
    community(*STREET).person("王芳").says(said).hears("请核对", f"标签：{tag}").hears_nothing_of("方式")
