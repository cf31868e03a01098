import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extract.blocks import TextBlock, lines
from articles.labels.passage import PageContext
from articles.labels.rules import label

PARAGRAPH = (
    "The harbour of the small town was closed on Monday after a crane had fallen into the basin, the port authority said."
)
SECOND = (
    "Nobody was hurt, and the ferries went from the neighbouring port for the rest of the week, its spokeswoman told reporters."
)
THIRD = "The basin will be dredged before the summer, when the first of the sailing boats return from the islands in the south."


def labels_of(text: str, **facts) -> list[tuple[str, str]]:
    return [(p.label, p.text) for p in label(lines(text), PageContext(is_plain=True, **facts)) if p.text]


# A line among three paragraphs of a plain text, where it stands (0 before the first ... 3 after the last), and its label.
LINES = [
    ("Comments", 3, "comments"),
    ("Kommentar schreiben", 3, "comments"),
    ("Laisser un commentaire", 3, "comments"),
    ("Dodaj komentarz", 3, "comments"),
    ("Оставить комментарий", 3, "comments"),
    ("コメントを書く", 3, "comments"),
    ("댓글 쓰기", 3, "comments"),
    ("أضف تعليقاً", 3, "comments"),
    ("Your email address will not be published.", 3, "comments"),
    ("Deine E-Mail-Adresse wird nicht veröffentlicht.", 3, "comments"),
    ("Read also: Crane falls at another port", 2, "related"),
    ("Lesen Sie auch: Kran stürzt um", 2, "related"),
    ("Lire aussi : Une grue tombe dans le port", 2, "related"),
    ("Lea también: Cae una grúa", 2, "related"),
    ("Leia também: Guindaste cai no porto", 2, "related"),
    ("Leggi anche: Gru cade nel porto", 2, "related"),
    ("Lees ook: Kraan valt in haven", 2, "related"),
    ("Läs också: Kran föll i hamnen", 2, "related"),
    ("Czytaj także: Dźwig runął do basenu", 2, "related"),
    ("Čtěte také: Jeřáb spadl do přístavu", 2, "related"),
    ("İlgili haberler: Vinç devrildi", 2, "related"),
    ("Читайте также: Кран упал в бассейн", 2, "related"),
    ("Читайте також: Кран упав у басейн", 2, "related"),
    ("اقرأ أيضا: سقوط رافعة في الميناء", 2, "related"),
    ("相关阅读：起重机倒塌", 2, "related"),
    ("関連記事：クレーンが倒れる", 2, "related"),
    ("관련 기사: 크레인 붕괴", 2, "related"),
    ("You have 40% of this article left to read.", 3, "paywall"),
    ("Il vous reste 62.5% de cet article à lire. La suite est réservée aux abonnés.", 3, "paywall"),
    ("Dieser Artikel ist nur für Abonnenten.", 3, "paywall"),
    ("Sign up for our morning newsletter", 3, "promo"),
    ("Tempo de leitura: 2 minutos", 0, "time"),
    ("Tiempo estimado de lectura: 2 minutos", 0, "time"),
    ("Folgen Sie uns auf allen Kanälen", 3, "promo"),
    ("(Reporting by Ann Example; Editing by Bob Sample)", 3, "colophon"),
    ("© dpa-infocom, dpa:270101-99-000000/1", 3, "colophon"),
    ("(Avec AFP)", 3, "colophon"),
    ("Last updated: 3 March 2027, 10:15", 0, "time"),
    ("A new basin", 1, "heading"),
    ("“No danger to swimmers”", 2, "heading"),
    ("Photo: Ann Example / AFP", 0, "credit"),
    ("Foto: Jan Beispiel/dpa", 0, "credit"),
    ("The crane in the basin of the port, May 4.", 0, "caption"),
]


@pytest.mark.parametrize(("line", "at", "expected"), LINES)
def test_line_of_a_plain_text(line, at, expected):
    text = [PARAGRAPH, SECOND, THIRD]
    text.insert(at, line)
    assert (expected, line) in labels_of("Crane falls into harbour basin\n" + "\n".join(text))


SENTENCES_THAT_LOOK_ALIKE = [
    "Comments on the plan were invited from everybody who lives within a mile of the basin, and hundreds came in by Friday.",
    "Read also aloud on the radio, the letter of the port's engineers moved many of those who had lost their work that winter.",
    "Photo: the word stood on the back of the print that an archivist found in the harbour master's desk, and nothing else.",
    "By the time the crane was lifted, a week had gone by and the ferries were back on the route that they had always taken.",
]


@pytest.mark.parametrize("sentence", SENTENCES_THAT_LOOK_ALIKE)
def test_a_paragraph_is_body_however_it_starts(sentence):
    assert ("body", sentence) in labels_of(f"Crane falls into basin\n{PARAGRAPH}\n{sentence}\n{THIRD}")


def test_caption_and_credit_in_one_line_are_two():
    text = f"A crane lies in the basin of the port on May 4, 2027. Photo: Ann Example / AFP\n{PARAGRAPH}\n{SECOND}"
    assert labels_of(text)[:3] == [
        ("caption", "A crane lies in the basin of the port on May 4, 2027."),
        ("credit", "Photo: Ann Example / AFP"),
        ("body", PARAGRAPH),
    ]


def test_a_name_above_the_text_is_its_section():
    assert labels_of(f"Shipping\nCrane falls into harbour basin\n{PARAGRAPH}\n{SECOND}")[:2] == [
        ("section", "Shipping"),
        ("headline", "Crane falls into harbour basin"),
    ]


def test_a_repeated_paragraph_is_a_repeat_with_the_heading_above_it():
    text = "\n".join(["Crane falls into basin", PARAGRAPH, SECOND, "A new basin", THIRD, SECOND, "A new basin", THIRD])
    assert [name for name, _ in labels_of(text)] == ["headline", "body", "body", "heading", "body", "repeat", "repeat"]


def test_glued_paragraphs_are_two():
    assert labels_of(f"Crane falls into basin\n{PARAGRAPH}{SECOND}\n{THIRD}")[1:3] == [("body", PARAGRAPH), ("body", SECOND)]


def test_a_domain_is_not_two_paragraphs():
    text = (
        PARAGRAPH.removesuffix(".")
        + " in a letter to Harbours.Example that the newspaper has seen and that was signed by the harbour master."
    )
    assert ("body", text) in labels_of(f"Crane falls into basin\n{text}\n{THIRD}")


def test_a_publishers_own_lines_are_notices():
    line = (
        "The Sample Gazette is printed on paper from its own forests and read by people who like to know where it comes from."
    )
    assert ("notice", line) in labels_of(
        f"Crane falls\n{PARAGRAPH}\n{line}", boilerplate=frozenset({"".join(filter(str.isalnum, line)).casefold()})
    )


PIECES = [PARAGRAPH, SECOND, THIRD, "Comments", "Photo: A B / AFP", "LONDON (Reuters) - ", "Read also", "A heading", "", " ", "\t", "x.Y", "\u200c", "© dpa",
          "You have 12% of this article left to read.", "By Ann Example", "2027-01-01", "…", "「引用」", "مرحبا"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=60), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["\n", "\n\n", " \n ", "", " "]).map(lambda gap: gap.join(pieces))
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_labelled_blocks_joined_are_the_text(text):
    assert "".join(p.text + p.gap for p in label(lines(text), PageContext(is_plain=True))) == text


RUNS = st.lists(
    st.builds(
        TextBlock,
        text=st.sampled_from([p for p in PIECES if p.strip()]) | st.text(min_size=1, max_size=60).filter(str.strip),
        gap=st.sampled_from(["\n\n", "\n", ""]),
        tag=st.sampled_from(["p", "h1", "h2", "li", "div", "figcaption", "blockquote", "td"]),
        classes=st.sampled_from(["", "p body", "figure caption", "div related", "newsletter", "author-bio", "comments"]),
        linked=st.floats(0, 1),
        is_main_text=st.booleans(),
    ),
    max_size=12,
)


@given(RUNS)
@settings(max_examples=300, deadline=None)
def test_labelled_runs_of_a_page_joined_are_its_text(blocks):
    passages = label(blocks, PageContext(titles=frozenset({"aheading"}), authors=frozenset({"annexample"})))
    assert "".join(p.text + p.gap for p in passages) == "".join(block.text + block.gap for block in blocks)
    assert all(p.label for p in passages if p.text)


ENDINGS = [
    (
        "Follow us for more news from the harbour, every morning before the ferries go and every evening when they are back.",
        "promo",
    ),
    (
        "Folgen Sie uns auch auf allen Kanälen, damit Sie nichts aus dem Hafen und von den Fähren mehr verpassen müssen.",
        "promo",
    ),
    (
        "Subscribe to the paper and have it delivered to your door before the first ferry leaves the basin in the morning.",
        "promo",
    ),
    ("All that has happened in the harbour since Monday can be read in our running report:", "related"),
]


@pytest.mark.parametrize(("last", "expected"), ENDINGS)
def test_a_call_at_the_end_of_a_page_is_no_body(last, expected):
    passages = label([TextBlock(text) for text in (PARAGRAPH, SECOND, last)], PageContext())
    assert [p.label for p in passages] == ["body", "body", expected]


def test_the_same_words_in_the_middle_are():
    sentence = (
        "“Follow us,” the pilot called to the ferries, and led them through the narrow gap between the crane and the pier."
    )
    assert [p.label for p in label([TextBlock(text) for text in (PARAGRAPH, sentence, THIRD)], PageContext())] == [
        "body",
        "body",
        "body",
    ]


# An untaken run between two paragraphs that were taken: tag, names round it, share in links, and what it is.
BETWEEN = [
    ("p", "p", 0.0, "body"),
    ("h2", "h2", 0.0, "heading"),
    ("li", "li ul", 0.0, "list"),
    ("td", "td tr table", 0.0, "table"),
    ("p", "p div related-articles", 0.0, "related"),
    ("p", "p aside factbox", 0.0, "notice"),
    ("p", "p div newsletter-signup", 0.0, "promo"),
    ("div", "div caption figure", 0.0, "caption"),
    ("p", "p", 1.0, "related"),
    ("div", "div", 0.0, "notice"),
    ("p", "p div sidebar", 0.0, "notice"),
    ("p", "p div main-with-sidebar", 0.0, "body"),
    ("p", "p div sidebar-grid__content", 0.0, "body"),
    ("p", "p div accordion-panel hidden", 0.0, "notice"),
    ("p", "p div field--label-hidden", 0.0, "body"),
]


@pytest.mark.parametrize(("tag", "classes", "linked", "expected"), BETWEEN)
def test_what_trafilatura_left_out_between_paragraphs(tag, classes, linked, expected):
    left_out = TextBlock("The pier was built in the last century", tag=tag, classes=classes, linked=linked, is_main_text=False)
    assert [p.label for p in label([TextBlock(PARAGRAPH), left_out, TextBlock(SECOND)], PageContext())] == [
        "body",
        expected,
        "body",
    ]


# As above, a paragraph: tag, names round it, and what it is.
PARAGRAPHS = [
    ("p", "p div accordion-panel hidden", "body"),
    ("div", "div", "body"),
    ("div", "div sidebar", "notice"),
    ("div", "div figure caption", "caption"),
]


@pytest.mark.parametrize(("tag", "classes", "expected"), PARAGRAPHS)
def test_a_paragraph_that_trafilatura_left_out_between_two(tag, classes, expected):
    left_out = TextBlock(f"{SECOND} {SECOND}", tag=tag, classes=classes, is_main_text=False)
    assert [p.label for p in label([TextBlock(PARAGRAPH), left_out, TextBlock(THIRD)], PageContext())] == [
        "body",
        expected,
        "body",
    ]


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("p div newsletter-box", "notice"),
        ("p div affiliate-disclosure", "notice"),
        ("p div popup", "notice"),
        ("p div text", "body"),
    ],
)
def test_what_is_never_the_articles_though_it_was_taken(classes, expected):
    blocks = [TextBlock(PARAGRAPH), TextBlock(SECOND, classes=classes), TextBlock(THIRD)]
    assert [p.label for p in label(blocks, PageContext())] == ["body", expected, "body"]
