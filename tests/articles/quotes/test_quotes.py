"""Quotations of many languages, a line each with its answer."""

from pathlib import Path
from time import process_time

import pytest

from articles.quotes import attribution, neighbours, quotes, titles
from articles.quotes.marks import stretches

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "quotations.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def found(language: str, paragraphs: str) -> list[str]:
    told = quotes(paragraphs.replace("\\u202f", "\u202f").split("¶"), language)
    return [f"{quote.text.replace(chr(10) * 2, '¶')} = {quote.speaker or '-'}" for quote in told]


@pytest.mark.parametrize("line", LINES, ids=[f"{line[0]}: {line[1]}" for line in LINES])
def test_quotations(line: list[str]):
    language, paragraphs, *expected = line
    assert found(language, paragraphs) == (expected[0].split(" | ") if expected else [])


@pytest.mark.parametrize("line", LINES, ids=[f"{line[0]}: {line[1]}" for line in LINES])
def test_a_span_holds_the_words(line: list[str]):
    paragraphs = line[1].split("¶")
    body = "\n\n".join(paragraphs)
    for quote in quotes(paragraphs, line[0]):
        assert body[quote.span_start : quote.span_end].startswith(quote.text.split("\n\n")[0])
        assert body[quote.span_start : quote.span_end].endswith(quote.text.split("\n\n")[-1])


TABLES = [(attribution, "RULES"), (neighbours, "RULES"), (titles, "RULES")]


@pytest.mark.parametrize(
    ("module", "rule"),
    [(module, rule) for module, table in TABLES for rule in getattr(module, table)],
    ids=lambda it: it.__name__,
)
def test_without_a_rule_some_line_is_read_otherwise(module, rule, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "RULES", tuple(one for one in module.RULES if one is not rule))
    expected = [line[2].split(" | ") if len(line) > 2 else [] for line in LINES]
    assert [found(language, text) for language, text, *_ in LINES] != expected


MARKS = [
    "“{}”",
    "”{}”",
    "„{}“",
    "„{}”",
    "«{}»",
    "»{}«",
    "« {} »",
    "«\u202f{}\u202f»",
    "‹{}›",
    '"{}"',
    "''{}''",
    "``{}''",
    "「{}」",
    "『{}』",
]


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "ar", None])
def test_every_style_of_marks_in_every_language(marks: str, language: str | None):
    words = "Six words stand in this quotation"
    text = "It begins so: " + marks.format(words)
    (quote,) = quotes([text], language)
    assert (quote.text, text[quote.span_start : quote.span_end]) == (words, words)


@pytest.mark.parametrize("marks", MARKS)
def test_paragraphs_that_open_again_are_one_quotation(marks: str):
    opening, closing = marks.split("{}")
    texts = ["The first of the paragraphs.", "The second of the paragraphs.", "The third of the paragraphs."]
    paragraphs = [opening + texts[0], opening + texts[1], opening + texts[2] + closing]
    (quote,) = quotes(paragraphs, "en")
    assert quote.text == "\n\n".join(texts)


@pytest.mark.parametrize(
    "text",
    [
        "It’s the boys’ school, and ’tis old.",
        'A 12" pipe and a 6\'2" man.',
        "rock ’n’ roll in the ’90s",
        "O'Neill's and D'Arcy's",
        '"',
        "“”",
        "« »",
        "''",
        "“",
        "’",
        "5' 10'' tall",
        'lang="en" dir="ltr"',
    ],
)
def test_apostrophes_measures_and_empty_marks_are_no_quotations(text: str):
    assert quotes([text], "en") == ()


def test_a_long_word_before_a_verb_is_looked_at_once():
    before = process_time()
    assert found("en", f"Ada {'b' * 100_000} of Lyon said: “It sails every hour from the old quay.”")
    assert process_time() - before < 5


def test_a_list_of_quotations_without_a_full_stop_costs_as_it_is_long():
    spent = []
    for number in (300, 3000):
        before = process_time()
        assert len(quotes(["“It is a long day here.” ― Ann Lee " * number], "en")) == number
        spent.append(process_time() - before)
    assert spent[1] < 40 * spent[0]  # a hundred times, if each were compared with all


@pytest.mark.parametrize(("opening", "closing"), [("'", "'"), ("‘", "’")])
@pytest.mark.parametrize("behind", [", Ann Lee said.", ".", "; so she said.", "? she asked."])
def test_of_several_single_marks_the_one_beside_a_stop_closes(opening: str, closing: str, behind: str) -> None:
    """What stands behind the plural of those to whom something belongs looks like a closing mark, too."""
    said = f"The workers{closing} bridge is open"
    (found,) = stretches(f"{opening}{said}{closing}{behind}")
    assert found.inner_end - found.inner_start == len(said)
