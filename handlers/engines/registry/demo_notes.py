"""What cadres wrote on the demo street: sentences that fit who lives there, varied by the dice."""

from __future__ import annotations

from handlers.engines.registry.demo_names import Dice, called
from handlers.engines.registry.demo_people import Home, Somebody

# way → how many in a hundred
_WAYS = (("入户", 64), ("电话", 15), ("途遇", 6), ("微信", 4), ("接待", 3), ("未遇", 6), ("第三方反馈", 2))

_OLD = (
    "{who}精神蛮好，饭吃得下，叮嘱降压药按时吃",
    "{who}刚买菜回来，聊了一刻钟，说夜里睡得还可以",
    "{who}膝盖有点酸，走路慢，关照下楼扶牢扶手",
    "{who}在听广播，家里收拾得清爽，煤气、水龙头都看过没有问题",
    "{who}量了血压，比上个月低一点，药还够吃半个月",
    "{who}说小辈礼拜天来过，带了菜，心情不错",
    "{who}耳朵有点背，讲话要大声些，人清爽的",
    "陪{who}坐了一会儿，讲讲老早的事体，临走关好窗",
    "{who}说最近胃口一般，社区食堂的菜还吃得惯",
    "{who}白内障手术约在下个月，女儿陪去",
)
# What one may also hear on the phone or in the street.
_OLD_HEARD = (
    "{who}说身体还好，饭吃得下，降压药按时在吃",
    "{who}说夜里睡得还可以，早上去公园走了一圈",
    "{who}说小辈礼拜天来过，带了菜，心情不错",
    "{who}膝盖有点酸，这两天少下楼，关照当心地滑",
    "{who}最近胃口一般，社区食堂的菜还吃得惯",
    "{who}刚从医院配好药回来，说医生讲没有大问题",
)
_FAMILY = (
    "{who}在家，家里都好，人房信息核对过没有变化",
    "{who}说小囡上学早出晚归，平时家里没啥事体",
    "{who}问小区停车什么时候重新排，解释了业委会的安排",
    "{who}说楼道堆物清掉以后清爽多了",
    "{who}家里一切正常，发了防诈骗的单子",
    "{who}愿意周末来做志愿者，留了方便的时间",
    "{who}问加装电梯的征询走到哪一步了，讲了目前进度",
    "{who}最近换了工作，家里老人小囡都好",
    "{who}家的燃气报警器装好了，都会用",
)
_TENANT = (
    "{who}租在这里半年，居住登记办好了，关照电瓶车不要进楼",
    "{who}说房东讲好续租一年，暂时没有困难",
    "{who}平时上夜班，白天休息，以后下午联系",
)
_FIRM = (
    "{who}店面正常营业，灭火器在有效期内，关照门口不要占道",
    "{who}员工都来了，讲了沿街垃圾定点投放的时间",
    "{who}负责人在，说生意平稳，愿意参加园区的共建活动",
    "{who}核对了用电线路，提醒下班关总闸",
)
_NEEDS_OLD = (
    ("想申请长护险评估", "问长护险评估的结果"),
    ("想要社区食堂送餐", "落实送餐"),
    ("卫生间想装扶手", "请适老化改造的来看扶手"),
    ("煤气灶打不着火", "问问煤气灶修好没有"),
    ("助听器坏了，不晓得哪里修", "告诉修助听器的地方"),
)
_NEEDS_FAMILY = (
    ("楼道灯不亮好几天了", "看楼道灯修好没有"),
    ("楼上空调滴水滴在雨棚上", "同楼上讲空调滴水的事"),
    ("想问小囡幼儿园报名的材料", "把报名材料发过去"),
    ("厨房下水有点堵", "问物业下水通好没有"),
    ("门口电瓶车乱停，进出不方便", "同物业看车棚的位置"),
)
_NEEDS_FIRM = (("门口窨井盖松了", "看窨井盖修好没有"), ("想装一个垃圾暂存箱", "同物业谈暂存箱"))


def way_of(home: Home, dice: Dice, alone: bool = False) -> str:
    """How contact was made; households that want to be left alone (`alone`) are rung up."""
    if home.firm:
        return "商户走访"
    if alone:
        return "电话"
    place = dice.below(100)
    for way, share in _WAYS:
        place -= share
        if place < 0:
            return way
    return "入户"


def note_of(home: Home, way: str, dice: Dice) -> str:
    """What the cadre wrote, in whole sentences."""
    if way == "未遇":
        return dice.pick(("敲门没人应，留了联系条。", "家里没人，邻居说出去了。", "按门铃没人，改天再来。"))
    if way == "拒访":
        return dice.pick(("隔着门讲家里没事，不要上门，有事会打电话。", "说上班忙，不方便上门，以后电话联系。"))
    said = dice.pick(_sentences(home, way)).format(who=_who(home, dice))
    start = {"电话": "电话里", "途遇": "楼下碰到，", "微信": "微信上", "接待": "到居委来，", "第三方反馈": "楼组长讲，"}
    return f"{start.get(way, '')}{said}。"


def need_of(home: Home, dice: Dice) -> tuple[str, str]:
    """Something that was asked for, and what the cadre means to do about it."""
    if home.firm:
        return dice.pick(_NEEDS_FIRM)
    return dice.pick(_NEEDS_OLD if _oldest(home).age >= 65 else _NEEDS_FAMILY)


def _sentences(home: Home, way: str) -> tuple[str, ...]:
    if home.firm:
        return _FIRM
    if home.kind == "租客":
        return _TENANT
    if _oldest(home).age < 65:
        return _FAMILY
    return _OLD if way == "入户" else _OLD_HEARD


def _oldest(home: Home) -> Somebody:
    return max(home.people, key=lambda one: one.age)


def _who(home: Home, dice: Dice) -> str:
    if home.firm:
        return home.firm
    old = _oldest(home).age >= 65
    one = dice.pick([one for one in home.people if one.age >= (60 if old else 18)])
    return called(one.name, one.gender, one.age)
