"""The conversations about notices: one is written and checked, then sent; what was sent; whom it did not reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option, Record, Slot
from bot.language.triage import danger
from bot.saying import brief, say_moment
from bot.talk.talk import Talk
from bot.world import World
from handlers.notices import rules
from handlers.notices.kinds import ASK, NOW, URGENT, USUAL, Group, When
from handlers.notices.reach import reach_of, say_reach
from handlers.notices.settings import Block
from handlers.notices.sheet import say_homes
from storage.notices import Notice, Send, Target
from storage.scope import STAFF

SEND, SENT, HOMES = "发通知", "发过的通知", "没收到的户"
AGAIN, NOT_AGAIN = "再发一次", "不发了"
SAME_WITHIN, SHOWN_FOR = timedelta(hours=1), timedelta(days=31)
_STARTS = (
    rf"^(?:加急|紧急)?[：:，, ]*{rules.TELL}", r"^(?:加急|紧急)[：:，, ]*(?:发|群发|通知)",
    r"^(?:请|帮我|帮忙|麻烦|我要|我想)?(?:发|群发|发送|发布|推送)(?:一下|一?[条个则份])?(?:通知|公告)",
    r"^通知(?!我(?!负责|管|们)|过|单|发给)",
    r"^群发[：:]", r"^(?:给|向).{2,20}发(?:一?[条个则份])?(?:通知|公告)",
)  # fmt: skip


def _heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    if rules.says_now(text):
        return [Record((Slot("什么时候发", NOW, text),), part=False)]
    heard = rules.hear(text)
    if heard is None:
        whom = rules.changed(text)
        return [Record((Slot("发给", whom, text),), part=False)] if whom else []
    slots = [Slot("发给", heard.whom, "")] if heard.whom else []
    slots += [Slot("内容", heard.words, "")] if heard.words else []
    slots += [Slot("什么时候发", NOW, "")] if rules.is_urgent(text) else []
    return [Record(tuple(slots), part=False)] if slots else []


@dialogue(
    SEND, starts=_STARTS, by=STAFF, reads=_heard, menu=SEND, order=10,
    aliases={"对象": "发给", "范围": "发给", "谁": "发给", "文字": "内容", "正文": "内容", "时间": "什么时候发"}, apart=True,
)  # fmt: skip
def send_notice(talk: Talk) -> str:
    """发通知：比如「通知12号楼：明天上午九点到十一点停水」，发之前说清多少人收到。"""
    world = talk.world
    target = talk.ask("发给", ASK, Group(world))
    words = talk.ask("内容", "通知写什么？原样发出去，一个字不改。", Note(required=True, longest=1000))
    if _sent_before(world, target, words):
        prompt = f"一小时内已经给{target.name}发过一样的通知了，再发一次吗？"
        also = {
            "不发": NOT_AGAIN,
            "不用": NOT_AGAIN,
            "不用了": NOT_AGAIN,
            "算了": NOT_AGAIN,
            "再发": AGAIN,
            "发": AGAIN,
        }
        if talk.ask("再发吗", prompt, Choice(NOT_AGAIN, AGAIN, also=also)) == NOT_AGAIN:
            return "好，不重复发了，前面那条已经发出去了。"
    reach = reach_of(world, target, world.viewer.person)
    spotted, quiet = danger(words), world.calendar.quiet(world.now)
    night, usual = _may_at_night(world, words), "早上" if quiet else "现在"
    when = talk.ask(
        "什么时候发", "什么时候发？", When(usual, allowed=night or not quiet), otherwise=USUAL, how="absent"
    )
    urgent = (spotted is not None and not spotted.handled) or (when == NOW and quiet)
    now = f"等不到早上的，回「{URGENT}」马上发。" if quiet and night and not urgent else ""
    talk.review(f"请核对，{say_reach(reach)}。{now}{_when(world, urgent, len(reach.people))}", yes="发出")
    talk.save(Send(target, words, _committee(world, target), urgent))
    if reach.homes:
        talk.offer(Option("看没收到的户", words=HOMES, start=HOMES))
    talk.offer(Option("看发过的", words=SENT, start=SENT))
    left = f"还有{len(reach.homes)}户没有渠道，点「看没收到的户」有门牌和张贴稿。" if reach.homes else ""
    gone = "发出去了" if not quiet or urgent else "记下了，到早上发"
    return f"{gone}，{target.name}，{len(reach.people)}人。{left}发错了马上回「撤销」，没送到的能收回。"


def _may_at_night(world: World, words: str) -> bool:
    block: Block = world.settings.blocks.get("notices", Block())
    return any(word in words for word in block.at_night)


def _when(world: World, urgent: bool, people: int) -> str:
    """At what hour it leaves: life goes before the night's quiet."""
    if urgent:
        return "这条要紧，马上发，夜里也发："
    at = world.calendar.next_allowed(world.now)
    crowd = people > 3 * world.settings.sending.per_app_second
    slowly = f"，{world.settings.sending.spread_minutes}分钟里陆续送到" if crowd else ""
    return f"现在是休息时间，{say_moment(at, world.today)}再发{slowly}：" if at > world.now else f"现在就发{slowly}："


def _sent_before(world: World, target: Target, words: str) -> bool:
    """The same words to the same places, by anybody here, within the hour."""
    committees = world.unit.people.committees_of(world.viewer)
    recent = world.unit.notices.sent(
        world.viewer.person, committees, world.now - SAME_WITHIN, street=world.viewer.street
    )
    return any(one.words == words and one.target.row() == target.row() for one in recent)


def _committee(world: World, target: Target) -> int | None:
    """The committee in which all of it lies; none if it is the street's."""
    if target.role:
        return target.committees[0] if target.committees else None
    wanted = set(target.buildings)
    committees = {house.committee_id for house in world.unit.places.houses() if house.id in wanted}
    return next(iter(committees)) if len(committees) == 1 else None


def _mine(world: World) -> list[Notice]:
    """What the viewer sent; a secretary sees the committee's, an officer the street's."""
    viewer = world.viewer
    committees = viewer.committees if "书记" in viewer.roles else ()
    return world.unit.notices.sent(viewer.person, committees, world.now - SHOWN_FOR, street=viewer.street)


@dialogue(
    SENT, by=STAFF, order=9,
    starts=(
        r"^(?:我|最近|今天|这周|本周|居委)?(?:都)?发过的?(?:哪些|什么|几条)?(?:的)?通知", r"^(?:哪些|最近的?|看)通知(?:发过|送到|发了)?",
        r"^通知(?:发给了|送到了?|多少人收到|记录|发过)",
        r"^(?:刚才|上一?条|上次|昨天|今天)?(?:的|那条|发的)*通知(?:有|有没有)?(?:多少|几)(?:个)?人",
    ), shows=True,
)  # fmt: skip
def list_sent(talk: Talk) -> str:
    """发过的通知：「发过哪些通知」，每条送到多少人、还有多少户没收到。"""
    world, sent = talk.world, _mine(talk.world)
    if not sent:
        return "这一个月没有发过通知。要发，说「通知12号楼：…」。"
    lines = [
        listing.Line(
            _line(world, n, one), Option(f"第{n}条没收到的", words=HOMES, start=HOMES, about={"notice": one.id}) if one.homes else None
        )
        for n, one in enumerate(sent, 1)
    ]  # fmt: skip
    first = listing.begins_at([one.id for one in sent], talk.about.get("seen", []), int(talk.about.get("first", 0)))
    seen = [one.id for one in sent[first : first + listing.SHOWN]]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=SENT, about={"first": after, "seen": seen}), counter="条"
    )
    talk.offer(*options)
    return text if first else f"这一个月发过{len(sent)}条：\n{text}"


def _line(world: World, n: int, one: Notice) -> str:
    by = "" if one.sender_id == world.viewer.person else f"（{world.unit.staff.name(one.sender_id)}发的）"
    waiting = f"，{one.waiting}人还在路上" if one.waiting else ""
    homes = f"，{one.homes}户没有渠道" if one.homes else ""
    when = say_moment(one.made_at, world.today)
    return f"{n}. {one.target.name} {when}{by}：{brief(one.words)}\n   送到{one.arrived}人{waiting}{homes}"


@dialogue(HOMES, by=STAFF, order=9, starts=(r"^(?:通知)?没收到(?:通知)?的(?:户|人家|有哪些)", r"^张贴稿"), shows=True)
def list_homes(talk: Talk) -> str:
    """没收到的户：上一条通知没有渠道的户，一户一行，连张贴稿。"""
    world = talk.world
    mine = _mine(world)
    notice = next((one for one in mine if one.id == talk.about.get("notice", mine[0].id)), None) if mine else None
    if notice is None:
        return "没有找到这条通知，可能已经撤销了。说「发过哪些通知」看看。"
    homes = world.unit.places.some(world.viewer, reach_of(world, notice.target, notice.sender_id).homes)
    text, options = say_homes(world, notice, list(homes.values()), talk.about, HOMES)
    talk.offer(*options)
    return text
