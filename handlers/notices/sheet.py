"""What is put up on paper: the homes that no channel reaches, door by door, and the notice as it is to hang there."""

from __future__ import annotations

from typing import Any

from bot import listing
from bot.kinds.base import Option
from bot.world import View
from storage.households import Household
from storage.notices import Notice

SHOWN = 20  # doors at once: a list to walk along or to print


def say_homes(
    view: View, notice: Notice, homes: list[Household], about: dict[str, Any], start: str
) -> tuple[str, list[Option]]:
    """Doors with a number to call, where one is known; first of all the paper."""
    if not homes:
        return "这条通知没有收不到的户。", []
    first = listing.begins_at([home.id for home in homes], about.get("seen", []), int(about.get("first", 0)))
    seen = [home.id for home in homes[first : first + SHOWN]]
    lines = [listing.Line(_line(home)) for home in homes]
    text, options = listing.page(
        lines, first, lambda after: Option("", start=start, about={"notice": notice.id, "first": after, "seen": seen}), SHOWN,
    )  # fmt: skip
    if first:
        return text, options
    area = view.unit.places.area(notice.committee_id) if notice.committee_id else None
    day = f"{notice.made_at.year}年{notice.made_at.month}月{notice.made_at.day}日"
    by = f"{area}居委会" if area else view.settings.street.name
    paper = f"【张贴稿】\n通知\n{notice.words}\n{by}　{day}"
    return f"没有渠道的{len(homes)}户，请张贴或打电话：\n{text}\n{paper}", options


def _line(home: Household) -> str:
    called = next((person for person in home.people if person.phone), None)
    return f"{home.door}　{called.name} {called.phone}" if called else f"{home.door}　没有电话，请张贴或上门"
