"""Where it is: outside of the estates, at a code's door, a room that cannot be, another's home; asked once and in one sentence."""

from __future__ import annotations

from tests.community import STREET, TESTS, TUESDAY

TWO = [
    *STREET,
    "三门居民区,一网格,微网格1,益港二村,12号,302,蒋秀兰,女,1940-01-01,,,",
    "三门居民区,一网格,微网格1,益港二村,13号,302,蒋桂兰,女,1940-01-01,,,",
]


def cases(street):
    return sorted(street.ask(lambda unit: unit.cases.find()), key=lambda case: case.id)


def test_a_public_matter_outside_of_the_estates_goes_to_the_speakers_committee(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("菜场门口摆摊卖假药").hears("地点：菜场门口").taps("提交").hears("0001")
    street.person("李建国").says("马路上窨井盖没了").hears("地点：马路上").taps("提交").hears("0002")
    assert all(case.committee_id for case in cases(street))


def test_a_guest_says_what_is_near_or_that_nobody_can_say(community):
    street = community(*TWO, start=TUESDAY)
    street.person("路人").says("欧阳路那边有个窨井盖没了").hears("离哪个小区近").hears_nothing_of("哪一户").says(
        "益港二村"
    ).hears("0001")
    assert cases(street)[0].place == "欧阳路那边（近益港二村）"
    street.person("路人乙").says("楼道灯坏了").says("我不知道").hears("离哪个小区近").says("说不上来").hears("0002")


def test_the_question_stands_once_in_a_message(community):
    street = community(*TWO, start=TUESDAY)
    guest = street.person("路人").says("楼道灯坏了")
    assert guest.heard.count("在哪里") == 1
    guest.says("嗯嗯那个")
    assert guest.heard.count("在哪里") == 1
    guest.says("12号").hears("有2个小区有12号").hears_nothing_of("在哪里").says("益港二村").hears("0001")
    assert cases(street)[0].place == "益港二村12号"


def test_an_estate_named_elsewhere_in_the_words_is_the_doors(community):
    street = community(*TWO, start=TUESDAY)
    street.person("路人").says("12号302群租，住了十几个人，益港花园的").hears("地点：益港花园12号")
    street.person("路人乙").says("益港花园12号楼顶漏水，我家12号502").hears("地点：益港花园12号楼顶")


def test_a_code_at_the_door_is_where_one_stands(community):
    street = community(*TWO, start=TUESDAY)
    street.person("甲").says("扫码 益港花园12号").says("301水管漏水漏到门口来了").hears("0001")
    street.person("乙").says("扫码 益港花园12号").says("电梯按钮按不动").hears("0002")
    street.person("丙").says("扫码 益港花园12号").says("家里马桶堵了").hears("益港花园12号的几室").says("502").hears(
        "0003"
    )
    assert [case.place for case in cases(street)] == ["益港花园12号301", "益港花园12号电梯", "益港花园12号502"]
    assert [bool(case.household_id) for case in cases(street)] == [False, False, True]


def test_a_guest_who_said_where_home_is_is_not_asked_again(community):
    street = community(start=TUESDAY)
    street.person("丙").says("家里马桶堵了").says("益港花园12号402").hears("0001")
    street.person("丙").says("我家水龙头关不牢漏水").hears("地点：益港花园12号402")


def test_a_room_that_cannot_be_is_asked_again(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号1801漏水").hears("只有到5楼", "没有1801").says("12号502").hears("0001")


def test_where_others_disturb_the_place_is_the_house_and_not_their_home(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("302堆了一走廊的纸板箱").hears("地点：益港花园12号走廊").taps("提交")
    li.says("楼上502天天晚上打麻将吵得来").taps("提交")
    assert [case.place for case in cases(street)] == ["益港花园12号走廊", "益港花园12号"]
    assert not any(case.household_id for case in cases(street))


def test_a_short_word_of_a_full_bin_is_a_demand(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("12号的垃圾桶满了").hears("请核对")
    street.person("赵国强").says("99号楼下有人摆摊").hears("没有这个门牌").says("是13号").hears("0001")


def test_a_question_is_no_place(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("停水了").hears("在哪里").says("电瓶车能不能推到楼上充电")
    li.hears_nothing_of("编号").says("12号").hears("0001")
    assert cases(street)[0].place == "益港花园12号" and street.ask(lambda unit: unit.people.named(TESTS, "李建国"))
