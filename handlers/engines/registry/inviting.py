"""Invitation codes: how they look, how they are read back, and what of them is kept."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from datetime import timedelta

from storage.people import Person, Refused
from storage.unit import Unit
from storage.viewers import Viewer

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # no I, L, O: on paper they look like figures
FIGURES = "23456789"
VALID = timedelta(days=14)


def new_code(choose: Callable[[Sequence[str]], str]) -> str:
    """A code such as ABCD-2345. `choose` picks one of a sequence; at the edge it is `secrets.choice`."""
    return "".join(choose(LETTERS) for _ in range(4)) + "-" + "".join(choose(FIGURES) for _ in range(4))


def read_code(text: str) -> str:
    """The code in a message however it was typed (abcd 2345, ＡＢＣＤ－２３４５), or "" if there is none."""
    flat = "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())
    fits = len(flat) == 8 and all(c in LETTERS for c in flat[:4]) and all(c in FIGURES for c in flat[4:])
    return f"{flat[:4]}-{flat[4:]}" if fits else ""


def digest(code: str) -> str:
    """What is kept of a code: SHA-256 in hex. Raises `Refused` if it is no code."""
    code_as_made = read_code(code)
    if not code_as_made:
        raise Refused("邀请码是四个字母加四个数字，像 ABCD-2345。请对着再输一遍。")
    return hashlib.sha256(code_as_made.encode()).hexdigest()


def invite(unit: Unit, viewer: Viewer, person_id: int, code: str, valid: timedelta = VALID) -> str:
    """Keep a code for a person and return it as it is to be handed over. Raises `Refused`."""
    unit.people.invite(viewer, person_id, digest(code), unit.now + valid)
    return read_code(code)


def join(unit: Unit, code: str, account_id: int) -> Person:
    """The account becomes that of the invited person. Raises `Refused` with what to do next."""
    return unit.people.join(digest(code), account_id)
