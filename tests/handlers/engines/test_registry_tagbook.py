"""The tagbook knows every tag of the annotated notes, and how sensitive each is."""

from __future__ import annotations

import pytest

from handlers.engines.registry.tagbook import BY_NAME, CAPABILITY, SENSITIVE, TAGBOOK, find, similar

ANNOTATED = (
    "独居老人", "高龄老人", "孤老", "纯老家庭", "计生特殊家庭", "困境儿童",
    "低保", "重大病", "残疾人", "严重精神障碍", "社区矫正", "安置帮教",
    "优抚退役军人", "婴幼儿家庭", "失能失智", "涉家暴家庭", "心理危机", "来沪人员",
)  # fmt: skip


def test_every_tag_of_the_annotated_notes_is_known():
    assert [name for name in ANNOTATED if name not in BY_NAME] == []


def test_five_tags_are_for_named_roles_alone():
    assert {"严重精神障碍", "社区矫正", "安置帮教", "涉家暴家庭", "心理危机"} == SENSITIVE


def test_no_word_means_two_tags():
    words = [word for tag in TAGBOOK for word in (tag.name, *tag.synonyms)]
    assert len(words) == len(set(words))


def test_every_tag_has_a_source_and_capabilities_are_open():
    assert all(tag.source and tag.group for tag in TAGBOOK)
    assert {tag.name for tag in TAGBOOK if tag.kind == CAPABILITY} == {
        "热心人士", "能人", "楼组长", "在职党员", "志愿者", "老伙伴",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "name"), [("独居", "独居老人"), (" 失独 ", "计生特殊家庭"), ("80+", "高龄老人"), ("８０+", "高龄老人")]
)
def test_synonyms_are_found(word, name):
    assert find(word).name == name


def test_a_word_that_is_not_known_gets_suggestions():
    assert find("独居老太") is None
    assert "独居老人" in similar("独居老太")
    assert "社区矫正" in similar("矫正")
    assert similar("神仙") == []
