"""What may happen to a case in which state, and what it leads to: a pure table, from which the picture in docs is drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

# States, one character each where they are stored, and as people say them.
NEW, WORK, PASSED, WAIT, ASKED, CLOSED, DECLINED, WITHDRAWN, MERGED = (
    "新",
    "办",
    "转",
    "等",
    "评",
    "结",
    "拒",
    "撤",
    "并",
)
STATES = {
    NEW: "还没人接", WORK: "在办", PASSED: "转出去了", WAIT: "等着", ASKED: "等您说好没好", CLOSED: "办结", DECLINED: "居委办不了",
    WITHDRAWN: "撤回了", MERGED: "并到另一件里",
}  # fmt: skip
OPEN = (NEW, WORK, PASSED, WAIT)  # somebody has to do something about it
CURRENT = (*OPEN, ASKED)  # the person has not heard the last of it

# Acts.
TAKE, CONTACT, NOTE, PASS, QUERY, ANSWER, PAUSE, RESUME = "接办", "联系", "进展", "转出", "问", "答", "暂停", "继续"
RESOLVE, DECLINE, SOLVED, UNSOLVED, LAPSE = "办好", "办不了", "好了", "没好", "未回复"
WITHDRAW, REOPEN, MERGE, ESCALATE, TELL, HAND = "撤回", "重开", "并入", "上报", "补充", "换人"
INSIDE = "内部"  # between those who handle it: whoever asked does not read it
KEEP, CHASE = "备注", "催办"  # for colleagues alone; to whoever has it

HEADS = "书记"  # to whom something goes besides the owner

_STEADY = dict.fromkeys((NOTE, QUERY, ANSWER, CONTACT, TELL, ESCALATE, HAND, INSIDE, KEEP, CHASE))
_ENDS = {RESOLVE: ASKED, DECLINE: DECLINED, WITHDRAW: WITHDRAWN, MERGE: MERGED}
# state → act → the state after it; None: it stays what it is.
MOVES: dict[str, dict[str, str | None]] = {
    NEW: {**_STEADY, **_ENDS, TAKE: WORK, CONTACT: WORK, NOTE: WORK, QUERY: WORK, PASS: PASSED, PAUSE: WAIT},
    WORK: {**_STEADY, **_ENDS, PASS: PASSED, PAUSE: WAIT},
    PASSED: {**_STEADY, **_ENDS, TAKE: WORK, PASS: PASSED, PAUSE: WAIT},
    WAIT: {**_STEADY, **_ENDS, TAKE: WORK, PAUSE: WAIT, RESUME: WORK, PASS: PASSED},
    ASKED: {
        TELL: None,
        NOTE: None,
        INSIDE: None,
        KEEP: None,
        SOLVED: CLOSED,
        UNSOLVED: WORK,
        LAPSE: CLOSED,
        WITHDRAW: WITHDRAWN,
    },
    CLOSED: {TELL: None, KEEP: None, REOPEN: WORK},
    DECLINED: {TELL: None, KEEP: None, REOPEN: WORK},
    WITHDRAWN: {KEEP: None, REOPEN: WORK},
    MERGED: {},
}


def after(state: str, act: str) -> str | None:
    """The state that an act leads to; None if it may not happen now."""
    moves = MOVES[state]
    return (moves[act] or state) if act in moves else None


def deadline(opened: date, days: int, working_days_after: Callable[[date, int], date], working: bool) -> date:
    """The working day until which something is promised; its first day is not counted (《民法典》第二百零一条).

    `days` 0 is the very day, or the next working day if one does not work on it.
    """
    return opened if days == 0 and working else working_days_after(opened, max(days, 1))


def never_later(promised: date, reckoned: date) -> date:
    """What was promised may come nearer when the year's days off are announced; it never moves away."""
    return min(promised, reckoned)


def outcome(solved: int, unsolved: int, silent: int) -> str:
    """What the answers of all who spoke come to: one who says 没好 decides; silence is never 解决."""
    if unsolved:
        return "没解决"
    return "解决" if solved else "未回复" if silent else ""


def answer(state: str, *, solved: bool, principal: bool) -> str:
    """What somebody's answer does to a case, "" if it is only put down.

    Whoever raised it, or for whom it was, closes it with 好了. One 没好 of anybody opens it again: at once, or within the
    days in which a closed one may be. What is in hand already is not opened twice.
    """
    if solved:
        return SOLVED if state == ASKED and principal else ""
    return {ASKED: UNSOLVED, CLOSED: REOPEN}.get(state, "")


def draw() -> str:
    """The states and what leads from one to another, as a Mermaid picture."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for state, moves in MOVES.items():
        for act, to in moves.items():
            if to and to != state:
                arrows.setdefault((state, to), []).append(act)
    lines = [f"    {STATES[a]} --> {STATES[b]}: {'、'.join(acts)}" for (a, b), acts in arrows.items()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {STATES[NEW]}", *lines])


# What concerns a person and no building: no property company hears of it.
PERSONAL = frozenset({"自伤轻生", "家暴", "人身安全", "儿童无人照看", "急病跌倒", "走失", "老人失联"})
