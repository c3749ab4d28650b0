"""The dictionary of tags: special care groups (特殊关爱群体) and what people can do (社区自治力量)."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

CARE, CAPABILITY = "关爱", "能力"
OPEN, INNER, NAMED_ROLES = 0, 1, 2


@dataclass(frozen=True)
class TagKind:
    """A tag. `sensitivity`: 0 open, 1 inner, 2 for the responsible 干部 and 书记 alone; `source` is law or practice."""

    name: str
    group: str
    sensitivity: int = OPEN
    synonyms: tuple[str, ...] = ()
    source: str = ""
    kind: str = CARE


def _care(name: str, group: str, sensitivity: int, synonyms: str, source: str) -> TagKind:
    return TagKind(name, group, sensitivity, tuple(synonyms.split()), source)


def _capability(name: str, synonyms: str) -> TagKind:
    return TagKind(name, "自治力量", OPEN, tuple(synonyms.split()), "四百走访：社区自治力量", CAPABILITY)


_MONTHLY = "民政部等十部门2022年探访关爱意见"
_RELIEF = "上海市社会救助条例（2024修正）"

TAGBOOK: tuple[TagKind, ...] = (
    _care("独居老人", "老年", OPEN, "独居 独居长者 单独居住老人", _MONTHLY),
    _care("高龄老人", "老年", OPEN, "高龄 80岁以上 80+ 八十岁以上", "上海市老年人权益保障条例"),
    _care("孤老", "老年", INNER, "孤寡老人 孤寡", "无子女且无配偶，口径以民政为准"),
    _care("纯老家庭", "老年", OPEN, "双老 双老家庭 纯老 空巢老人 空巢", "全户六十岁以上"),
    _care("失能失智", "老年", INNER, "失能 失智 失能老人 失智老人 认知症 认知障碍", "长护险评估2至6级"),
    _care("低保", "救助", INNER, "低保户 低保家庭 最低生活保障 最低生活保障家庭", _RELIEF),
    _care("低保边缘", "救助", INNER, "低收入 低保边缘家庭 最低生活保障边缘家庭", _RELIEF),
    _care("刚性支出困难", "救助", INNER, "支出型贫困 刚性支出困难家庭", _RELIEF),
    _care("特困人员", "救助", INNER, "特困 五保", _RELIEF),
    _care("临时救助", "救助", INNER, "临时救助对象", _RELIEF),
    _care("残疾人", "残疾", INNER, "残疾 持证残疾人", "残疾人保障法"),
    _care("重残", "残疾", INNER, "重残无业 重度残疾 重残人员", _MONTHLY),
    _care("计生特殊家庭", "计生", INNER, "失独 失独家庭 计划生育特殊家庭", "三个全覆盖；对外不用“失独”"),
    _care("困境儿童", "儿童", INNER, "困境未成年人 监护缺失 留守儿童", "上海市未成年人保护条例75条"),
    _care("婴幼儿家庭", "儿童", OPEN, "婴幼儿 三岁以下 有婴儿", "上海市学前教育与托育服务条例"),
    _care("孕产妇", "儿童", INNER, "孕妇 产妇", "母婴保健法"),
    _care("重大病", "健康", INNER, "大病 重病 重大疾病 癌症 危重病", _RELIEF),
    _care("严重精神障碍", "健康", NAMED_ROLES, "精神障碍 精神病 精障", "精神卫生法4条"),
    _care("心理危机", "健康", NAMED_ROLES, "心理问题 自杀倾向", "精神卫生法4条、个人信息保护法28条"),
    _care("社区矫正", "司法", NAMED_ROLES, "社区矫正对象 矫正对象 社矫", "社区矫正法"),
    _care("安置帮教", "司法", NAMED_ROLES, "刑满释放 刑释 两劳人员 安帮", "个人信息保护法28条"),
    _care("涉家暴家庭", "司法", NAMED_ROLES, "家暴 家暴告诫 家庭暴力", "反家庭暴力法17条"),
    _care("优抚退役军人", "优抚", OPEN, "优抚 退役军人 军属 烈属 优抚对象", "退役军人保障法"),
    _care("来沪人员", "人口", OPEN, "外来人员 租客 流动人口 来沪", "上海市居住证管理办法"),
    _care("新就业群体", "人口", OPEN, "快递员 外卖员 骑手 网约车司机", "新就业群体党建"),
    _capability("热心人士", "热心人 热心居民"),
    _capability("能人", "达人 能工巧匠"),
    _capability("楼组长", "楼长 楼组长助理"),
    _capability("在职党员", "双报到党员"),
    _capability("志愿者", "社区志愿者"),
    _capability("老伙伴", "老伙伴志愿者 老伙伴计划"),
)
_BY_WORD = {word: tag for tag in TAGBOOK for word in (tag.name, *tag.synonyms)}
_ANY = re.compile("|".join(map(re.escape, sorted(_BY_WORD, key=len, reverse=True))))
BY_NAME = {tag.name: tag for tag in TAGBOOK}
SENSITIVE = frozenset(tag.name for tag in TAGBOOK if tag.sensitivity == NAMED_ROLES)


_SECRET = tuple(word for tag in TAGBOOK if tag.sensitivity == NAMED_ROLES for word in (tag.name, *tag.synonyms))


def tells_secret(text: str) -> bool:
    """Whether words name a tag that only named roles may know: they are repeated in no list."""
    return any(word in text for word in _SECRET)


def find(word: str) -> TagKind | None:
    """The tag that a word means: its name or a synonym; None if there is none."""
    return _BY_WORD.get(unicodedata.normalize("NFKC", word).strip())


def spot(text: str) -> list[tuple[int, int, TagKind]]:
    """Where a text names tags: (start, end, tag), the longest word of those that overlap."""
    return [(*match.span(), _BY_WORD[match[0]]) for match in _ANY.finditer(text)]


def names_in(text: str) -> list[str]:
    """The names of the tags that a text speaks of."""
    return [tag.name for *_, tag in spot(text)]


def similar(word: str) -> list[str]:
    """Up to three names that the writer may have meant."""
    words = [known for known in _BY_WORD if known in word or (len(word) > 1 and word in known)]
    words += difflib.get_close_matches(word, list(_BY_WORD), n=5, cutoff=0.45)
    return list(dict.fromkeys(_BY_WORD[known].name for known in words))[:3]
