"""Doors in words."""

import pytest

from bot.language.where import find_doors, number_key, room_key


@pytest.mark.parametrize(
    ("text", "estate", "number", "room"),
    [
        ("12号302", "", "12", "302"),
        ("12号302室", "", "12", "302"),
        ("12-302", "", "12", "302"),
        ("12号楼302", "", "12", "302"),
        ("十二号三零二", "", "12", "302"),
        ("１２号３０２", "", "12", "302"),
        ("12#302", "", "12", "302"),
        ("5幢1201", "", "5", "1201"),
        ("3栋2单元501", "", "3-2", "501"),
        ("A栋1503", "", "A", "1503"),
        ("8号甲底楼", "", "8甲", "底楼"),
        ("去柳营路88弄6号401看", "柳营路88弄", "6", "401"),
        ("柳营路88号401", "柳营路", "88", "401"),
        ("昨天到春晖苑2号楼903", "春晖苑", "2", "903"),
        ("我们小区3号402", "", "3", "402"),  # 小区 is no name
        ("十七号楼的三零四", "", "17", "304"),
        ("602金阿婆搬到9号了", "", "9", "602"),  # the room before its number
    ],
)
def test_a_door_is_found_in_every_form(text, estate, number, room):
    [door] = find_doors(text)
    assert (door.estate, door.number, door.room) == (estate, number, room)
    assert text[door.start : door.end] == door.source


@pytest.mark.parametrize(
    ("text", "doors"),
    [
        ("3号楼 101 102 201", ["3 101", "3 102", "3 201"]),  # one number, a list of rooms
        ("12-302 12-401", ["12 302", "12 401"]),
        ("5号101、102和6号201", ["5 101", "5 102", "6 201"]),
        ("7号门 102-402 四户：102要装 202反对 302要装 402没定", ["7 102", "7 202", "7 302", "7 402"]),
        ("2号101-103都在", ["2 101", "2 102", "2 103"]),  # one floor
        ("1.路灯暗 2.7号信箱坏 3.11号203渗水", ["7 ", "11 203"]),  # items of a list
        ("8:30 4号203 9:30 4号305", ["4 203", "4 305"]),
        ("是16号不是18号", ["16 "]),
    ],
)
def test_several_doors_keep_their_numbers(text, doors):
    assert [f"{door.number} {door.room}" for door in find_doors(text)] == doors


@pytest.mark.parametrize(
    "text",
    [
        "120来的",
        "打12345投诉",
        "只到了2/3",
        "赔500，他要2000",
        "每月5000多",
        "血压150，86岁",
        "电话13800138000",
        "坐10号线",
        "一共28户",
        "18号上午去的",
        "11月20日",
    ],
)
def test_numbers_of_other_things_are_no_doors(text):
    assert find_doors(text) == []


def test_a_room_only_mentioned_is_unsure():
    doors = find_doors("9-702 愿意 802不肯")
    assert [(door.room, door.sure) for door in doors] == [("702", True), ("802", False)]


def test_a_known_estate_is_found_though_no_rule_knows_it():
    assert find_doors("丽晶名都二村里3号402", ["丽晶名都二村里"])[0].estate == "丽晶名都二村里"


@pytest.mark.parametrize("text", ["12号", "12号楼", "12幢", "12栋", "12号门", "十二号", "１２", "012"])
def test_one_number_has_one_key(text):
    assert number_key(text) == "12"


def test_keys_keep_what_makes_a_difference():
    assert (number_key("8号甲"), number_key("8甲号"), number_key("8号")) == ("8甲", "8甲", "8")
    rooms = {"302室": "302", "三零二": "302", "底楼": "底楼", "二楼亭子间": "2楼亭子间", "12a": "12A"}
    assert {text: room_key(text) for text in rooms} == rooms


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("8号401、12号501、16号601三家，都蛮好", ["401", "501", "601"]),
        ("12号302两户", ["302"]),
        ("3号三零二", ["302"]),
        ("3号1201", ["1201"]),
    ],
)
def test_a_word_of_number_behind_a_room_is_no_part_of_it(text, rooms):
    assert [door.room for door in find_doors(text)] == rooms
