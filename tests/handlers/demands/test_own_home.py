"""Whoever says where they live loses neither the matter nor the flat; whom it concerns is no secret given away."""

from __future__ import annotations

import pytest

from handlers.demands.opening import unnamed
from tests.community import TUESDAY


def case(street):
    return street.ask(lambda unit: unit.cases.find())[-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("我家302水管爆了，家里都是水", "水管爆了，家里都是水"),
        ("我家302的马桶堵了，水往外面溢", "马桶堵了，水往外面溢"),
        ("我住在益港花园12号电梯坏了，没人修", "电梯坏了，没人修"),
        ("我家12号302热水器打不着火，请来看看", "热水器打不着火，请来看看"),
        ("我是王秀英家里水管爆了", "家里水管爆了"),
        ("我妈妈住益港花园12号302，叫王秀英，她家马桶堵了", "她家马桶堵了"),
        ("楼上那个男的，姓陈，天天敲地板，吵得睡不着", "楼上那个男的，天天敲地板，吵得睡不着"),
        ("叫物业来修，楼道灯不亮", "叫物业来修，楼道灯不亮"),
        ("我叫李四，厨房漏水", "厨房漏水"),
        ("我是12号302王秀英的女儿，厨房漏水", "厨房漏水"),
        ("侬好，我们12号电梯一直晃", "我们12号电梯一直晃"),
        ("大家好，早上好，楼道灯不亮", "楼道灯不亮"),
    ],
)
def test_the_matter_stays_whoever_tells_it(words, told):
    assert unnamed(words) == told


@pytest.mark.parametrize(
    "words", ["我是12号402的李建国，家里跳电了", "我是12号402的，水龙头关不紧", "我住12号402，热水器坏了"]
)
def test_in_ones_own_home_the_flat_is_the_place(community, words):
    street = community(start=TUESDAY)
    street.person("李建国").says(words).hears("地点：益港花园12号402").taps("提交").hears("0001")
    assert case(street).household_id


def test_what_is_shared_is_at_the_house_though_one_says_where_one_lives(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("我是12号402的，楼道灯坏了").hears("地点：益港花园12号楼道").says("取消")
    li.says("我是12号402的，302天天半夜吵，家里睡不着").hears("地点：益港花园12号").hears_nothing_of(
        "地点：益港花园12号4"
    ).hears_nothing_of("地点：益港花园12号3")


def test_of_the_home_of_a_mother_the_flat_is_asked_and_kept(community):
    street = community(start=TUESDAY)
    she = street.person("小李").says("我是王阿娣女儿，我妈家里水龙头关不紧").hears("门牌").says("益港花园12号302")
    assert "编号0001" in she.heard or she.says("李小姐").hears("0001")
    assert case(street).place == "益港花园12号302"
