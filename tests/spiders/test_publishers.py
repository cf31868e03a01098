"""The publishers of the catalogue. Nothing is asked of them here."""

from pathlib import Path

import pytest

from articles.publisher import Publisher, load_publishers
from flows.catalogue import listed, take
from flows.desk import open_desk
from flows.refusal import WrongUse
from spiders.site import is_on_site

FOLDER = Path(__file__).parents[2] / "config" / "catalogue"
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


def test_one_is_taken_from_the_catalogue_as_it_stands_there(tmp_path: Path) -> None:
    (tmp_path / "publishers").mkdir()
    desk = open_desk(tmp_path / "home", tmp_path)
    assert take(desk, "guardian").read_bytes() == (FOLDER / "guardian.toml").read_bytes()
    assert list(desk.publishers()) == ["guardian"]
    with pytest.raises(WrongUse, match="guardian.toml is there already"):
        take(desk, "guardian")
    with pytest.raises(WrongUse, match=r"\(is hindu meant\?\)"):
        take(desk, "hindo")
    with pytest.raises(WrongUse, match="no publisher 'bbc' .* from the catalogue: copydesk publisher add bbc"):
        desk.publishers(["bbc"])


def test_a_desk_may_have_a_catalogue_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "gull.toml").write_text('name = "The Gull"\ndomain = "gull.example"\ncountry = "IE"\n')
    desk = open_desk(tmp_path / "home", tmp_path)
    before = list(listed(desk))
    take(desk, "gull")
    after = list(listed(desk))
    (row,) = [line for line in before if "The Gull" in line]
    assert row.split() == ["gull", "IE", "gull.example", "The", "Gull"]
    assert before.index(row) > before.index("")
    assert after.index(row) < after.index("")
    assert before[1] == after[-1] == "  none"
