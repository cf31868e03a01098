"""Bylines, dates and titles as pages show them: what stands by the headline counts, what stands elsewhere does not."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.page import Page
from articles.profile import Profile
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


H1, OTHER, FERRIES = "Bridge closed over cracks", "Cracks close the old bridge", "Ferries go all night"


def article(header: str = "", footer: str = "", head: str = "", title: str = H1, over: str = "") -> Article:
    html = (
        f"<!doctype html><html lang=en><head>{head}<title>{title}</title></head><body><main>{over}<h1>{H1}</h1>"
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
    # A lone name beside a date is an author's where it stands for a picture, over a box under the text, or over a job.
    ('<img alt="Portrait of Ann Example" src="/a.png"><div>Ann Example</div>' + DATE, "", ("Ann Example",)),
    (
        "<div>Ann Example</div>" + DATE,
        f"<div><h4>Ann Example</h4><p>She {ABOUT}, and goes to it daily in any weather.</p></div>",
        ("Ann Example",),
    ),
    ("<div>Ann Example</div><div>Harbour Reporter</div>", "", ("Ann Example",)),
    ("<div>Ann Example</div><div>Harbour of the town</div>", "", ()),
    *(
        (f'<p>Ann Example</p><div class="{name}">Licensed diver of the town</div>', "", ("Ann Example",))
        for name in ("dynamic-author-description", "autor-info", "post__author__text")
    ),
    ('<p>Ann Example</p><div class="lead-description">Licensed diver of the town</div>', "", ()),
    ("<div>Ann Example</div>" + DATE, "", ()),
    ("<div>Author(s): Ann Example</div>", "", ("Ann Example",)),
    (
        '<a href="/authors/ann-example"><figure><img src="/a.png"></figure><span>Ann Example</span></a>' + DATE,
        "",
        ("Ann Example",),
    ),
    ('<span class="author vcard">By <a class="url fn" href="/about">Ann Example</a></span>' + DATE, "", ("Ann Example",)),
    (DATE, '<a rel="author" href="/a">Zeige alle Beiträge von Ann Example</a>', ("Ann Example",)),
    ('<p class="aut">Ann Example</p>' + DATE, "", ("Ann Example",)),
    ('<p class="small aut">Ann Example</p>', "", ("Ann Example",)),
    ('<p class="aut-teaser">Ann Example</p>', "", ()),
    # What lies within a byline is a part of it.
    (
        '<div class="byline">By <b class="author">Ann Example</b>, <i class="author-title">Staff Writer</i></div>' + DATE,
        "",
        ("Ann Example",),
    ),
    # Only what lost the space behind it is a byline, not a name that begins so.
    ("<div><span>By</span><span>Ann Example</span></div>" + DATE, "", ("Ann Example",)),
    ("<div>BYD Example</div>" + DATE, "", ()),
    # A label over nobody, and the headline again, are no byline.
    ('<div class="byline">Written by</div>' + DATE, "", ()),
    ('<div class="byline">Written by 4 May 2027 · 3 min read</div>', "", ()),
    # Two links side by side are two names, whatever sets them apart in sight.
    (
        '<div class="byline"><a href="/ann">Ann Example</a><a href="/bob">Bob Sample</a> <a href="/eve">Eve Third</a></div>',
        "",
        ("Ann Example", "Bob Sample", "Eve Third"),
    ),
    ('<div class="byline">By <a href="/ann">Ann</a> Example</div>', "", ("Ann Example",)),
    # One element may hold the day and the author.
    ('<div class="publish-date-author">4 May 2027 · Ann Example</div>', "", ("Ann Example",)),
    ('<div class="author-date">Ann Example, 4 May 2027</div>', "", ("Ann Example",)),
    (
        '<div class="post-author-date"><span>Dec. 19, 2026</span> · Ann Example on behalf of the Harbour group</div>',
        "",
        ("Ann Example",),
    ),
    ('<div class="author-date">4 May 2027, 19:35 Uhr</div>', "", ()),
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
    (', "author": [{"name": "Ann Leeson"}, {"name": "Ann Lee"}]', "", ("Ann Leeson", "Ann Lee")),
    # A login in the data gives way to a name in sight.
    (', "author": {"@type": "Person", "name": "bsample"}', "<p>By Bob Sample</p>", ("Bob Sample",)),
    # The site under its own name is itself, in whatever letters; another login is nobody.
    (', "author": {"name": "harbournews"}, "publisher": {"name": "Harbour News"}', "", ("harbournews",)),
    (', "author": {"name": "Harbour Expert"}, "publisher": {"name": "Harbour Expert"}', "", ("Harbour Expert",)),
    (', "author": {"name": "bsample"}', "", ()),
    # A person may share a name with the site, and the site may be its own author where nobody else is.
    (', "author": {"@type": "Person", "name": "Ann Gazette"}, "publisher": {"name": "Ann Gazette"}', "", ("Ann Gazette",)),
]


@pytest.mark.parametrize(("data", "header", "expected"), DATA)
def test_authors_of_the_data_and_in_sight(data, header, expected):
    assert article(header + DATE, head=NEWS % data).authors == expected


SITE = ', "author": {"@type": "Organization", "name": "Harbour News"}, "publisher": {"name": "Harbour News"}'


@pytest.mark.parametrize(
    ("header", "credited"),
    [
        ("", ()),
        ("<p>By Harbour News</p>", ("Harbour News",)),
        ('<div class="byline">Harbour News</div>', ("Harbour News",)),
        ("<p>By Ann Example</p>", ("Ann Example",)),
    ],
    ids=["nobody", "By and the site", "an element called a byline", "a person"],
)
def test_the_site_that_its_data_alone_name_is_no_contributor(header, credited):
    got = article(header + DATE, head=NEWS % SITE)
    assert tuple(one.name for one in got.contributors) == credited
    assert got.authors == (credited or ("Harbour News",))
    assert [e.value for e in got.evidence if e.field == "author" and e.source == "json-ld"] == ["Harbour News"]


def test_who_signs_at_the_end_goes_before_the_site_that_the_data_name():
    got = article(DATE, head=NEWS % SITE, footer="<p>Reporting by Ann Example; editing by Bob Sample</p>")
    assert got.authors == ("Ann Example",)


ANN = '{"@type": "Person", "name": "Ann Example"%s}'
OF_ANN = [
    ("", "", (None, (), None)),
    (', "jobTitle": "Harbour Reporter"', "", ("Harbour Reporter", (), None)),
    # A job that other hands have as well makes nobody less of an author.
    (', "jobTitle": "research"', "", ("Research", (), None)),
    (', "worksFor": {"@type": "Organization", "name": "Harbour Trust"}', "", (None, ("Harbour Trust",), None)),
    (', "sameAs": ["https://faces.example/ann", "https://twitter.com/annexample"]', "", (None, (), "@annexample")),
    (', "sameAs": "https://twitter.com/annexample/status/1"', "", (None, (), None)),
]


@pytest.mark.parametrize(("data", "header", "expected"), OF_ANN)
def test_what_the_data_say_of_an_author(data, header, expected):
    got = article(header + DATE, head=NEWS % f', "author": {ANN % data}')
    (ann,) = got.contributors
    assert (ann.role, ann.affiliation, ann.handle) == expected
    assert (got.authors, got.byline) == (("Ann Example",), "Ann Example")


BLOG = NEWS.replace("NewsArticle", "BlogPosting")
OF_BLOGS = [
    # What a blog's data name may be whoever put the page up.
    (', "author": {"@type": "Person", "name": "Bob Sample"}', "<p>By Ann Example</p>", ("Ann Example",)),
    (', "author": {"@type": "Person", "name": "Bob Sample"}', "", ("Bob Sample",)),
]


@pytest.mark.parametrize(("data", "header", "expected"), OF_BLOGS)
def test_authors_of_a_blog(data, header, expected):
    assert article(header + DATE, head=BLOG % data).authors == expected


IN_CARDS = [
    ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Example">', ("Ann Example",)),
    ('<meta name="twitter:label2" content="Verfasst von"><meta name="twitter:data2" content="Ann Example">', ("Ann Example",)),
    ('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Six Minutes">', ()),
]


@pytest.mark.parametrize(("head", "expected"), IN_CARDS)
def test_authors_in_twitter_cards(head, expected):
    assert article(DATE, head=head).authors == expected


def test_the_title_is_no_byline():
    byline = '<p class="byline">By Ann Example</p>'
    assert article(byline).authors == ("Ann Example",)
    assert article(byline, head='<meta property="og:title" content="By Ann Example">').authors == ()


@pytest.mark.parametrize(("outer", "expected"), [("article", ("Ann Example",)), ("div", ())])
def test_the_footer_of_the_article_that_holds_the_text_speaks_of_it(outer, expected):
    html = (
        f"<!doctype html><html lang=en><title>Bridge closed over cracks</title><body><{outer}><h1>Bridge closed over cracks</h1>{DATE}{PROSE}"
        f'<footer><a rel="author" href="/a">Ann Example</a></footer></{outer}></body></html>'
    )
    page = Page(
        "https://gazette.example/news/bridge-closed-over-the-cracks", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()
    )
    got = read(page, UNKNOWN)
    assert isinstance(got, Article)
    assert got.authors == expected


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
    # Day and month may be taken for each other; when an event begins and ends, and a line of two days, say nothing.
    (BLOG % OF_DATA % "", "<p>01/02/2027</p>", "2027-02-01"),
    (BLOG % OF_DATA % "", "<p>4 May 2027, 10:00-11:30</p>", "2027-02-01"),
    (BLOG % OF_DATA % "", "<p>Received 4 May 2027; accepted 5 May 2027</p>", "2027-02-01"),
    # Written with entities, as some sites do.
    (BLOG.replace('"', "&quot;").replace("&quot;", '"', 2) % (OF_DATA % "").replace('"', "&quot;"), "", "2027-02-01"),
]


@pytest.mark.parametrize(("head", "header", "day"), DAYS)
def test_days_of_the_data_and_in_sight(head, header, day):
    got = article(header, head=head)
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == day


def test_a_time_without_a_zone_takes_that_of_the_same_time_with_one():
    head = BLOG % ', "datePublished": "2027-05-04 18:11:01"' + '<meta name="date" content="2027-05-04T18:11:01+02:00">'
    got = article(head=head)
    assert got.published_at == datetime(2027, 5, 4, 16, 11, 1, tzinfo=UTC)
    assert "published_at_zone_unknown" not in got.flags


def test_a_time_keeps_its_flag_where_the_clocks_differ():
    head = BLOG % ', "datePublished": "2027-05-04 18:11:01"' + '<meta name="date" content="2027-05-04T18:20:01+02:00">'
    got = article(head=head)
    assert got.published_at == datetime(2027, 5, 4, 18, 11, 1, tzinfo=UTC)
    assert "published_at_zone_unknown" in got.flags


DATES = [
    (DATE, "", "2027-05-04", ()),
    ("<p>By Ann Example and Bob Sample May 3, 2027 at 5:33 AM UTC</p>", "", "2027-05-03", ()),
    (
        "<p>By Ann Example, Bob Sample and Eve Third <i>3 May 2027 10:12 GMT</i></p>",
        "",
        "2027-05-03",
        (),
    ),
    ("<p>Von Ann Example und Bob Sample <b>3. Mai 2027 um 10:12 Uhr</b></p>", "", "2027-05-03", ()),
    ("<p>Par Ann Example, Bob Sample et Eve Third, le 3 mai 2027 à 10h12</p>", "", "2027-05-03", ()),
    ("<p>Por Ana Ejemplo, Beto Muestra y Eva Tercera - 3 de mayo de 2027, 10:12 horas</p>", "", "2027-05-03", ()),
    ("<p>Updated 4 May 2027</p>", "", "2027-05-04", ("published_at_from_updated",)),
    ("<p>3 May 2027 - Updated 4 May 2027</p>", "", "2027-05-03", ()),
    ("<p>By Ann Example · 3 May 2027 · Nobody has yet said a word</p>", "", "2027-05-03", ()),
    ('<time datetime="2027-05-03T10:00:00Z">yesterday</time>', "", "2027-05-03", ()),
    ('<div class="modified-date">4 May 2027</div><div class="pub-date">3 May 2027</div>', "", "2027-05-03", ()),
    ("", DATE, "2027-05-04", ()),
    ("<p>3 May 2027Updated: 4 May 2027</p>", "", "2027-05-03", ()),
    ('<p>Harbour<span class="date">MAY 3, 2027</span>Updated: MAY 4, 2027</p>', "", "2027-05-03", ()),
    ('<div class="date"><span>May</span><span>03</span><span>2027</span></div>', "", "2027-05-03", ()),
    ('<div class="date"><span>03.05.27</span><span>12:44</span></div>', "", "2027-05-03", ()),
    ('<div class="date">May 3<sup>rd</sup>, 2027</div>', "", "2027-05-03", ()),
    ('<p class="datum">3. Mai 2027.</p>', "", "2027-05-03", ()),
    ("<p>Zuletzt geändert: 4. Mai 2027</p>", "", "2027-05-04", ("published_at_from_updated",)),
]


@pytest.mark.parametrize(("header", "footer", "day", "flags"), DATES)
def test_dates_in_sight(header, footer, day, flags):
    got = article("<p>By Ann Example</p>" + header, footer)
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == day
    assert {flag for flag in got.flags if flag.endswith("updated")} == set(flags)


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example and Bob Sample, who on 3 May 2027 told the court what they had seen",
        "By the time that the crews of both boats had left it was 3 May 2027",
    ],
)
def test_a_day_that_somebody_tells_of_is_not_that_of_publication(line):
    without = article("<p>By Ann Example</p>")
    assert article(f"<p>By Ann Example</p><p>{line}</p>").published_at == without.published_at


ENGLISH = [
    ("https://gazette.example/news/bridge-closed-over-cracks-again", "en", "2027-03-04"),
    ("https://gazette.example/news/bridge-closed-over-cracks-again", "en-GB", "2027-04-03"),
    ("https://gazette.example/news/bridge-closed-over-cracks-again", "en-US", "2027-03-04"),
    ("https://gazette.co.uk/news/bridge-closed-over-cracks-again", "en", "2027-04-03"),
    ("https://gazette.example/en-ie/news/bridge-closed-over-cracks-again", "en", "2027-04-03"),
]


@pytest.mark.parametrize(("url", "lang", "day"), ENGLISH)
def test_the_english_of_some_countries_writes_the_day_first(url, lang, day):
    html = f"<!doctype html><html lang={lang}><title>{H1}</title><body><h1>{H1}</h1><p>By Ann Example</p><p>03/04/2027</p>{PROSE}</body></html>"
    got = read(Page(url, "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), UNKNOWN)
    assert isinstance(got, Article)
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == day


@pytest.mark.parametrize(
    ("learned", "lang", "day"),
    [
        ({"day first"}, "en-US", "2027-04-03"),
        ({"month first"}, "en-GB", "2027-03-04"),
        ({"month first"}, "fr", "2027-03-04"),
        ({"day first", "month first"}, "en-GB", "2027-04-03"),
        ({"day first", "month first"}, "en-US", "2027-03-04"),
    ],
)
def test_the_order_of_the_publishers_other_pages_goes_first(learned, lang, day):
    html = f"<!doctype html><html lang={lang}><title>{H1}</title><body><h1>{H1}</h1><p>By Ann Example</p><p>03/04/2027</p>{PROSE}</body></html>"
    gazette = UNKNOWN.model_copy(update={"profile": Profile(day_orders=frozenset(learned))})
    got = read(Page("https://gazette.example/1", "gazette", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), gazette)
    assert isinstance(got, Article)
    assert got.published_at is not None
    assert got.published_at.date().isoformat() == day


def test_a_day_that_only_the_dateline_gives_is_the_articles():
    text = "Bridge closed over cracks\n\nBERLIN, 3 May 2027 (AFP) - " + PROSE.replace("<p>", "").replace("</p>", "\n\n")
    got = read(Page("file:///b.txt", "unknown", datetime(2027, 5, 5, tzinfo=UTC), text.encode(), "text/plain"), UNKNOWN)
    assert isinstance(got, Article)
    assert got.dateline_date == "2027-05-03"
    assert (got.published_at, got.published_precision) == (datetime(2027, 5, 3, tzinfo=UTC), "day")


def test_a_month_in_the_dateline_is_no_day_of_publication():
    text = "Bridge closed over cracks\n\nBERLIN, May 2027 (AFP) - " + PROSE.replace("<p>", "").replace("</p>", "\n\n")
    got = read(Page("file:///b.txt", "unknown", datetime(2027, 5, 5, tzinfo=UTC), text.encode(), "text/plain"), UNKNOWN)
    assert isinstance(got, Article)
    assert got.dateline_date == "2027-05"
    assert (got.published_at, got.flags) == (None, ())


TITLES = [
    # What stands over the text, where another source says the same.
    (f'<meta property="og:title" content="{OTHER}">' + NEWS % f', "headline": "{H1}"', H1, H1),
    (f'<meta property="og:title" content="{OTHER}">', H1, H1),
    # A news article's own data against an h1 that is alone with its words.
    (NEWS % f', "headline": "{OTHER}"', OTHER, OTHER),
    # An h1 that another source goes on after, with the site's name that nobody gives.
    (f'<meta property="og:title" content="{H1} - All of the county">', OTHER, H1),
    # The end of a title that is words of the site's address.
    (f'<meta property="og:title" content="{FERRIES} - Gazette Example">', FERRIES, FERRIES),
    # The name of a site or a section before a headline that is printed without it.
    (NEWS % f', "headline": "The Tigris Courier - {H1}"', f"The Tigris Courier - {H1}", H1),
    ("", f"Harbour Notebook: {H1}", H1),
    ("", f"Ferries — {H1}", H1),
    (NEWS % f', "headline": "Ferries: {H1}"', f"Ferries: {H1}", f"Ferries: {H1}"),
    # What goes on without a mark is one headline.
    (NEWS % f', "headline": "Ferries and {H1}"', f"Ferries and {H1}", f"Ferries and {H1}"),
    # An h1 that has nothing of the other sources' words speaks of something else.
    (f'<meta property="og:title" content="{FERRIES}">', FERRIES, FERRIES),
]


@pytest.mark.parametrize(("head", "title", "expected"), TITLES)
def test_titles(head, title, expected):
    assert article(DATE, head=head, title=title).title == expected


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
def test_a_heading_that_ends_the_title_is_the_headline(tag):
    html = (
        f"<!doctype html><html lang=en><head><title>Harbour Notebook: {FERRIES}</title></head><body><div>"
        f"<{tag}>{FERRIES}</{tag}>{PROSE}</div><aside><{tag}>{OTHER}</{tag}></aside></body></html>"
    )
    got = read(
        Page("https://blog.example/2027/05/ferries.html", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), UNKNOWN
    )
    assert isinstance(got, Article)
    assert got.title == FERRIES


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


TWO_TIMES = [
    (
        "24/04/2027 09:57 | Updated on 25/04/2027 19:20",
        '<time itemprop="dateModified" datetime="2027-04-25T19:20:45+02:00">%s</time>',
    ),
    ("Published 24 April 2027, 9:57. Updated 25 April 2027, 19:20", '<time datetime="2027-04-24T09:57:00Z">%s</time>'),
    ("24 avril 2027 09:57, mis à jour le 25 avril 2027 19:20", '<span class="date">%s</span>'),
    ("24.04.2027, 09:57, Stand: 25.04.2027, 19:20", "<p>%s</p>"),
    ("24 kwietnia 2027 09:57, zaktualizowano 25 kwietnia 2027 19:20", "<p>%s</p>"),
    ("2027年4月24日 09:57 最終更新 2027年4月25日 19:20", "<p>%s</p>"),
    ("24 April 2027 09:57, diperbarui 25 April 2027 19:20", "<p>%s</p>"),
    ("24/4/2027 09:57, cập nhật 25/4/2027 19:20", "<p>%s</p>"),
]


@pytest.mark.parametrize(("said", "layout"), TWO_TIMES)
def test_an_element_or_line_that_holds_both_times(said, layout):
    got = article(layout % said)
    assert got.published_at is not None
    assert got.updated_at is not None
    assert f"{got.published_at:%d %H:%M}" == "24 09:57"
    assert f"{got.updated_at:%d}" == "25"


CLOCKS = [
    # Microformats give a time as the title of an abbreviation, under the text.
    ("<p>Tuesday, 4 May 2027</p>", '<div><abbr class="published" title="2027-05-04T09:02:00-07:00">9:02</abbr></div>', "16:02"),
    ("<p>Tuesday, 4 May 2027</p>", '<p>Posted on <time datetime="2027-05-04T09:02:00Z">4 May</time></p>', "09:02"),
    # That of another day says nothing of this one's.
    ("<p>Tuesday, 4 May 2027</p>", PROSE + '<p>Filed on <time datetime="2027-05-03T09:02:00Z">3 May</time></p>', "00:00"),
]


@pytest.mark.parametrize(("header", "footer", "clock"), CLOCKS)
def test_a_day_takes_its_time_from_another_source(header, footer, clock):
    assert f"{article(header, footer).published_at:%H:%M}" == clock


@pytest.mark.parametrize(
    "name",
    [
        "writer",
        "article-writer",
        "reporter_name",
        "columnist",
        "auteur",
        "journaliste",
        "redakteur",
        "verfasserin",
        "periodista",
        "giornalista",
        "yazar",
        "penulis",
    ],
)
def test_an_element_that_is_named_after_who_writes_names_the_author(name: str) -> None:
    sentences = "The harbour will be closed from Monday after divers found that two of its four gates had rusted through below the water."
    for said, expected in (("Ann Lee", "Ann Lee"), ("بغداد / حيدر الكعبي", "حيدر الكعبي")):
        markup = (
            f"<html><head><title>Gates rust through</title></head><body><article><h1>Gates rust through</h1><div class=info><span class='{name}'>{said}</span>"
            f"<span class=date>2026-11-30</span></div><p>{sentences}</p><p>{sentences.replace('Monday', 'Friday')}</p></article></body></html>"
        )
        found = read(Page("file:gates.html", "gull", datetime(2026, 12, 1, tzinfo=UTC), markup.encode()), UNKNOWN)
        assert isinstance(found, Article)
        assert [c.name for c in found.contributors] == [expected]


MADE = 'class="css-1x2y3z"'
NAMED_FOR_SCRIPTS = [
    'id="author"', 'id="post-author-name"', 'id="authors-container"', 'id="authorByline"', 'data-testid="byline"',
    'data-testid="byline-contributors-contributor-0"', 'data-test="author-name"', 'data-qa="article-author"',
    'data-component="byline-block"', 'data-cy="autor"', 'data-element="auteur"',
]  # fmt: skip


@pytest.mark.parametrize("attribute", NAMED_FOR_SCRIPTS)
def test_where_a_machine_made_the_classes_names_for_scripts_tell_the_author(attribute: str) -> None:
    got = article(f"<div {MADE}><div {MADE} {attribute}><span {MADE}>Ann Example</span></div></div>" + DATE)
    assert got.authors == ("Ann Example",)


@pytest.mark.parametrize(
    "attribute",
    [
        'id="author-bio"',
        'id="about-author-box"',
        'data-testid="author-follow"',
        'data-track="author-name"',
        'id="comment-author"',
    ],
)
def test_other_things_of_authors_are_none(attribute: str) -> None:
    got = article(f"<div {MADE}><div {MADE} {attribute}><span {MADE}>Ann Example</span></div></div>" + DATE)
    assert got.authors == ()


def test_a_lone_name_with_a_date_in_one_such_element_is_left_to_others() -> None:
    got = article(f'<div {MADE} id="author"><b>Published</b> 4 May 2027</div>')
    assert got.authors == ()


@pytest.mark.parametrize("link", ["<a>Ann Example</a>", "<a name=top>Ann Example</a>", "<a href>Ann Example</a>"])
def test_a_name_in_a_link_that_leads_nowhere_is_no_link_to_an_author(link: str) -> None:
    assert article(f"<p>{link}</p>").authors == ()
