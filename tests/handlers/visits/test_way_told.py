"""How a household was met, where other verbs stand by: what was handed over, what others did, who was rung after all."""

from __future__ import annotations

import pytest

from tests.community import TUESDAY


@pytest.fixture
def fang(community):
    return community(start=TUESDAY).person("王芳")


@pytest.mark.parametrize(
    "said",
    ["送了米和油给12号302王阿婆，她很高兴", "12号402李建国家灯泡坏了，帮他换好了", "12号402李建国，把药送上去了",
     "12号302王阿婆，给她贴好了防滑条", "慰问品送到12号402李建国手里了"],
)  # fmt: skip
def test_what_is_handed_over_or_done_by_hand_is_done_in_person(fang, said):
    fang.says(said).hears("请核对", "方式：入户")


@pytest.mark.parametrize("said", ["12号402李建国家灯坏了，物业帮他修好了", "12号302王阿婆，快递师傅送了药上去"])
def test_what_others_did_is_no_visit_and_is_asked_about(fang, said):
    fang.says(said).hears("是怎么知道的")


def test_what_goes_up_stays_in_the_note(fang):
    fang.says("12号402李建国，把药送上去了").hears("情况：把药送上去了")


@pytest.mark.parametrize(
    ("said", "way", "note"),
    [
        ("12号302王阿婆女儿讲伊最近胃口勿好，要去看医生", "方式：第三方反馈", "要去看医生"),
        ("今天电话问了12号402，李建国身体好，女儿要陪去看牙", "方式：电话", "看牙"),
        ("去12号302敲门没人，打电话通了，说在女儿家", "方式：电话", "情况：敲门没人，说在女儿家"),
        ("12号402家里没人，打了个电话，他说在菜场", "方式：电话", "没人"),
        ("去12号302敲门没人，电话也没打通", "方式：未遇", "敲门"),
    ],
)
def test_the_way_is_told_by_its_own_verb(fang, said, way, note):
    fang.says(said).hears(way, note)
