"""Which of the open cases words name: by what they are about, where it is, who asked; by their place in a list; all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from bot.kinds.base import Option
from bot.language.numbers import number
from bot.language.where import Door, find_doors
from bot.language.who import Who, find_people
from bot.world import World
from handlers.engines.cases import rules
from handlers.engines.cases.meant import COMMON, THINGS
from handlers.engines.cases.saying import CASE
from handlers.handling.phrases import (
    ALL_OF_THEM,
    AT_HOME,
    CLAUSE,
    HOLDERS,
    JOINS,
    NTH,
    POINTING,
    QUESTION,
    SEEN,
    SOME_ACT,
    SUBJECT,
    TOLD_ME,
    VISITING,
)
from handlers.handling.rules import SHOW, Heard, read_move
from storage.cases import Case
from storage.households import Household
from storage.scope import STAFF

STAFF_AND_OTHERS = (*STAFF, "物业", "楼组长")
Group = tuple[list[Case], str]  # which are named (none: as before), and what is said of them


class Naming:
    """The open cases that somebody may speak of, and what names each."""

    def __init__(self, world: World, cases: Sequence[Case]) -> None:
        self.world, self.cases = world, list(cases)

    @cached_property
    def about(self) -> dict[int, str]:
        return {case.id: f"{case.matter} {case.place} {case.words}" for case in self.cases}

    @cached_property
    def houses(self) -> dict[int, set[str]]:
        """The numbers of the buildings that each is at."""
        return {case.id: {door.number for door in find_doors(self.about[case.id])} - {""} for case in self.cases}

    @cached_property
    def raisers(self) -> dict[int, list[str]]:
        unit = self.world.unit
        voices = {case.id: unit.voices.of_case(case.id) for case in self.cases}
        people = {one: [unit.people.get(CASE, voice.person_id) for voice in found] for one, found in voices.items()}
        return {one: [who.name for who in found if who and who.name] for one, found in people.items()}

    def named(self, clause: str) -> list[Case]:
        """Those that a clause names; several if it does not tell them apart."""
        if found := self._by_place_in_list(clause):
            nth = NTH.match(clause)
            other = self._by_matter(clause[nth.end() :]) if nth else []
            return found if found[0] in other else found + other  # 第一件纸箱清掉了, where the first is a lamp
        return self._by_matter(clause)

    def _by_matter(self, clause: str) -> list[Case]:
        doors = find_doors(clause)
        if any(door.room for door in doors):
            return []  # a home: that is a visit
        houses = {door.number for door in doors}
        there = [case for case in self.cases if not houses or houses & self.houses[case.id]]
        scores = {case.id: self._score(case, clause) for case in there}
        best = max(scores.values(), default=0)
        if best < 2 and not (houses and POINTING.search(clause)):
            return []
        return [case for case in there if scores[case.id] == best]

    def _score(self, case: Case, clause: str) -> int:
        about, said = self.about[case.id], re.sub(HOLDERS, " ", clause)
        score = 3 * sum(thing[0] in about for thing in THINGS.finditer(said))
        pairs = {said[place : place + 2] for place in range(len(said) - 1)}
        score += sum(
            pair in about and re.fullmatch("[\u4e00-\u9fff]{2}", pair) is not None and not set(pair) <= COMMON
            for pair in pairs
        )
        people = find_people(said)
        return score + 2 * any(is_called(name, who) for name in self.raisers[case.id] for who in people)

    def _by_place_in_list(self, clause: str) -> list[Case]:
        """第一件 of the list that was last shown, else by what is due; 都接了 is all of them."""
        if found := NTH.match(clause):
            listed = self._last_list() or self.cases
            last = found["nth"] in ("最后一", "末")
            place = -1 if last else 0 if found["nth"] in ("头一", "头") else number(found["nth"].removeprefix("第")) - 1
            return [listed[place]] if place < len(listed) and listed else []
        if found := ALL_OF_THEM.match(clause):
            act = read_move(clause[found.end() :]).act
            able = [case for case in self.cases if rules.after(case.state, act)]
            return [case for case in able if act != rules.TAKE or case.state == rules.NEW]
        return []

    def _last_list(self) -> list[Case]:
        known = {case.id: case for case in self.cases}
        for parcel in self.world.unit.outbox.last_with_buttons(self.world.viewer.person, 1):
            about = [option.about.get("case") for option in map(Option.from_row, parcel.buttons) if option.about]
            listed = list(dict.fromkeys(one for one in about if one))
            if len(listed) > 1:
                return [known[one] for one in listed if one in known]
        return []

    def said_of(self, clause: str, cases: Sequence[Case]) -> str:
        """What is left of a clause without the words that only name: 修好了 of 12号灯那个事修好了."""
        left = [clause[end:] for end in reversed(self._ends(clause, cases))]
        return next((one for one in left if one and acts(read_move(one))), clause)

    def _ends(self, clause: str, cases: Sequence[Case]) -> list[int]:
        """Where the words that only name may end."""
        about = " ".join(self.about[case.id] for case in cases)
        names = [name for case in cases for name in self.raisers[case.id]]
        people = {who.source for who in find_people(clause) if any(is_called(name, who) for name in names)}
        first = NTH.match(clause) or ALL_OF_THEM.match(clause)
        start = first.end() if first else 0
        ends = [start]
        while not first and start < len(clause):
            pieces = (clause[start : start + size] for size in range(4, 0, -1))
            piece = next(
                (one for one in pieces if one in about or POINTING.fullmatch(one) or one.isdecimal() or one in people),
                "",
            )
            if not piece:
                break
            start += len(piece)
            ends.append(start)
        return ends

    def _only_names(self, piece: str) -> bool:
        """Whether a piece is a thing and nothing that is said of it: 灯, 12号那个, 门禁 (of which there is no case)."""
        cases = self.named(piece)
        if cases and self._ends(piece, cases)[-1] == len(piece):
            return True
        return bool(SUBJECT.search(piece)) and len(piece) <= 10 and not SOME_ACT.search(piece)

    def _joined(self, text: str) -> list[Group]:
        """灯和电梯都转物业, 灯、垃圾桶、电梯都接了: the same of each that is named; nothing if it is not said so."""
        pieces = [piece.strip() for piece in JOINS.split(text) if piece.strip()]
        bare = next((place for place, piece in enumerate(pieces) if not self._only_names(piece)), len(pieces))
        if not 0 < bare < len(pieces):
            return []
        last = pieces[bare]
        head = self._head(last)
        if bare + bool(head) < 2:
            return []
        said = re.sub(f"^(?:{ALL_OF_THEM.pattern})", "", last[len(head) :].strip())
        rest = text[text.index(last) + len(last) :].strip("，,。；; ")
        subjects = [self.named(piece) for piece in [*pieces[:bare], *([head] if head else [])]]
        return self._with_rest(subjects, said, rest) if rest else [(cases, said) for cases in subjects]

    def _head(self, piece: str) -> str:
        """电梯 of 电梯都转物业: the thing that a piece begins with, whether there is a case of it or not."""
        together = ALL_OF_THEM.search(piece)
        if together and (not together.start() or self._only_names(piece[: together.start()])):
            return piece[: together.start()]
        thing = THINGS.match(piece)
        cases = self.named(piece)
        return piece[: self._ends(piece, cases)[-1]] if cases else thing[0] if thing else ""

    def _with_rest(self, subjects: list[list[Case]], said: str, rest: str) -> list[Group]:
        """What follows names others, or is said of all of these too."""
        more = self.groups(rest)
        if more and not more[0][0]:
            said, more = f"{said}，{more[0][1]}", more[1:]
        return [*((cases, said) for cases in subjects), *more]

    def groups(self, text: str) -> list[Group]:
        """What is said of which: a clause that names others than those before it begins anew; nothing named: one group."""
        if joined := self._joined(text):
            return joined
        found: list[tuple[list[Case], list[str]]] = []
        for clause in filter(None, CLAUSE.split(text)):
            named = self.named(clause)
            said = self.said_of(clause, named) if named else clause
            if named and (not found or named != found[-1][0]):
                found.append((named, [said]))
            elif found:
                found[-1][1].append(said if named else clause)
            else:
                found.append(([], [clause]))
        before = "，".join(found[0][1]) if found and not found[0][0] else ""
        if (
            len(found) > 1 and before and (acts(read_move(before)) or SEEN.search(before))
        ):  # 打过电话了，灯转物业: said of the first that is named
            found[1:2] = [(found[1][0], [*found[0][1], *found[1][1]])]
            found = found[1:]
        return _as_listed(text, [(cases, "，".join(said)) for cases, said in found])

    def speaks_of_one(self, text: str) -> bool:
        """Whether words certainly name an open case and say what to do about it, or how it goes: no visit, no new matter."""
        if len(text) > 80 or any(door.room for door in find_doors(text)):
            return False
        groups = self.groups(text)
        if not all(cases for cases, _ in groups) or self.names_somebody_else(text):
            return False
        if VISITING.search(text):
            return self._tells(text, groups) and not AT_HOME.search(text)
        return any(acts(read_move(said)) for _, said in groups) or self._tells(text, groups)

    def _tells(self, text: str, groups: Sequence[Group]) -> bool:
        """去看过了，灯座坏了，要换: how it goes with what an open case is about."""
        about = " ".join(self.about[case.id] for cases, _ in groups for case in cases)
        things = any(thing[0] in about for thing in THINGS.finditer(text))
        return bool(things and SEEN.search(text)) and not QUESTION.search(text)

    def told_at_home(self, text: str) -> list[Case]:
        """12号402李建国说灯还是不亮: of those that somebody who lives there raised, the ones that it names."""
        doors = [door for door in find_doors(text) if door.room]
        if len(doors) != 1 or len(text) > 80 or not (TOLD_ME.search(text) and THINGS.search(text)):
            return []
        if VISITING.search(text):
            return []
        homes = {case.id: self._homes(case) for case in self.cases}
        there = [case for case in self.cases if any(_is_at(home, doors[0]) for home in homes[case.id])]
        things = [thing[0] for thing in THINGS.finditer(text)]
        return [case for case in there if any(thing in self.about[case.id] for thing in things)]

    def _homes(self, case: Case) -> list[Household]:
        unit = self.world.unit
        people = [unit.people.get(CASE, voice.person_id) for voice in unit.voices.of_case(case.id)]
        found = [unit.places.household(CASE, who.household_id) for who in people if who and who.household_id]
        return [home for home in found if home]

    def names_somebody_else(self, text: str) -> bool:
        """Whether a person is named who neither asked nor could have it: then it is a visit that is told."""
        unit, viewer = self.world.unit, self.world.viewer
        known = [name for names in self.raisers.values() for name in names]
        known += [one.name for role in STAFF_AND_OTHERS for one in unit.people.with_role(role)]
        said = find_people(text, unit.places.names(viewer))
        return any(not any(is_called(name, who) for name in known) for who in said)


def _as_listed(text: str, groups: list[Group]) -> list[Group]:
    """第一件办好了，纸箱清掉了, where the first is a lamp: one move, and it is asked of which; with 也 it is of both."""
    if not NTH.match(text) or len(groups) != 2 or NTH.search(groups[1][1]) or "也" in groups[1][1]:
        return groups
    (first, one), (second, other) = groups
    done = read_move(one).act == read_move(other).act == rules.RESOLVE
    return [([*first, *second], f"{one}，{other}")] if done else groups


def _is_at(home: Household, door: Door) -> bool:
    return any(door.room == own.room and door.number in ("", own.number) for own in find_doors(home.door))


def is_called(name: str, who: Who) -> bool:
    """李师傅 may be 李建国, 李慧 is not."""
    return name == who.surname + who.given if who.given else name.startswith(who.surname)


def acts(heard: Heard) -> bool:
    """Whether words certainly ask for something to be done about a case, or how it stands."""
    return heard.sure and heard.act != rules.KEEP and (heard.act != SHOW or bool(heard.said))
