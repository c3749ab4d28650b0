"""The second net for what no phrase foresees: somebody or something, and near it in one sentence what goes wrong.

Phrases are endless, sorts of words are few: whoever says that a person *lies* on the *ground* may say it in any order and
dialect. So each net is two small sets of words and what makes a pair of them harmless. No repeat is without an end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Net:
    """`state` is a danger of this kind where `who` stands within `gap` characters of it in one sentence.

    Without `who` the state alone says all. Where the words around it hold `unless` it is something else.
    """

    kind: str
    state: str
    who: str = ""
    unless: str = ""
    gap: int = 12

    @cached_property
    def states(self) -> re.Pattern[str]:
        return re.compile(self.state)

    @cached_property
    def near(self) -> re.Pattern[str]:
        return re.compile(self.who)

    @cached_property
    def harmless(self) -> re.Pattern[str]:
        return re.compile(self.unless or "(?!)")


# Whom and what the nets speak of

ELDER = (
    "太婆|太太|老人|阿婆|婆婆|公公|老伯|伯伯|爷叔|老太|老头|老爷子|老先生|爷爷|奶奶|外公|外婆|姆妈|阿奶|阿爷|孤老|独居|我爷|"
    "老[爸妈爹娘]|大爷|大伯|大妈|大娘|老师傅|老人家|叔叔|阿叔|[他她我伊][爸妈爹娘]|[爸妈]妈?"
)
CHILD = (
    "小孩|孩子|小囡|囡囡|宝宝|毛头|小朋友|小宝|婴儿|娃|[一两二三四五六七八九]岁|女童|男童|小姑娘|小女孩|小男孩|孙子|孙女|外孙|"
    "小鬼|小的|弟弟|妹妹"
)
KIN = "老公|老婆|丈夫|妻子|男人|女人|男友|男朋友|老伴|爱人|媳妇|女婿|儿子|女儿|哥|弟|姐|妹|叔|舅|姑|姨|嫂|继父|后爸|继母|后妈"
PERSON = f"{ELDER}|{CHILD}|{KIN}|人|他|她|伊|师傅|男的|女的|小伙|同学|学生|邻居|保安|保洁|孕妇|先生|阿姨"
ABUSER = f"{ELDER}|{KIN}|爸|妈|他|她|伊|保姆|护工|阿姨|老师|男的|戆大|邻居|隔壁|楼上|楼下|房东|有人"
GAS = "煤气|燃气|天然气|煤汽|燃汽|液化气|瓦斯|媒气|煤球炉|炭炉|煤炉|炭火|漏煤"
LIFT = "电梯|电稀|电替|店梯|电题|轿厢|货梯|升降机"
HIGH = "防盗窗|窗|阳台|栏杆|护栏|外机|空调架|屋檐|楼顶|平台|脚手架|树上"
WATER = "河|江|湖|池|浜|水里|水塘|水沟|水潭|游泳|喷泉"
ELECTRIC = "高压线|变电|铁门|插座|插线板|插排|插头|电箱|配电|电表|电闸|开关|电线|电缆|电源|电器|电机|变压器|路灯|灯杆|洗衣机|热水器|冰箱|外壳"
# Who may lie there: living alone, or for how long.
LONE = (
    "[^。！!？?]{0,40}(?:一个人|独居|独住|单独住|孤老|一夜|[两几三四五六七八好]天|从昨|到现在|半天|一直|[几好多两三]{1,2}[次趟遍]|"
    "门|电视|灯|味|牛奶|报纸)"
)
CALLED = (
    "(?:叫|喊|弄|搞|推|拍|摇|唤|掐|问)(?:了|过|他|她|伊|也|都|还|半天|半日|几声|几遍|好几|怎么|老[人伯太]|人|声|话|脸|肩膀|名字|[，, ]){0,5}"
    "(?:不|勿|弗|没|呒没)(?:有|会|会得)?(?:人)?"
)
NO_ANSWER = "(?:没|呒没|无|不|勿|弗)(?:有)?(?:人)?(?:应|答应|反应|开|接|响|睬|理|声|回)"
# A body, and what shows on it.
BODY = "面孔|脸|嘴|唇|眼睛|眼珠|舌头|手脚|手|脚|腿|胳膊|膀子|半边|半身|身子|身体"
FAILS = (
    "发[紫青灰黑白]|[紫青]了|惨白|煞白|歪(?:了|到|斜|下|在|倒)|斜了|往上翻|翻上去|(?<=眼睛)[定直]了|动不[了来]|动勿|抬不|抬勿|没(?:有)?(?:力|知觉|感觉)|"
    "发麻(?!烦)|麻[了木得]|僵[了住硬]|抖得|软[下掉了]|瘫[下掉了]|流口水|白沫|肿得|冰凉|凉了|黑了|一黑"
)
POSTURE = "趴[在着下]|歪[在倒下]|瘫[在倒下]|摊在|栽[倒下在]|(?<![难打推])倒[在了下]|斜[在倒]|软[在倒下]|仰在|蜷|滚在|[摔跌掼滑][在下倒]"
SUDDEN = "突然|一下子|忽然|一记头|刚刚|刚才|好端端"
