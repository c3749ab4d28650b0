"""A death behind a name: of kin, of the one who is named, or none at all."""

from __future__ import annotations

import pytest

from tests.handlers.incidents.street import COUPLE, musts, resting

WITH_SON = (*COUPLE, "三门居民区,一网格,微网格1,益港花园,8号,401,李小军,男,1978-02-03,,,")


@pytest.mark.parametrize(
    "said",
    ["12号302王阿婆老头子昨天没了", "12号302王阿婆儿子去世了",
     "12号302王阿娣女儿上周病故", "12号302王阿娣婆婆过世了", "12号302王阿婆的妹妹昨天走了"]
)  # fmt: skip
def test_whose_kin_has_died_stays_on_the_list(community, said):
    street = community(*COUPLE)
    fang = street.person("王芳").says(said).hears("什么事").hears_nothing_of("原因：去世").says("保存").hears("记好了")
    assert musts(street) == [("12号302", "11-23", "家里有人过世")]
    assert resting(street) == [] and "登记" not in fang.buttons


@pytest.mark.parametrize(
    ("said", "dead"),
    [("8号401李国强老婆走了", "张美英"), ("8号401张美英老公没了", "李国强"), ("8号401李伯伯爱人昨天过世了", "张美英"),
     ("8号401张阿姨老伴前天不在了", "李国强"), ("8号401老公没了", "李国强")],
)  # fmt: skip
def test_the_one_other_who_fits_is_meant(community, said, dead):
    street = community(*COUPLE)
    fang = street.person("王芳").says(said).hears(f"过世的：{dead}").says("保存")
    fang.taps("登记").hears("原因：去世", f"谁：{dead}")


@pytest.mark.parametrize(
    ("said", "asked", "not_asked"),
    [("8号401李国强家老人走掉了", ["张美英", "李小军"], "李国强"), ("8号401赵大力家老人走掉了", ["李国强", "张美英", "李小军"], ""),
     ("8号401张美英弟弟去世了", ["李国强", "李小军"], "张美英")],
)  # fmt: skip
def test_where_it_may_be_several_it_is_asked_and_may_be_nobody_listed(community, said, asked, not_asked):
    street = community(*WITH_SON)
    fang = street.person("王芳").says(said).hears("是哪一位").sees(*asked, "不在名册里")
    assert not_asked not in fang.buttons
    fang.taps("不在名册里").hears("过世的：不在名册里").says("保存").hears("记好了")
    assert musts(street) == [("8号401", "11-23", "家里有人过世")]
    assert resting(street) == [] and "登记" not in fang.buttons


def test_who_is_named_has_died_where_no_kin_is(community):
    street = community(*COUPLE)
    street.person("王芳").says("13号101陈桂芳昨天没了").says("取消")
    street.person("王芳").says("12号302王阿婆昨天走了").hears("原因：去世", "谁：王阿娣")


@pytest.mark.parametrize("said", ["12号302王阿婆走了", "12号302王阿娣走掉了"])
def test_gone_alone_may_mean_out_and_is_asked(community, said):
    fang = (
        community(*COUPLE)
        .person("王芳")
        .says(said)
        .hears("是说去世了，还是出门了")
        .sees("住院", "外出", "去世", "搬走", "其他")
    )
    fang.taps("去世").hears("原因：去世", "谁：王阿娣")
