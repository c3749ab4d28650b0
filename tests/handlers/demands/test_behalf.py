"""For somebody else: a cadre for who has no phone, with consent in their own words; kin; who is meant hears of it."""

from __future__ import annotations

import pytest

from tests.community import STREET, TESTS, TUESDAY

MORE = [*STREET, "三门居民区,一网格,微网格1,益港花园,12号,402,李小红,女,1988-02-03,,,"]


def cases(street):
    return sorted(street.ask(lambda unit: unit.cases.find()), key=lambda case: case.id)


def voices(street, case):
    def ask(unit):
        return [(unit.people.get(TESTS, voice.person_id).name, voice.part) for voice in unit.voices.of_case(case.id)]

    return street.ask(ask)


@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("12号302王阿娣没有手机，厨房下水堵了，她同意的", "厨房下水堵了"),
        ("帮12号302王阿娣报个修，厨房灯坏了，她当面讲好的", "厨房灯坏了"),
        ("12号302王阿婆让我帮她报修，家里水管漏水", "家里水管漏水"),
        ("帮12号302王阿婆报个助浴，她同意的", "助浴"),
        ("12号302王阿娣不会用手机，想借个轮椅，本人要求的", "想借个轮椅"),
    ],
)
def test_a_cadre_raises_it_in_one_sentence_with_the_consent_apart(community, words, matter):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says(words).hears("请核对", f"事情：{matter}\n", "本人同意：本人同意").taps("提交")
    fang.hears("编号0001")
    [case] = cases(street)
    assert voices(street, case) == [("王芳", "代提"), ("王阿娣", "本人")]
    told = [event.text for event in fang.everybody if event.to == "王阿娣"]
    assert any("居委王芳替您提了一件" in text and "撤回0001" in text for text in told)
    assert not street.visits("王芳")


@pytest.mark.parametrize("words", ["他当面同意了", "问过了，她要的", "老人讲好的", "是她让我报的"])
def test_consent_in_ones_own_words(community, words):
    street = community(start=TUESDAY)
    street.person("王芳").says("帮12号302王阿婆提一件：卫生间想装扶手").hears("本人同意提吗").says(words).hears("0001")


@pytest.mark.parametrize("words", ["还没问她", "没有", "她不同意", "等我问过再讲"])
def test_without_consent_nothing_is_kept(community, words):
    street = community(start=TUESDAY)
    street.person("王芳").says("帮12号302王阿婆提一件：卫生间想装扶手").says(words).hears("等问过本人")
    assert not cases(street)


def test_a_visit_stays_a_visit(community):
    street = community(start=TUESDAY)
    street.person("王芳").says("今天去了12号302看王阿婆，她让我帮她申请助浴").hears("走访对象")


def test_kin_of_ones_wife_is_on_behalf_and_hears_of_it(community):
    street = community(start=TUESDAY)
    li = (
        street.person("李建国")
        .says("我老婆的妈妈住13号101，下水道堵了，水都返上来了")
        .hears("替谁：我老婆的妈妈 13号101")
    )
    li.taps("提交").hears("0001")
    assert [event.text for event in li.everybody if event.to == "陈桂芳" and "有人替您提了一件" in event.text]


def test_mother_and_daughter_tell_of_one_matter(community):
    street = community(start=TUESDAY)
    street.person("王阿娣").says("我家水管爆了，漏水漏得一塌糊涂").taps("提交").hears("0001")
    li = (
        street.person("李建国")
        .says("我妈住12号302，水管漏水了")
        .hears("附近已经有人反映", "漏水渗水")
        .hears_nothing_of("一塌糊涂")
    )
    li.says("是的").hears("附议了，编号0001")
    assert len(cases(street)) == 1 and len(voices(street, cases(street)[0])) == 2


def test_a_guests_name_and_phone_reach_whoever_handles_it(community):
    street = community(start=TUESDAY)
    guest = street.person("新邻居").says("家里马桶堵了").says("益港花园15号101，姓陈，电话13612345678").hears("0001")
    assert any("陈 13612345678" in event.text for event in guest.everybody)
    other = street.person("外地女儿").says("我叫王敏，13900000000，益港花园12号楼道的灯坏了，她不会用手机")
    other.hears("称呼：王敏 13900000000").taps("提交")
    assert any("王敏 13900000000" in event.text for event in other.everybody)
    assert cases(street)[1].matter == "益港花园12号楼道的灯坏了，她不会用手机"
