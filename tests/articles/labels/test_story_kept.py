"""What no rule may take: sentences of the story that look like something else. And what each rule still takes."""

from datetime import UTC, datetime

import pytest
from lxml.html import fromstring

from articles.article import BODY_LABELS, Article
from articles.extract.blocks import TextBlock
from articles.extract.elements import holders
from articles.labels.passage import PageContext
from articles.labels.rules import label
from articles.page import Page, Reject
from articles.publisher import UNKNOWN
from articles.read import read
from tests.articles.labels.test_pages import FIRST, FOURTH, SECOND, STORY, TITLE, article, with_piece

NOW = datetime(2027, 5, 5, tzinfo=UTC)


def plain(*paragraphs: str, gap: str = "\n\n") -> Article:
    got = read(Page("file:story.txt", "unknown", NOW, gap.join(paragraphs).encode(), "text/plain"), UNKNOWN)
    assert isinstance(got, Article), got
    return got


def lost(got: Article, *paragraphs: str) -> list[tuple[str, str, str]]:
    """What of the paragraphs is no longer the story's."""
    return [
        (b.text, b.label, b.rule)
        for b in got.blocks
        if b.label not in BODY_LABELS and any(b.text and b.text in paragraph for paragraph in paragraphs)
    ]


SHORT_STORIES = {
    "en": (
        "Keeper of the light retires",
        "He was born in Leeds in 1992.",
        "His father had come to the island on 4 May 1970.",
        "The first lamp was lit in 1884.",
        "It burned for 112 nights, until Monday, May 3, 2027.",
        "He is seen in the village every morning.",
        "Contact with the mainland broke off twice, in 2011 and in 2019.",
        "Police asked anyone who saw the boat to contact them on 101.",
    ),
    "de": (
        "Der Wärter des Leuchtturms geht",
        "Er wurde 1992 in Leipzig geboren.",
        "Sein Vater kam am 4. Mai 1970 auf die Insel.",
        "Die Lampe brannte zuerst im Jahr 1884.",
        "Das Werk am Hafen schloss 2011.",
        "Anmelden kann man sich im Rathaus bis zum 3. Mai.",
        "Zeugen bittet die Polizei, sich unter 0341 1234 zu melden.",
    ),
    "fr": (
        "Le gardien du phare s’en va",
        "Il est né à Lille en 1992.",
        "L’usine du port a fermé le 4 mai 2011.",
        "La première lampe date de 1884.",
        "Les inscriptions se font à la mairie jusqu’au 3 mai.",
        "La police demande aux témoins d’appeler le 17.",
    ),
    "es": (
        "El guarda del faro se retira",
        "Nació en León en 1992.",
        "La fábrica del puerto cerró el 4 de mayo de 2011.",
        "La primera lámpara es de 1884.",
        "La policía pide a los testigos que llamen al 091.",
    ),
    "pl": (
        "Latarnik odchodzi na emeryturę",
        "Urodził się w Lublinie w 1992.",
        "Fabrykę przy porcie zamknięto 4 maja 2011.",
        "Pierwszą lampę zapalono w roku 1884.",
        "Policja prosi świadków o telefon pod numer 997.",
    ),
    "ru": (
        "Смотритель маяка уходит на покой",
        "Он родился в Пскове в 1992.",
        "Завод у порта закрыли 4 мая 2011.",
        "Первую лампу зажгли в 1884.",
        "Полиция просит свидетелей звонить по номеру 102.",
    ),
    "tr": (
        "Fener bekçisi emekli oluyor",
        "Adada 1992’de doğdu.",
        "Limandaki fabrika 4 Mayıs 2011’de kapandı, ada nüfusu 1970’te 112.",
        "Yeni fenerin açılışı 3 Mayıs 2027.",
        "Polis görgü tanıklarından 155’i aramalarını istedi.",
    ),
    "ja": (
        "灯台守が引退",
        "彼は1992年に島で生まれた。",
        "港の工場は2011年5月4日に閉鎖された。",
        "最初の灯がともったのは1884年。",
        "警察は目撃者に110番への連絡を求めている。",
    ),
    "ar": (
        "حارس المنارة يتقاعد",
        "ولد في الجزيرة عام 1992.",
        "أغلق المصنع عند الميناء في 4 مايو 2011.",
        "أضيء أول مصباح سنة 1884.",
        "طلبت الشرطة من الشهود الاتصال على الرقم 112.",
    ),
}


@pytest.mark.parametrize("lang", SHORT_STORIES)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_short_paragraphs_that_end_in_numbers_and_dates_are_the_story(lang, gap):
    title, *story = SHORT_STORIES[lang]
    assert lost(plain(title, *story, gap=gap), *story) == []


CAPTIONS = [
    "The crane in the basin of the port, May 4.",
    "A pilot on the pier, Tuesday, May 4, 2027.",
    "Der Kran im Hafenbecken, 4. Mai 2027.",
    "La grue dans le bassin du port, le 4 mai 2027.",
    "Archivbild: der Kran vor dem Unglück.",
    "The harbour before the accident (file photo).",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_under_the_headline_of_a_plain_text_is_still_one(caption):
    got = plain(TITLE, caption, *STORY)
    assert ("caption", caption) in [(b.label, b.text) for b in got.blocks]
    assert got.body == "\n\n".join(STORY)


# The last paragraph of a story that asks or tells people to do something, as the story and not as the publisher.
LAST = [
    ("en", "Police asked anyone who saw it to contact them."),
    ("en", "Anyone with information should contact Leeds police or email the station."),
    ("en", "Residents can subscribe to the alarm at the town hall until Friday, she said."),
    ("en", "Donations for the crew may be left at the chapel, and support is wanted for our harbour, the mayor said."),
    ("en", "“Follow us,” the pilot had called to the ferries."),
    ("en", "The port’s website is harbour.example, and its office answers at office@harbour.example until Friday."),
    ("de", "Zeugen werden gebeten, sich bei der Polizei in Leipzig zu melden."),
    ("de", "Spenden nimmt die Gemeinde auf ihrem Konto entgegen."),
    ("fr", "La police demande aux témoins de se manifester, et la mairie reçoit les inscriptions."),
    ("es", "La policía pide a los testigos que llamen, y el puerto recibe donaciones."),
    ("it", "La polizia chiede ai testimoni di farsi avanti."),
    ("nl", "De politie vraagt getuigen om zich te melden."),
    ("pl", "Policja prosi świadków o kontakt."),
    ("ru", "Полиция просит свидетелей позвонить."),
]


@pytest.mark.parametrize(("lang", "last"), LAST)
def test_what_a_story_asks_of_people_at_its_end_is_the_story(lang, last):
    assert lost(article(with_piece(f"<p>{last}</p>", 4), lang), last) == []
    assert lost(plain(TITLE, *STORY, last), last) == []


CALLS = [
    ("en", "Follow us on all channels for more from the harbour."),
    ("en", "Sign up for our free newsletter and never miss a ferry."),
    ("en", "Do you know more? Email us at desk@gazette.example."),
    ("en", "Like this story? Subscribe to the Gazette."),
    ("de", "Folgen Sie uns auf allen Kanälen, damit Sie keine Fähre verpassen."),
    ("fr", "Abonnez-vous à notre lettre du port."),
    ("es", "Síguenos en todos los canales."),
]


@pytest.mark.parametrize(("lang", "last"), CALLS)
def test_what_a_publisher_asks_of_readers_at_the_end_is_no_body(lang, last):
    assert article(with_piece(f"<p>{last}</p>", 4), lang).body == "\n\n".join(STORY)


PEOPLE = [
    (0, "Ann Example spent a night on the pier with the crew that is to lift the crane, and saw the tide come in."),
    (2, "Ann Example was the first on the pier, and what she saw there she will not forget, she writes today."),
    (3, "Ann Example is the third of her family to have worked on the ferries that are moored there."),
    (2, "Mary Lee is a professor of tides at the college, and her models had said that the basin would silt up."),
    (4, "Mary Lee is the editor of the port’s yearbook, which her father had founded, and she will print the letters."),
]


@pytest.mark.parametrize(("at", "sentence"), PEOPLE)
def test_a_paragraph_that_begins_with_a_person_is_the_story(at, sentence):
    story = [*STORY[:at], sentence, *STORY[at:]]
    if at == 4:
        story[1] = "The yearbook of the port, which Mary Lee edits, has told of every crane since the first was built there."
    page = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in story)}</article>"
    assert lost(article(page), sentence) == []


QUESTIONS = (
    "And what did the people on the pier say to you about that night?",
    "“When the water comes, the harbour sleeps, and when it goes, the harbour weeps.”",
    "Monday: rest. Tuesday: an easy run of forty minutes along the harbour wall.",
)


@pytest.mark.parametrize("line", QUESTIONS)
def test_a_line_that_comes_again_and_again_is_the_story(line):
    story = [part for sentence in STORY for part in (line, sentence)]
    page = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in story)}</article>"
    assert article(page).body == "\n\n".join(story)
    assert lost(plain(TITLE, *story), line) == []


def test_lines_of_a_plan_that_come_again_together_are_the_story():
    week = ["Monday: rest all day.", "Tuesday: forty minutes along the harbour wall.", "Wednesday: rest again, and stretch."]
    story = [part for number, sentence in enumerate(STORY, 1) for part in (f"Week {number}", *week, sentence)]
    assert lost(plain(TITLE, *story), *week) == []


def test_a_stretch_that_comes_again_is_a_repeat():
    assert plain(TITLE, *STORY, *STORY[1:]).body == "\n\n".join(STORY)
    page = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in (*STORY, *STORY))}</article>"
    assert article(page).body == "\n\n".join(STORY)


def test_a_sentence_set_large_beside_the_text_is_a_repeat():
    quote = f"<div class=big>{SECOND}</div>"
    assert article(with_piece(quote, 3)).body == "\n\n".join(STORY)


@pytest.mark.parametrize("items", [["Ann Example Boat Hook", "Ann Example Anchor 3000", "Cleat by Ann Example"]])
def test_products_that_carry_a_name_stay_in_their_list(items):
    listed = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    got = article(with_piece(listed, 2))
    assert lost(got, *items) == []


def test_books_of_a_list_keep_their_authors():
    books = ("Author: Mary Lee", "Author: Cid Test", "By Bob Sample")
    story = [part for sentence, book in zip(STORY, books, strict=False) for part in (sentence, book)]
    assert lost(plain(TITLE, *story, FOURTH), *books) == []


def test_the_numbered_headings_of_a_list_article_are_its_content():
    headings = [f"{number}. {name}" for number, name in enumerate(("Lisbon", "Ghent", "Riga", "Split", "Cork"), 1)]
    pictures = "".join(f"<h2>{heading}</h2><figure><img src=/{i}.jpg></figure>" for i, heading in enumerate(headings))
    got = article(f"<article><h1>Five harbours to see</h1><p>{FIRST}</p><p>{SECOND}</p>{pictures}</article>")
    assert got.body == "\n\n".join((FIRST, SECOND, *headings))


def test_a_heading_over_nothing_is_still_none_of_the_article():
    assert article(with_piece("<h2>What you can read next</h2>", 4)).body == "\n\n".join(STORY)


LINKED = [
    ("<ul><li><a href=/a>Lisbon, the old basin</a></li><li><a href=/b>Ghent and its canals</a></li></ul>", "Lisbon, the old basin"),
    ("<table><tr><td><a href=/a>Port of Ghent</a></td><td>1,200 ships</td></tr></table>", "Port of Ghent"),
    ("<ol><li><a href=/a>Port of Riga, by the river</a></li><li>Port of Cork</li></ol>", "Port of Riga, by the river"),
]  # fmt: skip


@pytest.mark.parametrize(("piece", "linked"), LINKED)
def test_items_and_cells_that_are_links_inside_the_text_are_its_own(piece, linked):
    assert (
        lost(article(with_piece(f"<p>These are the harbours that the report names, in order of size:</p>{piece}", 2)), linked)
        == []
    )


@pytest.mark.parametrize(
    "name", ["paywall", "promo", "author-bio", "related", "comments-area", "share-box", "sidebar", "caption", "article-list", "newsletter"]
)  # fmt: skip
def test_the_name_of_what_holds_the_whole_article_decides_nothing(name):
    story = f"<h1>{TITLE}</h1>" + "".join(f"<p>{sentence}</p>" for sentence in STORY)
    for page in (
        f"<div class={name}>{story}</div>",
        f"<main><div class={name}><div>{story}</div></div><p>{SECOND[:50]}.</p></main>",
    ):
        assert [b.text for b in article(page).blocks if b.label == "body"][:4] == list(STORY)


SHORT = [
    ("Fire on the old pier", "A fire broke out on the old pier.", "Nobody was hurt."),
    ("Brand am alten Steg", "Am alten Steg hat es gebrannt.", "Verletzt wurde niemand."),
    ("Incendie sur la jetée", "Un incendie a éclaté sur la jetée.", "Personne n’est blessé.", "L’enquête est ouverte."),
    ("旧桟橋で火災", "旧桟橋で火災が起きた。", "けが人はいなかった。", "警察が原因を調べている。"),
    ("حريق في الرصيف القديم", "اندلع حريق في الرصيف القديم.", "لم يصب أحد."),
]


@pytest.mark.parametrize("story", SHORT, ids=[story[0] for story in SHORT])
def test_an_article_of_two_or_three_short_paragraphs_is_one(story):
    title, *paragraphs = story
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}"}}</script>'
    menu = "<nav><a href=/>Home</a><a href=/s>Sport</a></nav><footer><p>© Gazette. All rights reserved.</p></footer>"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = f"<!doctype html><html><head><title>{title}</title>{data}</head><body>{menu}<article><h1>{title}</h1>{body}</article></body></html>"
    of_page = read(Page("https://gazette.example/news/fire-on-the-old-pier", "unknown", NOW, html.encode()), UNKNOWN)
    assert isinstance(of_page, Article), of_page
    assert (of_page.title, of_page.body) == (title, "\n\n".join(paragraphs))
    of_text = plain(title, *paragraphs)
    assert (of_text.title, of_text.body) == (title, "\n\n".join(paragraphs))


NO_ARTICLES = [
    "<html><head><title>Sign in</title></head><body><h1>Sign in</h1><p>Enter your name.</p><p>Enter your password.</p></body></html>",
    "<html><head><title>Gazette</title></head><body><h1>Gazette</h1><p>Please wait.</p><p>One moment.</p></body></html>",
    "menu\nhome\nsport",
    "ok",
]


@pytest.mark.parametrize("payload", NO_ARTICLES)
def test_a_page_of_a_few_words_that_is_no_article_is_still_none(payload):
    assert isinstance(read(Page("https://gazette.example/x", "unknown", NOW, payload.encode()), UNKNOWN), Reject)


def test_the_labelled_blocks_joined_are_the_text():
    for title, *story in SHORT_STORIES.values():
        text = "\n\n".join((title, *story))
        assert "".join(b.text + b.gap for b in plain(text).blocks) == text


@pytest.mark.parametrize("tag", ["h3", "h5", "h6"])
@pytest.mark.parametrize("line", ["Von Anna Sand, Husum", "By Ann Example", "Par Anne Sable", "Por Ana Arena, Cádiz"])
def test_a_byline_in_a_heading_over_the_text_is_one(tag, line):
    over = f"<article><h1>{TITLE}</h1><h2>What the port says of the crane in its basin, what is known so far of how it fell, and when ships may come in</h2><{tag} class=of>{line}</{tag}>"
    got = article(over + "".join(f"<p>{sentence}</p>" for sentence in STORY) + "</article>", lang=LANGUAGE[line[:3]])
    assert [b.label for b in got.blocks if b.text == line] == ["byline"]


LANGUAGE = {"Von": "de", "By ": "en", "Par": "fr", "Por": "es"}


def test_headings_of_a_list_that_look_like_bylines_are_its_content():
    makers = ("By Bob Sample", "By Ann Example", "By Cid Test")
    pieces = "".join(f"<h3>{maker}</h3><p>{sentence}</p>" for maker, sentence in zip(makers, STORY, strict=False))
    assert lost(article(f"<article><h1>{TITLE}</h1>{pieces}<p>{FOURTH}</p></article>"), *makers) == []


@pytest.mark.parametrize(
    ("lang", "who", "pictures"),
    [
        ("de", "Text: Nora Beispiel", "Fotos: Ole Muster †, Nora Beispiel, Kai Exempel, Hans-Jörg Probe, Ida Specimen"),
        ("en", "Words by Nora Example", "Photos: Ole Sample, Nora Example, Kai Test, Ida Specimen, Cid Pattern and others"),
        ("fr", "Texte : Nora Exemple", "Photos : Ole Modèle, Nora Exemple, Kai Essai, Ida Spécimen"),
    ],
)
def test_who_wrote_it_beside_whose_pictures_they_are_is_a_byline(lang, who, pictures):
    more = "".join(f"<p>{FIRST[:-1]}, volume {number}.</p>" for number in range(3))
    got = article(with_piece(f"<p>{who}</p><p>{pictures}</p><p>Further reading:</p>{more}", 4), lang=lang)
    assert [b.label for b in got.blocks if b.text == who] == ["byline"]


@pytest.mark.parametrize(
    "headings", [["Harbour basin: what the crane was for"], ["Harbour basin: what the crane was for", "More"]]
)
def test_what_announces_something_is_found_over_a_heading_of_nothing(headings):
    line = "All that is new about the harbour is in our overview of the week:"
    blocks = [
        *(TextBlock(sentence) for sentence in STORY),
        TextBlock(line),
        *(TextBlock(heading, tag="h3") for heading in headings),
    ]
    assert [p.label for p in label(blocks, PageContext())] == [*["body"] * len(STORY), *["related"] * (1 + len(headings))]


@pytest.mark.parametrize("line", ["평론가 박보기 bogi@paper.example", "评论员 王样本 yang@paper.example", "نورا المثال nora@paper.example", "Нора Пример nora@paper.example", "Nora Example nora@paper.example"])  # fmt: skip
def test_a_name_with_an_address_under_the_text_is_none_of_it(line):
    assert article(with_piece(f"<p>{line}</p>", 4)).body == "\n\n".join(STORY)


def test_a_list_is_no_element_that_holds_the_article_whatever_it_is_called():
    """Though what trafilatura took of it may be most of the text: it is one box among those that hold the article."""
    page = fromstring(
        f"<body><div class=story><p>{FIRST}</p><div class=more><ul class=related>{'<li>x</li>' * 3}</ul></div></div></body>"
    )
    paragraph, *items = [element for element in page.iter() if element.tag in ("p", "li")]
    blocks = [TextBlock(FIRST, element=paragraph), *(TextBlock(SECOND * 2, element=item) for item in items)]
    assert {element.get("class") for element in holders(blocks, [0, 1, 2, 3])} == {"story", "more", None}
