"""The publishers that Copydesk comes with. Nothing is asked of them here."""

from pathlib import Path

import pytest

from articles.publisher import ConfigError, Publisher, load_publisher, load_publishers
from spiders.site import is_on_site

FOLDER = Path(__file__).parents[2] / "config" / "publishers"
PUBLISHERS = load_publishers(FOLDER)


def test_there_are_many_of_many_countries_and_languages() -> None:
    assert len(PUBLISHERS) >= 25
    assert len({paper.country for paper in PUBLISHERS.values()}) >= 10
    assert len({paper.language for paper in PUBLISHERS.values()}) >= 8
    hosts = [host for paper in PUBLISHERS.values() for host in paper.hosts]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize("paper", PUBLISHERS.values(), ids=PUBLISHERS)
def test_each_can_be_crawled(paper: Publisher) -> None:
    lists = (*paper.feeds, *paper.sitemaps, *paper.sections)
    assert lists
    assert [url for url in lists if not is_on_site(url, paper)] == []
    assert paper.language
    assert paper.country
    assert paper.timezone
    assert not paper.private_network
    lines = (FOLDER / f"{paper.id}.toml").read_text("utf-8").splitlines()
    assert len(lines) <= 15
    assert lines[0].startswith("# Not tried here")


WRONG = [
    ('archive = "https://gull.example/today/"', "archive", "same on every day"),
    ('archive = "https://gull.example/{day}/"', "archive", "is no archive"),
    ('archive = "https://gull.example/{date:%Y/%m/"', "archive", "is no archive"),
    ('article_pattern = "/a(/"', "article_pattern", "is no regular expression"),
    ("requests_a_night = 0", "requests_a_night", "greater than or equal to 1"),
]


@pytest.mark.parametrize(("line", "key", "why"), WRONG)
def test_wrong_keys_are_named(tmp_path: Path, line: str, key: str, why: str) -> None:
    file = tmp_path / "gull.toml"
    file.write_text(f'name = "Gull"\ndomain = "gull.example"\n{line}\n')
    with pytest.raises(ConfigError, match=f"gull.toml: {key}: .*{why}"):
        load_publisher(file)
