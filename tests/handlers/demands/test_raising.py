"""A demand in one's own words: what is missing is asked, then it has a number."""

from __future__ import annotations

from handlers.demands.labels import labels
from tests.community import STREET, TESTS, TUESDAY

MORE = [
    *STREET,
    "三门居民区,一网格,微网格1,益港二村,13号,302,蒋秀兰,女,1940-01-01,,,",
    "三门居民区,一网格,微网格1,益港花园,12号,402,李小红,女,1988-02-03,,,",
    "三门居民区,,,,,,老龚,男,1980-01-01,,,物业",
]


def cases(street):
    return street.ask(lambda unit: unit.cases.find())


def voices(street, case):
    def ask(unit):
        return [(unit.people.get(TESTS, voice.person_id).name, voice.part) for voice in unit.voices.of_case(case.id)]

    return street.ask(ask)


def test_a_whole_sentence_and_one_tap(community):
    street = community(start=TUESDAY)
    li = (
        street.person("李建国")
        .says("12号楼道的灯坏了，黑漆漆的")
        .hears("请核对", "事情：12号楼道的灯坏了", "地点：益港花园12号")
    )
    li.sees("提交", "改", "取消").taps("提交")
    li.hears("收到，编号0001。", "归物业", "居委王芳盯着", "明天（周三）前先跟您联系", "12月15日（周二）前给您回话")
    [case] = cases(street)
    assert (case.category, case.sub, case.urgency, case.household_id) == ("房屋设施", "供电照明", "P2", None)
    assert voices(street, case) == [("李建国", "提出")]


def test_what_is_missing_is_asked_and_the_answer_raises_it(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("灯坏了三天了").hears("在哪里").says("13号楼道").hears("收到，编号0001")
    assert [case.place for case in cases(street)] == ["益港花园13号楼道"]


def test_ones_own_building_is_meant_where_one_says_so(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("楼道里堆满了杂物").hears("地点：益港花园12号楼道").says("提交").hears("编号0001")
    street.person("赵国强").says("我家天花板漏水，三趟了没人修").hears("地点：益港花园13号302").says("好的").hears(
        "编号0002"
    )
    assert cases(street)[-1].household_id


def test_three_matters_in_one_breath_are_confirmed_once(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("1.12号楼道灯坏了 2.小区垃圾房苍蝇多 3.物业费发票还没给我")
    li.hears("【第1件】", "【第2件】", "【第3件】", "益港花园垃圾房").taps("提交").hears("0001", "0002", "0003")
    assert [case.sub for case in sorted(cases(street), key=lambda case: case.id)] == ["供电照明", "虫害", "票据"]


def test_places_that_do_not_exist_or_lie_elsewhere_are_asked_again(community):
    street = community(*MORE, start=TUESDAY)
    li = (
        street.person("李建国")
        .says("99号楼道灯坏了")
        .hears("没有这个门牌")
        .says("国权路300弄5号")
        .hears("不在我们街道", "12345")
    )
    li.says("12号").hears("收到，编号0001")
    guest = street.person("路人甲").says("13号的门禁坏了").hears("有2个小区有13号").sees("益港花园13号", "益港二村13号")
    guest.taps("益港花园13号").hears("收到，编号0002")


def test_a_guest_tells_of_a_public_matter_without_being_known(community):
    street = community(start=TUESDAY)
    street.person("路人甲").says("益港花园12号楼道的灯坏了").hears("请核对").taps("提交").hears("编号0001")


def test_a_guest_says_once_where_home_is(community):
    street = community(start=TUESDAY)
    guest = street.person("路人甲").says("家里马桶堵了").hears("是您哪一户的事").says("益港花园12号").hears("哪一户")
    guest.says("益港花园12号402").hears("收到，编号0001")
    assert cases(street)[0].household_id


def test_a_review_is_corrected_in_words(community):
    street = community(start=TUESDAY)
    li = (
        street.person("李建国")
        .says("12号楼道的灯坏了")
        .says("改地点 13号")
        .hears("益港花园13号")
        .says("提交")
        .hears("编号0001")
    )
    li.says("撤销").hears("撤销了").hears_nothing_of("收不回")
    assert cases(street) == []


def test_taken_back_only_until_somebody_has_acted(community):
    from handlers.engines.cases.moves import Move

    street = community(start=TUESDAY)
    li = street.person("李建国").says("12号楼道的灯坏了").says("提交")
    wang = street.ask(lambda unit: unit.people.viewer(unit.people.named(TESTS, "王芳")[0].id))
    street.ask(lambda unit: Move(1, "接办", whom_id=wang.person).store(unit, wang))
    li.says("撤销").hears("已经有人在办")
    assert len(cases(street)) == 1


def test_a_photo_goes_with_it(community):
    street = community(start=TUESDAY)
    street.person("李建国").says("[照片 灯.jpg]").hears("请写一句").says("12号楼道灯坏了").hears("附件：1个").says(
        "提交"
    )

    def files(unit):
        import sqlalchemy as sa

        from storage.files import FILES
        from storage.viewers import run

        return run(unit.db, TESTS, sa.select(FILES.c.subject_kind, FILES.c.subject)).all()

    assert [tuple(row) for row in street.ask(files)] == [("case", 1)]


def test_a_daughter_writes_for_her_mother_and_both_hear(community):
    street = community(*MORE, start=TUESDAY)
    li = (
        street.person("李建国")
        .says("我妈住12号301，下水道堵了，水都返上来了")
        .hears("替谁：我妈 12号301", "益港花园12号301")
    )
    li.hears_nothing_of("王秀英").says("提交").hears("编号0001")
    assert voices(street, cases(street)[0]) == [("李建国", "代提"), ("王秀英", "本人")]


def test_a_cadre_writes_for_somebody_without_a_phone(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("帮12号302王阿婆提一件：卫生间想装扶手").hears("本人同意提吗").says("本人同意")
    fang.hears("编号0001")
    [case] = cases(street)
    assert voices(street, case) == [("王芳", "代提"), ("王阿娣", "本人")]
    fang.says("帮12号302王阿婆提一件：洗衣机坏了要人修").says("还没问过").hears("等问过本人")
    assert len(cases(street)) == 1


def test_a_need_heard_on_a_visit_becomes_a_demand_with_one_tap(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("今天去了12号302看王阿婆，血压偏高，想申请助浴").taps("保存").hears("要转成诉求")
    fang.taps("转成诉求").hears("请核对", "申请助浴", "益港花园12号302").taps("提交").hears("编号0001")
    [case] = cases(street)
    assert case.visit_id and case.household_id
    fang.taps_old(1, "转成诉求")
    assert len(cases(street)) == 1


def test_the_place_of_a_code_at_the_door_is_known(community):
    street = community(start=TUESDAY)
    street.person("路人甲").says("扫码 益港花园12号").hears("什么事").says("楼道灯坏了").hears("编号0001")
    assert cases(street)[0].place.startswith("益港花园12号")


def test_the_dictionary_is_whole():
    found = labels()
    assert len(found) == 18
    assert sum(len(subs) for subs in found.values()) == 101


def test_a_consent_that_was_told_is_not_asked_for_again(community):
    street = community(start=TUESDAY)
    fang = (
        street.person("王芳")
        .says("帮12号302王阿婆反映一下：想借个轮椅，本人同意")
        .hears("请核对", "本人同意：本人同意")
    )
    fang.says("提交").hears("编号0001")


def test_husband_and_wife_are_offered_each_others_matter_and_neighbours_are_not(community):
    street = community(*MORE, start=TUESDAY)
    street.person("李建国").says("我家下水道堵了").says("提交").hears("0001")
    street.person("李小红").says("家里下水道堵了，水漫出来").hears("附近已经有人反映").says("是的").hears(
        "附议了，编号0001"
    )
    street.person("王阿娣").says("家里下水道堵了").hears("请核对").hears_nothing_of("附近已经有人")


def test_what_else_is_told_beside_a_danger_becomes_a_demand_of_its_own(community):
    street = community()
    wang = street.person("王阿娣").says("我家煤气味道很重，另外12号楼道灯坏了三天了没人修")
    wang.hears("先别开灯", "请核对", "事情：12号楼道灯坏了三天了没人修").hears_nothing_of("事情：我家煤气")
    wang.taps("提交").hears("收到，编号")


def test_what_belongs_to_a_danger_asks_nothing_more(community):
    street = community()
    street.person("王阿娣").says("厨房漏水漏到插座上冒火花，地上都是水，快来人").hears_nothing_of("请核对")


def test_abuse_is_not_passed_on_with_the_matter(community):
    street = community()
    wang = street.person("王阿娣").says("你们这帮猪，垃圾堆在益港花园门口三天了没人管，他妈的")
    wang.hears("消消气", "地点：益港花园门口").taps("提交")
    told = "\n".join(event.text for event in wang.everybody if event.to != "王阿娣")
    assert "垃圾堆在益港花园门口三天了没人管" in told and "猪" not in told and "妈的" not in told


def test_what_the_property_company_reads_tells_nobodys_age_illness_or_tags(community):
    street = community(*MORE, start=TUESDAY)
    wang = street.person("王阿娣")
    wang.says("我是12号302的王阿娣，今年85岁了，低保户，老伴瘫痪在床，厨房水管爆了家里全是水").taps("提交")
    street.person("王芳").says("0001 转物业")
    [case] = cases(street)
    assert case.matter == "厨房水管爆了家里全是水" and "低保" in case.words
    street.person("赵国强").says("我得了癌症，化疗太贵了，自费的付不起").taps("提交")
    assert "癌" not in cases(street)[-1].matter
