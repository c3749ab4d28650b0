"""Cuts what a cadre writes into moves: 0001接了，0002转物业 is two of two cases, 打过电话了，转物业 two of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.engines.cases import rules
from handlers.handling.phrases import ALSO, BETWEEN, CLAUSE, HOLDERS, LIKE, NUMBER, SPLIT, STOP, TITLED
from handlers.handling.rules import Heard, is_same, read_move

Named = tuple[tuple[int, int], ...]  # (number, year) each; year 0: none was said
# In which order moves of one sentence happen; the last two end it, and what else would move it is then part of their words.
_ORDER = {
    rules.TAKE: 0, rules.CONTACT: 1, rules.NOTE: 2, rules.QUERY: 3, rules.PASS: 4, rules.CHASE: 4, rules.ESCALATE: 5,
    rules.PAUSE: 6, rules.RESOLVE: 7, rules.DECLINE: 7,
}  # fmt: skip
_ENDS = {rules.RESOLVE, rules.DECLINE}
_MOVES_AWAY = {rules.PASS, rules.CHASE, rules.ESCALATE, rules.PAUSE}
_MINE = "(?:我们?|已经?|就|先|都|直接|再|刚刚?|现在|马上|也|把它?|帮我)*"
_BEGINS = {
    rules.PASS: re.compile(rf"^{_MINE}(?:[转交派移退还]|给|(?:请|让|叫|找|报|麻烦|通知)(?:{HOLDERS}|{TITLED}))"),
    rules.ESCALATE: re.compile(rf"^{_MINE}(?:上报|报|呈|升级|请)"),
    rules.PAUSE: re.compile(STOP),
}
_HEARSAY = re.compile("[说讲]")


@dataclass(frozen=True)
class Sentence:
    """What is said of one case, or of several at once."""

    named: Named
    words: str


def cut(text: str) -> list[Sentence]:
    """By the numbers in it: what follows a number is said of it, or, if nothing follows the last one, what stands before."""
    groups: list[list[re.Match[str]]] = []
    for found in NUMBER.finditer(text):
        between = text[groups[-1][-1].end() : found.start()] if groups else text[: found.start()]
        if groups and BETWEEN.fullmatch(between):
            groups[-1].append(found)
        elif not (groups and LIKE.search(between)):  # 跟0003一样: only compared with
            groups.append([found])
    if not groups:
        return [Sentence((), text)]
    if len(groups) > 1 and is_same(text):
        groups = [[one for group in groups for one in group]]
        return [Sentence(_named(groups[0]), NUMBER.sub(" ", text).strip(SPLIT))]
    groups = _apart(groups, text)
    ends = [group[-1].end() for group in groups]
    starts = [group[0].start() for group in groups]
    before = [text[a:b] for a, b in zip([0, *ends], starts, strict=False)]
    after = [text[a:b] for a, b in zip(ends, [*starts[1:], len(text)], strict=True)]
    follows = len(groups) == 1 or after[-1].strip(SPLIT)
    words = [f"{before[0]} {after[0]}", *after[1:]] if follows else before
    return [Sentence(_named(group), _plain(said)) for group, said in zip(groups, words, strict=True)]


def _apart(groups: list[list[re.Match[str]]], text: str) -> list[list[re.Match[str]]]:
    """接0001，0002转物业: of a first group what stands before is said of its first number, what follows of the others."""
    (first, *others), *more = groups
    end = more[0][0].start() if more else len(text)
    wants = [_certain(part) for part in (text[: first.start()], text[(others or [first])[-1].end() : end])]
    return [[first], others, *more] if others and all(wants) and wants[0] != wants[1] else groups


def _named(group: Sequence[re.Match[str]]) -> Named:
    return tuple((int(one["named"] or one["plain"]), int(one["year"] or 0)) for one in group)


def _plain(words: str) -> str:
    """Without the words that only join it to what stands beside it."""
    words = re.sub(r"(?:还有|另外|然后|接着|再|把|将|而|那|和)+$", "", words.strip(SPLIT)).strip(SPLIT)
    return re.sub(r"^(?:这?[两几三四]件)?(?:都|全部|全都|统统)+(?=\S)", "", words)


def sentences(text: str) -> list[Sentence]:
    """As `cut`, where 0002也是 says again what was said before it."""
    found: list[Sentence] = []
    for one in cut(text):
        again = found and ALSO.fullmatch(one.words)
        found.append(replace(one, words=found[-1].words) if again else one)
    return found


def moves_of(words: str, numbers: tuple[int, ...] = ()) -> list[Heard]:
    """The moves that words ask for, in the order in which they happen; one, if they are not certainly several."""
    if len(numbers) > 1 and is_same(words):
        return [Heard(numbers, rules.MERGE)]
    whole = replace(read_move(words), numbers=numbers)
    clauses = [clause for clause in CLAUSE.split(words) if clause.strip(SPLIT)]
    acts = [_certain(clause) for clause in clauses]
    kinds = [act for act in acts if act]
    if len(set(kinds)) < 2 or (whole.act in (rules.KEEP, rules.NOTE) and whole.sure):
        return [whole]
    if set(kinds) & _ENDS and set(kinds) & _MOVES_AWAY:
        over = rules.RESOLVE in kinds and whole.act != rules.DECLINE
        return [replace(whole, act=rules.RESOLVE, words=words, whom="") if over else whole]
    pieces = _pieces(clauses, acts)
    moves = [replace(read_move("，".join(said)), numbers=numbers) for _, said in pieces]
    if [move.act for move in moves] != [act for act, _ in pieces] or len(set(kinds)) != len(pieces):
        return [whole]  # read together the clauses say something else than each by itself
    return sorted(moves, key=lambda move: _ORDER[move.act])


def _certain(clause: str) -> str:
    """The act that a clause by itself asks for, "" if it only tells."""
    heard = read_move(clause)
    if not heard.sure or heard.act not in _ORDER or (heard.act == rules.RESOLVE and _HEARSAY.search(clause)):
        return ""
    begins = _BEGINS.get(heard.act)
    return "" if begins and not begins.search(clause.strip(SPLIT)) else heard.act


def _pieces(clauses: Sequence[str], acts: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Clauses that only tell go with the move before them; before the first, or before an end, with the one after."""
    pieces: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for place, (clause, act) in enumerate(zip(clauses, acts, strict=True)):
        coming = next((one for one in acts[place:] if one), "")
        if act and pieces and pieces[-1][0] == act:
            pieces[-1][1].append(clause)
        elif act:
            pieces.append((act, [*waiting, clause]))
            waiting = []
        elif pieces and coming not in _ENDS | {rules.PAUSE}:
            pieces[-1][1].append(clause)
        else:
            waiting.append(clause)
    return pieces
