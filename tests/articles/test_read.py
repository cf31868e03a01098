from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.article import Article
from articles.page import Hint, Page, Reject
from articles.publisher import UNKNOWN, Publisher
from articles.read import read

NOW = datetime(2027, 5, 5, 12, 0, tzinfo=UTC)
GAZETTE = Publisher(id="gazette", name="The Sample Gazette", domain="gazette.example", timezone="Europe/Dublin", country="IE")
TEXT = (
    "<p>The harbour of the small town was closed on Monday after a crane had fallen into the basin, the port authority said.</p>"
    "<p>Nobody was hurt, and the ferries went from the neighbouring port for the rest of the week, its spokeswoman told reporters.</p>"
    "<p>The basin will be dredged before the summer, when the first of the sailing boats return from the islands in the south.</p>"
)


def page(
    html: str | bytes, url: str = "https://gazette.example/2027/05/crane", content_type: str = "text/html", **more
) -> Page:
    payload = html.encode() if isinstance(html, str) else html
    return Page(url, "gazette", NOW, payload, content_type, **more)


def article_of(html: str | bytes, **more) -> Article:
    article = read(page(html, **more), GAZETTE)
    assert isinstance(article, Article), article
    return article


def html(body: str = TEXT, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body><article><h1>Crane falls into basin</h1>{body}</article></body></html>"


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", %s}</script>"""

HEADS = [
    ("<title>Crane falls into basin | The Sample Gazette</title>", "title", "Crane falls into basin"),
    (JSON_LD % '"headline": "Crane falls into the basin"', "title", "Crane falls into the basin"),
    (JSON_LD % '"headline": "Crane &amp; basin"', "title", "Crane & basin"),
    (JSON_LD % '"headline": "A","author": [{"@type": "Person", "name": "Ann Example"}]', "authors", ("Ann Example",)),
    ('<meta name="author" content="Ann Example and Bob Sample">', "authors", ("Ann Example", "Bob Sample")),
    (JSON_LD % '"author": {"@type": "Person", "name": "Ann Example"},', "authors", ("Ann Example",)),
    ("", "authors", ()),
    (JSON_LD % '"datePublished": "2027-05-04T10:20:00+02:00"', "published_at", datetime(2027, 5, 4, 8, 20, tzinfo=UTC)),
    (JSON_LD % '"datePublished": "2027-05-04T10:20:00"', "published_at", datetime(2027, 5, 4, 9, 20, tzinfo=UTC)),
    ('<meta property="article:published_time" content="2027-05-04">', "published_precision", "day"),
    (
        '<meta property="article:published_time" content="2027-05-04T10:00:00+99:99">',
        "published_at",
        datetime(2027, 5, 4, tzinfo=UTC),
    ),
    ('<meta property="article:published_time" content="2031-01-01T00:00:00Z">', "published_at", None),
    ('<meta property="article:published_time" content="2031-01-01T00:00:00Z">', "flags", ("published_at_in_the_future",)),
    ('<meta property="article:published_time" content="soon">', "flags", ("published_at_unreadable",)),
    (JSON_LD % '"articleSection": ["Shipping", "Local"]', "section", "Shipping"),
    ('<meta name="news_keywords" content="crane, harbour">', "tags", ("crane", "harbour")),
    ('<link rel="canonical" href="/2027/05/crane?utm_source=x#top">', "url", "https://gazette.example/2027/05/crane"),
    ('<link rel="canonical" href="https://elsewhere.example/crane">', "url", "https://gazette.example/2027/05/crane"),
    ('<link rel="canonical" href="https://gazette.example/">', "url", "https://gazette.example/2027/05/crane"),
    ('<meta name="description" content="The crane fell in the night.">', "description", "The crane fell in the night."),
    ('<meta name="description" content="The crane fell in the night.">', "standfirst", None),
]


@pytest.mark.parametrize(("head", "field", "expected"), HEADS)
def test_field_from_the_head(head, field, expected):
    assert getattr(article_of(html(head=head)), field) == expected


def test_evidence_keeps_every_candidate_and_the_choice():
    head = '<meta property="og:title" content="Crane falls into basin"><title>Crane - The Sample Gazette</title>'
    titles = [(e.value, e.source, e.chosen) for e in article_of(html(head=head)).evidence if e.field == "title"]
    assert ("Crane falls into basin", "meta:og:title", True) in titles
    assert ("Crane falls into basin", "element:h1", False) in titles
    assert ("Crane - The Sample Gazette", "element:title", False) in titles


def test_the_chosen_title_is_marked_though_the_site_was_cut_off():
    titles = [
        e
        for e in article_of(html(head="<title>Crane falls into basin | The Sample Gazette</title>", body=TEXT)).evidence
        if e.chosen
    ]
    assert [(e.field, e.source) for e in titles if e.field == "title"] in (
        [("title", "element:h1")],
        [("title", "element:title")],
    )
    lone = "<html><head><title>Crane falls | The Sample Gazette</title></head><body>" + TEXT + "</body></html>"
    assert [(e.value, e.source) for e in article_of(lone).evidence if e.chosen and e.field == "title"] == [
        ("Crane falls | The Sample Gazette", "element:title")
    ]


def test_hints_speak_where_the_page_is_silent():
    hints = (
        Hint("title", "From the feed", "feed"),
        Hint("authors", "Ann Example", "feed"),
        Hint("published_at", "2027-05-03T10:00:00Z", "feed"),
    )
    article = read(page("<html><body>" + TEXT + "</body></html>", hints=hints), GAZETTE)
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.published_at) == (
        "From the feed",
        ("Ann Example",),
        datetime(2027, 5, 3, 10, tzinfo=UTC),
    )


def test_a_publishers_bylines_are_replaced():
    publisher = GAZETTE.model_copy(update={"bylines": GAZETTE.bylines.model_copy(update={"replace": {"axe": "Ann Example"}})})
    article = read(page(html(head='<meta name="author" content="axe">')), publisher)
    assert isinstance(article, Article)
    assert article.authors == ("Ann Example",)


def test_figure_caption_and_credit_are_an_image_and_no_body():
    figure = '<figure><img src="/crane.jpg"><figcaption>The crane in the basin. Photo: Ann Example / AFP</figcaption></figure>'
    first, rest = TEXT.split("</p>", 1)
    article = article_of(html(f"{first}</p>{figure}{rest}"))
    image = next(image for image in article.images if image.caption)
    assert (image.url, image.caption) == ("https://gazette.example/crane.jpg", "The crane in the basin.")
    assert (image.credit_person, image.credit_agency) == ("Ann Example", "AFP")
    assert "Photo" not in article.body


def test_pictures_and_links_lie_where_the_page_was_found_in_the_end():
    figure = '<figure><img src="crane.jpg"><figcaption>The crane in the basin.</figcaption></figure>'
    first, rest = TEXT.replace("port authority", '<a href="port">port authority</a>').split("</p>", 1)
    article = article_of(html(f"{first}</p>{figure}{rest}"), final_url="https://www.gazette.example/a/b/crane")
    assert [image.url for image in article.images] == ["https://www.gazette.example/a/b/crane.jpg"]
    assert [link.href for link in article.links] == ["https://www.gazette.example/a/b/port"]


def test_links_of_the_body_are_absolute():
    article = article_of(html(TEXT.replace("port authority", '<a href="/port">port authority</a>')))
    assert [(link.href, link.anchor) for link in article.links] == [("https://gazette.example/port", "port authority")]


@pytest.mark.parametrize("unseen", ["\u200c", "\u200d", "\u200f", "&zwnj;", "&#8204;"])
def test_zero_width_joiners_and_marks_stay(unseen):
    word = f"می{unescape(unseen)}خواهم"
    assert (
        word
        in article_of(
            html(TEXT + f"<p>می{unseen}خواهم این یک جمله است که در متن می‌آید و باید همان‌گونه بماند که نوشته شده است.</p>")
        ).body
    )


REJECTS = [
    (b"", "empty"),
    (b" \n\t ", "empty"),
    (b"<html></html>", "no_text"),
    (b"<!doctype html><html><body><p>Short.</p></body></html>", "no_text"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "unreadable"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "unreadable"),
    (bytes(range(256)) * 100, "unreadable"),
    ((b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing gazette.example</h1>"
     b"<p>Please enable JavaScript and cookies to continue. This process is automatic, your browser will redirect you.</p></body></html>"), "challenge"),
    (b"<html><head><title>Page not found</title></head><body><p>The page that you asked for was not found on this server, so we are sorry to say.</p></body></html>", "not_found"),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "code"), REJECTS)
def test_reject(payload, code):
    reject = read(page(payload), GAZETTE)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code) == ("read", code)
    assert "gazette.example" in reject.detail


ENCODED = "Der Müller und die Bäckerin fuhren über die Brücke, während der Kran im Hafenbecken lag und Käse größer als je zuvor wurde."
ENCODINGS = [
    ("utf-8", "", ""),
    ("utf-8", "text/html; charset=iso-8859-1", ""),
    ("cp1252", "text/html; charset=iso-8859-1", ""),
    ("cp1252", "", '<meta charset="windows-1252">'),
    ("utf-8-sig", "", ""),
    ("utf-16", "", ""),
    ("cp1252", "", ""),
]


@pytest.mark.parametrize(("encoding", "content_type", "head"), ENCODINGS)
def test_encoding(encoding, content_type, head):
    payload = html(f"<p>{ENCODED}</p>" * 1 + f"<p>{ENCODED[::-1]}</p>", head).encode(encoding)
    assert ENCODED in article_of(payload, content_type=content_type).body


HOSTILE = [
    html(TEXT.replace("small", "sm&#8;all").replace("town", "to&#xFFFE;wn").replace("crane", "cr\x0bane\x08")),
    "<!doctype html><html><body>" + "<div>" * 300 + TEXT + "</div>" * 300 + "</body></html>",
    "<!doctype html><html><body>" + "<div>" * 3_000 + TEXT + "</div>" * 3_000 + "</body></html>",
    "<!doctype html><html><body>" + "<b><span>" * 3_000 + TEXT + "</body></html>",
    html(head='<script type="application/ld+json">{"@type": "NewsArticle", "x": "' + "y" * 6_000_000 + '"}</script>'),
    html(head=JSON_LD % '"headline": "A\nB", "author": "Ann",'),
    html(head='<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    html(
        head=JSON_LD
        % '"author": {"@type": {}, "name": ["A", {"b": 1}]}, "datePublished": 3, "image": [null, 1], "keywords": {"a": 1}'
    ),
    html(head='<meta name="author" content="">' + "<meta property='article:published_time' content='0000-00-00T00:00:00'>"),
    html(head='<link rel="canonical" href="http://[::1">' + "<base href='::'>"),
    html(TEXT + "<a href='http://[bad'>x</a>" + "<img src='http://[bad'>"),
    html(TEXT + "<p>" + "a" * 200_000 + "</p>"),
]


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_page_is_still_read(payload):
    assert "Nobody was hurt" in article_of(payload).body


def test_a_page_beyond_all_size_is_too_large():
    reject = read(page("<html><body>" + "<p>word</p>" * 600_000 + "</body></html>"), GAZETTE)
    assert isinstance(reject, Reject)
    assert reject.code == "too_large"


SNIPPETS = st.sampled_from(["<p>", "</p>", "<div class='related'>", "</div>", "<h1>Crane</h1>", "<br><br>", "<figure><figcaption>Photo: A / AFP", "</figure>",
    "<li><a href=x>y</a>", "<table><tr><td>1", "&#0;&#x110000;&nbsp;", "<script>x</script>", JSON_LD % '"author":"A"', "<!--", "-->", "]]>", "\x00", "<svg><p>",
    TEXT, "<meta name=date content=2027-01-01>", "<time datetime='2027-13-45'>", "<a rel=author>By Ann Example</a>", "<html lang=xx>", "<body>", "\u2028", "\ud800"])  # fmt: skip


@given(st.lists(SNIPPETS | st.text(max_size=30), max_size=20))
@settings(max_examples=150, deadline=None)
def test_read_never_raises_and_loses_no_text(pieces):
    read_ = read(page("<!doctype html>" + "".join(pieces).encode("utf-8", "replace").decode()), GAZETTE)
    assert isinstance(read_, Article | Reject)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_read_never_raises_on_bytes(payload):
    assert isinstance(read(page(payload), UNKNOWN), Article | Reject)


def test_the_publishers_country_tells_places_of_one_name_apart():
    spanish = html(TEXT.replace("The harbour", "CÓRDOBA (EFE).- El puerto", 1)).replace("lang=en", "lang=es")
    places = [
        read(page(spanish), Publisher(id="diario", name="El Diario", domain="gazette.example", country=country)).places[0]
        for country in ("AR", "ES")
    ]
    assert [place.country for place in places] == ["AR", "ES"]
