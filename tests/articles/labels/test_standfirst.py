"""What is printed between headline and text is the standfirst; what only looks so is text, or nothing of the article."""

import pytest

from articles.article import Article
from articles.read import read
from tests.articles.test_read import GAZETTE, article_of, page

HEADLINE = "<h1>Crane falls into the basin</h1>"
DECK = "Nobody was hurt when it came down, but the port will be closed for a week, and the ferries have to wait."
BYLINE = '<div class="byline">By Ann Example</div>'
TEXT = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The old crane had stood on the quay for more than sixty years when it fell into the water on Tuesday night.",
        "Divers went down to look at the wreck in the morning and came up again without having seen their own hands.",
        "The harbour master said that a new one had been ordered in the spring, and that it would come when it came.",
    )
)


def article(header: str, *, head: str = "", text: str = TEXT) -> Article:
    """An article with `header` over its text."""
    markup = (
        f"<html><head>{head}</head><body><main><article>{header}<div class=text>{text}</div></article></main></body></html>"
    )
    found = read(page(markup), GAZETTE)
    assert isinstance(found, Article)
    return found


PRINTED = {
    "named": f'{HEADLINE}<p class="standfirst">{DECK}</p>{BYLINE}',
    "named, all of it": f'<header>{HEADLINE}<p class="article-lead">{DECK}</p></header>{BYLINE}',
    "in the headline's box": f"<header>{HEADLINE}<p>{DECK}</p></header>{BYLINE}",
    "a subheading": f"<div>{HEADLINE}<h2>{DECK}</h2></div>{BYLINE}",
    "called a teaser": f'<div class="top">{HEADLINE}<div class="article-teaser-text">{DECK}</div></div>{BYLINE}',
    "a long heading over a picture": (
        f"<div>{HEADLINE}</div><div><h3>{DECK} {DECK[:-1]}, said the mayor.</h3></div>"
        "<figure><img src=/c.jpg><figcaption>The crane, before it fell</figcaption></figure>"
    ),
    "in an element that has a caption": f'<div class="top hasCaption">{HEADLINE}<h2>{DECK}</h2></div>{BYLINE}',
    "called an introduction by its only inline element": (
        f'<div>{HEADLINE}</div><div class=c1><span class="article--introduction">{DECK}</span><div>{BYLINE}</div></div>'
    ),
    "parted by a byline, called a lead": f'{HEADLINE}<div class="top"><p class="text__lead">{DECK}</p></div>{BYLINE}',
}


@pytest.mark.parametrize("header", PRINTED.values(), ids=PRINTED)
def test_what_is_printed_between_headline_and_text(header):
    found = article(header)
    assert found.standfirst is not None
    assert found.standfirst.startswith(DECK)
    assert DECK not in found.body


def test_paragraphs_that_follow_one_another_in_one_box_are_one():
    first, second = "Nobody was hurt when the crane came down.", "The ferries have to wait for a week."
    header = f'<div class="top">{HEADLINE}<div class="title-text"><p>{first}</p><p>{second}</p></div></div>{BYLINE}'
    assert article(header).standfirst == f"{first} {second}"


def test_a_subheading_that_the_data_call_an_alternative_headline():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Crane falls into the basin", '
        f'"alternativeHeadline": "{DECK}"}}</script><meta name="description" content="{DECK}">'
    )
    assert article(f"<header>{HEADLINE}<h2>{DECK}</h2></header>{BYLINE}", head=head).standfirst == DECK


@pytest.mark.parametrize("cut", [len(DECK), 80])
def test_a_paragraph_that_the_data_call_an_alternative_headline(cut):
    said = DECK[:cut] + "..." * (cut < len(DECK))
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Crane falls into the basin", '
        f'"alternativeHeadline": "{DECK}"}}</script><meta name="description" content="{said}">'
    )
    found = article(f"{HEADLINE}<div><p>{DECK}</p></div><div>{BYLINE}</div>", head=head)
    assert (found.standfirst, found.title) == (DECK, "Crane falls into the basin")


@pytest.mark.parametrize("element", ["h2 class=subtitle", "p class=subtitle", "p class=standfirst"])
def test_a_link_to_another_article_beside_it_is_no_part_of_it(element):
    tag, other = element.split()[0], "Another crane fell into the neighbouring basin last year, and nobody was hurt"
    header = f'<div>{HEADLINE}<{element}>{DECK}</{tag}><{element}><a href="/other">{other}</a></{tag}></div>{BYLINE}'
    assert article(header).standfirst == DECK


LAYOUTS = {
    "a table": "<table><tr><td class=menu>Home</td><td><h1>{title}</h1><div class=lead><b>{deck}</b></div>"
    "<div class=author>Von Ann Example</div><div class=text>{text}</div></td></tr></table>",
    "no h1": "<div class=a1><div class=a2>{title}</div><div class=b3>{deck}</div><div class=c4>5 hours ago</div></div>"
    "<div class=d5>{text}</div>",
    "a line of date and names beside it": "<main><header><h1>{title}</h1><div class=meta>19 November 2026 at 10:20 Ann Example and"
    " our correspondent in the harbour of Hamburg Culture</div><p>{deck}</p></header>{text}</main>",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_in_any_layout(layout):
    head = f'<title>Crane falls into the basin</title><meta name="description" content="{DECK}">'
    body = layout.format(title="Crane falls into the basin", deck=DECK, text=TEXT)
    found = read(page(f"<html><head>{head}</head><body>{body}</body></html>"), GAZETTE)
    assert isinstance(found, Article)
    assert found.standfirst == DECK


NOT_PRINTED = {
    "nothing": HEADLINE + BYLINE,
    "a cross-heading": f"{HEADLINE}{BYLINE}<div class=text><h2>How the crane came to stand on the quay</h2></div>",
    "a form": f"{HEADLINE}{BYLINE}<form><p>{DECK}</p></form>",
    "a box beside": f"{HEADLINE}{BYLINE}<aside><p>{DECK}</p></aside>",
    "under a picture": f'{HEADLINE}{BYLINE}<div class="pic"><img src="/crane.jpg"><div>{DECK}</div></div>',
    "a teaser over the byline": f'{HEADLINE}<div class=c1><p class=c2><a href="/other">{DECK}</a></p></div>{BYLINE}',
    "the headline again": f"<header>{HEADLINE}<h2>Crane falls into the basin</h2></header>{BYLINE}",
}


@pytest.mark.parametrize("header", NOT_PRINTED.values(), ids=NOT_PRINTED)
def test_what_is_none(header):
    assert article(header).standfirst is None


OUTSIDE = [
    "<div class=c1><h1>{title}</h1></div><p class=c2>{deck}</p><p class=c3>By Ann Example</p>",
    "<div class=c1><h1>{title}</h1></div><div class=c2>4 May 2027, 10:15</div><p class=c3>{deck}</p><p>Column by Ann Example</p>",
    "<h1>{title}</h1><div class=c1><div class=c2>{deck}</div></div><div class=c3>4 May 2027</div><div>By Ann Example</div>",
]


@pytest.mark.parametrize("header", OUTSIDE)
@pytest.mark.parametrize(
    "deck",
    [
        DECK,
        "Two letters about one crane, and no answer.",
        "Schließt der Hafen ganz? Taucher suchen das Wrack.",
    ],
)
def test_a_sentence_over_the_byline_outside_of_the_article_element(header, deck):
    said = header.format(title="Crane falls into the basin", deck=deck)
    found = read(page(f"<html><body><main>{said}<article>{TEXT}</article></main></body></html>"), GAZETTE)
    assert isinstance(found, Article)
    assert found.standfirst == deck
    another_headline = said.replace(deck, "Crane disaster: the basin of the port of Hamburg in a bad state")
    other = read(page(f"<html><body><main>{another_headline}<article>{TEXT}</article></main></body></html>"), GAZETTE)
    assert isinstance(other, Article)
    assert other.standfirst is None


@pytest.mark.parametrize("kicker", ["Basin and quay", "Hafen Hamburg", "À la une du port"])
@pytest.mark.parametrize("element", ["h2", "h3", "div", "p"])
def test_a_kicker_over_the_headline_is_none(kicker, element):
    header = f"<header><{element}>{kicker}</{element}>{HEADLINE}</header><p class=intro>{DECK}</p>{BYLINE}"
    assert article(header).standfirst == DECK
    assert article(f"<header><{element}>{kicker}</{element}>{HEADLINE}</header>{BYLINE}").standfirst is None


def test_the_first_paragraph_is_the_text_though_the_summary_repeats_it():
    first = TEXT[3 : TEXT.index("</p>")]
    found = article(HEADLINE + BYLINE, head=f'<meta name="description" content="{first}">')
    assert (found.standfirst, found.description) == (None, None)
    assert found.body.startswith(first)


def test_a_long_introduction_is_text():
    introduction = f'<div class="intro">{"".join(f"<p>{DECK} ({n})</p>" for n in range(9))}</div>'
    found = article(f"<header>{HEADLINE}{introduction}</header>{BYLINE}")
    assert found.standfirst is None


LINES = [
    "By <span>Ann Example</span>, in Lowmere<br>30/11/2026 7:00 | Updated 2 hours ago",
    "By <span>Ann Example</span><br>30 November 2026",
    "Por <span>Ann Example</span>, de Vila Serena<br>30/11/2026 às 7h00 | Atualizado há 2 horas",
    "Par <span>Ann Example</span><br>Publié le 30/11/2026 à 7h00 | Mis à jour il y a 2 heures",
    "Von <span>Ann Example</span><br>30.11.2026, 7:00 Uhr | Aktualisiert vor 2 Stunden",
    "A cura di <b>Ann Example</b><br>30 novembre 2026<br>Aggiornato il 30 novembre 2026 alle 9:00",
    "Por Ann Example | 30/11/2026 às 7h00",
]


@pytest.mark.parametrize("name", ["field field--name-field-linha-fina", "standfirst", "subtitulo"])
@pytest.mark.parametrize("line", LINES)
def test_who_wrote_it_and_when_in_one_element_is_no_part_of_the_standfirst(line, name):
    found = article(f'{HEADLINE}<div class="{name}">{DECK}</div><div class="node__submitted">{line}</div>')
    assert found.standfirst == DECK
    assert [c.name for c in found.contributors] == ["Ann Example"]


@pytest.mark.parametrize("deck", ["<p>{}</p>", "<h2>{}</h2>"])
@pytest.mark.parametrize("element", ["<div class=all>{}</div>", "<p class=all>{}</p>"])
def test_over_a_text_that_is_one_paragraph(deck, element):
    whole = TEXT.removeprefix("<p>").removesuffix("</p>").replace("</p><p>", " ")
    markup = f"<body><article><header>{HEADLINE}{deck.format(DECK)}</header>{element.format(whole)}</article></body>"
    found = article_of(markup)
    assert (found.standfirst, found.body) == (DECK, whole)


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example, Bob Sample on Monday, November 18th, 2026 at 11:08 a.m.",
        "Von Anna Muster und Bernd Beispiel, 18. November 2026, 11.08 Uhr",
    ],
)
def test_who_wrote_it_and_when_is_no_standfirst(line):
    assert article(f'{HEADLINE}<p class="article__meta">{line}</p>').standfirst is None
    assert article(f"<header>{HEADLINE}<p>{line}</p></header>").standfirst is None


def test_a_first_paragraph_that_is_set_as_a_heading_is_text():
    found = article(f"<div>{HEADLINE}</div>{BYLINE}", text=f"<h2>{DECK} {DECK[:-1]}, said the mayor.</h2>{TEXT}")
    assert found.standfirst is None
    assert DECK in found.body
