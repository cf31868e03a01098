"""What a piece of a page is, in a page of a headline and four paragraphs: (where it stands, what it is, text and label)."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

FIRST, SECOND, THIRD, FOURTH = STORY = (
    "The harbour of the small town was closed on Monday after a crane had fallen into the basin, the port authority said.",
    "Nobody was hurt, and the ferries went from the neighbouring port for the rest of the week, its spokeswoman told reporters.",
    "The basin will be dredged before the summer, when the first of the sailing boats return from the islands in the south.",
    "A second crane is to be brought from the capital by barge, which will take four days if the weather holds, he added.",
)
TITLE = "Crane falls into harbour basin"
DATA = (
    '<script type="application/ld+json">{"@type": "%s", "headline": "' + TITLE + '", "datePublished": "2027-05-04T10:00:00Z",'
    ' "author": {"@type": "Person", "name": "Ann Example"}, "articleBody": "%s"}</script>'
)


def article(body: str, lang: str = "en", kind: str = "NewsArticle", said: str = "") -> Article:
    head = f"<title>{TITLE}</title>{DATA % (kind, said)}"
    html = f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"
    url = "https://gazette.example/news/crane-falls-into-harbour-basin"
    got = read(Page(url, "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), UNKNOWN)
    assert isinstance(got, Article), got
    return got


def with_piece(piece: str, at: int) -> str:
    paragraphs = [f"<p>{sentence}</p>" for sentence in STORY]
    return f"<article><h1>{TITLE}</h1>{''.join(paragraphs[:at])}{piece}{''.join(paragraphs[at:])}</article>"


LABELS = [
    # An h1 below the text's beginning heads a part of it, and is no title.
    ("en", 1, "<h1>A new basin</h1>", {"A new basin": "heading"}),
    ("en", 2, f"<h1>{TITLE}</h1>", {TITLE: "headline"}),
    # Tables and lists of the story, with what is written over the table.
    (
        "en",
        2,
        "<table><caption>Ships a year</caption><tr><th>Year</th><td>2026</td></tr></table>",
        {"Ships a year": "table", "Year": "table", "2026": "table"},
    ),
    ("en", 2, "<ul><li>one crane</li><li>two ferries</li></ul>", {"one crane": "list", "two ferries": "list"}),
    # Who wrote it, under the text: whatever the language, the author's name begins it.
    (
        "en",
        4,
        "<p>Ann Example covers shipping for the Gazette, and has lived in three ports.</p>",
        {"Ann Example covers": "bio"},
    ),
    ("de", 4, "<p>Ann Example, Jahrgang 1980, ist Redakteurin im Ressort Hafen.</p>", {"Ann Example, Jahrgang": "bio"}),
    ("fr", 4, "<p>Ann Example est journaliste au service économique de la Gazette.</p>", {"Ann Example est": "bio"}),
    ("pl", 4, "<p><em>Ann Example pisze o portach i statkach od dziesięciu lat.</em></p>", {"Ann Example pisze": "bio"}),
    ("en", 1, "<p>Ann Example saw the crane fall, and ran to the pier with her camera.</p>", {"Ann Example saw": "body"}),
    ("en", 4, "<p>Ann Example was there: “I saw it fall,” a pilot told her on the pier.</p>", {"Ann Example was": "body"}),
    ("de", 4, "<p>Ann Example war dabei: „Ich sah ihn fallen“, sagte ihr ein Lotse am Kai.</p>", {"Ann Example war": "body"}),
    # Sources, and what else there is to read.
    (
        "en",
        4,
        "<h2>Sources</h2><p>Port authority, yearly report on cranes and ferries, 2026.</p>",
        {"Sources": "notice", "Port authority": "notice"},
    ),
    (
        "de",
        4,
        "<h3>Einzelnachweise</h3><p>Hafenamt, Bericht über Kräne und Fähren, 2026.</p>",
        {"Einzelnachweise": "notice", "Hafenamt": "notice"},
    ),
    ("en", 1, "<h2>Sources</h2>", {"Sources": "heading"}),
    (
        "en",
        4,
        "<h2>More from the harbour desk</h2><p>The ferry that was late every day of the year.</p>",
        {"More from the": "related", "The ferry that": "related"},
    ),
    # What a publisher says of his links, and of what his text is not.
    ("en", 1, "<p>We may earn a small commission if you buy through our links.</p>", {"We may earn": "notice"}),
    ("de", 1, "<p>Dieser Text enthält Affiliate-Links; der Preis bleibt gleich.</p>", {"Dieser Text": "notice"}),
    (
        "en",
        4,
        "<p>This article is for informational purposes only and no legal advice on harbours.</p>",
        {"This article is": "notice"},
    ),
    ("en", 1, "<p>The port gets no commission from the ferries, its spokeswoman said.</p>", {"The port gets": "body"}),
]


@pytest.mark.parametrize(("lang", "at", "piece", "expected"), LABELS)
def test_piece_of_a_page(lang, at, piece, expected):
    blocks = article(with_piece(piece, at), lang).blocks
    assert {start: next(b.label for b in reversed(blocks) if b.text.startswith(start)) for start in expected} == expected
    assert [b.label for b in blocks if b.text in STORY] == ["body"] * 4


SOUNDS = [
    ("en", "Listen 5 min"), ("en", "Listen to this article · 4:31"), ("de", "Artikel anhören (4 Min.)"), ("de", "Anhören 12:30"),
    ("fr", "Écouter l’article 6 min"), ("it", "Ascolta 4 minuti"), ("es", "Escuchar 3 minutos"), ("pt", "Ouvir 3:42"),
    ("nl", "Beluister dit artikel 5 minuten"), ("sv", "Lyssna 4 min"), ("da", "Lyt 3 min"), ("nb", "Lytt til saken 3 min"),
    ("pl", "Posłuchaj 5 minut"), ("ru", "Слушать 5 мин"), ("uk", "Прослухати статтю 5 хв"), ("tr", "Haberi dinle 2 dk"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "button"), SOUNDS)
def test_a_button_that_starts_a_sound_is_no_text_and_hides_no_dateline(lang: str, button: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in (f"HAMBURG, May 4 (Reuters) - {FIRST}", SECOND, THIRD, FOURTH))
    got = article(f"<article><h1>{TITLE}</h1><p>{button}</p>{paragraphs}</article>", lang)
    assert button not in got.body
    assert got.dateline == "HAMBURG, May 4 (Reuters)"


def test_words_that_only_begin_so_are_text() -> None:
    line = "Listen 5 minutes to the sea, the pilot says, and you will know what the night is like."
    assert line in article(with_piece(f"<p>{line}</p>", 1)).body


@pytest.mark.parametrize("time", ["14:05", "13.40 Uhr", "11.05am", "20:17 BST", "kl. 14.05", "14h05", "오후 2시 05분"])
def test_a_live_blog_is_a_story_with_times(time):
    entries = "".join(f"<div class=entry><p>{time}</p><h2>Entry {i}</h2><p>{text}</p></div>" for i, text in enumerate(STORY))
    got = article(f"<main><h1>{TITLE}</h1>{entries}</main>", kind="LiveBlogPosting")
    assert [b.label for b in got.blocks] == ["headline", *["time", "heading", "body"] * 4]
    assert got.body == "\n\n".join(f"Entry {i}\n\n{text}" for i, text in enumerate(STORY))


HANDS = [
    (
        "en",
        "<p>(Reporting by Bob Sample; additional reporting by Cid Test; editing by Eve Muster)</p><p>© Reuters</p>",
        [("Ann Example", None), ("Cid Test", "additional-reporting"), ("Eve Muster", "editing")],
        ["Reuters"],
    ),
    ("de", "<p>Übersetzung: Eve Muster</p><p>(dpa)</p>", [("Ann Example", None), ("Eve Muster", "translation")], ["dpa"]),
    ("fr", "<p>(Avec AFP)</p>", [("Ann Example", None)], ["AFP"]),
    ("en", "<p>© 2027 Gazette. All rights reserved.</p>", [("Ann Example", None)], []),
]


@pytest.mark.parametrize(("lang", "piece", "people", "agencies"), HANDS)
def test_a_colophon_is_evidence_of_agency_and_roles(lang, piece, people, agencies):
    got = article(with_piece(piece, 4), lang)
    assert [(c.name, c.role) for c in got.contributors] == people
    assert got.authors == ("Ann Example",)
    assert [e.value for e in got.evidence if e.field == "agency"] == agencies
    assert [b.label for b in got.blocks if b.text not in STORY][1:] == ["colophon"] * piece.count("<p>")


def test_what_a_paywall_keeps_is_text_and_its_offer_is_not():
    hidden = "".join(f"<p>{sentence}</p>" for sentence in STORY[2:])
    offer = "<div class=paywall-box><p>Subscribe to continue reading this story</p></div>"
    shown = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{offer}<div class=paywall>{hidden}</div></article>"
    assert article(shown).body == "\n\n".join(STORY)


def test_a_gallery_under_the_text_is_the_articles():
    figures = (
        "<figure><img src=/1.jpg><figcaption>The crane in the basin. Photo: Bob Sample</figcaption></figure>"
        "<figure><img src=/2.jpg><figcaption>The pier at night (AFP)</figcaption></figure>"
    )
    got = article(with_piece(f"<div class=gallery>{figures}</div>", 4))
    assert [image.caption for image in got.images] == ["The crane in the basin.", "The pier at night"]
    assert got.body == "\n\n".join(STORY)


def test_what_follows_the_element_of_the_text_is_none_of_it():
    got = article(with_piece("", 4) + "<div class=teaser><figure><figcaption>Another story's crane</figcaption></figure></div>")
    assert [b.text for b in got.blocks] == [TITLE, *STORY]


LONG = tuple(text.removesuffix(".") + f", and so it was {when}." for when in ("in May", "in June", "in July") for text in STORY)


@pytest.mark.parametrize("whole_first", [True, False])
def test_a_body_in_another_cut_is_a_repeat(whole_first):
    cuts = [f"<p>{' '.join(LONG)}</p>", "".join(f"<p>{text}</p>" for text in LONG)]
    got = article(f"<article><h1>{TITLE}</h1>{''.join(cuts if whole_first else cuts[::-1])}</article>")
    assert [b.label for b in got.blocks].count("repeat") == (len(LONG) if whole_first else 1)
    assert sorted(got.body.split()) == sorted(" ".join(LONG).split())


@pytest.mark.parametrize(
    ("shown", "body"),
    [
        ("<div id=app></div><p>Please wait, the story of the harbour and its crane is loading.</p>", "\n\n".join(LONG)),
        (f"<div><p>{FIRST}</p></div><div>{''.join(f'<p>{text} Surely.</p>' for text in LONG)}</div>", None),
    ],
)
def test_a_text_that_only_scripts_would_show_is_that_of_the_data(shown, body):
    got = article(f"<h1>{TITLE}</h1>{shown}", said="\\n\\n".join(LONG))
    assert (got.body == body) if body else (got.body.count("Surely.") == len(LONG))
    assert got.blocks[0].label == "headline"


@pytest.mark.parametrize(
    ("lang", "offer", "is_truncated"),
    [
        ("en", "<div class=offer><a href=/s>Subscribe to continue reading</a></div>", True),
        ("de", "<div class=offer><a href=/s>Jetzt weiterlesen mit Hafen Plus</a></div>", True),
        ("en", "<div class=paywall-links><a href=/s>Safety at the harbour</a></div>", False),
    ],
)
def test_an_offer_to_read_on_under_the_text_says_that_it_is_cut(lang, offer, is_truncated):
    assert article(with_piece(offer, 4), lang).is_truncated is is_truncated
