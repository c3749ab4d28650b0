"""How much of the 67 annotated records of hard notes the reader gets right: door, day, way."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.language.when import read_day
from bot.language.where import find_doors, number_key, room_key
from handlers.visits.plans import is_plan, read_plans
from handlers.visits.reads import is_correction, read_visits

NOTES = Path(__file__).parents[4] / "shared" / "data" / "visit_notes.jsonl"


def door_of(record):
    return (record["building"] and number_key(record["building"]), record["room"] and room_key(record["room"]))


def read_as(slots, sent, kind):
    door = next(iter(find_doors(slots.get("走访对象", ""))), None)
    day = read_day(slots["日期"], sent, future=kind == "计划") if "日期" in slots else None
    where = (door.number or None, door.room or None) if door else (None, None)
    return where, f"{day.day if day else sent.date()}", kind or slots.get("方式", "入户")


def read_note(row):
    sent = datetime.fromisoformat(row["reference_time"])
    text = row["text"]
    plan = is_plan(text, sent)
    records = read_plans(text, sent) if plan else read_visits(text, sent)
    kind = "计划" if plan else "数据更正" if is_correction(text) else ""
    return [read_as({slot.label: slot.text for slot in record.slots}, sent, kind) for record in records]


@pytest.mark.skipif(not NOTES.exists(), reason="the project's data are not on this machine")
def test_a_fair_majority_of_hard_notes_is_read_right():
    right, total = {"door": 0, "day": 0, "way": 0}, 0
    for row in (json.loads(line) for line in NOTES.read_text(encoding="utf-8").splitlines()):
        found = read_note(row)
        for record in row["records"]:
            total += 1
            wanted = (door_of(record), record["visit_time"]["date"], record["record_type"])
            best = next((one for one in found if one[0] == wanted[0]), None)
            if best is None:
                print(row["id"], "missed", wanted)
                continue
            found.remove(best)
            for name, got, want in zip(right, best, wanted, strict=True):
                right[name] += got == want
                if got != want:
                    print(row["id"], name, "is", best, "not", wanted)
        for spare in found:
            print(row["id"], "too many:", spare)
    print(f"of {total} records: {right}")
    assert all(count >= 0.8 * total for count in right.values())
