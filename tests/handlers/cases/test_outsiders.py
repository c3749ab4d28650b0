"""What outsiders may read: place and thing stay, who lives there and how they are does not."""

from __future__ import annotations

import pytest

from handlers.engines.cases.outsiders import for_outsiders


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("王阿婆独居，低保户，老年痴呆，麻烦快点", "麻烦快点"),
        ("我瘫痪在床，家里马桶堵了", "家里马桶堵了"),
        ("独居老人家里马桶堵了", "家里马桶堵了"),
        ("今年80岁了，低保户，水管爆了家里全是水", "水管爆了家里全是水"),
        ("家里有精神病人，楼上漏水", "楼上漏水"),
        ("失独家庭，走廊灯不亮", "走廊灯不亮"),
        ("她腿脚不便，八十多岁了，电梯坏了下不来", "电梯坏了下不来"),
        ("我妈得了癌症在家，楼上装修太吵", "楼上装修太吵"),
        ("子女不在身边，门锁打不开", "门锁打不开"),
        ("孤老王秀英家水管漏", "居民家水管漏"),
        ("老李家的下水道堵了", "居民家的下水道堵了"),
        ("赵大力那户的垃圾桶", "居民那户的垃圾桶"),  # a name that the committee knows
        ("联系李建国13912345678", "联系居民"),
        # a thing that is called so is no person
        ("12号门口残疾人坡道坏了", "12号门口残疾人坡道坏了"),
        ("快递员把门禁撞坏了", "快递员把门禁撞坏了"),
        ("电梯老毛病又犯了", "电梯老毛病又犯了"),
        ("空中风大，广告牌要掉", "空中风大，广告牌要掉"),
        # the property company's own people
        ("请张师傅去修", "请张师傅去修"),
        ("请物业小马今天去看看", "请物业小马今天去看看"),
        ("楼道灯不亮，明天下午2点前", "楼道灯不亮，明天下午2点前"),
        ("王阿婆80岁，独居", ""),
    ],
)  # fmt: skip
def test_who_lives_there_and_how_they_are_is_cut(words: str, read: str) -> None:
    assert for_outsiders(words, ("赵大力", "李建国")) == read
