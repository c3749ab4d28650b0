"""Whom it befell: one of the household by name, by kinship, or because there is nobody else it could be."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.language.who import find_people, matches
from handlers.incidents.rules import DEATH, KIN, PARENT, SPOUSE, Told
from storage.households import Person

GENERATION = 15  # years


def befallen(
    told: Told, text: str, people: Sequence[Person], today: date, *, cared: Collection[int] = (), speaker: int = 0
) -> Person | None:
    """The one person of the household whom words mean; None where it could be several, or nobody of them.

    `cared` are those with a care tag; `speaker` is who says 我, if they live there.
    """
    own = next((person for person in people if person.id == speaker), None)
    if told.whose and told.whose != "我":
        of = own or _only(_named(text, people, today)) or _only(_spoken_of(told, text, people))
        return _only(_relatives(told.whose, people, of))
    if own and told.whose == "我":
        return own
    if found := _named(text, people, today):
        return _only(found)
    same = _same(text, people)
    likely = [person for person in people if person.id in cared] if told.kind != DEATH else []
    return _only(people) or _only(same) or _only(likely)


def concerns(told: Told, person: Person | None, *, own: bool = False) -> bool:
    """Whether what befell somebody is a matter of the household: 女儿失业 is not, unless she lives there or tells it."""
    if told.known:
        return person is not None
    if own or person or told.whose in ("", "我") or SPOUSE.fullmatch(told.whose):
        return True
    return told.kind == DEATH


def _only(found: Sequence[Person]) -> Person | None:
    return found[0] if len(found) == 1 else None


def _same(text: str, people: Sequence[Person]) -> list[Person]:
    """Whom 他 or 她 may mean."""
    said = "男" if re.search("(?<!其)他(?!们)", text) else "女" if "她" in text else ""
    return [person for person in people if said and person.gender == said]


def _spoken_of(told: Told, text: str, people: Sequence[Person]) -> list[Person]:
    """Whose kin it is where nobody is named: 他爸爸; of somebody who lives alone it can be nobody else's."""
    said = text[: told.start].rpartition(told.whose)[0]
    return _same(said[-2:], people) or (list(people) if len(people) == 1 else [])


def _named(text: str, people: Sequence[Person], today: date) -> list[Person]:
    names = [person.name for person in people if person.name]
    spoken = [who for who in find_people(text, names) if not who.role]
    for person in people:
        if person.name and person.name in text:
            return [person]
    return [
        person
        for person in people
        if any(matches(who, person.name, person.gender, _born(person), today) for who in spoken)
    ]


def _relatives(whose: str, people: Sequence[Person], of: Person | None) -> list[Person]:
    """Those of the household who may be so related to `of`; to anybody there, if it is not known to whom."""
    others = [person for person in people if of is None or person.id != of.id]
    if SPOUSE.fullmatch(whose):
        partners = [
            one
            for one in _fitting(whose, others)
            if of is None or not of.gender or not one.gender or one.gender != of.gender
        ]
        return [
            one for one in partners if of is None or _apart(of, one) is None or abs(_apart(of, one) or 0) < GENERATION
        ]
    same = _fitting(whose, others)
    if _ELDERS.fullmatch(whose):
        return same if of else []
    if PARENT.fullmatch(whose):
        children = [of] if of else people
        return [one for one in same if any((_apart(child, one) or 0) >= GENERATION for child in children)]
    if KIN.fullmatch(whose) and of and not re.search("[弟妹哥姐嫂舅姑姨叔]", whose):
        return [one for one in same if (_apart(of, one) or 0) <= -GENERATION]
    return []


_ELDERS = re.compile("(?:里的?|的)?(?:老人家?|长辈|老太太?|老爷子)")
_WOMEN, _MEN = re.compile("[女妈母娘奶婆姨姑媳妹姐嫂妻]|太太"), re.compile("[男爸父爹爷公叔舅弟哥夫头]|[儿孙侄]子|先生")


def _fitting(whose: str, people: Sequence[Person]) -> list[Person]:
    """Those whom a word for kin can mean, by whether it is a man or a woman."""
    if whose in ("父母", "孩子"):
        return list(people)
    gender = "男" if "女婿" in whose else "女" if _WOMEN.search(whose) else "男" if _MEN.search(whose) else ""
    return [one for one in people if not gender or not one.gender or one.gender == gender]


def perhaps(told: Told, text: str, people: Sequence[Person], today: date) -> list[Person]:
    """Those of the household who may have been meant, where it is to be asked: never who was only named."""
    named = _named(text, people, today)
    elsewhere = not named and any(not who.role for who in find_people(text))
    if told.whose in ("", "我"):
        return list(people) if len(people) > 1 else []
    of = _only(named) or (None if elsewhere else _only(people))
    return _fitting(told.whose, [one for one in people if of is None or one.id != of.id])


def _born(person: Person) -> int | None:
    return int(person.born[:4]) if person.born[:4].isdecimal() else None


def _apart(of: Person, one: Person) -> int | None:
    """By how many years the other is older."""
    mine, theirs = _born(of), _born(one)
    return mine - theirs if mine and theirs else None
