"""Every story that a document shows is played, and what it says one hears is heard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import Settings
from bot.throwaway import player

ROOT = Path(__file__).parent.parent
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
STORIES = [
    (f"{paper.name}-{number}", story)
    for paper in PAPERS
    if paper.exists()
    for number, story in enumerate(re.findall(r"```story\n(.*?)```", paper.read_text(encoding="utf-8"), re.DOTALL), 1)
]


def test_the_papers_show_stories():
    assert len(STORIES) >= 5


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("name", "story"), STORIES, ids=[name for name, _ in STORIES])
def test_a_story_of_a_document_goes_as_it_says(name: str, story: str, database: str, request, tmp_path: Path):
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""
    with player(story, tmp_path, Settings(), None, url) as (one, lines):
        events = list(one.play(lines))
    assert not one.missed
    numbers = [line.number for line in lines]
    for place, text in enumerate(story.splitlines(), 1):
        if heard := re.match(r"# 听到：(.+)", text):
            cause = max(number for number in numbers if number < place)
            got = "\n".join(event.text for event in events if event.line == cause and event.to)
            assert heard[1] in got, f"line {cause} led to:\n{got}"
