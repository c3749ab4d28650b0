"""What words ask for: a demand, a question, thanks, abuse …; what it is about, how urgent; one matter or several."""

from __future__ import annotations

import re

from handlers.demands.labels import LABELS, OTHER, Label

DEMAND, QUESTION, PRAISE, ABUSE, AD, PRIVACY, EARLIER, COSIGN, REFER, SIGNS, NOTHING = (
    "诉求", "问题", "表扬", "骂人", "广告", "打听", "跟进", "附议", "转介", "符号", "",
)  # fmt: skip
_DENIED = re.compile(r"(没有|没|不是|勿是|不存在|未)$")
_TROUBLE = re.compile(
    r"坏|漏|堵|不亮|勿亮|黑(?!板)|断了|停水|停电|没[水电气](?!平)|臭|异味|(?<![心肾肝内])脏|龌龊|吵|噪|扰民|太响|占|挡|掉|裂|霉|渗|塌|爆|返[上水]|溢|满[出到得]|[桶箱房站间]都?满|满了|摆摊|滴水|熏|"
    r"没人(管|修|来|睬|理|收|扫|接|清|打扫)|呒没人|不(修|管|扫|收|理|回|给|通|转|能用|灵|制冷|work|肯)|doesn't|broken|苍蝇|蟑螂|老鼠|白蚁|蚊|堆|乱[停扔丢倒拉搭收]|"
    r"积水|翘|绊|违章|违建|违法|搭建|搭.{0,3}房|飞线|拉线|投诉|反映|举报|报修|维修|修一?[下修]|修好啊|来修|没修|不满|不合理|反对|受不了|怎么又|又停|又坏|又是|又没|"
    r"还没[给到修来]|没到账|三趟|根本|没解决|失灵|开不开|开不了|打不开|关不上|关不住|生锈|松动|倒了|翻倒|烂|破|卡住|死机|罢工|故障|下不来|走不动|送到家|涨到|涨价|"
    r"没(收到|公布|征求|牵绳|拴)|没人问过|冒充|被骗|咬|十几个人|群租|僵尸车|合规矩?|拉横幅|不让|晒不|不安全|危险|隐患|害怕|吓|烦死|水压|水小|敲墙|施工|拖欠|"
    r"不见了|丢了|偷|跌|滑倒|没热水|没暖|太暗|暗得|不行了|出问题|有问题|不好用|不工作|锈|湿滑|结冰|打不通|按不动|不灵|晃|关不[牢紧严]|拖(凳|椅|桌)|没人清|没了$|[打点]不着|找不[到着]人|停半天|老是停|太慢|过期|不出水|不热了?$|用不了|[又就老]不[亮动转]|跳电"
)
_ASKS_RULE = re.compile(
    r"多少(人|户|票|面积)?(才|可以|同意)|要多少|需要(什么|哪些|啥)|要准备|怎么(申请|办理?|续|报名|开具|领|登记|查|交|缴|预约|投放?|分类)|"
    r"哪能(申请|办|续|报名)|(哪里|啥地方|哪儿|什么地方|在哪(?!能))(续|办|申请|领|报|交|买|打|开|放|扔|可以)|放哪|什么时候(报名|开始|开门|上班|办|发|有)|啥(时候|辰光)(报名|开|上班)|"
    r"条件|流程|手续|放不得|放得|几点(开|关|到|上班|下班|能)|多少钱|收费标准|怎么收费|是什么(政策|意思)|什么政策|电话(是)?多少|打(什么|哪个|啥)电话|有吗|有伐|上班吗|开门吗"
)
# Whose it is, or whom to ring: asked also of what is broken; the answer offers to have it done.
_ASKS_WHOM = re.compile(
    r"找(谁|哪个|啥人|什么人|哪里|哪家|哪能)(修|办|问|管|处理|装|弄|反映)|归(谁|啥人|哪里|哪个|哪家|什么部门)(管|修|负责|处理)|"
    r"打(什么|哪个|啥|多少)(电话|号码)|要?几户(人家)?(才|同意|可以|签字)"
)
_ASKS = re.compile(
    r"[?？]|[吗伐呢么]$|[吗伐][,，。\s]|怎么|哪里|哪能|几点|多少|什么|啥|如何|能不能|可不可以|有没有|是不是|可以吗"
)
_WISHES = re.compile(
    r"建议|提议|希望|盼|请|要求|申请|麻烦|帮(我|忙|阿拉|我们)|需要|想要|想(请|装|报|借|找|问问.*(现在|进展))|能不能|可不可以|能否|报名|登记|增加|增设|加装|延长|坚决|求|送|借|反对|不同意|支持|同意"
)
_PROPOSES = re.compile(
    r"建议|提议|(能不能|可不可以|能否|希望|最好).{0,16}(延长|增加|增设|加装|多[放设开]|改成|提前|推迟|装个|装一|开个|弄|设|种)"
)
_PRAISES = re.compile(
    r"感谢|谢谢|多谢|表扬|点赞|锦旗|五颗星|五星|好评|太好了|辛苦你们|真热心|真贴心|帮了.{0,3}大忙|👍|🌹|要夸|夸夸"
)
_KIND = re.compile(
    r"(师傅|保洁|阿姨|物业|居委|书记|老师|主任|保安|门卫|志愿者|楼组长|小[\u4e00-\u9fff]|老[\u4e00-\u9fff]|医生|护士)[^，,。]{0,8}"
    r"((人|态度)?(蛮|真|很|特别|非常|老|交关)(好|热心|负责|客气|耐心|仔细|周到|到位|和气)|得(真|蛮|很|老|又)?.{0,3}(干净|清爽|快|好|仔细))"
)
_NOT_KIND = re.compile("不|没|勿|但|可是|就是|希望|怎么|[?？]|要是|如果|群友|转发")
_IRONY = re.compile(
    r"呵呵|哈哈真|真高.{0,6}(个月|天|年)|(个月|天|年)了.{0,8}(还|没)|谢谢你们.{0,4}(不|没)|还是(黑|坏|没)|真是谢谢"
)
_ABUSES = re.compile(
    r"他妈|妈的|tmd|傻[逼叉xXbB]|[煞沙]笔|混蛋|王八|狗屁|狗东西|滚(蛋|开|远)|废物|吃干饭|吃屎|饭桶|脑子(有病|坏)|白痴|不要脸|放屁|册那|戆(大|卵)|神经病|骗子居委|"
    r"去你的|畜生|人渣|垃圾(居委|东西|人)|[群帮]\w{0,3}(饭桶|废|猪)|养你们|要你们(干|有)(啥|什么|何用)",
    re.IGNORECASE,
)
# Anger at whoever ought to help, in which no thing and no place is named.
_GRUMBLE = (
    r"烦死|气死|急死|没人(?:管|理|睬|来)|不满意?|太慢|慢死|慢吞吞|"
    r"没效率|效率太?低|没用|拖拉|敷衍|不负责任?|不作为|失望|忍无可忍|受不了|火大|无语|不像话|太差|差劲"
)
_GRUMBLES = re.compile(
    rf"(?=.*(?:{_GRUMBLE}))(?:{_GRUMBLE}|我|阿拉|你们?|他们|侬|居委会?|物业|社区|干部|办事|做事|服务|工作|效率|态度|对|真是|真的?|太|很|非常|也|都|就|又|一直|总是|从来|什么|这种|"
    r"要|投诉|反映|的|了|啊|呀|吧|死|[\s，,。！!~])+"
)
_ADS = re.compile(
    r"加(我)?(微信|VX|vx|V信)|贷款|低息|放款|办卡|代开|优惠(价|大|活)|促销|大促|特价|日结|兼职|招(代理|加盟)|扫码(领|进群)|免费(领|送|体验)|清仓|团购|全网最低|"
    r"专业(疏通|开锁|搬家|维修|保洁|回收)|上门(服务|回收)|联系电话.{0,3}1\d{10}|包(过|下证)|包教|理财|稳赚|高薪|https?://|买一送一|限时|出售|转让|中介"
)
_NO_AD = re.compile(r"骗|有人|被|投诉|举报|传单|小广告|门上|贴了|推销|是真|靠谱|居委|物业")
_SOMEBODY = r"(\d{3,4}|隔壁|楼上|楼下|对门|那[家户人]|那个[人男女]|他家|她家|邻居|\d+号|老[王李张]|[王李张陈刘赵]\w{0,2}(阿婆|伯伯|阿姨)?)"
_ABOUT_THEM = (
    r"(电话|手机号?|号码|身份证|多大年纪|几岁|叫什么|叫啥|姓什么|姓啥|什么人|干什么的|做什么的|做啥的|什么工作|放出来|坐过牢|坐牢|犯过|判过|精神(病|有问题)|"
    r"得了?什么病|什么病|生啥病|吃低保|是低保|离婚|离了|欠(债|钱)|艾滋|住(着|的|了)?(谁|几个人|哪些人|啥人|什么人)|在家吗|家里有谁|收入|什么来头)"
)
_PRIES = re.compile(
    rf"{_SOMEBODY}.{{0,12}}{_ABOUT_THEM}|{_ABOUT_THEM}.{{0,4}}{_SOMEBODY}.{{0,4}}[?？]|谁(投诉|举报|反映|告|附议)(了|的)?(我|这|这件)?|是谁(投诉|举报|反映|告|提)"
)
_WHO_TOLD = re.compile(
    r"(谁|哪个|啥人)[^，,。]{0,6}(投诉|举报|反映|告|附议)了?(的)?(我|阿拉|这|$)|是(谁|哪个|啥人)(投诉|举报|反映|告|提)"
)
_OF_A_HOME = re.compile(
    r"(?!我|阿拉|你|侬|哪)[\u4e00-\u9fff]{2,4}家(里|人)?[^，,。]{0,8}(低保|残疾|精神|生癌|什么病|离婚|欠债|坐过?牢|几个人|收入|有钱)"
)
_PRIES_FOR = re.compile(r"[?？]|吗|伐|是不是|告诉|给我|查|想知道|问|多少|谁|什么|啥|哪|几岁")
_EARLIER = re.compile(
    r"^\s*0\d{3}|^(还行|一般|满意|很满意|不满意|不太满意|修好了|好了|解决了|没解决|没修好|还没[好修]|还没有|没好)|不满意$|不用了|不用(修|来|管)了|自己(修|弄|解决)好|"
    r"撤(诉|回|销)|不反映了|不投诉了|处理结果|回复说|就是慢了?点|(我|阿拉|上次|上趟|之前|昨天|前天)(讲|说|报|提|反映|反应)过?的.{0,10}(怎么样|到哪|进展|处理|有消息|办|到底|哪能|修不修|修了?[吗伐没]|弄了?[吗伐没])|进度|催一?[下催]|"
    r"我的诉求|什么时候给我(答复|回话)"
)
_COSIGNS = re.compile(
    r"^\s*(\+\s?1|＋1|加1|加一|附议|同问|同求|我也(是|一样|附议|要附议)|我家也(是|一样)|我们家也(是|一样)|支持附议|顶|\+\s?\d{1,2})\s*[。！!]*$"
)
_REFERS = (
    ("劳动", re.compile(r"拖欠.{0,6}工资|欠薪|工资.{0,6}(没发|不发|拖|欠)|劳动(合同|仲裁)|被辞退|开除|社保.{0,4}(没交|断)|加班费")),
    ("法律", re.compile(r"打官司|起诉|离婚.{0,4}(怎么|官司|财产)|请律师|遗产|继承")),
    ("供水", re.compile(r"水费.{0,6}(多|贵|错|高)")),
    ("电力", re.compile(r"电费.{0,6}(多|贵|错|高)")),
)  # fmt: skip
_PRESSING = re.compile(
    r"整栋|整幢|全楼|全小区都|都停|都没|返上来|粪水|满到|倒灌|关不住|爆(管|了)|淹|现在就|正在|出血|流血|掉下|砸到|横幅|上访|去街道|老人在家|吃奶|婴儿|小囡|没水|停水|停电|"
    r"触电|危险|要塌|掉下来|已经(付|转)"
)
_HARDSHIP = re.compile("癌|化疗|大病|吃不上饭|没钱(吃|看病)|被.{0,4}(狗|猫).{0,2}[咬抓]|现在哪能了|从来没公布")
_MASS = re.compile(r"横幅|上访|集体|全小区去|找媒体|曝光")


# Where something is says less of what it is than what is wrong there.
_PLACES, _WEAK = (
    {
        "楼道",
        "走廊",
        "楼梯",
        "垃圾",
        "垃圾房",
        "垃圾箱",
        "垃圾桶",
        "箱房",
        "大门",
        "物业费",
        "半夜",
        "装修",
        "车棚",
        "活动",
        "业委会",
        "食堂",
    },
    0.4,
)


def label_of(text: str) -> Label:
    """The label whose words the text holds most of; what is denied (没有漏水) does not count."""
    best, most = OTHER, 0.0
    for label in LABELS:
        found = {match[0] for match in label.words.finditer(text) if not _DENIED.search(text[: match.start()])}
        score = sum(_WEAK if words in _PLACES else len(words) for words in found)
        if score > most:
            best, most = label, score
    return best


def urgency_of(text: str, label: Label) -> str:
    """P0 is the desk's alone: what comes here is P1 at most. Proposals are P3."""
    usual = "P1" if label.urgency == "P0" else label.urgency
    if _MASS.search(text):
        return "P1"
    if _PROPOSES.search(text):
        return "P3"
    return (
        "P1"
        if usual == "P2" and label.category in ("房屋设施", "安全应急", "违建群租") and _PRESSING.search(text)
        else usual
    )


# Whose it is where a street names no number of its own; verified before going live.
NUMBERS = {
    "劳动": ("劳动保障", "12333"),
    "法律": ("法律援助", "12348"),
    "供水": ("自来水公司", "962740"),
    "电力": ("供电公司", "95598"),
}


def troubles(text: str) -> bool:
    """Whether words say that something is wrong or wanted."""
    return bool(_TROUBLE.search(text) or _WISHES.search(text))


def is_rude(text: str) -> bool:
    return bool(_ABUSES.search(text))


def refer_to(text: str) -> str:
    """A word for the number of whoever this belongs to, where a committee can do nothing; "" if it can."""
    return next((whose for whose, words in _REFERS if words.search(text)), "")


def intent(text: str) -> str:
    """What a message of a resident is, before anybody asks back. The order is the rule: gravest and plainest first."""
    text = text.strip()
    if not re.search(r"\w", text):
        return SIGNS if text else NOTHING
    if _COSIGNS.match(text):
        return COSIGN
    if _ADS.search(text) and not _NO_AD.search(text):
        return AD
    if _PRIES.search(text) and _PRIES_FOR.search(text) and not _is_plain_trouble(text):
        return PRIVACY
    if _WHO_TOLD.search(text) or (_OF_A_HOME.search(text) and _ASKS.search(text)):
        return PRIVACY
    if refer_to(text):
        return REFER
    known, trouble = label_of(text) is not OTHER, bool(_TROUBLE.search(text))
    if _EARLIER.search(text) and not (known and len(text) > 14 and trouble and not re.match(r"\s*0\d{3}", text)):
        return EARLIER
    if _PRAISES.search(text) and not _IRONY.search(text) and not (trouble and not re.search("修好|解决|帮", text)):
        return PRAISE
    if _KIND.search(text) and not _NOT_KIND.search(text):
        return PRAISE
    if _GRUMBLES.fullmatch(text) or (_ABUSES.search(text) and not (known and len(text) > 10)):
        return ABUSE
    return _wants(text, known=known, trouble=trouble)


def _wants(text: str, *, known: bool, trouble: bool) -> str:
    asks = bool(_ASKS.search(text))
    if _HARDSHIP.search(text):
        return DEMAND
    if _ASKS_WHOM.search(text):
        return QUESTION
    if _ASKS_RULE.search(text) and not re.search("坏|漏|堵|没人|修好", text):
        return QUESTION
    if re.search("(帮|给|替)?.{0,3}开.{0,4}证明", text):
        return QUESTION
    if _PROPOSES.search(text) or (trouble and (known or len(text) >= 6)):
        return DEMAND
    if (
        known
        and _WISHES.search(text)
        and not (asks and not re.search("请|麻烦|帮|申请|希望|能不能|可不可以|可以帮", text))
    ):
        return DEMAND
    return QUESTION if asks else NOTHING


def _is_plain_trouble(text: str) -> bool:
    return label_of(text) is not OTHER and bool(re.search("漏|吵|噪|堵|坏|臭|敲|群租|装修|狗|油烟|充电", text))


def flat(text: str) -> str:
    """Only letters, digits and Chinese characters: what a forward keeps."""
    return re.sub(r"[\W_]|转发|转", "", text).lower()


def likeness(one: str, other: str) -> float:
    """How alike two texts are by their pairs of characters: 0 to 1."""
    first, second = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (flat(one), flat(other)))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


_LEADS = re.compile(
    r"^((居委会?)?(同志|干部|老师|领导)们?(你好|您好)?啊?(?=[，,。\s])|(你|您|侬|大家|各位|老师|早上|上午|中午|下午|晚上|领导)(们)?好[啊呀哦]?|早(?=[，,。\s])|哈喽|hello|喂|在[吗伐](?=[，,。\s])|居委(会|干部)?|请问|麻烦|我(要|想)?(提|反映|投诉|报修|报|说)(一?下|一?个|一?件)?(诉求|问题|情况|意见|事情?)?|反映(一下|个)?|投诉|举报|报修|提诉求)[，,。:：!！\s]*"
)


def civil(text: str) -> str:
    """Without the pieces that only abuse; if nothing else is said, as it is."""
    pieces = re.findall(r"[^，,。；;！!]*[，,。；;！!]?", text)
    return "".join(piece for piece in pieces if not _ABUSES.search(piece)).strip("，,。；;！! ") or text


def shortly(text: str, longest: int = 40) -> str:
    """The matter as one line: greetings and 我要反映 are left out."""
    line, before = re.sub(r"\s+", "，", text.strip()), ""
    while line != before:
        before, line = line, _LEADS.sub("", line)
    line = line.strip("，,。 ：:") or text.strip()
    return line if len(line) <= longest else f"{line[:longest]}…"
