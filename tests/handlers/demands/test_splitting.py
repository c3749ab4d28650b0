"""Several matters in one message: each is a demand of its own, in its own words, and nothing is lost behind another."""

from __future__ import annotations

import pytest

from handlers.demands.splitting import split
from tests.community import STREET, TUESDAY


def cases(street):
    return sorted(street.ask(lambda unit: unit.cases.find()), key=lambda case: case.id)


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("9号楼道灯坏了，9号信箱坏了，9号门口有狗屎", 3),
        ("1.电梯晃 2、门禁坏了。3。草坪上狗屎没人管", 3),
        ("有三件事：一、楼道堆物；二、小区里狗没人牵；三、广场舞太吵", 3),
        ("楼道灯坏了，另外电梯门关不上，再有就是垃圾房臭，还有车棚充电桩坏了", 4),
        ("家里漏水，一是厨房水管漏，二是卫生间马桶堵", 2),
        ("9号楼道灯不亮，13号楼道灯也不亮", 2),
        ("路灯坏了还有一个窨井盖破了", 2),
        ("电梯坏了。另外物业费怎么申请发票", 2),
        # what only adds to a matter stays with it
        ("蟑螂多得来，12号楼道里厢，还有老鼠", 1),
        ("楼上漏水漏到我家，天花板都湿透了，墙壁开花", 1),
        ("我家下水道堵了，水都返上来了，家里还有两个小孩", 1),
        ("垃圾没人收，臭死了，苍蝇老多", 1),
        ("9号楼，3、4楼都没灯，5、6楼也黑", 1),
        ("我是13号302的，家里停电了，冰箱里东西要坏了", 1),
        ("电梯坏了。另外老人家有心脏病，请快一点", 1),
    ],
)
def test_how_many_matters_words_hold(text, matters):
    assert len(split(text)) == matters, split(text)


def test_a_long_breath_of_four_matters_is_four_demands_in_their_own_words(community):
    street = community(*STREET, "三门居民区,一网格,微网格1,益港花园,9号,101,孔老太,女,1940-01-01,,,", start=TUESDAY)
    wang = street.person("王阿娣").says(
        "居委会同志你好啊我是12号302的老太婆，我跟你们反映几个事体啊，第一个么楼道里灯又不亮了讲了三趟也没人来修，第二个么9号门口的垃圾桶天天满出来臭得来，"
        "还有么我想问问看长护险哪能申请，另外楼上半夜里老是拖凳子我血压高睏不着，谢谢你们啊"
    )
    wang.hears(
        "【第4件】",
        "事情：楼道里灯又不亮了",
        "地点：益港花园12号楼道",
        "地点：益港花园9号门口",
        "长护险哪能申请",
        "拖凳子",
    )
    wang.hears_nothing_of("同志你好").taps("提交").hears("0001", "0004")
    assert [case.sub for case in cases(street)][:2] == ["供电照明", "箱房异味"]
