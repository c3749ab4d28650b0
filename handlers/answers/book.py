"""The book of answers: what comes with Sibai, what config.yaml and a file say, what was written in chat; and searching it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bot.world import View, World
from handlers.answers import rules
from handlers.answers.known import KNOWN
from handlers.answers.settings import Block, Known
from handlers.answers.sheet import read_entries
from handlers.answers.terms import terms
from storage.answers import Entry


def answers_of(view: View) -> Block:
    """The block of config.yaml."""
    block: Block = view.settings.blocks.get("answers", Block())
    return block


@dataclass(frozen=True)
class Hit:
    """An entry that may answer, and how surely."""

    entry: Entry
    score: float


def entries(view: View, committees: Iterable[int]) -> list[Entry]:
    """All that these committees have, whatever its days: theirs before the street's, what was written before what was set."""
    own = set(committees)
    found = {one.key: one for one in _set(answers_of(view))}
    written = view.unit.answers.written()
    found |= {one.key: one for one in written if one.committee_id is None}
    found |= {one.key: one for one in written if one.committee_id in own}
    if not own:  # a guest, who may live anywhere: what some committee alone has is better than nothing
        found |= {one.key: one for one in written if one.key not in found}
    return [one for one in found.values() if not one.dropped]


def committees_of(world: World) -> list[int]:
    return sorted(world.unit.people.committees_of(world.viewer))


def _set(block: Block) -> list[Entry]:
    """What is set: the file wins over config.yaml, and that over what comes with Sibai, where the question is the same."""
    found = {one.key: one for one in (_entry(known) for known in (KNOWN if block.builtin else ()))}
    found |= {one.key: one for one in map(_entry, block.entries)}
    if block.file and (path := Path(block.file)).is_file():
        found |= {one.key: one for one in _file(block.file, path.stat().st_mtime_ns)}
    return list(found.values())


@lru_cache(maxsize=4)
def _file(name: str, changed: int) -> tuple[Entry, ...]:
    """A file is read again when it has changed; lines that cannot be used are left to `sibai answers`, which names them."""
    return tuple(read_entries(Path(name)).entries)


@lru_cache(maxsize=1024)
def _entry(known: Known) -> Entry:
    return Entry(
        known.questions, known.answer, known.source, known.number, known.owner, known.valid_from, known.valid_to,
        rules.key_of(known.questions[0]),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _page(entry: Entry) -> rules.Page:
    return rules.Page(tuple(terms(one) for one in entry.questions), terms(entry.answer))


def search(book: Sequence[Entry], text: str, most: int = 3) -> list[Hit]:
    """What may answer, the best first; what the words say is wrong must be in the entry too."""
    wrong = rules.trouble(text)
    spoken = [one for one in book if not wrong or wrong & rules.trouble(" ".join(one.questions))]
    pages = [_page(replace(one, id=0)) for one in book]
    ranks: dict[int, float] = {}
    for clause in rules.clauses(text):
        for value, place in rules.ranked(terms(clause), pages):
            ranks[place] = max(value, ranks.get(place, 0.0))
    hits = [Hit(one, ranks[place]) for place, one in enumerate(book) if place in ranks and one in spoken]
    return sorted(hits, key=lambda hit: -hit.score)[:most]


def fitting(world: View, committees: Iterable[int], text: str) -> tuple[list[Hit], list[Entry]]:
    """What may answer today; and those that would, were they not out of date."""
    book = entries(world, committees)
    hits = search(book, text, 5)
    over = [hit.entry for hit in hits if hit.entry.over(world.today) and hit.score >= rules.CERTAIN]
    return [hit for hit in hits if hit.entry.holds(world.today)][:3], over


def told(entry: Entry) -> str:
    """An answer as it is told, with whom to call, where it comes from and until when it holds."""
    call = f"电话：{entry.number}。" if entry.number and entry.number not in entry.answer else ""
    until = f"（到{entry.valid_to.year}年{entry.valid_to.month}月{entry.valid_to.day}日）" if entry.valid_to else ""
    source = f"依据：{entry.source}{until}" if entry.source else until.strip("（）")
    return "\n".join(line for line in (entry.answer, call, source) if line)
