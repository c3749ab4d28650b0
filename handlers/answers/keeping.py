"""The conversations in which staff keep the answers: add, change, take off, and see what has run out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.answers import book, rules
from handlers.answers.kinds import FOREVER, Public, Until, Which
from handlers.answers.people import ADD, DROP, EDIT, LIST, name_of
from handlers.answers.terms import terms
from storage.answers import Entry, Question, Written
from storage.scope import STAFF

_FIELDS = re.compile(
    r"[；;，,。\s]*(?:(?:来源|依据)[：:]\s*(?P<from>[^；;，,。\n]+)|电话[：:]\s*(?P<number>[\d、\-转 ]{3,})|"
    r"(?:有效期?|期限)[到至：:]+(?P<until>[^；;，,。\n]{2,14})|到(?P<last>[^；;，,。\n]{2,14}?)(?:为止|止|有效)(?=$|[；;，,。\s]))[。]?"
)
_ADDING = re.compile(r"^(?:加|新增|添加|存|记)(?:一?[条个])?(?:成)?问答[：:，,\s]*")
_EDITING = re.compile(r"^(?:改|修改|更新)(?:一下|一?[条个])?问答[：:，,\s]*")
_DROPPING = re.compile(r"^(?:删掉?|删除|去掉|作废)(?:一?[条个])?问答[：:，,\s]*")


def _details(text: str) -> tuple[str, list[Slot]]:
    """The words without 来源：…, 电话：…, 到…为止; these as answers."""
    slots = []
    for found in _FIELDS.finditer(text):
        for name, label in (("from", "来源"), ("number", "电话"), ("until", "到哪天"), ("last", "到哪天")):
            slots += [Slot(label, found[name].strip(" 。"), "")] if found[name] else []
    return _FIELDS.sub("", text).strip(), slots


def _added(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """问题？答案; 问：… 答：…; 问题=答案. Only of what begins so: at the review it would be a correction."""
    if not _ADDING.match(text.strip()):
        return []
    said, slots = _details(_ADDING.sub("", text.strip()))
    parts = re.match(
        r"(?:问题?[：:])?(?P<q>.+?)(?:(?P<mark>[?？])[\s，,]*(?:答案?[：:])?|[\s，,。；;]*答案?[：:]|=|＝|\||[：:])\s*(?P<a>.+)",
        said,
        re.DOTALL,
    )
    if parts:
        slots += [Slot("问题", parts["q"].strip() + (parts["mark"] or ""), ""), Slot("答案", parts["a"].strip(), "")]
    elif said:
        slots.append(Slot("问题", said, ""))
    return [Record(tuple(slots), part=False)] if slots else []


def scope_of(world: World) -> int | None:
    """The committee whose answer it becomes; an officer's is the whole street's."""
    return None if world.viewer.street else next(iter(book.committees_of(world)), None)


def _for_whom(world: World, committee: int | None) -> str:
    area = world.unit.places.area(committee) if committee else None
    return f"{area.name}的居民" if area else "全街道的居民"


def _number_in(answer: str) -> str:
    found = re.search(r"(?<!\d)(?:\d{3,4}-\d{7,8}|\d{5,8}|1[3-9]\d{9}|1[12]\d)(?!\d)", answer)
    return found[0] if found else "12345"


def _question(talk: Talk) -> Question | None:
    """The question that was just answered, if the viewer is one of those who may answer it."""
    number = talk.about.get("question")
    found = talk.world.unit.answers.question(number) if number else None
    mine = {talk.world.viewer.person} | talk.world.viewer.acting
    return found if found and found.answered_at and found.answered_by in mine else None


_ALIASES = {
    "有效期": "到哪天",
    "期限": "到哪天",
    "日期": "到哪天",
    "号码": "电话",
    "内容": "答案",
    "回答": "答案",
    "依据": "来源",
}


@dialogue(ADD, starts=(_ADDING.pattern,), by=STAFF, reads=_added, aliases=_ALIASES, order=11)
def add_entry(talk: Talk) -> str:
    """加问答：比如「加问答：社区食堂几点开门？上午十点半到下午一点」。"""
    world, asked = talk.world, _question(talk)
    title = talk.ask(
        "问题", "居民会怎么问？写一句，比如「社区食堂几点开门」。", Public(world, 100), otherwise=_plain(world, asked)
    )
    answer = talk.ask(
        "答案",
        "怎么答？写清时间、地点、带什么。",
        Public(world, phones=True),
        otherwise=asked.answer if asked else None,
    )
    title = title.rstrip("？?。 ")
    entry = _filled(talk, Entry((title,), answer, committee_id=scope_of(world), key=rules.key_of(title)))
    known = _known(world, title)
    if known:  # other ways to ask the same are kept
        questions = dict.fromkeys((title, *known.questions))
        entry = replace(entry, key=known.key, questions=tuple(questions))
    before = "，原来的那条就换成这条" if known else ""
    talk.review(f"请核对，存了以后{_for_whom(world, entry.committee_id)}问到就这样答{before}：")
    talk.save(Written(entry))
    return f"存好了：「{title}」。以后有人问，我就这样答。说错了回「撤销」，要改说「改问答 {title[:12]}」。"


def _plain(world: World, asked: Question | None) -> str | None:
    """A resident's question as it may stand for everybody; None if it names a home or somebody, and is to be put anew."""
    if asked is None or len(asked.words) > 100:
        return None
    try:
        return Public(world, 100).load(asked.words)
    except Unclear:
        return None


def _known(world: World, title: str) -> Entry | None:
    """The entry that this one replaces: of the same question, or one written here that asks for the same things."""
    book_here = book.entries(world, book.committees_of(world))
    same = [one for one in book_here if one.key == rules.key_of(title)]
    alike = [one for one in book_here if one.id and terms(title) in map(terms, one.questions)]
    return next(iter([*same, *alike]), None)


def _filled(talk: Talk, entry: Entry) -> Entry:
    """With source, number and last day; what is not said stays as it is."""
    me, from_where = talk.world.person.name, "这个说法从哪里来？比如文件名、电话问的、居委定的。"
    until = entry.valid_to.isoformat() if entry.valid_to else FOREVER
    source = entry.source or name_of(talk.world, talk.world.viewer.person)
    number = entry.number or _number_in(entry.answer)
    return replace(
        entry,
        source=talk.ask("来源", from_where, Note(required=True, longest=200), otherwise=source),
        number=talk.ask("电话", "要再问，打什么电话？", Note(longest=80), otherwise=number),
        valid_to=talk.ask(
            "到哪天",
            "这个说法到哪天为止？一直有效就回「长期」。",
            Until(talk.today),
            otherwise=None if entry.over(talk.today) else until,
        ),
        owner=entry.owner or me,
    )


def _edited(text: str, sent: datetime, world: World) -> Sequence[Record]:
    if not _EDITING.match(text.strip()):
        return []
    said, slots = _details(_EDITING.sub("", text.strip()))
    which, _, new = re.sub(r"\s*[：:]\s*|[，,]?\s*(?:改成|改为|换成)[：:]?\s*", "\0", said, count=1).partition("\0")
    slots += [Slot("哪一条", which.strip(), "")] if which.strip() else []
    slots += [Slot("答案", new.strip(), "")] if new.strip() else []
    return [Record(tuple(slots), part=False)] if slots else []


@dialogue(EDIT, starts=(_EDITING.pattern,), by=STAFF, reads=_edited, aliases=_ALIASES, order=11)
def change_entry(talk: Talk) -> str:
    """改问答：比如「改问答 社区食堂：改到十一点开门」。"""
    world = talk.world
    entry = talk.ask("哪一条", "改哪一条？写它问的是什么。", Which(world), otherwise=talk.about.get("title"))
    talk.about["title"] = entry.title
    answer = talk.ask("答案", "怎么答？", Public(world, phones=True), otherwise=entry.answer)
    changed = replace(_filled(talk, replace(entry, answer=answer)), committee_id=scope_of(world), id=0, valid_from=None)
    same = replace(changed, committee_id=None, owner="") == replace(
        entry, committee_id=None, owner="", id=0, valid_from=None
    )
    title = (
        "现在是这样，要改哪一行点「改」"
        if same
        else f"请核对，改了以后{_for_whom(world, changed.committee_id)}问到就这样答"
    )
    talk.review(f"{title}：")
    if same:
        return "没有改动，还是原来的。"
    talk.save(Written(changed))
    return f"改好了：「{entry.title}」。说错了回「撤销」。"


def _dropped(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = _DROPPING.sub("", text.strip()) if _DROPPING.match(text.strip()) else ""
    return [Record((Slot("哪一条", said, ""),), part=False)] if said else []


@dialogue(DROP, starts=(_DROPPING.pattern,), by=STAFF, reads=_dropped, order=11)
def drop_entry(talk: Talk) -> str:
    """删问答：不再这样答的，说「删问答 社区食堂」。"""
    world = talk.world
    entry = talk.ask("哪一条", "去掉哪一条？写它问的是什么。", Which(world), otherwise=talk.about.get("title"))
    committee = scope_of(world)
    talk.review(f"去掉以后，{_for_whom(world, committee)}再问就转给人：", yes="去掉")
    talk.save(Written(replace(entry, committee_id=committee, dropped=True, id=0)))
    return f"去掉了：「{entry.title}」。说错了回「撤销」。"


def _which(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("哪些", text, ""),), part=False)]


@dialogue(
    LIST, by=STAFF, reads=_which, order=11,
    starts=(
        r"^(?:有)?(?:哪些|什么)?(?:快?过期|快?到期|失效)(?:了)?的问答",
        r"^问答(?:里)?(?:有)?(?:哪些)?(?:快?过期|快?到期|失效)了?(?:的)?(?:有)?(?:哪些|什么)?",
        r"^(?:有)?哪些问答", r"^问答(?:清单|列表|有哪些)", r"^(?:看)?(?:全部|所有)问答",
    ), shows=True,
)  # fmt: skip
def list_entries(talk: Talk) -> str:
    """问答清单：「有哪些问答」看全部，「问答过期了哪些」看要改的。"""
    world = talk.world
    asked = talk.ask("哪些", "全部，还是过期的？", Note(), otherwise="全部", how="absent")
    said = talk.about.get("said") or asked
    over = bool(re.search("过期|到期|失效", said))
    soon = talk.today + timedelta(days=book.answers_of(world).soon_days)
    found = book.entries(world, book.committees_of(world))
    if over:
        found = sorted(
            (one for one in found if one.valid_to and one.valid_to <= soon), key=lambda one: (one.valid_to, one.key)
        )
    if not found:
        return (
            "没有过期的问答，三十天内也没有要到期的。" if over else "还没有问答。说「加问答：问题？答案」就能加一条。"
        )
    lines = [listing.Line(_line(n, one, talk), _change(n, one)) for n, one in enumerate(found, 1)]
    seen, first = talk.about.get("seen", []), int(talk.about.get("first", 0))
    keys = list(range(len(found)))
    first = listing.begins_at(keys, seen, first)
    about = {"said": "过期" if over else "全部", "seen": keys[first : first + listing.SHOWN]}
    text, options = listing.page(
        lines, first, lambda after: Option("", start=LIST, about={**about, "first": after}), counter="条"
    )
    talk.offer(*options)
    head = f"有{len(found)}条过期或者快到期的：" if over else f"一共{len(found)}条问答，点一下就能改："
    return text if first else f"{head}\n{text}"


def _line(n: int, entry: Entry, talk: Talk) -> str:
    if not entry.valid_to:
        return f"{n}. {entry.title}"
    until = f"{entry.valid_to.month}月{entry.valid_to.day}日"
    owner = f"，{entry.owner}管" if entry.owner else ""
    return f"{n}. {entry.title}（{'过期了，到' if entry.over(talk.today) else '到'}{until}{owner}）"


def _change(n: int, entry: Entry) -> Option:
    return Option(f"改第{n}条", words="改问答", start=EDIT, about={"title": entry.title})
