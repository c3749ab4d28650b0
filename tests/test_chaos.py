"""Random kills under load: every acknowledged message has exactly one effect. `make chaos` does fifty of each."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.chaos import failed, storm


@pytest.mark.heavy
def test_after_random_kills_every_acknowledged_message_has_exactly_one_effect(empty_url: str, tmp_path: Path):
    figures = storm(empty_url, tmp_path, kills=4, dice=random.Random(20261124))
    assert figures["acknowledged"] > 10
    assert not failed(figures), figures
