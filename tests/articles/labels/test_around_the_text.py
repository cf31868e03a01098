"""What stands over, under and beside the running text, in many layouts; and stories that only look like it."""

import pytest
from lxml.html import fromstring

from articles.article import BODY_LABELS
from articles.extract.blocks import all_blocks
from articles.extract.elements import class_of
from articles.labels.boxes import box_of_another_article
from articles.labels.element_names import names_say
from articles.labels.passage import PageContext, Passage
from tests.articles.labels.test_pages import FIRST, FOURTH, SECOND, STORY, THIRD, TITLE, article

LEAD = "The port stays closed for a week, and the ferries go from the neighbouring one until the basin is dredged."


def labels(body: str, lang: str = "en") -> dict[str, str]:
    """Each block's text and label; all of the story must still be there."""
    got = article(body, lang)
    assert [b.text for b in got.blocks if b.text in STORY and b.label == "body"] == list(STORY)
    return {b.text: b.label for b in got.blocks}


def story(over: str = "", under: str = "", beside: str = "", kind: str = "") -> str:
    first, *others = [f"<p{kind}>{text}</p>" for text in STORY]
    return f"<article><h1>{TITLE}</h1>{over}{first}{beside}{''.join(others)}{under}</article>"


OFFERS = {
    "en": ("Subscribe now to continue reading", "All of our articles", "Cancel whenever you like"),
    "de": ("Jetzt weiterlesen mit dem Abo", "Alle Artikel der Zeitung", "Monatlich kündbar"),
    "fr": ("Abonnez-vous pour lire la suite", "Tous nos articles", "Sans engagement"),
    "es": ("Suscríbete para seguir leyendo", "Todos nuestros artículos", "Sin permanencia"),
    "ja": ("この記事は会員限定です", "すべての記事が読み放題", "いつでも解約できます"),
}


@pytest.mark.parametrize("lang", OFFERS)
@pytest.mark.parametrize(
    "box",
    [
        "<div class=x><p class=y>{}</p><ul><li>{}</li><li>{}</li></ul></div>",
        "<section><h2>{}</h2><dl><dt>{}</dt><dd>{}</dd></dl></section>",
        "<div class=a><div class=b><h3>{}</h3></div><div class=c><p class=d>{}</p><p class=d>{}</p></div></div>",
    ],
)
def test_all_of_an_offer_to_subscribe_is_one(lang, box):
    got = labels(story(under=box.format(*OFFERS[lang])), lang)
    assert not [text for text in OFFERS[lang] if got[text] in BODY_LABELS]


@pytest.mark.parametrize("name", ["paywall", "article paywall-content", "registration-wall"])
def test_what_only_subscribers_read_is_the_story(name):
    hidden = "".join(f"<p>{text}</p>" for text in (THIRD, FOURTH))
    points = "<h2>What is known</h2><ul><li>One crane fell</li><li>Two ferries wait</li></ul>"
    page = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><div class='{name}'>{points}{hidden}</div></article>"
    got = labels(page)
    assert (got["What is known"], got["One crane fell"], got["Two ferries wait"]) == ("heading", "list", "list")


@pytest.mark.parametrize("field", ["<input type=email>", "<form><input type=text name='reader_mail'></form>"])
def test_a_box_that_asks_for_an_address_is_none_of_the_text(field):
    box = (
        f"<section class=b><h3>Harbour Inside, with Ann Example</h3><p class=s>All that nobody else knows.</p>{field}</section>"
    )
    got = labels(story(beside=box))
    assert got["Harbour Inside, with Ann Example"] not in BODY_LABELS
    assert got["All that nobody else knows."] not in BODY_LABELS


OTHER_ARTICLES = {
    "en": ("Barge sinks off the pier", "The skipper tells what he saw under the water of the basin in the night before the crane fell."),
    "de": ("Kahn sinkt vor der Mole", "Der Schiffer erzählt, was er in der Nacht vor dem Sturz des Krans unter dem Wasser des Beckens sah."),
    "fr": ("Une péniche coule", "Le batelier raconte ce qu’il a vu sous l’eau du bassin dans la nuit qui précédait la chute de la grue."),
    "ja": ("はしけ沈む", "船長は、クレーンが倒れる前の晩に船だまりの水の下で見たものについて語った。"),
}  # fmt: skip


@pytest.mark.parametrize("lang", OTHER_ARTICLES)
@pytest.mark.parametrize(
    "box",
    [
        "<div class=x1><article><img src='/b.jpg'><h3>{}</h3><p class=x2>{}</p></article></div>",
        "<div class=x1><article><a href='/b'><header><h4>{}</h4></header><p class=x2>{}</p></a></article></div>",
        "<section><article class=x3><picture><img src='/b.jpg'></picture><div><h2>{}</h2></div><div>{}</div></article></section>",
    ],
)
def test_an_article_in_a_box_of_its_own_is_another(lang, box):
    got = labels(story(beside=box.format(*OTHER_ARTICLES[lang])), lang)
    assert not [text for text in OTHER_ARTICLES[lang] if got[text] in BODY_LABELS]


@pytest.mark.parametrize(
    "entry",
    [
        "<article><h2>{0}</h2><img src='/b.jpg'><p>{1}</p></article>",
        "<div class=entry><article><h2>{0}</h2><a href='/e'>#</a><p>{1}</p></article></div>",
    ],
)
def test_the_entries_of_a_live_blog_are_its_text(entry):
    entries = "".join(entry.format(f"18:0{n}: the basin", f"{text} So much for now, at {n}.") for n, text in enumerate(STORY))
    body = article(f"<main><h1>{TITLE}</h1>{entries}</main>").body
    assert all(f"So much for now, at {n}." in body for n in range(len(STORY)))


def test_an_article_of_headings_alone_is_no_other():
    tree = fromstring("<main><article><h1>Two ships</h1><h2>1. Ann</h2><img src='/1.jpg'><h2>2. Bea</h2></article></main>")
    passages = [Passage(block, block.text, block.gap) for block in all_blocks(tree)]
    assert box_of_another_article(passages, PageContext()) == passages


PICTURES = [
    "<div class='news-image'><img src='/a.jpg'><div class=info>{}</div></div>",
    "<div class=abs><div class=pic><picture><img src='/a.jpg'></picture></div><div class=txt><p class=t>{}</p></div></div>",
    "<div class=media><amp-img src='/a.jpg'></amp-img><span>{}</span></div>",
]


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize(
    "words",
    ["The crane in the basin on Monday", "Der Kran im Hafenbecken, kurz nach dem Unfall.", "Кран в гавани, понедельник"],
)
def test_the_short_text_beside_a_picture_is_its_caption(picture, words):
    assert labels(story(beside=picture.format(words)))[words] not in BODY_LABELS


def test_paragraphs_that_each_stand_beside_a_picture_are_the_story():
    slides = "".join(f"<div class=slide><img src='/{i}.jpg'><p>{text}</p></div>" for i, text in enumerate(STORY))
    short = "<div class=slide><img src='/9.jpg'><p>It fell as slowly as a tree.</p></div>"
    got = labels(f"<article><h1>{TITLE}</h1>{slides}{short}</article>")
    assert got["It fell as slowly as a tree."] == "body"


@pytest.mark.parametrize(
    "line",
    ["17:41 JST, October 13, 2026", "13.10.2026", "13. Oktober 2026", "13 octobre 2026 - 11h28", "2026年10月13日 11:28"],
)
def test_a_date_alone_over_the_text_is_none_of_it(line):
    assert labels(story(over=f"<p class=pd>{line}</p>"))[line] not in BODY_LABELS


@pytest.mark.parametrize(
    "line",
    [
        "05/10/2026 - Posted by: Bob Sample - Category: Health - Tags: crane port",
        "05/10/2026 - Publicado por: Bob Sample - Categoria: Saúde",
        "Veröffentlicht von Bob Sample am 5. Oktober 2026 in Hafen",
    ],
)
def test_a_posts_own_line_is_none_of_the_text(line):
    assert labels(story(over=f"<div>{line}</div>"))[line] not in BODY_LABELS


def test_dates_of_a_diary_are_the_storys():
    days = "".join(f"<p>{day}. Mai 2027</p><p>{text}</p>" for day, text in enumerate(STORY, 1))
    got = article(f"<article><h1>{TITLE}</h1>{days}</article>", "de")
    assert "2. Mai 2027" in got.body


HEADS = [
    ("<h2 class=k>Port and harbour :</h2><p class=by>By Bob Sample</p>", "Port and harbour :"),
    ("<p class=k>Port and harbour</p><div class=by>By Bob Sample</div>", "Port and harbour"),
    (f"<div><p class=x>{LEAD}</p></div><p class=by>By Bob Sample</p>", LEAD),
    (f"<div class=head><p class='article__lead'>{LEAD}</p></div>", LEAD),
]


@pytest.mark.parametrize(("head", "words"), HEADS)
def test_what_stands_over_the_byline_is_none_of_the_text(head, words):
    assert labels(story(over=head))[words] not in BODY_LABELS


@pytest.mark.parametrize(
    "over",
    [
        f"<p class='first'>{LEAD}</p>",
        f"<p class='drop-cap lead-in'>{LEAD}</p>",
        f"<div class=part><p>{LEAD}</p></div>",
    ],
)
def test_a_first_paragraph_that_looks_otherwise_is_the_story(over):
    assert labels(story(over=over))[LEAD] == "body"


def test_a_first_paragraph_over_the_byline_is_the_story_if_it_is_as_the_others():
    got = article(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p class=by>By Bob Sample</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert got.body.startswith(FIRST)


RELATED = "<div class=rel><p><a href='/barge'>Barge sinks in the same basin for the second time</a></p></div>"


@pytest.mark.parametrize(
    "words", ["The harbour in pictures", "関連キーワード", "❤ Support the Gazette", "Harbour Road 5 - Fone 047 2106"]
)
def test_lines_behind_the_links_are_none_of_the_text(words):
    assert labels(story(under=f"{RELATED}<div class=box><div class=h>{words}</div></div>"))[words] not in BODY_LABELS


@pytest.mark.parametrize("words", ["The ferries go from the other port.", "“It fell as slowly as a tree,” he said."])
def test_sentences_behind_the_links_are_the_story(words):
    assert labels(story(under=f"{RELATED}<p>{words}</p>"))[words] == "body"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Are protests breaking out in your area? Get in touch at news@gazette.example"),
        ("en", "This slideshow requires JavaScript."),
        ("en", "To view this content, accept the cookies of Example Video."),
        ("de", "Ich bin damit einverstanden, dass mir der externe Inhalt angezeigt wird."),
        ("de", "Wie hat Ihnen dieser Artikel gefallen?"),
        ("pt", "Deixe suas dúvidas e opiniões aqui embaixo!"),
    ],
)
def test_what_the_site_says_to_readers_within_the_text(lang, words):
    assert labels(story(beside=f"<p>{words}</p>"), lang)[words] not in BODY_LABELS


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Are you on the right ferry? He asked that of everybody who came."),
        ("en", "[The crane] fell as slowly as a tree."),
        ("de", "Ich bin damit einverstanden, sagte er, dass der Kran fällt."),
        ("pt", "Deixe o carro em casa, pede a prefeitura."),
    ],
)
def test_sentences_of_the_story_that_speak_alike(lang, words):
    assert labels(story(beside=f"<p>{words}</p>"), lang)[words] == "body"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Correction, May 5, 2027: This article originally misidentified the crane. It was the old one."),
        ("en", "An earlier version of this story gave another name for the basin."),
        ("de", "Korrektur: In einer früheren Version dieses Artikels stand ein anderer Name."),
        ("fr", "Une première version de cet article donnait un autre nom au bassin."),
    ],
)
def test_a_correction_at_the_end_is_a_notice(lang, words):
    assert labels(story(under=f"<p>{words}</p>"), lang)[words] == "notice"


QUOTE = "and the ferries went from the neighbouring port for the rest of the week"


def test_words_set_large_are_a_repeat_and_a_heading_that_quotes_is_none():
    got = labels(story(beside=f"<blockquote><p>{QUOTE}</p></blockquote><h2>{QUOTE[4:]}</h2>"))
    assert (got[QUOTE], got[QUOTE[4:]]) == ("repeat", "heading")


def test_a_quotation_in_a_figure_is_the_story():
    words = "It fell as slowly as a tree, and then the water came over the quay, and then nobody said anything for a minute."
    figure = f"<figure><blockquote><p>{words}</p></blockquote><figcaption>Bob Sample, skipper</figcaption></figure>"
    assert labels(story(beside=figure))[words] in BODY_LABELS


@pytest.mark.parametrize(
    "entry",
    [
        "11.04 Uhr: Kran im Hafen ins Becken gefallen",
        "2:59 pm – Crane falls into the basin of the port",
        "14.56 Uhr: Mindestens 28 Tote beim Fall des Krans",
        "9:05: 3 Kräne ins Becken gefallen",
    ],
)
def test_an_entry_of_a_live_blog_is_no_time(entry):
    got = labels(story(beside=f"<div><h3 class='entry-time'>{entry}</h3></div>"), "de")
    assert got[entry] == "heading"


CONTENTS = [
    "<div class=toc><h2>{over}</h2><ul><li><a href='#a'>{one}</a></li><li><a href='#b'>{two}</a></li></ul></div>",
    "<div class=c1>{over}</div><ol><li><a href='{url}#a'>{one}</a></li><li><a href='{url}#b'>{two}</a></li></ol>",
    "<p><b>{over}</b></p><p><a href='#a'>{one}</a></p><p><a href='#b'>{two}</a></p>",
    "<nav><p>{over}</p><p><a href='#a'>{one}</a></p><p><a href='#b'>{two}</a></p><p><a href='#c'>FAQ</a></p></nav>",
]


@pytest.mark.parametrize("layout", CONTENTS)
@pytest.mark.parametrize(
    ("over", "one", "two"),
    [
        ("In this article", "What fell", "Who saw it"),
        ("Inhalt", "Was fiel", "Wer es sah"),
        ("Sommaire", "Ce qui est tombé", "Qui l’a vu"),
        ("この記事の内容", "何が落ちたか", "誰が見たか"),
    ],
)
def test_a_list_of_the_texts_own_headings_is_none_of_it(layout, over, one, two):
    listed = layout.format(over=over, one=one, two=two, url="https://gazette.example/news/crane-falls-into-harbour-basin")
    parts = f"<h2>{one}</h2><p>{SECOND}</p><p>{THIRD}</p><h2>{two}</h2><p>{FOURTH}</p>"
    for page in (f"{listed}<p>{FIRST}</p>{parts}", f"<p>{FIRST}</p>{listed}{parts}"):
        got = article(f"<article><h1>{TITLE}</h1>{page}</article>")
        assert got.body.split("\n\n") == [FIRST, one, SECOND, THIRD, two, FOURTH]


def test_points_of_the_text_that_lead_to_its_parts_in_other_words_are_its_own():
    points = "<ul><li><a href='#a'>One crane fell</a></li><li><a href='#b'>Two ferries wait</a></li></ul>"
    parts = f"<h2>What fell</h2><p>{SECOND}</p><p>{THIRD}</p><h2>Who saw it</h2><p>{FOURTH}</p>"
    got = article(f"<article><h1>{TITLE}</h1><p>{FIRST} This is known:</p>{points}{parts}</article>")
    assert "One crane fell" in got.body


RAILS = {
    "links": "<div class=x><p class=k>Read more</p><ul>"
    + "".join(f"<li><a href=/{n}>{n} sinks in the basin</a></li>" for n in ("Barge", "Boat", "Buoy"))
    + "</ul></div>",
    "boxes": "<div class=ad><div>Advertisement</div></div>" * 2
    + "".join(f"<div class=x><a href=/{n}>To the {n}</a></div>" for n in ("shop", "tickets")),
}


@pytest.mark.parametrize("rail", RAILS.values(), ids=RAILS)
@pytest.mark.parametrize("lead", ["", f"<div class=lead><p>{LEAD}</p></div>"])
def test_a_heading_of_the_texts_own_kind_stays_behind_boxes(rail, lead):
    body = f"<p>{FIRST}</p><p>{SECOND}</p>{rail}<h2 id=f>The ferries</h2>{rail}<p>{THIRD}</p><h2 id=b>The barge</h2><p>{FOURTH}</p>"
    got = article(f"<article><h1>{TITLE}</h1>{lead}{body}</article>")
    assert {"The ferries", "The barge"} <= set(got.body.split("\n\n"))


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("A new crane is set up (Symbolfoto: Bob Sample/dpa)", "A new crane is set up", "(Symbolfoto: Bob Sample/dpa)"),
        ("A new crane is set up (bobsample11/iStock)", "A new crane is set up", "(bobsample11/iStock)"),
        ("A crane (left) is set up. Archivfoto: Bob Sample", "A crane (left) is set up.", "Archivfoto: Bob Sample"),
    ],
)
def test_a_credit_begins_with_its_word_or_its_bracket(words, caption, credit):
    got = labels(story(beside=f"<figure><img src=/c.jpg><figcaption>{words}</figcaption></figure>"))
    assert (got[caption], got[credit]) == ("caption", "credit")


@pytest.mark.parametrize("name", ["type-post tag-newsletter", "post-4711 post hentry category-social tag-share"])
def test_a_post_filed_under_a_word_that_names_boxes_is_the_story(name):
    lines = "<p>It fell …</p><p>… and this was seen by those on the quay:</p>"
    sidebar = f"<div class=side><p>{THIRD}</p><p>{FOURTH}</p></div>"
    got = article(f"<div class='{name}'><h1>{TITLE}</h1>{lines}<p>{FIRST}</p><p>{SECOND}</p></div>{sidebar}")
    assert not [b for b in got.blocks if b.label == "promo"]
    (element,) = fromstring(f"<div><p class='{name}'>{FIRST}</p></div>")
    assert not names_say(class_of(element), ("promo", "never"))
    assert names_say("tag-newsletter", ("never",))


ABOUT = "A sailor for ten years, and a reader of charts since then; writes to us from every port."


@pytest.mark.parametrize(
    "box",
    [
        "<div class=c1><div class=c2><a href=/ann>Ann Example</a></div><p>{}</p></div>",
        "<div class=author-bio><p>{}</p></div><div class=c1><p>{}</p></div>",
        "<section><h4>Ann Example</h4><div><p>{}</p></div></section>",
    ],
)
def test_what_stands_right_under_the_authors_name_below_the_text_is_about_the_author(box):
    assert labels(story(under=box.format(ABOUT, ABOUT)))[ABOUT] != "body"


def test_a_last_part_under_the_name_of_another_author_is_the_story():
    got = article(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>By Ann Example</p><p>{FOURTH}</p></article>"
    )
    assert got.body.endswith(FOURTH)


ASKS = {
    "en": (
        "Free words cost something",
        "We tell what happens on the quay on all days of the year, and you can help us to go on.",
    ),
    "de": ("Freie Worte kosten etwas", "Wir erzählen an allen Tagen des Jahres, was am Kai geschieht, und Sie können helfen."),
    "fr": (
        "La parole libre a un prix",
        "Nous racontons ce qui se passe sur le quai, tous les jours de l’année, et vous pouvez aider.",
    ),
}


@pytest.mark.parametrize("lang", ASKS)
@pytest.mark.parametrize(
    "mark", ["<ul class=x><li><a href=/tag/port>Port</a></li><li><a href=/tag/quay>Quay</a></li></ul>", RELATED]
)
@pytest.mark.parametrize(
    "box",
    [
        "<section class=c1><h1>{}</h1><p class=c2>{}</p></section>",
        "<div class=c1><div class=c2><h3>{}</h3></div><div class=c3><p>{}</p></div></div>",
    ],
)
def test_a_box_with_a_heading_behind_the_links_under_the_text_is_none_of_it(lang, mark, box):
    got = labels(story(under=mark + box.format(*ASKS[lang])), lang)
    assert not [text for text in ASKS[lang] if got[text] in BODY_LABELS]


def test_a_last_part_behind_links_in_the_elements_of_the_text_is_the_story():
    parts = "".join(
        f"<div class=part><h2>{n}</h2><p>{text}</p></div>"
        for n, text in zip(["One", "Two", "Three", "Four"], STORY, strict=True)
    )
    got = article(
        f"<article><h1>{TITLE}</h1>{parts.replace('<div class=part><h2>Four', RELATED + '<div class=part><h2>Four')}</article>"
    )
    assert got.body.endswith(f"Four\n\n{FOURTH}")


READING_TIMES = [
    ("de", "3 Minuten Lesezeit"),
    ("fr", "4 min de lecture"),
    ("es", "5 minutos de lectura"),
    ("it", "3 minuti di lettura"),
    ("nl", "4 min leestijd"),
    ("pt", "3 min de leitura"),
    ("sv", "2 minuters läsning"),
    ("da", "3 min. læsetid"),
    ("nb", "3 min lesetid"),
    ("pl", "3 min czytania"),
    ("ru", "3 мин. чтения"),
    ("tr", "3 dk okuma"),
    ("en", "4 minute read"),
]


@pytest.mark.parametrize(("lang", "line"), READING_TIMES)
def test_how_long_it_takes_to_read_is_a_time(lang, line):
    over = f"<ul><li>4 May 2027</li><li>{line}</li><li>By Ann Example</li></ul>"
    assert labels(story(over=over), lang)[line] == "time"


SUMMED_UP = [
    (
        "en",
        "This summary was generated by AI and checked by our editors.",
        "One crane fell, and two ferries have to wait for it.",
    ),
    ("de", "Diese Zusammenfassung wurde künstlich erzeugt.", "Ein Kran fiel, und zwei Fähren müssen seinetwegen warten."),
    ("fr", "Ce résumé a été rédigé par une IA.", "Une grue est tombée, et deux bacs doivent attendre."),
    ("nb", "Sammendraget er laget av ChatGPT og godkjent av avisen.", "En kran falt, og to ferger må vente."),
    ("es", "Resumen elaborado con inteligencia artificial", "Cayó una grúa, y dos transbordadores tienen que esperar."),
    ("ko", "AI 요약은 핵심 내용을 빠르게 제공합니다.", "크레인이 쓰러졌고, 두 척의 배가 기다려야 한다."),
]


@pytest.mark.parametrize(("lang", "said", "point"), SUMMED_UP)
@pytest.mark.parametrize(
    "box",
    [
        "<div class=c1><h3>{1}</h3><ul><li>{0}</li><li>{2}</li></ul></div>",
        "<div class=c1><ul><li>{0}</li></ul><div><button><span>{1}</span></button></div><p>{2}</p></div>",
        "<section><p>{0}</p><p>{2}</p><p class=c2>{1}</p></section>",
    ],
)
def test_what_a_machine_has_summed_up_is_none_of_the_text(lang, said, point, box):
    got = labels(story(over=box.format(point, said, LEAD)), lang)
    assert not [text for text in (point, said, LEAD) if got.get(text) in BODY_LABELS]


def test_a_story_about_summaries_by_machines_is_one():
    said = "The summary was written by AI, the mayor said, and nobody had read it before it was printed in the paper."
    assert labels(story(beside=f"<p>{said}</p>"))[said] == "body"
    points = "<ul><li>One crane fell into the basin of the port</li></ul>"
    assert labels(story(over=f"<div class=c1>{points}</div>"))["One crane fell into the basin of the port"] == "list"


@pytest.mark.parametrize("name", ["ai-summary", "column aiArticleSummary", "article__ai-summaries"])
def test_a_box_called_a_machines_summary_is_none_of_the_text(name):
    points = ("One crane fell, and two ferries have to wait for it.", LEAD)
    got = labels(story(over=f"<div class='{name}'><p>{points[0]}</p><p>{points[1]}</p></div>"))
    assert not [text for text in points if got[text] in BODY_LABELS]


SAID = (
    "About time that somebody mended the thing: it has been rotting for years, and nobody at the council has ever listened to those who moor there.",
    "I saw it fall from my kitchen window on the other side of the water, and it was as loud as thunder, whatever the harbour master may say of it.",
)
COMMENTS = {
    "blocks": '<div class="wp-block-comments"><h2>{head}</h2><ol><li><p>{0}</p></li><li><p>{1}</p></li></ol></div>',
    "classic": '<div id="comments" class="comments-area"><h2 class="comments-title">{head}</h2><ol class="comment-list"><li><p>{0}</p></li><li><p>{1}</p></li></ol></div>',
    "unnamed": "<section><h2>{head}</h2><div><p>{0}</p></div><div><p>{1}</p></div></section>",
    "no heading": '<div class="comments-list"><div><p>{0}</p></div><div><p>{1}</p></div></div>',
}
HEADS = {
    "en": ("2 responses to “{}”", "One thought on “{}”", "2 Comments"), "de": ("2 Antworten zu „{}“", "Ein Gedanke zu „{}“"),
    "fr": ("2 réponses à « {} »", "2 commentaires sur « {} »"), "es": ("2 respuestas a «{}»", "Un comentario en “{}”"),
    "pt": ("2 respostas para “{}”", "2 comentários em “{}”"), "it": ("2 risposte a “{}”", "2 commenti su “{}”"),
    "nl": ("2 reacties op “{}”", "2 gedachten over “{}”"), "pl": ("2 odpowiedzi na „{}”", "2 komentarze do „{}”"),
}  # fmt: skip
WALL = "<div class=paywall-box><h3>Subscribe to read on</h3><p>You have read your three free articles this month.</p></div>"


@pytest.mark.parametrize("kind", COMMENTS)
@pytest.mark.parametrize(("lang", "head"), [(lang, head) for lang, heads in HEADS.items() for head in heads])
def test_of_a_text_that_is_cut_short_the_comments_are_no_part(kind: str, lang: str, head: str):
    comments = COMMENTS[kind].format(*SAID, head=head.format(TITLE))
    got = article(f"<main><article><h1>{TITLE}</h1><div class=text><p>{FIRST}</p>{WALL}</div></article>{comments}</main>", lang)
    assert got.body == FIRST
    assert got.is_truncated


def test_a_column_that_its_maker_calls_a_comment_is_a_text():
    got = article(f"<main><div class='comments-body'>{story()}</div></main>")
    assert [b.text for b in got.blocks if b.label == "body"] == list(STORY)


def test_a_heading_that_speaks_of_answers_is_the_storys_own():
    got = article(story(beside="<h2>Three responses to the crisis</h2>"))
    assert [b.text for b in got.blocks if b.label == "body"] == list(STORY)


READ_ALSO = (
    "यह भी पढ़ें", "ये भी पढ़ें", "हेही वाचा", "यो पनि पढ्नुहोस्", "আরও পড়ুন", "આ પણ વાંચો", "ਇਹ ਵੀ ਪੜ੍ਹੋ", "இதையும் படிக்க", "ఇది కూడా చదవండి",
    "ಇದನ್ನೂ ಓದಿ", "ഇതും വായിക്കുക", "یہ بھی پڑھیں", "קראו גם", "Διαβάστε επίσης", "Citește și", "Вижте още", "Прочитајте повеќе",
    "Pročitajte još", "Прочитајте још", "Čítajte aj", "Preberite tudi", "Olvassa el ezt is", "Taip pat skaitykite", "Lasi arī", "Loe ka", "Lestu einnig",
    "Xem thêm", "อ่านเพิ่มเติม", "Baca juga", "Basahin din", "Soma pia", "Həmçinin oxuyun", "Կարդացեք նաև", "იხილეთ ასევე", "Lexo edhe", "Llegeix també", "Lees ook",
)  # fmt: skip


@pytest.mark.parametrize("words", READ_ALSO)
def test_what_else_to_read_is_no_text_in_any_language(words: str):
    line = f"<p>{words}: <a href=/barge>The barge that sank in the harbour basin last summer is raised at last</a></p>"
    got = labels(story(beside=line, under=line))
    assert {label for text, label in got.items() if text.startswith(words)} == {"related"}


def test_the_name_of_who_wrote_a_blogs_post_is_its_byline():
    got = labels(story(over='<div class="wp-block-group"><div class="wp-block-post-author-name">Ann Example</div></div>'))
    assert got["Ann Example"] == "byline"


@pytest.mark.parametrize("tail", ["({n})", "- {n} articles", "| {n}"])
def test_a_menu_over_the_byline_is_no_text_though_each_link_has_a_count(tail):
    links = ("Harbour project", "Town council", "Ferries and islands")
    rows = [f"<li><a href=/{n}>{link}</a> {tail.format(n=n)}</li>" for n, link in enumerate(links, 5)]
    got = article(f"<ul>{''.join(rows)}</ul>{story(over='<p class=byline>By Bob Sample</p>')}", "en")
    assert got.body == "\n\n".join(STORY)


CONTACTS = {
    "en": ("Media contact:", "Eve Model<br>press@port.example"),
    "en, in one line": ("Media Contact: Eve Model, press@port.example",),
    "de": ("Pressekontakt:", "Hafen AG<br>Eve Muster<br>Telefon 040 1234"),
    "fr": ("Contact presse :", "Ève Modèle, 01 23 45 67 89"),
    "es": ("Contacto de prensa", "Eva Modelo, prensa@port.example"),
    "it": ("Ufficio stampa:", "Eva Modello"),
    "wire": ("SOURCE Harbour Holdings",),
}


@pytest.mark.parametrize("lines", CONTACTS.values(), ids=CONTACTS)
def test_whom_journalists_may_ask_is_under_a_press_release(lines):
    got = article(story(under="".join(f"<p>{line}</p>" for line in lines)))
    assert got.body == "\n\n".join(STORY)


def test_a_contact_in_the_midst_is_the_storys():
    assert (
        labels(story(beside="<p>Media contact:</p><p>The press hears nothing more from the port.</p>"))["Media contact:"]
        == "body"
    )


APPS = {
    "en": ("All the news in our app", "Load it from the App Store", "Get it on Google Play"),
    "de": ("Alle Nachrichten immer dabei", "Jetzt bei Google Play laden", "Laden im App Store"),
    "fr": ("Toutes les informations partout", "Télécharger dans l’App Store", "Disponible sur Google Play"),
}


@pytest.mark.parametrize("lang", APPS)
def test_one_call_in_a_list_under_the_text_speaks_for_all_of_it(lang):
    items = "".join(f"<li>{item}</li>" for item in APPS[lang])
    got = labels(story(under=f"<h3>App</h3><ul>{items}</ul>"), lang)
    assert not [item for item in ("App", *APPS[lang]) if got[item] in BODY_LABELS]


@pytest.mark.parametrize(
    "address", ["/abo/probe", "https://abo.gazette.example/?x=1", "//www.gazette.example/newsletter", "/subscribe"]
)
@pytest.mark.parametrize("kind", ["p", "h3"])
def test_a_line_that_leads_to_an_offer(address, kind):
    line = f"<{kind}>Four weeks for nothing: <a href='{address}'>take it now</a></{kind}>"
    assert labels(story(beside=line))["Four weeks for nothing: take it now"] == "promo"


@pytest.mark.parametrize(
    "address", ["/news/newsletter-of-the-port", "https://port.example/shop", "/abolition", "/about/subscribe"]
)
def test_a_line_that_leads_elsewhere_is_the_storys(address):
    line = f"<p>What the port says: <a href='{address}'>its own account</a></p>"
    assert labels(story(beside=line))["What the port says: its own account"] == "body"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Get the Morning Mail in your inbox every morning."),
        ("en", "Would you like to receive notifications about new posts?"),
        ("de", "Das Wichtigste des Tages jeden Morgen in Ihrem Postfach."),
    ],
)
def test_a_newsletters_offer_in_other_words(lang, line):
    assert labels(story(under=f"<p>{line}</p>"), lang)[line] == "promo"


def test_what_people_find_in_their_mail_is_the_storys():
    found = "Viele Kunden fanden jeden Tag fremde Rechnungen in ihrem Postfach."
    assert labels(story(beside=f"<p>{found}</p>"), "de")[found] == "body"


def test_words_set_large_in_a_table():
    quote = f"<table align=right><tr><td><b>“{THIRD[:90]}”</b></td></tr></table>"
    assert labels(story(beside=quote))[f"“{THIRD[:90]}”"] == "repeat"


@pytest.mark.parametrize(
    "note", ["Top photo: The crane in the basin, by Bob Sample", "Titelbild: Bob Sample", "Cover image by Bob Sample"]
)
def test_whose_the_leading_picture_is(note):
    assert labels(story(under=f"<p>{note}</p>"))[note] == "credit"


@pytest.mark.parametrize("name", ["banner", "share-banner"])
@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_heading_of_the_story_stays_one_whatever_its_box_is_called(name, tag):
    own = f"<div class='{name}'><{tag}>What the council says</{tag}></div>"
    linked = f"<div class='{name}'><{tag}><a href=/offers>Read the port's letter</a></{tag}></div>"
    assert labels(story(beside=own))["What the council says"] == "heading"
    assert labels(story(beside=linked))["Read the port's letter"] not in BODY_LABELS
