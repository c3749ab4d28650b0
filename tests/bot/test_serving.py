"""A server on its home: found by its links, killed, told to stop."""

import re
import subprocess
import sys
import time
import urllib.error
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from bot.home import Home
from bot.serving import claimed, running_at
from tests.operator import HOME, ROOT, STAFF


def test_a_link_leads_to_the_server_that_runs(terminal):
    terminal.imports(STAFF, HOME)
    with claimed(Home(terminal.home), "http://127.0.0.1:8477") as other:
        assert other == ""
        assert terminal.types("link", "王芳").out.startswith("http://127.0.0.1:8477/in?k=")
        with claimed(Home(terminal.home), "http://127.0.0.1:8478") as first:
            assert first == "http://127.0.0.1:8477"
    assert running_at(Home(terminal.home)) == ""
    assert terminal.types("link", "王芳").out.startswith("http://127.0.0.1:8400/in?k=")


@pytest.mark.heavy
def test_the_server_is_killed_and_starts_again_on_its_home(terminal):
    terminal.imports(STAFF, HOME)
    for _ in range(2):
        command = [sys.executable, "-m", "bot", "run", "--home", str(terminal.home), "--port", "8610"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
            try:
                address = re.search(r"http://[\d.:]+", server.stdout.readline())[0]
                link = terminal.types("link", "王芳").out.strip()
                assert link.startswith(address)
                with build_opener(HTTPCookieProcessor()).open(link, timeout=10) as page:
                    assert "王芳" in page.read().decode()
                with pytest.raises(urllib.error.HTTPError, match="403"):
                    build_opener().open(link + "x", timeout=10)
            finally:
                server.kill()


@pytest.mark.heavy
def test_a_server_that_is_told_to_stop_closes_its_database(terminal):
    command = [sys.executable, "-m", "bot", "run", "--no-demo", "--home", str(terminal.home), "--port", "8630"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert "http://" in server.stdout.readline()
            time.sleep(0.5)
            server.terminate()
            assert server.wait(10) == 0
        finally:
            server.kill()
    assert sorted(path.name for path in terminal.home.iterdir()) == ["files", "keys", "running", "sibai.db"]
    assert running_at(Home(terminal.home)) == ""
