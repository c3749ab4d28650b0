"""Which numbers fit what somebody wants to call about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol


class Contact(Protocol):
    """A number to call, and for what."""

    @property
    def name(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def purpose(self) -> str: ...


ASKING = re.compile(r"常用|热线|电话|号码|多少|打(什么|哪个|给谁)?|什么|哪个|应该|请问|找谁|[？?，,。！!\s的是该要我]")


def fitting(contacts: Sequence[Contact], words: str) -> list[Contact]:
    """The contacts whose name or purpose shares two characters in a row with the words, best first; all if none does."""
    wanted = _pairs(ASKING.sub("", words.replace("煤气", "燃气")))
    scored = [(len(wanted & _pairs(f"{one.name} {one.purpose}")), one) for one in contacts]
    best = sorted((score, -place) for place, (score, _) in enumerate(scored) if score)[::-1]
    return [contacts[-place] for _, place in best] or list(contacts)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
