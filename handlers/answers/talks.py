"""The conversation in which anybody asks: known answers at once, two close ones to choose from, the rest goes to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot
from bot.language.triage import danger
from bot.saying import brief
from bot.talk.talk import Talk
from bot.world import World
from handlers.answers import book, rules
from handlers.answers.keeping import add_entry, change_entry, drop_entry, list_entries
from handlers.answers.people import ASK, EDIT, PERSON, PRESSED, is_staff, name_of, who_answers
from handlers.answers.replying import list_open, reply_to
from handlers.answers.terms import terms
from handlers.engines.cases.saying import RAISE
from storage.answers import Asked, Question

NEITHER = "都不是，找人"
RECENT, JUST = (
    timedelta(hours=24),
    timedelta(hours=1),
)  # so long after a notice a question that nobody can answer is taken to be about it
WHAT = "您想问什么？比如「长护险怎么申请」「垃圾几点扔」。"


def _harmless(text: str) -> bool:
    spotted = danger(text)
    return spotted is None or spotted.handled


def is_known(text: str, sent: datetime, world: World) -> bool:
    """It asks for something, and there is an answer that certainly fits (or has just run out)."""
    if len(text) > 120 or not _harmless(text):
        return False
    topic = len(text) <= 8 and not is_staff(world)
    if not (rules.asks(text) or topic):
        return False
    if rules.is_question(text) and not rules.trouble(text) and _context(world, JUST):
        return True  # it is about the notice that came a moment ago
    hits, over = book.fitting(world, book.committees_of(world), text)
    if not rules.asks(text):
        return any(rules.is_topic(terms(text), terms(hit.entry.title)) for hit in hits)
    return bool(over) or bool(hits and hits[0].score >= rules.CERTAIN)


def is_unknown(text: str, sent: datetime, world: World) -> bool:
    """A whole question of somebody who is no staff, which no other conversation takes."""
    return not is_staff(world) and rules.is_question(text) and _harmless(text)


_LEADING = r"^(?:办事)?问答[：:，, ]+|^(?:我想?|想)?(?:问|咨询)(?:一下|一个|个)?(?:问题|事情|事)?[：:，, ]+"


def _question(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = re.sub(_LEADING, "", text.strip())
    return [Record((Slot("问题", said, text),), part=False)] if said and said not in (PRESSED, ASK) else []


@dialogue(
    ASK, reads=_question, menu=ASK, sure=is_known, rest=is_unknown, order=49,
    starts=(rf"^{ASK}", r"^问答[：:]", r"^(?:我想?|想)?(?:问|咨询)(?:一下|一问|个事|个问题|问题)?[。]?$"), shows=True,
)  # fmt: skip
def tell_answer(talk: Talk) -> str:
    """办事问答：直接问就行，比如「长护险怎么申请」「垃圾几点扔」「居住证到期了哪里续」。"""
    world = talk.world
    words = talk.ask("问题", WHAT, Note(required=True, longest=1000))
    hits, over = book.fitting(world, book.committees_of(world), words)
    meant = [hit.entry for hit in hits if hits[0].score - hit.score < rules.CLOSE]
    meant = [one for one in meant if one.id] or meant  # what was written here before what comes with Sibai
    if chosen := next((hit.entry for hit in hits if hit.entry.key == talk.about.get("key")), None):
        meant = [chosen]
    if chosen or (len(meant) == 1 and hits[0].score >= rules.CERTAIN):
        talk.offer(Option("问得不对，找人", words=PRESSED, start=PERSON, about={"question": words}), _demand(words))
        return book.told(meant[0])
    if meant:
        talk.offer(*(Option(one.title, words=one.title, start=ASK, about={"key": one.key}) for one in meant))
        talk.offer(Option(NEITHER, words=PRESSED, start=PERSON, about={"question": words}), _demand(words))
        return "您是不是要问这个？点一下就行；都不是，我转给人来回您。"
    if over and is_staff(world):
        talk.offer(Option("改这一条", words="改问答", start=EDIT, about={"title": over[0].title}))
        return f"「{over[0].title}」过期了（到{over[0].valid_to:%Y-%m-%d}），没有给大家看。改好日子就能接着用。"
    if rules.trouble(words) and not is_staff(world):
        talk.offer(_demand(words), Option(PERSON, words=PRESSED, start=PERSON, about={"question": words}))
        return "这像是要有人来办的事。点「提一件诉求」，我记下来给您编号；只是想问，点「问居委」。"
    gone = f"「{over[0].title}」原来的说法过期了，不给您看旧的。" if over else ""
    return gone + hand_over(talk, words, _context(world))


def _demand(words: str) -> Option:
    return Option("提一件诉求", words=words, start=RAISE)


def _context(world: World, within: timedelta = RECENT) -> dict[str, int]:
    """The notice that somebody got last, if it came within a day."""
    for parcel in world.unit.outbox.last_with_buttons(world.viewer.person, 1):
        for option in map(Option.from_row, parcel.buttons):
            if option.start == PERSON and option.about.get("notice") and parcel.made_at >= world.now - within:
                return {"notice": option.about["notice"]}
    return {}


def hand_over(talk: Talk, words: str, about: dict[str, int]) -> str:
    """What is not known goes to a person, and whoever asks hears who that is."""
    world = talk.world
    if is_staff(world):
        return (
            "没有现成的答案。您知道的话，说「加问答：问题？答案」，以后谁问都能答；拿不准就问书记，或打市民热线 12345。"
        )
    talk.offer(_demand(words))
    waiting = world.unit.answers.open_of(world.viewer.person)
    if any(one.words == words for one in waiting):
        return "这个问题已经转过去了，还在等回音，有了马上告诉您。急的话打市民热线 12345。"
    if len(waiting) >= book.answers_of(world).open_questions:
        return f"您有{len(waiting)}个问题还在等回音，先等等这几个。急的话打市民热线 12345；要有人来办的事，点「提一件诉求」。"
    somebody = who_answers(world, about)
    if not somebody.person:
        return "这个我还不知道，这里也还没有登记能回您的人。请打市民热线 12345 问问。"
    talk.save(
        Asked(Question(world.viewer.person, words, somebody.person, somebody.committee, about.get("notice") or None))
    )
    return (
        f"这个我还答不准，转给{name_of(world, somebody.person)}了，有了回音原话告诉您。"
        "急的话打市民热线 12345；不问了回「撤销」。"
    )


def _to_person(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = re.sub(r"^(?:帮我)?(?:问|找)(?:一下|问)?居委会?(?:的人|干部)?[：:，, ]*", "", text.strip())
    return [Record((Slot("问题", said, text),), part=False)] if said and said != PRESSED else []


@dialogue(PERSON, starts=(r"^(?:帮我)?问(?:一下|问)?居委会?(?:干部)?(?:$|[：:，, ])",), reads=_to_person, order=45)
def ask_person(talk: Talk) -> str:
    """问居委：写一句想问的，转给负责您这里的干部，回话原样告诉您。"""
    world, about = talk.world, talk.about
    notice = about.get("notice")
    if notice and not world.unit.notices.standing(notice):
        about.pop("notice")
        notice = None
    prompt = f"关于「{brief(world.unit.notices.get(notice).words)}」，您想问什么？" if notice else WHAT
    words = talk.ask("问题", prompt, Note(required=True, longest=1000), otherwise=about.get("question"))
    return hand_over(talk, words, {key: about[key] for key in ("notice", "owner") if about.get(key)})


__all__ = [
    "add_entry", "ask_person", "change_entry", "drop_entry", "list_entries", "list_open", "reply_to", "tell_answer",
]  # fmt: skip
