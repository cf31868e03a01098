"""The pages of `copydesk browse`, asked for over HTTP on loopback."""

import http.client
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from articles.article import Contributor, Place
from articles.printable import visible_lines
from flows.browse.door import POLICY
from tests.flows.browse.served import Answer, Site, browsed
from tests.flows.report.test_report import HOSTILE, hostile
from tests.warehouse.pages import Newsroom, at, read, rejected
from warehouse.home import Home
from warehouse.limits import Limits
from warehouse.publish import publish

BRIDGE = "The old bridge over the mill race was shut on Monday after a beam gave way."
MENDED = "The old bridge over the mill race was opened on Friday after a beam was mended."


def published(newsroom: Newsroom) -> None:
    with newsroom.store() as store:
        publish(store, newsroom.home)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Five articles, one of them changed once, and a story of two; then a page that nobody could read."""
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("browsed")))
    newsroom.load(read("https://gazette.example/bridge", f"{BRIDGE}\n\nA diver looked at it.", title="Bridge shut"))
    cora = {"contributors": (Contributor("person", "Cora Cooper", "Cora", "Cooper"),)}
    newsroom.load(
        read("https://gazette.example/bridge", f"{MENDED}\n\nA diver looked at it.", title="Bridge opens", day=1),
        read("https://gazette.example/tide", "High water at dawn.", title="Tide table", published_at=at(-9), **cora),
        read("https://bote.example/flut", "Das Wasser kam früh.", title="Flut", publisher="bote", language="de", section="Küste",
             places=(Place("HUSUM", "Husum", None, "DE", 54.5, 9.1, 3),)),
        rejected("https://gazette.example/empty", code="no_text"),
        rejected("file:dump.csv#4", code="empty"),
    )  # fmt: skip
    with newsroom.store() as store:
        store.execute("delete from base.story_member; delete from base.story")
        store.execute("insert into base.story values ('s1', 'Water')")
        store.execute("insert into base.story_member select distinct 's1', article_id from base.version where title like '%t%'")
        store.execute("update base.article set story_id = 's1' where article_id in (select article_id from base.story_member)")
    published(newsroom)
    return newsroom.home


WORDY = "The old bridge over the mill race was shut " * 8
BEGINNINGS = {
    "between words": (WORDY, f"{(WORDY * 2)[:240].rpartition(' ')[0]}…"),
    "without blanks": ("桥" * 400, f"{'桥' * 240}…"),
    "whole": ("High water at dawn.", "High water at dawn."),
}


@pytest.mark.parametrize(("body", "shown"), BEGINNINGS.values(), ids=BEGINNINGS)
def test_the_beginning_of_a_text_is_cut_between_words_and_says_that_it_goes_on(tmp_path: Path, body: str, shown: str) -> None:
    newsroom = Newsroom(Home(tmp_path))
    newsroom.load(read("https://gazette.example/bridge", body))
    published(newsroom)
    with browsed(newsroom.home) as site:
        (start,) = site.get("/").tree.xpath("//p[@class='start']")
    assert start.text_content() == shown


@pytest.fixture(scope="module")
def site(home: Home) -> Iterator[Site]:
    with browsed(home) as site:
        yield site


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["Bridge opens", "Flut", "Tide table"]),
        ({"words": "bridge"}, ["Bridge opens"]),
        ({"words": "WÂTER"}, ["Tide table"]),
        ({"words": "nothing of the kind"}, None),
        ({"publisher": "bote"}, ["Flut"]),
        ({"language": "de"}, ["Flut"]),
        ({"section": "Küste"}, ["Flut"]),
        ({"person": "cooper"}, ["Tide table"]),
        ({"place": "husum"}, ["Flut"]),
        ({"place": "de"}, ["Flut"]),
        ({"until": "2026-02-25"}, ["Tide table"]),
        ({"since": "2026-02-25"}, ["Bridge opens", "Flut"]),
        ({"since": "2026-02-20", "until": "2026-02-20"}, ["Tide table"]),
        ({"run": "run-001"}, []),
        ({"run": "run-002", "person": "Cooper"}, ["Tide table"]),
        ({"words": "' or 1 = 1 --"}, None),
        ({"publisher": "' or '1' = '1"}, []),
        ({"person": "%"}, []),
    ],
    ids=str,
)
def test_search(site: Site, asked: dict[str, str], titles: list[str] | None) -> None:
    answer = site.get(f"/?{urlencode(asked)}")
    assert answer.status == 200
    assert titles is None or sorted(answer.titles()) == titles
    for name, value in asked.items():  # the form says what was asked for, so that a link can be passed on and gone on with
        assert answer.tree.xpath(f"//input[@name='{name}']/@value | //select[@name='{name}']/option[@selected]/@value") in (
            [value],
            [],
        )
        assert name in ("publisher", "language") or answer.tree.xpath(f"//input[@name='{name}']/@value") == [value]


def test_many_articles_come_in_pages(tmp_path: Path) -> None:
    newsroom = Newsroom(Home(tmp_path))
    newsroom.load(*(read(f"https://gazette.example/{n}", f"Tide {n}.", title=f"Tide {n}") for n in range(60)))
    published(newsroom)
    with browsed(newsroom.home) as site:
        first = site.get("/?words=tide")
        (after,) = first.tree.xpath("//a[@rel='next']/@href")
        second = site.get(after)
        assert (len(first.titles()), len(second.titles()), len({*first.titles(), *second.titles()})) == (50, 10, 60)
        (before,) = second.tree.xpath("//a[@rel='prev']/@href")
        assert (before, second.tree.xpath("//a[@rel='next']")) == ("/?words=tide", [])
        assert "page 2 of 2" in second.words()
        newsroom.load(read("https://gazette.example/new", "Ebb.", title="Ebb"))
        published(newsroom)
        assert site.get("/?words=ebb").titles() == ["Ebb"], "a new snapshot is read at once"


def kind(path: str) -> tuple[str, bool]:
    return urlsplit(path).path.split("/")[1], "/compare" in path


def reached(site: Site, of_a_kind: int) -> Iterator[tuple[str, Answer]]:
    """The pages that can be reached by links, each once, and at most so many of a kind."""
    waiting, seen, kinds = ["/"], {"/"}, Counter[tuple[str, bool]]()
    while waiting:
        path = waiting.pop()
        answer = site.get(path)
        yield path, answer
        for href in answer.tree.xpath("//a/@href"):
            if href.startswith("/") and href not in seen and kinds[kind(href)] < of_a_kind:
                kinds[kind(href)] += 1
                seen.add(href)
                waiting.append(href)


def test_every_link_leads_to_a_page(site: Site) -> None:
    found = {path: answer.status for path, answer in reached(site, 50)}
    assert {path: status for path, status in found.items() if status != 200} == {}
    names = ("", "article", "stories", "story", "places", "people", "person", "rejects")
    assert {*map(kind, found)} == {*((name, False) for name in names), ("article", True)}


def article_of(site: Site, words: str) -> str:
    """The path of the one article that is found by these words."""
    (path,) = site.get(f"/?words={words}").tree.xpath("//p[@class='title']/a/@href")
    return path


def test_an_article_with_its_blocks_evidence_and_versions(site: Site) -> None:
    answer = site.get(article_of(site, "bridge"))
    assert [item.text_content().split()[0] for item in answer.tree.xpath("//ol[@class='blocks']/li")] == [
        "headline", "body", "body", "related",
    ]  # fmt: skip
    assert "paragraph" in answer.words("//ol[@class='blocks']")
    assert answer.cells() == [["title", "Bridge opens chosen", "json-ld"], ["", "Bridge", "meta:og:title"]]
    assert answer.words("//ol[@class='versions']").startswith("version 1, from")
    alone = site.get(article_of(site, "bridge") + "?show=article")
    assert len(alone.tree.xpath("//ol[@class='blocks']/li")) == 3
    before = site.get(article_of(site, "bridge") + "?version=1")
    assert "Bridge shut" in before.words("//h1")
    assert BRIDGE in before.words()


def test_two_versions_side_by_side(site: Site) -> None:
    answer = site.get(article_of(site, "bridge") + "/compare?older=1&newer=2")
    assert answer.tree.xpath("//del/text()") == ["shut", "Monday", "gave way."]
    assert answer.tree.xpath("//ins/text()") == ["opened", "Friday", "was mended."]
    assert answer.cells()[-1] == ["A diver looked at it."] * 2


def test_a_day_its_stories_and_the_way_to_the_next(site: Site) -> None:
    answer = site.get("/stories?day=2026-02-25")
    assert "No story has an article of this day" in answer.words()
    (later,) = answer.tree.xpath("//a[@rel='next']/@href")
    assert "Water" in site.get(later).words()
    assert site.get("/stories").words() == site.get(later).words(), "the last day that has some"
    first, *others = site.get("/story/s1").titles()
    assert (first, sorted(others)) == ("Tide table", ["Bridge opens", "Flut"])


def test_places_stand_on_the_map_by_longitude_and_latitude(site: Site) -> None:
    answer = site.get("/places")
    dots = {
        dot.xpath("string(*[local-name()='title'])"): (dot.get("cx"), dot.get("cy")) for dot in answer.tree.xpath("//circle")
    }
    assert dots == {"Oldmill: 2": ("0.5", "-51.5"), "Husum: 1": ("9.1", "-54.5")}
    assert "Meire" in answer.words("//table"), "a place that is not on the map is in the table"
    assert site.get(answer.tree.xpath("//a[circle[contains(., 'Husum')]]/@href")[0]).titles() == ["Flut"]


def test_people_and_whom_they_write_for(site: Site) -> None:
    assert ["Ada Archer", "bote, gazette", "2"] in site.get("/people").cells()
    (cora,) = site.get("/people?words=coop").tree.xpath("//tbody/tr/th/a/@href")
    assert site.get(cora).titles() == ["Tide table"]


def test_rejects_with_what_to_type(site: Site) -> None:
    told = [" ".join(reason.text_content().split()) for reason in site.get("/rejects").tree.xpath("//ol[@class='reasons']/li")]
    assert len(told) == 2
    assert any("no_text" in one and "To try again: copydesk reread --publisher gazette" in one for one in told)
    assert any("empty" in one and "To try again: copydesk load --retry-rejects" in one for one in told)
    assert "Nothing was rejected" in site.get("/rejects?run=run-001").words()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/?since=yesterday", 400, "since 'yesterday' is no day; write it like 2026-11-22"),
        ("/stories?day=2026-13-01", 400, "is no day"),
        ("/?page=0", 400, "page '0' is no number from 1"),
        ("/?page=1e3", 400, "is no number"),
        ("/article/nothing", 404, "Not in what was published: article nothing"),
        ("/article/nothing/compare", 404, "Not in what was published: versions 1 and 2 of article nothing"),
        ("/story/%00", 404, "Not in what was published: story \\x00"),
        ("/person/%3Cb%3E", 404, "Not in what was published: contributor <b>"),
        ("/harbour", 404, "Not Found"),
        ("/style.css/..%2f..%2fetc/passwd", 404, "Not Found"),
    ],
)
def test_what_cannot_be_shown_says_why(site: Site, path: str, status: int, said: str) -> None:
    answer = site.get(path)
    assert answer.status == status
    assert said in answer.words()


def test_without_a_warehouse(tmp_path: Path) -> None:
    with browsed(Home(tmp_path)) as site:
        answer = site.get("/")
        assert answer.status == 503
        assert "nothing was published; type `copydesk load PATH` first" in answer.words()


def test_a_question_that_takes_too_long_is_stopped(home: Home) -> None:
    with browsed(home, Limits(seconds=0.0005)) as site:
        answer = site.get("/")
        assert (answer.status, "took longer than 0.0005 s" in answer.words()) == (503, True)


HOSTS = {
    "127.0.0.1": 200, "127.0.0.1:4280": 200, "localhost": 200, "LOCALHOST:1": 200, "[::1]:4280": 200, "127.1.2.3": 200,
    "evil.example": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example": 421, "evil.example@127.0.0.1.x": 421,
    "0.0.0.0": 421, "10.0.0.1": 421, "": 421, "[": 421, "2130706433": 421,
}  # fmt: skip


@pytest.mark.parametrize(("host", "status"), HOSTS.items())
def test_only_loopback_hosts_are_answered(site: Site, host: str, status: int) -> None:
    answer = site.get("/", Host=host)
    assert answer.status == status
    assert answer.headers["content-security-policy"] == POLICY
    assert ("Bridge" in answer.text) == (status == 200)


def test_a_second_host_is_looked_at_too(site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    connection.putrequest("GET", "/", skip_host=True)
    for host in ("127.0.0.1", "evil.example"):
        connection.putheader("Host", host)
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


ASKS_FROM = {
    ("cross-site", "image"): 403, ("cross-site", "empty"): 403, ("same-site", "iframe"): 403, ("cross-site", "style"): 403,
    ("cross-site", "document"): 200, ("same-site", "document"): 200, ("same-origin", "empty"): 200, ("none", "document"): 200,
}  # fmt: skip


@pytest.mark.parametrize(("asks", "status"), ASKS_FROM.items())
def test_pages_of_other_sites_may_lead_here_and_load_nothing(site: Site, asks: tuple[str, str], status: int) -> None:
    answer = site.get("/", Sec_Fetch_Site=asks[0], Sec_Fetch_Dest=asks[1])
    assert (answer.status, "Bridge" in answer.text) == (status, status == 200)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/rejects", "/style.css"])
def test_nothing_can_be_written(site: Site, method: str, path: str) -> None:
    assert site.get(path, method).status == 405


@pytest.mark.parametrize("path", ["/", "/stories", "/places", "/people", "/rejects", "/style.css", "/harbour", "/?since=x"])
def test_every_answer_says_what_a_browser_may_load(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert (answer.headers["x-frame-options"], answer.headers["referrer-policy"]) == ("DENY", "no-referrer")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Pages in which everything that a page can say is hostile, addresses, codes, ids and stories, too."""
    newsroom = Newsroom(Home(tmp_path_factory.mktemp("attacked")))
    newsroom.load(*(read(f"https://gazette.example/{n}", day=-1, title=f"was {text}") for n, text in enumerate(HOSTILE)))
    newsroom.load(
        *(hostile(n, text) for n, text in enumerate(HOSTILE)),
        *(rejected(f"javascript:alert({n})//{text}", text, code=text) for n, text in enumerate(HOSTILE)),
    )
    with newsroom.store() as store:
        store.execute("update base.reject set publisher = $text", {"text": HOSTILE[0]})
        store.execute("delete from base.story_member; delete from base.story")
        store.execute("insert into base.story values ($id, $title)", {"id": HOSTILE[2], "title": HOSTILE[0]})
        store.execute("insert into base.story_member select distinct $id, article_id from base.version", {"id": HOSTILE[2]})
    published(newsroom)
    with browsed(newsroom.home) as site:
        yield site


def test_hostile_text_stays_text(attacked: Site) -> None:
    shown: dict[str, str] = {}
    for path, answer in reached(attacked, 10):
        html = answer.tree
        assert answer.status == 200, path
        bad = "//script | //style | //img | //iframe | //object | //embed | //base | //b[text()='bold'] | //*[@src] | //svg[@onload]"
        assert not html.xpath(bad), path
        assert len(html.xpath("//link")) == 1
        assert not [
            name for element in html.iter("*") for name in element.attrib if name.startswith("on") or name == "style"
        ], path
        outward = {href.partition(":")[0] for href in html.xpath("//a/@href") if href[0] not in "#/"}
        assert outward <= {"https"}, path
        assert [action for action in html.xpath("//form/@action") if not action.startswith("/") or action[1:2] == "/"] == []
        shown[path] = html.text_content()
    everything = "\n".join(shown.values())
    assert [text for text in HOSTILE if visible_lines(text)[:300] not in everything] == []
    assert "\u202e" not in everything
    assert any(path.startswith("/story/") for path in shown)
