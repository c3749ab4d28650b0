"""What words about a case ask for: its number, the act, to whom, and what is left to be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.engines.cases import rules
from handlers.handling.phrases import (
    ASK,
    BACK,
    CANNOT,
    CHASE,
    CONTACT,
    DONE,
    ESCALATE,
    GOT_IT,
    HOLDERS,
    KEEP,
    LENT,
    LOOK,
    NOT_YET,
    NOTE,
    NUMBER,
    PASS,
    PAUSE,
    PROMISE,
    QUESTION,
    REOPEN,
    RESUME,
    RETURN,
    RETURNED,
    SAME,
    SOON,
    SPLIT,
    STOP,
    TAKE,
    TELL,
    UNREACHED,
    WELL,
    WHO,
)

SHOW, AGAIN = "看", "再问"


@dataclass(frozen=True)
class Heard:
    """What a sentence about a case says. `numbers` in the order in which they were named, `years` of those beside them.

    `sure` is False for words that ask for nothing certain: they are kept, and told to nobody unasked.
    """

    numbers: tuple[int, ...] = ()
    act: str = SHOW
    words: str = ""
    whom: str = ""
    sure: bool = True
    said: str = ""


def read(text: str) -> Heard:
    """Read one sentence about one case: 0312 转物业，请今天看一下."""
    numbers = numbers_in(text)
    rest = NUMBER.sub(" ", text, count=2 if len(numbers) > 1 else 1).strip(SPLIT)
    if len(numbers) > 1 and is_same(text):
        return Heard(numbers, rules.MERGE)
    return replace(read_move(rest), numbers=numbers)


def numbers_in(text: str) -> tuple[int, ...]:
    return tuple(int(found["named"] or found["plain"]) for found in NUMBER.finditer(text))


def is_same(text: str) -> bool:
    """Whether numbers are said to be one matter."""
    return bool(SAME.search(re.sub("也是?(?:一样|同样)的?", "", NUMBER.sub(" ", text))))


def read_move(rest: str) -> Heard:
    """What is asked for by words without their number."""
    rest = re.sub(r"^我?(?:把|将)\s*", "", rest.strip(SPLIT))
    if LOOK.match(rest):
        return Heard(said=rest)
    for pattern, act in ((KEEP, rules.KEEP), (NOTE, rules.NOTE)):
        if found := pattern.match(rest):
            return Heard((), act, rest[found.end() :].strip(SPLIT), said=rest)
    for reader in _READERS:
        if moved := reader(rest):
            return Heard((), *moved, said=rest)
    if lent := LENT.match(rest):
        return Heard((), rules.PASS, "", lent["whom"], sure=False, said=rest)
    if QUESTION.search(rest):
        return Heard(said=rest)
    return Heard((), rules.KEEP, rest, sure=False, said=rest)


Found = tuple[str, str, str] | None


def _cannot(rest: str) -> Found:
    passed = re.search(rf"转(?:给|交|到)?(?:{HOLDERS})", rest)
    plain = re.sub(
        rf"^(?:这件事?|居委会?|我们)*(?:办不了|管不了|管不到|办不到|处理不了|解决不了|不予?受理)(?:[{SPLIT}]+|$)",
        "",
        rest,
    )
    return (rules.DECLINE, plain, "") if re.search(CANNOT, rest) and not passed else None


def _told(rest: str) -> Found:
    found = TELL.match(rest)
    return (rules.NOTE, found["words"].strip(SPLIT), "") if found else None


def _chased(rest: str) -> Found:
    found = CHASE.match(rest)
    if not found or re.match("[说讲]?(?:过|了)", found["words"]):
        return None
    whom = found["whom"] or ""
    return rules.CHASE, re.sub("^[说讲]", "", found["words"]).strip(SPLIT), "" if re.fullmatch(WHO, whom) else whom


def _fetched(rest: str) -> Found:
    if RETURNED.match(rest):
        return rules.PASS, "", RETURN
    return (rules.TAKE, "", "") if BACK.search(rest) else None


def _reopen(rest: str) -> Found:
    return (rules.REOPEN, _after(rest, REOPEN), "") if re.search(REOPEN, rest) else None


def _asked(rest: str) -> Found:
    found = re.match(ASK, rest)
    if found and not re.match("(?:过|了|到|清楚|清)", found["words"]) and not re.match(HOLDERS, found["words"]):
        return rules.QUERY, found["words"], ""
    return (rules.QUERY, "", "") if re.fullmatch(rf"问(?:一下|问|下)?(?:{WHO})?", rest) else None


def _paused(rest: str) -> Found:
    return (rules.PAUSE, rest, "") if re.search(PAUSE, rest) and not re.search(CONTACT, rest) else None


def _resumed(rest: str) -> Found:
    return (rules.RESUME, _after(rest, RESUME), "") if re.search(RESUME, rest) else None


def _escalated(rest: str) -> Found:
    found = re.search(ESCALATE, rest)
    if not found:
        return None
    whom = found["whom"] or found["whom2"] or "街道"
    return rules.ESCALATE, (rest[: found.start()] + rest[found.end() :]).strip(SPLIT), "区" if "区" in whom else "街道"


def _contacted(rest: str) -> Found:
    if re.search(UNREACHED, rest):
        return None
    found = re.search(CONTACT, rest)
    if not found:
        return None
    if re.match(HOLDERS, rest[found.end() :].strip(SPLIT)) or re.search(
        rf"(?:{HOLDERS})$", rest[: found.start()].strip(SPLIT)
    ):
        return None  # whoever asked has not been spoken to
    words = re.sub(r"^(?:我|已经?|刚刚?)+$", "", rest[: found.start()].strip(SPLIT))
    after = rest[found.end() :].strip(SPLIT + "了")
    return rules.CONTACT, "，".join(part for part in (words, after) if part), ""


def _passed(rest: str) -> Found:
    found = PASS.search(rest)
    if not found:
        return None
    whom = (found["any"] or found["known"] or found["given"]).strip()
    words = (rest[: found.start()] + rest[found.end() :]).strip(SPLIT + "了吧")
    words = re.sub(r"^(?:去|来)?(?:办|处理|负责|跟进|管|盯)(?:一下)?(?=$|[，,。])", "", words).strip(SPLIT + "了吧")
    return rules.PASS, words, whom


def _resolved(rest: str) -> Found:
    if re.fullmatch(r"(?:已经?|都)?(?:好了|结了|结掉|办结|结案|完了)[。]?", rest):
        return rules.RESOLVE, "", ""
    if re.search(DONE, rest) and not NOT_YET.search(rest):
        plain = re.sub(
            rf"^(?:已经?|都)?(?:办好|办完|办结|搞定|处理好|处理完|解决|完成|做好)了?(?:[{SPLIT}]+|$)", "", rest
        )
        return rules.RESOLVE, plain.strip(SPLIT), ""
    return (
        (rules.RESOLVE, rest, "") if WELL.match(rest) and not re.search(rf"没|未|还不|明|后天|{SOON}", rest) else None
    )


def _taken(rest: str) -> Found:
    if promised := PROMISE.match(rest):
        plain = re.fullmatch("(?:马上|这就|就|先)*[来去]?(?:处理|解决|弄)", promised["words"])
        return rules.TAKE, "" if plain else promised["words"].strip(SPLIT), ""
    if GOT_IT.fullmatch(rest):
        return rules.TAKE, "", ""
    found = re.match(TAKE, rest)
    return (rules.TAKE, rest[found.end() :].strip(SPLIT), "") if found else None


_READERS: tuple[Callable[[str], Found], ...] = (
    _cannot, _reopen, _told, _asked, _chased, _fetched, _paused, _escalated, _contacted, _passed, _resolved, _resumed, _taken,
)  # fmt: skip


def _after(rest: str, pattern: str) -> str:
    found = re.search(pattern, rest)
    return rest[found.end() :].lstrip(SPLIT + "了吧").rstrip(SPLIT) if found else rest


def fits(name: str, purpose: str, words: str) -> bool:
    """Whether a number to call is for what words speak of: two characters in a row are shared."""
    about = f"{name} {purpose}"
    return any(
        words[i : i + 2] in about
        for i in range(len(words) - 1)
        if not re.search(r"[\d\W]|热线|电话|服务|公司", words[i : i + 2])
    )


PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{8}|9[56]\d{3,4}|12\d{3}|11\d|100\d\d)(?!\d)")


def masked(words: str, names: tuple[str, ...], phones: tuple[str, ...], doors: tuple[str, ...] = ()) -> str:
    """The words without what would tell who spoke: names, phones, doors of those who did."""
    for said in sorted({one for one in (*names, *doors) if len(one) > 1}, key=len, reverse=True):
        words = words.replace(said, "居民")
    for phone in phones:
        words = words.replace(phone, "（电话略）") if phone else words
    return re.sub("(居民){2,}", "居民", words)


_STOPPED = rf"先?(?:{STOP}|等等|等一?等|搁一?搁)(?:一下|再说)?了?[到至]?\s*"
_FLUFF = re.compile(r"(?:再|先|要|到|至|以后|之后|后|过后|继续|接着|来?办|处理|弄|修|说|看|吧|了|的|那|就|[\s，,。])*")


def span_of(words: str) -> str:
    """一个礼拜 of 停一个礼拜: how long, where no day is said."""
    found = re.search(r"停(?P<span>[\d一两二三四五六七八九十半]+个?(?:天|周|礼拜|星期|月))", words)
    return found["span"] if found else ""


def pause_reason(words: str, day: str) -> str:
    """等灯管 of 等灯管，停到下周二: whole clauses, without those that only say that it pauses, and until when.

    A day that is part of the reason stays: 先等等，师傅下周一来 waits because 师傅下周一来.
    """
    left = []
    for clause in re.split(r"[，,。；;\n]+", words):
        named = re.escape(day) if day else r"(?!)"
        stopped = re.sub(rf"(?:{_STOPPED})(?:{named})?", " ", clause)
        bare = stopped.replace(day, " ", 1) if day else stopped
        if not _FLUFF.fullmatch(bare):
            left.append((stopped if stopped == clause else bare).strip(SPLIT))
    return re.sub("^(?:因为|由于)|(?:再|再办|再说|继续)$", "", "，".join(left)).strip(SPLIT)
