"""The ordinary examples that were written for this: how many lead to what their annotation wants."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.community import STREET, TUESDAY

EXAMPLES = Path(__file__).parents[4] / "shared" / "data" / "demands.jsonl"
RAISED, ASKED = "请核对", ("在哪里", "哪一户", "怎么称呼", "是同一件吗")
# What the first reply holds where the annotation wants no demand.
REPLIES = {
    "refuse_privacy": ("不能说",), "clarify_now": ("119",), "link_to_parent": ("附议",), "rating": ("我带给",),
    "emergency": ("110", "119", "120", "总闸", "医院"), "emergency_check": ("110", "119", "120"),
}  # fmt: skip
LATER = ("rating_confirm", "reopen", "close_confirm", "answer")  # no demand of its own: for ratings, or an answer


def leads_to(action: str, heard: str) -> bool:
    """Right is: what is dispatched, logged or for a human is reviewed or asked one thing; what is no demand is none."""
    kind, _, what = action.partition(":")
    asks = RAISED in heard or any(words in heard for words in ASKED)
    if kind == "refer":
        return what in heard
    if kind.startswith("emergency"):
        return any(words in heard for words in REPLIES[kind.partition("+")[0]])
    if kind in LATER:
        return not asks
    if kind in REPLIES:
        return any(words in heard for words in REPLIES[kind])
    return asks or "编号0" in heard


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the project's data are not on this machine")
def test_most_of_the_ordinary_examples_lead_to_the_right_action(community):
    """Ordinary is whatever does not threaten life now: P1 to P3. What does is measured in test_triage."""
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    ordinary = [row for row in rows if row["records"][0]["urgency"] != "P0"]
    homes = [
        f"三门居民区,一网格,微网格1,江边花园,{number}号,101,住户{number},男,1960-01-01,,," for number in range(1, 24)
    ]
    writers = [f"三门居民区,一网格,微网格1,江边花园,30号,{100 + n},居民{n},男,1970-01-01,,," for n in range(1, 61)]
    street = community(*STREET, *homes, *writers, start=TUESDAY)
    street.restart = False
    right = 0
    for number, row in enumerate(ordinary, 1):
        heard = street.person(f"居民{number}").says(row["text"]).heard
        action = row["records"][0]["expected_action"]
        right += leads_to(action, heard)
        if not leads_to(action, heard):
            print(row["id"], action, "→", heard[:60].replace("\n", " "))
    print(f"{right} of {len(ordinary)} ordinary examples lead to the right action")
    assert right >= 0.8 * len(ordinary)
