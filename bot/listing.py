"""A list that is read five lines at a time: what is shown, how many are left, and the button that goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.kinds.base import Option

SHOWN = 5
MORE = "更多"  # the button that goes on; typed, it means that of the newest list
AGAIN = "从头看"  # what the last page offers in its place, so that 更多 after it means no older list


@dataclass(frozen=True)
class Line:
    """One line, beginning with the door, and the button that opens it."""

    text: str
    option: Option | None = None


def page(
    lines: Sequence[Line], first: int, more: Callable[[int], Option], shown: int = SHOWN, *, counter: str = "户", total: int = -1,
) -> tuple[str, list[Option]]:  # fmt: skip
    """The lines from `first` (0 is the beginning), and their buttons; `more(next)` is the one that shows what comes next.

    It is to carry `next` in its `about`, so that it works after a restart, and begins a dialogue; how it is called is
    decided here. With `total`, `lines` are those of this page alone: of a long list only these need to be described.
    """
    whole = total < 0
    here = lines[first : first + shown] if whole else lines[:shown]
    left = (len(lines) if whole else total) - first - len(here)
    options = [line.option for line in here if line.option]
    texts = [line.text for line in here]
    if left <= 0 and first > 0:
        options.append(Option(AGAIN, words=AGAIN, start=more(0).start, about=more(0).about))
    if left > 0:
        after = more(first + len(here))
        options.append(Option(MORE, words=MORE, start=after.start, about=after.about))
        texts.append(f"还有{left}{counter}，回「{MORE}」。")
    return "\n".join(texts), options


def begins_at(keys: Sequence[int], seen: Sequence[int], first: int) -> int:
    """Where the next page begins in a list that may have changed since: after the last of those `seen` that is still there.

    `first` 0 is the beginning all the same. If all of them are gone (visited meanwhile), what came after them has moved up by as many.
    """
    if first == 0:
        return 0
    places = {key: place for place, key in enumerate(keys)}
    last = max((places[key] for key in seen if key in places), default=-1)
    return last + 1 if last >= 0 else min(len(keys), max(0, first - len(seen)))
