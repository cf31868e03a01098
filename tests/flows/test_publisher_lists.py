"""`publisher add --from`: lists as people have them, one outcome each, and an interruption that costs nothing."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner

from articles.publisher import load_publishers
from flows.cli.app import app
from flows.desk import Desk, open_desk
from flows.publisher_lists import wanted_in
from flows.publishers import add_all
from flows.refusal import WrongUse
from spiders.scout.probe import Wanted
from tests.spiders.quickly import quickly
from tests.spiders.test_crawl import NO_ROBOTS
from tests.spiders.wire import Wire, answer, feed


@pytest.fixture(scope="module", autouse=True)
def hardly_any_pause(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quickly(patch, tmp_path_factory.mktemp("quickly"), settings__DELAY_S=0.02)
        yield


GULL, TERN = Wanted("https://gull.example/", name="The Gull"), Wanted("https://tern.example/", name="Tern")
OF_FEEDS = [
    Wanted("https://gull.example/", ("https://gull.example/rss", "https://gull.example/town.rss"), "The Gull"),
    Wanted("https://tern.example/feed", ("https://tern.example/feed",), "Tern"),
]
OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body><outline text="Papers">
<outline type="rss" text="The Gull" xmlUrl="https://gull.example/rss" htmlUrl="https://gull.example/"/>
<outline type="rss" text="The Gull: town" xmlurl="https://gull.example/town.rss" htmlurl="https://gull.example/"/>
</outline><outline title="Tern" xmlUrl="https://tern.example/feed"/></body></opml>"""
BOTH = [GULL, TERN]
LISTS: list[tuple[str, list[Wanted]]] = [
    (OPML, OF_FEEDS),
    ("\ufeff" + OPML, OF_FEEDS),
    ("name,url\nThe Gull,https://gull.example/\nTern,https://tern.example/\n", BOTH),
    ("Titel;Website\nThe Gull;https://gull.example/\nTern;https://tern.example/\n", [Wanted(GULL.url), Wanted(TERN.url)]),
    ("Title\tFeed URL\tSite URL\nThe Gull\thttps://gull.example/rss\thttps://gull.example/\nTern\t\thttps://tern.example/\n",
     [Wanted(GULL.url, ("https://gull.example/rss",), GULL.name), TERN]),
    ("The Gull,https://gull.example/\nTern,https://tern.example/\n", BOTH),
    ('"The Gull, daily";"https://gull.example/"\nTern;https://tern.example/\n', [Wanted(GULL.url, name="The Gull, daily"), TERN]),
    (json.dumps(["https://gull.example/", "https://tern.example/"]), [Wanted(GULL.url), Wanted(TERN.url)]),
    (json.dumps([{"name": "The Gull", "homepage": "https://gull.example/"}, {"title": "Tern", "url": "https://tern.example/"}]), BOTH),
    (json.dumps({"The Gull": "https://gull.example/", "Tern": "https://tern.example/"}), BOTH),
    (json.dumps({"papers": {"north": [{"name": "The Gull", "site_url": "https://gull.example/"}], "south": [{"name": "Tern", "url": "https://tern.example/"}]}}), BOTH),
    (json.dumps([{"title": "The Gull", "feeds": ["https://gull.example/rss", "https://gull.example/town.rss"], "site": "https://gull.example/"}]), OF_FEEDS[:1]),
    ("https://gull.example/\n\n# the south\nhttps://tern.example/ # soon\n", [Wanted(GULL.url), Wanted(TERN.url)]),
    ("gull.example\ntern.example:8080/news\n", [Wanted("gull.example"), Wanted("tern.example:8080/news")]),
    ("The Gull: https://gull.example/\nhttps://www.gull.example/town\n", [Wanted(GULL.url)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_however_it_is_written(tmp_path: Path, text: str, expected: list[Wanted]) -> None:
    file = tmp_path / "list"
    file.write_text(text, "utf-8")
    assert [(one.url, one.feeds, one.name) for one in wanted_in(file)[0]] == [
        (one.url, one.feeds, one.name) for one in expected
    ]


def test_entries_without_an_address_are_told(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,url\nThe Gull,https://gull.example/\nTern,\nThe Auk,none yet\n")
    assert wanted_in(file)[1] == ["Tern", "The Auk"]


@pytest.mark.parametrize(
    "payload",
    [b"", b"\n\n", b"The Gull\n", b"[1, 2]", b'{"a": ', b"<opml><body/></opml>", b"\x89PNG\r\n\x00\x00\x00", b"name,url\n"],
)
def test_what_is_no_list(tmp_path: Path, payload: bytes) -> None:
    file = tmp_path / "list"
    file.write_bytes(payload)
    with pytest.raises(WrongUse):
        wanted_in(file)
    with pytest.raises(WrongUse, match="No such file"):
        wanted_in(tmp_path / "other")


def desk_in(folder: Path) -> Desk:
    (folder / "config").mkdir(exist_ok=True)
    return open_desk(folder / "home", folder / "config")


def paper(wire: Wire, name: str) -> None:
    head = f"<title>{name}</title><link rel='alternate' type='application/rss+xml' href='/rss'>"
    front = f"<html lang='en'><head>{head}</head><body><p>x</p></body></html>"
    wire.answers |= {**NO_ROBOTS, "/": answer(front.encode()), "/rss": feed("/a")}


@pytest.mark.parametrize("list_", ["<!-- -->" * 200_000, " " * 200_000, 'url,name\n"' + "a" * 200_000])
def test_a_hostile_list_is_no_list_at_once(tmp_path: Path, list_: str) -> None:
    (tmp_path / "list").write_text(list_)
    began = time.process_time()
    with pytest.raises(WrongUse):
        wanted_in(tmp_path / "list")
    assert time.process_time() - began < 5


def test_a_file_without_an_end_is_no_list() -> None:
    with pytest.raises(WrongUse, match="at most 32 MB"):
        wanted_in(Path("/dev/zero"))


def test_each_entry_has_one_outcome_and_the_rest_is_done_later(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    with ExitStack() as stack:
        wires = [stack.enter_context(Wire()) for _ in range(12)]
        for number, wire in enumerate(wires):
            paper(wire, "The Gull" if number < 2 else f"Paper {number}")
        wires[11].answers["/"] = answer(b"", status="503 Busy")
        listed = tmp_path / "list.txt"
        listed.write_text("".join(f"http://{wire.host}/\n" for wire in wires) + "no address here\n")
        first = add_all(desk, listed, private_network=True)
        begun = [next(first) for _ in range(4)]
        first.close()  # as at Ctrl-C
        assert Counter(added.outcome for added in begun) == {"added": 3, "failed": 1}
        written = {file.name: file.read_text() for file in desk.chosen.glob("*.toml")}
        asked = {wire.host: len(wire.asked) for wire in wires}
        rest = list(add_all(desk, listed, private_network=True))
        assert Counter(added.outcome for added in rest) == {"added": 8, "already there": 3, "failed": 2}
        there = {added.site for added in rest if added.outcome == "already there"}
        assert all(len(wire.asked) == asked[wire.host] for wire in wires if f"http://{wire.host}/" in there)
        assert {file.name: file.read_text() for file in desk.chosen.glob("*.toml")}.items() >= written.items()
        chosen = load_publishers(desk.chosen)
        assert {one.domain for one in chosen.values()} == {wire.host for wire in wires[:11]}
        assert all(one.feeds == (f"http://{one.domain}/rss",) for one in chosen.values())
        assert all(f"check {id_}\n" in (desk.chosen / f"{id_}.toml").read_text() for id_ in chosen)


def test_the_command(tmp_path: Path) -> None:
    desk_in(tmp_path)
    where = ["--config", str(tmp_path / "config"), "--home", str(tmp_path / "home"), "--private-network"]
    with Wire() as wire:
        paper(wire, "The Gull")
        site, listed = f"http://{wire.host}/", tmp_path / "list.json"
        done = CliRunner().invoke(app, ["publisher", "add", site, "--id", "tern", *where])
        assert (done.exit_code, (tmp_path / "config" / "publishers" / "tern.toml").exists()) == (0, True)
        assert f"requests to {site}: 1 - {site}" in done.stderr
        listed.write_text(json.dumps([site]))
        done = CliRunner().invoke(app, ["publisher", "add", "--from", str(listed), *where])
        assert (done.exit_code, done.stdout.split()[:3]) == (0, ["already", "there", site])
        listed.write_text(json.dumps([site, "http://127.0.0.1:1/"]))
        done = CliRunner().invoke(app, ["publisher", "add", "--from", str(listed), *where])
        assert done.exit_code == 1
        assert "1 of 2 entries" in done.stderr
    for words in (
        [],
        ["--id", "x", "--from", "list"],
        ["--id", "a.b", "http://127.0.0.1:1/"],
        ["--from", str(tmp_path / "none")],
    ):
        assert CliRunner().invoke(app, ["publisher", "add", *words, *where]).exit_code != 0
