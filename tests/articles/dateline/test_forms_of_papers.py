"""What is a dateline alone because nearly all of the paper's are printed like it."""

import pytest

from articles.dateline import parse
from articles.profile import HABITS

EN = "The council voted on Tuesday to close the bridge that has stood there for a century."
DE = "Der Rat hat am Dienstag beschlossen, die Brücke zu sperren, die seit hundert Jahren dort steht."
RU = "Совет во вторник решил закрыть мост, который стоит здесь уже сто лет."


@pytest.mark.parametrize(
    ("form", "lang", "text", "place"),
    [
        ("capitals, dash", "en", f"OLD FERROWBY — {EN}", "Old Ferrowby"),
        ("capitals, dash", "en", f"FERROWBY - {EN}", "Ferrowby"),
        ("capitals, dash", "ru", f"ВЕРХНЕЗЕРСК – {RU}", "Верхнезерск"),
        ("capitals, colon", "en", f"FERROWBY: {EN}", "Ferrowby"),
        ("capitals, full stop", "de", f"OBERGRAMSENDORF. {DE}", "Obergramsendorf"),
        ("name, dash", "en", f"Tobermory – {EN}", "Tobermory"),
        ("name, full stop", "de", f"Wieda. {DE}", "Wieda"),
    ],
)
def test_in_the_papers_form_a_small_or_unknown_place_is_a_dateline(form: str, lang: str, text: str, place: str) -> None:
    found = parse(text, lang=lang, forms=frozenset({form}))
    assert found is not None
    assert [one.name for one in found.places] == [place]
    assert text[found.body_start :] in (EN, DE, RU)
    others = frozenset(HABITS["dateline form"] or ()) - {form}
    assert parse(text, lang=lang, forms=others) is None


@pytest.mark.parametrize(
    ("form", "lang", "text"),
    [
        ("name, dash", "en", f"Ferrowby – {EN}"),  # a kicker or a name: the gazetteer lacks it, and nothing is in capitals
        ("name, full stop", "de", f"Obergramsendorf. {DE}"),
        ("capitals, dash", "en", "FERROWBY — Tickets"),
        ("capitals, dash", "en", f"OPINION — {EN}"),
        ("capitals, dash", "en", f"FERROWBY, GRAMSEY — {EN}"),
        ("capitals, dash", "en", f"FERROWBY — {EN[0].lower()}{EN[1:]}"),
        ("name, dash", "en", f"Christian – {EN}"),
    ],
)
def test_what_only_looks_like_it_is_none(form: str, lang: str, text: str) -> None:
    assert parse(text, lang=lang, forms=frozenset({form})) is None
