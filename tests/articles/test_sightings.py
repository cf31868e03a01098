"""Bylines, dates and titles as pages show them: what stands by the headline counts, what stands elsewhere does not."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

PROSE = (
    "<p>The bridge over the river was closed on Monday after an inspector had found cracks in two of its pillars, the town said.</p>"
    "<p>“Nobody need fear for the ferries,” said its engineer, and added that they would go every ten minutes until Christmas.</p>"
    "<p>The repair will take until the spring and will cost four million crowns, of which the county pays the larger half.</p>"
)
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle"%s}</script>'
TEASERS = (
    '<aside><div class="byline">By Other Writer</div><time datetime="2019-01-01">1 January 2019</time></aside>'
    '<div class="related"><a rel="author" href="/authors/x">Third Writer</a></div>'
)


def article(header: str = "", footer: str = "", head: str = "") -> Article:
    html = (
        f"<!doctype html><html lang=en><head>{head}<title>Bridge closed over cracks</title></head><body><main><h1>Bridge closed over cracks</h1>"
        f"{header}{PROSE}{footer}</main>{TEASERS}</body></html>"
    )
    page = Page(
        "https://gazette.example/news/bridge-closed-over-cracks-again",
        "unknown",
        datetime(2027, 5, 5, tzinfo=UTC),
        html.encode(),
    )
    got = read(page, UNKNOWN)
    assert isinstance(got, Article), got
    return got


DATE = "<p>4 May 2027</p>"
ABOUT = "has written of harbours and bridges for thirty years and lives beside one."
BYLINES = [
    ("<p>By Ann Example</p>" + DATE, "", ("Ann Example",)),
    ("<p>Von Anna Beispiel</p>" + DATE, "", ("Anna Beispiel",)),
    ("<div><p>Written by</p><p>Ann Example</p></div>" + DATE, "", ("Ann Example",)),
    (DATE, "<div><span>Article by</span><p>Ann Example</p></div>", ("Ann Example",)),
    (DATE, "<div>Article by</div><div>Ann Example</div>", ("Ann Example",)),
    ("<div>4 May 2027 • By Ann Example</div>", "", ("Ann Example",)),
    ("<div>03/05/2027 by Ann Example</div>", "", ("Ann Example",)),
    ('<div><a href="/authors/ann-example">Ann Example</a></div>' + DATE, "", ("Ann Example",)),
    ("<div>Ann Example</div>", "", ()),
    ('<div><a href="/authors/see-all">See all 20</a></div>' + DATE, "", ()),
    ("<div>Bridges And Roads</div>", "", ()),
    ('<div class="byline"><p>By Ann Example</p><p>Bob Sample</p></div>' + DATE, "", ("Ann Example", "Bob Sample")),
    (DATE, "", ()),
    ("<div>by Ann Example ● 4 May 2027 ● 6 min read</div>", "", ("Ann Example",)),
    ("<p>Autorin/Autor Ann Example</p>" + DATE, "", ("Ann Example",)),
    ("<p>By Ann Example | Updated by Bob Sample | Reviewed by Eve Third, MD</p>" + DATE, "", ("Ann Example",)),
    # A name over a paragraph about that person; the same over another is none.
    (DATE, f"<div><h3>Ann Example</h3><p>Ann Example {ABOUT}</p></div>", ("Ann Example",)),
    (DATE, f"<div><h3>Ann Example</h3><p>The harbour {ABOUT}</p></div>", ()),
    # "Text" is a label only with its colon.
    (DATE, "<div>Text Link</div>", ()),
]


@pytest.mark.parametrize(("header", "footer", "expected"), BYLINES)
def test_authors_in_sight(header, footer, expected):
    assert article(header, footer).authors == expected


DATA = [
    # A person's byline in sight goes before the house in the page's data; a person there does not give way.
    (', "author": {"@type": "Organization", "name": "Harbour Trust"}', "<p>By Ann Example</p>", ("Ann Example",)),
    (', "author": {"@type": "Organization", "name": "Harbour Trust"}', "", ("Harbour Trust",)),
    (', "author": {"@type": "Person", "name": "Bob Sample"}', "<p>By Ann Example</p>", ("Bob Sample",)),
    # Of two names in sight the data may give one; who is there for another job is not meant.
    (', "author": {"name": "Bob Sample"}', '<div class="byline">Ann Example | Bob Sample</div>', ("Ann Example", "Bob Sample")),
    (', "author": {"name": "Bob Sample"}', "<p>By Bob Sample, fact checked by Ann Example</p>", ("Bob Sample",)),
    # A login in the data gives way to a name in sight.
    (', "author": {"@type": "Person", "name": "bsample"}', "<p>By Bob Sample</p>", ("Bob Sample",)),
    # A person may share a name with the site, and the site may be its own author where nobody else is.
    (', "author": {"@type": "Person", "name": "Ann Gazette"}, "publisher": {"name": "Ann Gazette"}', "", ("Ann Gazette",)),
]


@pytest.mark.parametrize(("data", "header", "expected"), DATA)
def test_authors_of_the_data_and_in_sight(data, header, expected):
    assert article(header + DATE, head=NEWS % data).authors == expected


BLOG = NEWS.replace("NewsArticle", "BlogPosting")
OF_BLOGS = [
    # What a blog's data name may be whoever put the page up.
    (', "author": {"@type": "Person", "name": "Bob Sample"}', "<p>By Ann Example</p>", ("Ann Example",)),
    (', "author": {"@type": "Person", "name": "Bob Sample"}', "", ("Bob Sample",)),
]


@pytest.mark.parametrize(("data", "header", "expected"), OF_BLOGS)
def test_authors_of_a_blog(data, header, expected):
    assert article(header + DATE, head=BLOG % data).authors == expected


def test_a_class_of_the_whole_page_says_nothing_of_its_byline():
    html = (
        "<!doctype html><html lang=en><title>Bridge closed over cracks</title><body class='single comments-open'><main>"
        f"<h1>Bridge closed over cracks</h1><p>By Ann Example</p>{DATE}{PROSE}</main></body></html>"
    )
    got = read(
        Page(
            "https://gazette.example/news/bridge-closed-over-the-cracks",
            "unknown",
            datetime(2027, 5, 5, tzinfo=UTC),
            html.encode(),
        ),
        UNKNOWN,
    )
    assert isinstance(got, Article)
    assert got.authors == ("Ann Example",)


OF_DATA = ', "datePublished": "2027-02-01"%s'
DAYS = [
    # The one day beside the headline of what is no news article goes before another in the data, unless it is the last change.
    (BLOG % OF_DATA % "", DATE, "2027-05-04"),
    (BLOG % OF_DATA % ', "dateModified": "2027-05-04"', DATE, "2027-02-01"),
    (BLOG % OF_DATA % "", DATE + "<p>2 May 2027</p>", "2027-02-01"),
    (BLOG % OF_DATA % "", "<p>2 February 2027</p>", "2027-02-01"),
    (NEWS % OF_DATA % "", DATE, "2027-02-01"),
]


@pytest.mark.parametrize(("head", "header", "day"), DAYS)
def test_days_of_the_data_and_in_sight(head, header, day):
    got = article(header, head=head)
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == day


DATES = [
    (DATE, "", "2027-05-04", ()),
    ("<p>Updated 4 May 2027</p>", "", "2027-05-04", ("published_at_from_updated",)),
    ("<p>3 May 2027 - Updated 4 May 2027</p>", "", "2027-05-03", ()),
    ("<p>By Ann Example · 3 May 2027 · Nobody has yet said a word</p>", "", "2027-05-03", ()),
    ('<time datetime="2027-05-03T10:00:00Z">yesterday</time>', "", "2027-05-03", ()),
    ('<div class="modified-date">4 May 2027</div><div class="pub-date">3 May 2027</div>', "", "2027-05-03", ()),
    ("", DATE, "2027-05-04", ()),
    ("<p>Zuletzt geändert: 4. Mai 2027</p>", "", "2027-05-04", ("published_at_from_updated",)),
]


@pytest.mark.parametrize(("header", "footer", "day", "flags"), DATES)
def test_dates_in_sight(header, footer, day, flags):
    got = article("<p>By Ann Example</p>" + header, footer)
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == day
    assert {flag for flag in got.flags if flag.endswith("updated")} == set(flags)


H1, OTHER = "Bridge closed over cracks", "Cracks close the old bridge"
TITLES = [
    # What stands over the text, where another source says the same.
    (f'<meta property="og:title" content="{OTHER}">' + NEWS % f', "headline": "{H1}"', H1),
    (f'<meta property="og:title" content="{OTHER}">', H1),
    # A news article's own data against an h1 that is alone with its words.
    (f"<title>{OTHER}</title>" + NEWS % f', "headline": "{OTHER}"', OTHER),
]


@pytest.mark.parametrize(("head", "expected"), TITLES)
def test_titles(head, expected):
    assert article(DATE, head=head).title == expected


def test_a_line_over_the_headline_is_none_of_it():
    html = (
        '<!doctype html><html lang=en><head><meta property="og:title" content="Bridge closed over cracks in two pillars"></head><body>'
        f"<h1><span>Roads</span>Bridge closed over cracks in two pillars</h1>{DATE}{PROSE}</body></html>"
    )
    got = read(
        Page(
            "https://gazette.example/news/bridge-closed-over-the-cracks",
            "unknown",
            datetime(2027, 5, 5, tzinfo=UTC),
            html.encode(),
        ),
        UNKNOWN,
    )
    assert isinstance(got, Article)
    assert got.title == "Bridge closed over cracks in two pillars"
