"""People in words."""

from datetime import date

import pytest

from bot.language.who import find_people, matches

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "source", "surname", "gender", "elder"),
    [
        ("看了王阿婆", "王阿婆", "王", "女", True),
        ("周家姆妈在家", "周家姆妈", "周", "女", True),
        ("汤家爷叔", "汤家爷叔", "汤", "男", True),
        ("陈家伯伯来了", "陈家伯伯", "陈", "男", True),
        ("马老师家", "马老师", "马", "", False),
        ("小刘问证件", "小刘", "刘", "", False),
        ("碰到老金", "老金", "金", "", False),
        ("欧阳阿姨", "欧阳阿姨", "欧阳", "女", False),
        ("小何夫妇", "小何夫妇", "何", "", False),
        ("302李先生", "李先生", "李", "男", False),
    ],
)
def test_a_person_is_known_by_surname_and_title(text, source, surname, gender, elder):
    [who] = find_people(text)
    assert (who.source, who.surname, who.gender, who.elder, who.role) == (source, surname, gender, elder, "")


def test_a_full_name_is_found_where_names_stand():
    assert [who.source for who in find_people("王秀英在家，李建国家没人")] == ["王秀英", "李建国"]


def test_a_name_the_asker_knows_is_found_anywhere():
    [who] = find_people("后来找到柳如烟聊了聊", ["柳如烟"])
    assert (who.surname, who.given) == ("柳", "如烟")


@pytest.mark.parametrize(
    "text", ["老伴走了", "女儿说的", "老高兴了", "小区门口", "国家政策", "谢谢", "方便的，马上来", "和老人聊"]
)
def test_other_words_are_no_people(text):
    assert find_people(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("楼组长顾老师陪同", "陪同"),
        ("跟民警小洪一道去的", "陪同"),
        ("志愿者赵美珍反馈", "消息"),
        ("楼组长顾老师家没人", ""),  # visited herself
    ],
)
def test_who_came_along_or_only_told_is_not_the_person_seen(text, role):
    assert [who.role for who in find_people(text)] == [role]


@pytest.mark.parametrize(
    ("words", "name", "gender", "born", "fits"),
    [
        ("王阿婆", "王秀英", "女", 1940, True),
        ("王阿婆", "王秀英", "女", None, True),  # an unknown age excludes nobody
        ("王阿婆", "王建国", "男", 1940, False),
        ("王阿婆", "王小妹", "女", 2001, False),  # too young for the title
        ("王阿婆", "汪秀英", "女", 1940, False),
        ("小刘", "刘洋", "", 1995, True),
        ("李先生", "李强", "男", 1980, True),
    ],
)
def test_words_choose_among_the_persons_of_the_registry(words, name, gender, born, fits):
    [who] = find_people(words)
    assert matches(who, name, gender, born, TODAY) is fits
