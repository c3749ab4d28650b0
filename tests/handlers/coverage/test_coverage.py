"""How far one has got, as people ask it; who may open which figures."""

from __future__ import annotations

import pytest

from storage.registry import HOUSEHOLDS, ROLES
from storage.rests import Rest
from storage.viewers import run
from tests.community import STREET, TESTS

# Another committee, whose secretary is 益书记; 3号 and one 12号 of its own.
TWO = [
    *STREET,
    "益港居民区,,,,,,余书记,男,1970-01-05,,,书记",
    "益港居民区,益港第一网格,益港第一微网格,,,,钱敏,女,1985-03-02,,,干部",
    "益港居民区,益港第一网格,益港第一微网格,益港新村,3号,101,丁一,男,1950-01-01,,独居老人,",
    "益港居民区,益港第一网格,益港第二微网格,益港新村,12号,101,丁二,男,1950-01-01,,,",
]


@pytest.fixture
def street(community):
    return community(*TWO)


def visits(street, who, *sentences):
    for sentence in sentences:
        street.person(who).says(sentence).hears("请核对")
        street.person(who).says("保存").hears("记好了")


def empties(street, door):
    def leave(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == door)
        unit.db.execute(HOUSEHOLDS.update().where(HOUSEHOLDS.c.id == home.id).values(state="空置"))

    street.ask(leave)


def rests(street, door):
    def rest(unit):
        home = next(home for home in unit.places.households(TESTS) if home.door == door)
        unit.rests.add(TESTS, Rest(home.id, None, "外出", unit.now.date()))

    street.ask(rest)


def test_contacted_and_entered_are_counted_apart_and_empty_and_refusing_homes_too(street):
    empties(street, "13号101")
    visits(
        street,
        "王芳",
        "今天去了12号302，都好",
        "今天打电话给12号402，都好",
        "今天打电话给12号402，又问了问",
        "13号302拒访",
    )
    street.person("刘书记").says("覆盖率").hears(
        "三门居民区：今年应访5户，有联系2户（40%），其中入户1户。",
        "空置1户、谢绝上门1户，单列",
        "重点户：应按期1户，按期1户，晚了0户，暂停0户。",
    )


def test_a_call_at_a_closed_door_is_no_contact(street):
    visits(street, "王芳", "今天去了12号302，没人")
    street.person("王芳").says("覆盖率").hears("微网格1：今年应访6户，有联系0户（0%），其中入户0户。")


def test_a_visit_taken_back_no_longer_counts(street):
    visits(street, "王芳", "今天去了12号302，都好")
    street.person("王芳").says("撤销").hears("撤销了")
    street.person("王芳").says("覆盖率").hears("有联系0户（0%）")


def test_last_years_contact_does_not_count_this_year(street):
    visits(street, "王芳", "今天去了12号302，都好")
    street.clock_goes_to(street.player.clock.now().replace(year=2027, month=1, day=4))
    street.person("王芳").says("覆盖率").hears("今年应访6户，有联系0户（0%）")


def test_all_but_one_is_not_a_hundred_percent_and_all_of_them_are(street):
    visits(street, "王芳", *(f"今天去了12号{room}，都好" for room in ("301", "302", "402")))
    street.person("王芳").says("12号楼覆盖率").hears("应访4户，有联系3户（75%）")
    visits(street, "王芳", "今天去了12号502，都好")
    street.person("王芳").says("12号楼覆盖率").hears("应访4户，有联系4户（100%），其中入户4户").sees()


def test_without_anybody_to_visit_no_share_is_told(street):
    empties(street, "15号101")
    street.person("陈洁").says("覆盖率").hears("微网格2：现在没有要走访的住户", "空置1户", "没有要按期联系的重点户")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("覆盖率", "三门居民区"),  # one's own
        ("覆盖率 三门", "三门居民区"),
        ("三门的覆盖率", "三门居民区"),
        ("三门居委的覆盖率是多少？", "三门居民区"),
        ("帮我看一下三门居民区今年的走访覆盖率，谢谢", "三门居民区"),
        ("我们居委走访覆盖怎么样", "三门居民区"),
        ("看覆盖率", "三门居民区"),
        ("本周覆盖率", "三门居民区"),  # a secretary has no households of their own
        ("我们居委会的覆盖率", "三门居民区"),
        ("三门居委会微网格2的覆盖率", "微网格2"),
        ("本居民区的覆盖率", "三门居民区"),
        ("三门还有多少户没走", "三门居民区"),
        ("三门今年联系了多少户", "三门居民区"),
        ("三门的进度", "三门居民区"),
        ("三门走访情况怎么样", "三门居民区"),
        ("第二微网格覆盖率", "微网格2"),
        ("微网格2的覆盖率", "微网格2"),
        ("一网格覆盖率", "一网格"),
        ("第一网格覆盖情况", "一网格"),
        ("益港花园覆盖率", "益港花园"),
        ("益港花园小区的覆盖率", "益港花园"),
        ("13号楼的覆盖率", "益港花园13号"),
        ("十三号楼走了多少户", "益港花园13号"),
        ("12号楼覆盖率", "益港花园12号"),  # there is another 12号, but not in one's own committee
        ("益港新村12号覆盖率", "益港新村12号"),
        ("三号楼覆盖率", "益港新村3号"),
        ("益港社区覆盖率", "益港居民区"),
        ("益港第一微网格覆盖率", "益港第一微网格"),
        ("全街道覆盖率", "示范街道"),
        ("整个街道的覆盖率", "示范街道"),
    ],
)
def test_a_place_is_found_by_what_one_calls_it(street, words, place):
    street.person("刘书记").says(words).hears(f"{place}：今年应访")


def test_what_fits_several_places_is_asked_back_with_buttons(street):
    street.person("周科").says("12号楼覆盖率").hears("有2处对得上").sees("益港花园12号", "益港新村12号")
    street.person("周科").taps("益港新村12号").hears("益港新村12号：今年应访1户")
    street.person("周科").says("12号楼覆盖率")
    street.person("周科").says("益港花园12号").hears("益港花园12号：今年应访4户")


def test_an_unknown_place_is_answered_with_the_names_that_exist(street):
    street.person("刘书记").says("月亮湾覆盖率").hears("没找到「月亮湾」", "三门居民区", "益港居民区", "益港花园")
    street.person("刘书记").says("99号楼覆盖率").hears("没找到「99号楼」", "没有这个门牌")
    street.person("刘书记").says("12号302的覆盖率").hears("要看这一户，请回「查12号302」").sees("查12号302", "看这栋楼")
    street.person("刘书记").taps("看这栋楼").hears("益港花园12号：今年应访4户")


def test_the_figures_open_down_to_the_households(street):
    visits(street, "王芳", "今天去了12号302，都好", "13号302拒访")
    secretary = street.person("刘书记").says("覆盖率").sees("还没联系的5户", "谢绝的1户", "按微网格看")
    secretary.taps("还没联系的5户").hears("三门居民区还没联系的5户：\n12号301 王阿婆", "15号101")
    assert "查12号301" in secretary.buttons
    secretary.taps("查12号301").hears("益港花园12号301", "还没有走访记录")
    secretary.says("覆盖率").taps("谢绝的1户").hears("13号302 赵伯伯")


def test_a_long_list_goes_on_at_more_and_leaves_out_nobody_who_was_not_visited(street):
    street.person("刘书记").says("覆盖率").taps("还没联系的7户").hears("12号301", "还有2户，回「更多」。")
    visits(street, "王芳", "今天去了12号301，都好", "今天去了12号302，都好")
    street.person("刘书记").taps("更多").hears("13号302", "15号101").hears_nothing_of("13号101")


def test_more_is_of_the_newest_list(street):
    officer = street.person("周科")
    officer.says("覆盖率").taps("还没联系的9户").hears("还有4户，回「更多」")
    officer.says("益港花园覆盖率").taps("还没联系的7户").hears("还有2户，回「更多」")
    officer.says("更多").hears("13号302", "15号101").hears_nothing_of("益港新村")
    officer.says("更多").hears("没有更多了")


def test_by_micro_grid_in_the_order_of_their_names_and_never_by_person(street):
    visits(street, "陈洁", "今天去了15号101，都好")
    street.person("刘书记").says("覆盖率").taps("按微网格看")
    lines = (
        street.person("刘书记")
        .says("按微网格看")
        .hears("微网格2：应访1户，有联系1户（100%），入户1户")
        .heard.splitlines()
    )
    assert [line[:4] for line in lines[1:]] == ["微网格1", "微网格2"]
    assert not any(name in street.person("刘书记").says("按微网格看").heard for name in ("王芳", "陈洁"))
    street.person("刘书记").taps("微网格2").hears("微网格2：今年应访1户")
    street.person("周科").says("全街道覆盖率").taps("按居民区看").hears("三门居民区：应访7户", "益港居民区：应访2户")


def test_a_secretary_gets_another_committees_figures_and_whom_to_ask_but_no_records(street):
    street.person("刘书记").says("益港的覆盖率").hears("益港居民区：今年应访2户", "请问余书记").sees("按微网格看")
    street.person("刘书记").says("还没联系的2户").hears_nothing_of("丁")


def test_a_cadre_opens_what_is_theirs_and_asks_the_secretary_for_the_rest(street):
    street.person("王芳").says("覆盖率").hears("微网格1：今年应访6户").sees("还没联系的6户")
    street.person("王芳").says("三门的覆盖率").hears("三门居民区：今年应访7户", "请问刘书记").sees(
        "按微网格看", "看我负责的"
    )
    street.person("王芳").taps("看我负责的").hears("微网格1：今年应访6户")


def test_a_cadre_of_a_grid_may_ask_for_their_committee(street):
    street.person("王芳").says("我们居委的覆盖率").hears("三门居民区：今年应访7户", "请问刘书记")
    street.person("王芳").says("我的覆盖率").hears("微网格1：今年应访6户")


def test_a_button_opens_nothing_once_one_may_not_see_it_any_more(street):
    """The records are checked when the list is opened, not when the button was sent."""
    street.person("刘书记").says("覆盖率")
    person = street.ask(lambda unit: unit.people.named(TESTS, "刘书记")[0].id)

    def swap(unit):
        new = next(area.id for area in unit.places.areas("居委") if area.name == "益港居民区")
        run(unit.db, TESTS, ROLES.update().where(ROLES.c.person_id == person).values(area_id=new))

    street.ask(swap)
    street.person("刘书记").taps("还没联系的7户").hears("不在您负责的范围里").hears_nothing_of("12号301")


def test_an_officer_sees_the_whole_street(street):
    street.person("周科").says("覆盖率").hears("示范街道：今年应访9户").sees("还没联系的9户", "按居民区看")
    street.person("周科").taps("还没联系的9户").hears("益港新村3号101 丁伯伯")


def test_late_households_are_counted_and_opened_and_no_tag_is_told(street):
    street.clock_goes_to(street.player.clock.now().replace(day=27, hour=10))
    street.person("刘书记").says("覆盖率").hears(
        "应按期1户，按期1户，晚了0户"
    )  # due on the 24th, and three working days
    street.clock_goes_to(street.player.clock.now().replace(day=30, hour=10))
    secretary = street.person("刘书记").says("覆盖率").hears("应按期1户，按期0户，晚了1户")
    secretary.taps("晚了的1户").hears("12号301 王阿婆：还没联系过，说好每周一次").hears_nothing_of("独居")
    visits(street, "王芳", "今天去了12号301，都好")
    secretary.says("覆盖率").hears("应按期1户，按期1户，晚了0户")


def test_whose_reminders_rest_stands_apart_and_is_not_to_be_visited_now(street):
    rests(street, "12号301")
    secretary = street.person("刘书记").says("覆盖率").hears("今年应访7户", "应按期0户，按期0户，晚了0户，暂停1户")
    secretary.taps("还没联系的7户").hears("12号301 王阿婆：这阵子不在，先不用去")


def test_tags_that_named_roles_lead_are_not_counted_among_the_cadres(community):
    """That somebody is among those would be told by the figure alone."""
    rows = [row.replace("独居老人", "严重精神障碍") for row in STREET]
    community(*rows).person("刘书记").says("覆盖率").hears("没有要按期联系的重点户")


def test_residents_are_not_told_figures(street):
    street.person("王阿娣").says("三门的覆盖率").hears_nothing_of("应访")


def test_nobody_is_ranked(street):
    for words in ("干部排名", "谁走得最多", "走访排行榜", "覆盖率最低的是哪个微网格", "谁的进度最慢"):
        street.person("刘书记").says(words).hears("我不给各位排名次").sees("覆盖率", "我的进度")


def test_a_question_in_the_middle_of_a_visit_comes_back_to_it(street):
    street.person("王芳").says("记走访").hears("哪一户")
    street.person("王芳").says("三门的覆盖率").hears("三门居民区：今年应访7户", "接着刚才的", "哪一户")


@pytest.mark.parametrize(
    "words", ["去了12号302，小区绿化覆盖率低", "12号302反映12号楼装电梯进度太慢", "去了12号302，说走了几家医院"]
)
def test_a_visit_that_holds_such_a_word_is_a_visit(street, words):
    street.person("王芳").says(words).hears("请核对", "12号302")
