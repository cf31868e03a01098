import pytest

from articles.publisher import Publisher
from spiders.listings.listing import MAX_ENTRIES, NoListing
from spiders.listings.section import read_section

PAPER = Publisher(id="gull", name="Gull", domain="gull.example")
URL = "https://gull.example/town/"

LINKS = [
    ('<a href="/town/ferry-runs-late-again">Ferry</a>', True),
    ('<a href="https://gull.example/2026/05/10/ferry">Ferry</a>', True),
    ('<a href="/town/48211">Ferry</a>', True),
    ('<a href="/show.php?id=17">Ferry</a>', True),
    ('<a href="ferry-runs-late-again.html?utm_source=home#top">Ferry</a>', True),
    ('<h2><a href="/town/ferry">The ferry runs late again</a></h2>', True),
    ('<a href="/town/ferry"><h3>The ferry runs late again</h3></a>', True),
    ('<h3><a href="/المدينة/العبارة">العبارة تتأخر مرة أخرى اليوم</a></h3>', True),
    ('<h2><a href="/sport/">Sport</a></h2>', False),
    ('<a href="/town/ferry">The ferry runs late again</a>', False),
    ('<a href="/">Home</a>', False),
    ('<a href="/tag/ferry-runs-late-again">Ferry</a>', False),
    ('<a href="/author/ann-of-the-harbour-desk">Ann</a>', False),
    ('<a href="/images/ferry-runs-late-again.jpg">Ferry</a>', False),
    ('<nav><a href="/town/ferry-runs-late-again">Ferry</a></nav>', False),
    ('<footer><a href="/about-the-gull-and-us">About</a></footer>', False),
    ('<a href="https://elsewhere.example/town/ferry-runs-late-again">Ferry</a>', False),
    ('<a href="mailto:desk-of-the-gull@gull.example">Write</a>', False),
    ('<a href="javascript:void(0)">More</a>', False),
    ('<a href="http://[::1">Broken</a>', False),
]


def addresses(body: str, paper: Publisher = PAPER) -> list[str]:
    return [
        entry.url for entry in read_section(f"<html><body>{body}</body></html>".encode(), URL, paper, charset="utf-8").entries
    ]


@pytest.mark.parametrize(("link", "expected"), LINKS)
def test_which_links_are_articles(link: str, expected: bool) -> None:
    assert bool(addresses(link)) is expected


def test_a_publisher_can_say_it_better() -> None:
    paper = PAPER.model_copy(update={"article_pattern": r"/n/\w+$"})
    assert addresses('<a href="/n/x">x</a><a href="/town/ferry-runs-late-again">Ferry</a>', paper) == [
        "https://gull.example/n/x"
    ]


def test_twins_are_one_and_the_first_counts() -> None:
    links = (
        '<a href="/a/ferry-runs-late-again/?utm_source=x">F</a><a href="http://www.gull.example/a/ferry-runs-late-again">F</a>'
    )
    assert addresses(links + '<a href="/town">This page</a>') == ["https://gull.example/a/ferry-runs-late-again/?utm_source=x"]


NEXT = [
    ('<link rel="next" href="/town/2">', "https://gull.example/town/2"),
    ('<a rel="nofollow next" href="?page=2">older</a>', "https://gull.example/town/?page=2"),
    ('<a class="btn page-next" href="/town/2">&gt;</a>', "https://gull.example/town/2"),
    ('<a aria-label="Next" href="/town/2">&gt;</a>', "https://gull.example/town/2"),
    ('<div class="pagination"><a href="/town/">1</a> <a href="/town/2">2</a></div>', "https://gull.example/town/2"),
    ('<a class="next" href="#">&gt;</a>', None),
    ('<a class="next" href="javascript:more()">&gt;</a>', None),
    ('<a class="nextdoor" href="/town/2">&gt;</a>', None),
]


@pytest.mark.parametrize(("link", "expected"), NEXT)
def test_the_next_page(link: str, expected: str | None) -> None:
    assert read_section(f"<html><body>{link}</body></html>".encode(), URL, PAPER).further == ((expected,) if expected else ())


def test_limits() -> None:
    many = "".join(f'<a href="/town/{n}">x</a>' for n in range(10_000, 10_005 + MAX_ENTRIES))
    listing = read_section(f"<html><body>{many}</body></html>".encode(), URL, PAPER)
    assert (len(listing.entries), listing.left_out) == (MAX_ENTRIES, 5)
    for body in (b"", b"<html>" + b" " * (6 << 20)):
        with pytest.raises(NoListing):
            read_section(body, URL, PAPER)


WORDS = [
    ('<a href="show.php?id=17"><b>The ferry runs late again</b></a>', "The ferry runs late again"),
    (
        '<a href="show.php?id=17"><img src=a.jpg></a><a href="show.php?id=17">The ferry runs late again</a><a href="show.php?id=17">More</a>',
        "The ferry runs late again",
    ),
    (
        '<a href="show.php?id=17"><h3>The ferry runs late again</h3><p>'
        + "Many waited at the quay for hours. " * 4
        + "</p></a>",
        "The ferry runs late again",
    ),
    (
        '<a href="show.php?id=17">Read all of what is new at the harbour here</a><h2><a href="show.php?id=17">The ferry is late</a></h2>',
        "The ferry is late",
    ),
    ('<a href="show.php?id=17">市立病院に四床増設へ</a>', "市立病院に四床増設へ"),
    ('<a href="show.php?id=17">More</a>', None),
    ('<a href="show.php?id=17">' + "Many waited at the quay for hours. " * 8 + "</a>", None),
]


@pytest.mark.parametrize(("links", "headline"), WORDS)
def test_a_links_words_are_said_of_the_article(links: str, headline: str | None) -> None:
    (entry,) = read_section(f"<html><body>{links}</body></html>".encode(), URL, PAPER, charset="utf-8").entries
    assert [(hint.field, hint.value, hint.source) for hint in entry.hints] == (
        [("title", headline, "link")] if headline else []
    )
