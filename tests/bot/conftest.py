"""What the tests of bot/ share."""

import pytest

from tests.operator import Terminal


@pytest.fixture
def terminal(tmp_path, capsys, monkeypatch) -> Terminal:
    monkeypatch.delenv("SIBAI_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path, capsys)
