"""Cuts Chinese text into words with jieba, which learns the street's place names."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

_LOADING = threading.Lock()


def words(text: str) -> list[str]:
    """The words of a text, in order; joined they are the text again. The first call loads the dictionary (0.6 s)."""
    return [str(word) for word in _jieba().lcut(text)]


@lru_cache(maxsize=4)  # several capabilities read the same message
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Words with their part of speech by jieba's letters: nr is a person's name, n a noun, v a verb."""
    return tuple((str(pair.word), str(pair.flag)) for pair in _tagger().lcut(text))


def teach(places: Iterable[str]) -> None:
    """Makes each estate or road one word. Places only: names of people never enter a dictionary."""
    for place in places:
        _jieba().add_word(place, tag="ns")
    tagged.cache_clear()


@cache
def _jieba() -> Any:
    with _LOADING, warnings.catch_warnings():
        # jieba 0.42 asks the deprecated pkg_resources for its own files and has unescaped regular expressions.
        warnings.simplefilter("ignore")
        import jieba

        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()
        return jieba


@cache
def _tagger() -> Any:
    _jieba()
    with _LOADING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg

        return posseg
