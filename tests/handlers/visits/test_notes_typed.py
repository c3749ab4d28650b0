"""Real notes, typed to a cadre of a committee made from their own doors and names: household, date, kind of contact."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest

from bot.language.where import find_doors, room_key
from tests.community import Community
from tests.conftest import ROOT

NOTES = ROOT.parent / "shared" / "data" / "visit_notes.jsonl"
GIVEN = {
    "女": "秀英 玉兰 桂芳 凤珍 美娟 丽华 慧芬 月琴".split(),
    "男": "国强 建民 志明 德宝 长根 永年 福生 家栋".split(),
}
WOMEN = re.compile("阿婆|阿姨|姆妈|师母|老板娘|阿奶")
COMMITTEE = "三门居民区,一网格,微网格1"


def notes() -> list[dict]:
    if not NOTES.exists():
        pytest.skip(f"the examples are not on this machine ({NOTES.name})")
    return [json.loads(line) for line in NOTES.read_text(encoding="utf-8").splitlines()]


def committee(all_notes: list[dict]) -> list[str]:
    """A row for every door of the examples; whoever is named there gets a full name that fits."""
    homes: dict[tuple[str, str, str], str] = {}
    records = sorted((r for note in all_notes for r in note["records"]), key=lambda r: not r["who"])
    for record in records:
        doors = find_doors(record["household_address"] or "")
        if not doors or not doors[0].room:
            continue
        door = doors[0]
        same = [known for known in homes if known[1:] == (door.number, door.room)]
        key = (door.estate or (same[0][0] if same else "益港花园"), door.number, door.room)
        if same and not door.estate:
            continue
        homes.setdefault(key, _resident(record["who"] or "", len(homes)))
    rows = [f"{COMMITTEE},,,,王芳,女,1985-03-02,,,干部", "三门居民区,,,,,,刘书记,男,1970-01-05,,,书记"]
    return rows + [f"{COMMITTEE},{estate},{number}号,{room},{who},,," for (estate, number, room), who in homes.items()]


def _resident(who: str, place: int) -> str:
    gender = "女" if WOMEN.search(who) else "男"
    elder = re.search("阿婆|老伯|伯|爷叔|姆妈|师傅|老师|阿姨|老", who)
    full = re.fullmatch("[^小老阿][^阿老师伯家]{1,2}", who)
    name = who if full else (who.removeprefix("小").removeprefix("老") or "吴")[0] + GIVEN[gender][place % 8]
    return f"{name},{gender},{1942 if elder else 1988}-05-0{place % 9 + 1}"


def understood(street: Community) -> list[tuple[str, str, str]]:
    """(door, date, way) of each part of what 王芳 is telling."""

    def find(unit):
        person = unit.people.by_account("web", street.player.people["王芳", "web"].address).person_id
        found = []
        for talk in unit.talks.stack(person)[:1]:
            parts: dict[int, dict] = {}
            for answer in talk.state["answers"]:
                if answer["value"] is not None:
                    parts.setdefault(answer["part"], {})[answer["label"]] = answer["value"]
            for part in parts.values():
                home = unit.places.household(unit.people.viewer(person), part.get("走访对象") or 0)
                way = part.get("方式", "计划" if talk.dialogue == "走访计划" else "")
                found.append((home.door if home else "", (part.get("日期") or [""])[0], way))
        return found

    return street.ask(find)


def wanted(record: dict) -> tuple[str, str, str] | None:
    doors = find_doors(record["household_address"] or "")
    if not doors or not doors[0].room or record["record_type"] == "数据更正":
        return None
    return f"{doors[0].number}号{room_key(doors[0].room)}", record["visit_time"]["date"], record["record_type"]


def test_most_notes_lead_to_the_right_household_date_and_kind_of_contact(community, capsys):
    all_notes = notes()
    street = community(*committee(all_notes), start=datetime(2026, 11, 23, 10))
    street.restart = False
    fang = street.person("王芳")
    right = {"household": 0, "date": 0, "kind": 0}
    total = 0
    for note in all_notes:
        fang.says(note["text"])
        got = {door.replace("室", ""): (day, way) for door, day, way in understood(street)}
        for door, day, way in filter(None, map(wanted, note["records"])):
            total += 1
            told = got.get(door)
            right["household"] += told is not None
            right["date"] += bool(told) and told[0] == day
            right["kind"] += bool(told) and told[1] == way
        fang.says("取消")
        while "接着刚才的" in fang.heard:
            fang.says("取消")
    with capsys.disabled():
        print(f"\nnotes typed to a cadre: of {total} records {right}")
    assert total > 40
    assert all(count > total / 2 for count in right.values()), right
