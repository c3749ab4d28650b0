"""The plan of the demo street: committees, micro-grids, estates with their rooms, and who works there."""

from __future__ import annotations

from dataclasses import dataclass

STREET = "江湾示范街道"
OFFICERS = ("周科", "吴科")


@dataclass(frozen=True)
class Block:
    """A micro-grid: the house numbers of an estate, the rooms behind each, and its two cadres."""

    name: str
    estate: str
    numbers: tuple[str, ...]
    rooms: tuple[str, ...]
    cadres: tuple[str, str]
    kind: str = "微网格"


@dataclass(frozen=True)
class Committee:
    name: str
    secretary: str
    manager: str  # of the property company
    blocks: tuple[Block, ...]


def _flats(floors: int, across: int) -> tuple[str, ...]:
    return tuple(f"{floor}{door:02d}" for floor in range(1, floors + 1) for door in range(1, across + 1))


def _numbers(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{number}号" for number in range(first, last + 1))


WALK_UP = _flats(6, 2)
TALL = _flats(12, 4)
LANE_HOUSES = ("60号", "62号", "64号", "66号", "8号甲", "8号乙")
LANE = ("底楼", "101", "102", "201", "202", "二楼亭子间", "301", "302")

COMMITTEES = (
    Committee(
        "益港居民区",
        "刘书记",
        "程经理",
        (
            Block("益港第二微网格", "益港花园", _numbers(8, 16), WALK_UP, ("王芳", "陈晓岚")),
            Block("益港第一微网格", "益港花园", _numbers(1, 7), _flats(7, 2), ("赵敏华", "孙立")),
            Block("益港第三微网格", "益港新村", _numbers(1, 8), WALK_UP, ("钱小芸", "何佳宁")),
            Block("益港第四微网格", "益港新村", _numbers(9, 16), WALK_UP, ("沈洁", "朱文涛")),
            Block("益港园区微网格", "益港创意园", _numbers(1, 2), (), ("何佳宁", "沈洁"), "园区微网格"),
        ),
    ),
    Committee(
        "三门居民区",
        "陈书记",
        "龚经理",
        (
            Block("三门第一微网格", "三门新苑", _numbers(1, 8), WALK_UP, ("李慧", "周亦凡")),
            Block("三门第二微网格", "三门新苑", _numbers(9, 17), WALK_UP, ("徐海燕", "吴桐")),
            Block("三门第三微网格", "三门公寓", _numbers(1, 3), TALL, ("顾琳", "方毅")),
            Block("三门第四微网格", "三门公寓", _numbers(4, 5), TALL, ("陆雯", "金晓鸣")),
        ),
    ),
    Committee(
        "沽源居民区",
        "孙书记",
        "韩经理",
        (
            Block("沽源第一微网格", "沽源坊", LANE_HOUSES, LANE, ("蒋敏", "许诺")),
            Block("沽源第二微网格", "沽源新苑", _numbers(1, 9), WALK_UP, ("谢芸", "郑凯")),
            Block("沽源第三微网格", "沽源新苑", _numbers(10, 18), WALK_UP, ("唐颖", "罗斌")),
            Block("沽源第四微网格", "江畔花园", _numbers(1, 3), TALL, ("姚丽", "秦朗")),
        ),
    ),
)

# (estate, number, kind, name)
FIRMS = (
    ("益港花园", "12号", "商户", "老王水果店"),
    ("益港花园", "16号", "商户", "便民理发店"),
    ("益港新村", "1号", "商户", "小苏州面馆"),
    ("三门新苑", "1号", "商户", "三门药房"),
    ("沽源坊", "60号", "商户", "沽源修配铺"),
    ("江畔花园", "1号", "商户", "江畔洗衣店"),
    ("益港创意园", "1号", "企业", "云帆设计工作室"),
    ("益港创意园", "1号", "企业", "小满文化传播公司"),
    ("益港创意园", "1号", "商户", "半日咖啡馆"),
    ("益港创意园", "2号", "企业", "青柚软件公司"),
    ("益港创意园", "2号", "企业", "速达配送站"),
    ("益港创意园", "2号", "企业", "江湾印务公司"),
)
