"""Words that every conversation shares, outside of any dialogue: greeting, help, undo, bringing back, apologies."""

from __future__ import annotations

import re
from collections.abc import Sequence

HELLO = re.compile(
    r"(你好|您好|hi|hello|在吗|在么|早|早上好|上午好|下午好|晚上好|喂|/start)[\s啊呀吗，,。！!~？?]*", re.IGNORECASE
)
HELP = re.compile(r"/?(帮助|help|怎么用|怎么说|你会什么|能做什么|有什么功能)[？?。]*", re.IGNORECASE)
MENU = re.compile(r"/?(菜单|menu|主菜单|功能)[。]*", re.IGNORECASE)
UNDO = re.compile(r"撤销|撤回|撤回刚才那条|刚才那条不算|撤掉")
BACK = re.compile(r"找回|恢复|接着来")
HUMAN = re.compile(
    r"(我想|我要|想|要|请|帮我|给我|能不能|可以|麻烦)*(转?人工(客服|服务|坐席)?|找(个|一个)?(活人|真人|人)(帮忙|帮帮我|说|问问?)?|(叫|喊|派|请)(个|一个)?(活人|真人|人)(来)?(帮忙|帮帮我|一下)?|"
    r"(我)?(不会|不太会|不大会)(打字|写字|用手机|弄手机|用这个|弄)|客服)[吧呀啊了吗么？?]*"
)
THANKS = re.compile(
    r"(谢谢|多谢|辛苦|好的?|嗯|哦|ok|收到|知道了|没事了|没了)[了啊您你们侬呀啦的哈~。！!，, ]*", re.IGNORECASE
)
WAIT = re.compile(
    "(我?(等|过)(一下|一会儿?|会儿?)|稍等|等等|待会儿?|回头|一会儿?|现在没空|在忙)(再说|再讲|再写|再回)?[吧了哦啊。！!~ ]*"
)
MAY_ANSWER = "好没"  # 好了, 没事了: thanks, unless a dialogue has asked for just that
MORE = re.compile(
    r"(再?看|查看|显示)?(更多|剩下的|后面的|下一页|下面的)(的|呢)?[。？?]*|(还有|后面)呢[。？?]*|继续看[。]*"
)
CANCEL = re.compile("(我?(还是)?算了[，, ]*)?(我|还是)*(取消|不(记|提|报|反映|投诉)了)[吧了掉]*|(还是)?算了[吧了]?")
STEP_BACK = re.compile("上一步|返回|退回|回上一步|撤销|撤回")
GO_ON = re.compile("继续|接着来?|接着刚才的")
APART = re.compile("另外记(这句)?")
SAVE = re.compile("(保存|确认|提交)[吧了]*")
IN_TALK = (CANCEL, STEP_BACK, HELP, HUMAN, GO_ON, APART, SAVE)  # words that every dialogue knows, as whole messages

SORRY = "刚才没记成，是我们的问题。您那句话我留着，一会儿自动再试，您不用重发。"
SET_ASIDE = "您刚才那句话试了几次还是没记成，我留好了，已经请人来看。您可以先做别的。"
NOT_YET = "还差这一步，答完就能保存。"
ANSWERED = "这一步已经答过了。"
GONE = "您之前那句话没接上，因为已经说到别的了。我没丢，留给工作人员看；要紧的话请再说一遍。"
NOTHING_OPEN = "现在没有正在记的事。"
LOST_VOICE = "语音收到了，我替您留着，就是还听不成字。请写几个字：哪里、什么事；不方便写，回「找人帮忙」，我请人来听。"
LOST_FILE = "文件收到了，是跟哪件事有关？请写一句，我放在一起。"
NOTHING_TO_UNDO = "最近{minutes}分钟没有可以撤销的。要改早一点的记录，可以说「不是13号是12号」这样。"
WELCOME = "好的。有事随时说。"
HERE = "您好，我在。"
ALSO = "好，这一{each}也记着，最后一起核对。"
NO_HURRY = "好，不急，我等着。"
NO_MORE = "没有更多了。想再看哪份名单，请把刚才那句再说一遍。"
NO_DRAFT = "没有可以找回的。"
UNKNOWN = "这句我没太明白。您可以换个说法，或点下面的按钮。"
EMPTY = "没收到内容。请写几个字，或发照片、语音。"
STRANGE = "看不懂这串内容，可能没发完整。请用几个字说一说。"
TOO_LONG = "这段话有{length}个字，一次最多{most}个字。请拣要紧的写，或分几次发。"
IN_TALK_HELP = "直接回答就行。也可以说「上一步」「改日期」「取消」；卡住了就说「找人帮忙」。"
CANCELLED = "好的，不记了。改主意的话，一天之内回「找回」就能接着来。"
CALLING_HUMAN = "好，我请人来帮您。您写的我都留着。"
FIRST_STEP = "已经是第一步了。"
OFFER_HUMAN = "要是说不清，可以回「找人帮忙」。"
GOT_FILE = "收到，跟这次的内容放在一起了。"
WHOSE_FILE = "收到，先放在第1{each}里。是别{each}的，请说「照片是第二{each}的」。"
NUDGE = "「{name}」还差一步没记完，要接着来吗？\n{text}"


def wordless(kinds: Sequence[str]) -> str:
    """What is said to a message that has no words but perhaps files of these kinds."""
    return LOST_VOICE if "语音" in kinds else LOST_FILE if kinds else EMPTY


def greeting(name: str) -> str:
    return f"{name}您好。" if name else "您好，我是四百，居委会的帮手。"
