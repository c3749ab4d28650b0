"""The conversations in which staff answer what nobody had written down: one sentence, passed on word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot import listing
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot
from bot.saying import brief, say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.answers.people import ADD, ANSWER, OPEN, REPLY, answer_button, asker_of, waiting_for
from storage.answers import Answered, Question
from storage.scope import STAFF


def _reply(text: str, sent: datetime, world: World) -> Sequence[Record]:
    said = re.sub(r"^(?:回答|回问题|答复问题)(?:[：:，,\s]+|$)", "", text.strip())
    return [Record((Slot("回话", said, text),), part=False)] if said and said != ANSWER else []


ASK_AGAIN = "怎么回？写一句，我原话转过去。"


def _closed(world: World, wanted: int, waiting: Sequence[Question]) -> str:
    """Why the viewer cannot answer it; "" if they can."""
    question = world.unit.answers.question(wanted)
    if question is None:
        return "这个问题问的人已经收回了，不用回。" if wanted else "现在没有等您回的问题。"
    if question.answered_at:
        return f"这个问题已经回过了：{brief(question.answer)}。要补充，请直接联系问的人。"
    return "" if any(one.id == wanted for one in waiting) else "这个问题不在您负责的范围里，请让负责那里的同事来回。"


@dialogue(REPLY, starts=(r"^(?:回答|回问题|答复问题)(?:[：:，,\s]|$)",), by=STAFF, reads=_reply, order=13)
def reply_to(talk: Talk) -> str:
    """回问题：居民问的、没有现成答案的，写一句，原话转过去。"""
    world, waiting = talk.world, waiting_for(talk.world)
    wanted = talk.about.get("question") or next((one.id for one in reversed(waiting)), 0)
    why_not = _closed(world, wanted, waiting)
    question = world.unit.answers.question(wanted)
    if why_not or question is None:
        talk.ask("回话", ASK_AGAIN, Note(), otherwise="无", how="absent")  # what was typed all the same is heard
        return why_not
    talk.about["question"] = wanted
    prompt = f"「{brief(question.words)}」{ASK_AGAIN}"
    words = talk.ask("回话", prompt, Note(required=True, longest=2000))
    talk.save(Answered(wanted, words))
    talk.offer(Option("存成问答", words=ADD, start=ADD, about={"question": wanted}))
    return "原话转过去了。以后还会有人问的话，点「存成问答」，我就能直接答。"


@dialogue(
    OPEN, by=STAFF, order=12,
    starts=(r"^(?:还有)?(?:哪些|什么|多少)?(?:没回|未回|待回|没答|没回答|等回)的?(?:居民)?(?:问题|提问)", r"^(?:哪些|什么|还有)?问题(?:还)?没[回答]"),
    shows=True,
)  # fmt: skip
def list_open(talk: Talk) -> str:
    """没回的问题：居民问了、还没人回的，点一下就能回。"""
    world, waiting = talk.world, waiting_for(talk.world)
    if not waiting:
        return "没有等着回的问题。"
    lines = [
        listing.Line(
            f"{n}. {say_day(one.asked_at.date(), talk.today) if one.asked_at else ''} {asker_of(world, world.viewer, one)}：{brief(one.words)}",
            answer_button(one, f"回第{n}个"),
        )
        for n, one in enumerate(waiting, 1)
    ]
    first = listing.begins_at([one.id for one in waiting], talk.about.get("seen", []), int(talk.about.get("first", 0)))
    seen = [one.id for one in waiting[first : first + listing.SHOWN]]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=OPEN, about={"first": after, "seen": seen}), counter="个"
    )
    talk.offer(*options)
    return text if first else f"有{len(waiting)}个问题等着回：\n{text}"
