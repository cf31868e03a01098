"""One code a language, whatever a page or a paper's file calls it."""

import pytest

from articles import byline, dateline
from articles.languages import code_of, rules_for
from articles.languages.words import languages
from articles.publisher import known_language

TAGS = [
    ("no", "nb", "nb"), ("nb-NO", "nb", "nb"), ("nob", "nb", "nb"), ("nor", "nb", "nb"), ("no_NO", "nb", "nb"),
    ("nn", "nn", "nb"), ("nn-NO", "nn", "nb"), ("nno", "nn", "nb"),
    ("EN_us", "en", "en"), ("deu", "de", "de"), ("fil-PH", "fil", "fil"), ("xq", "xq", "xq"),
    ("", None, None), (None, None, None), ("x", None, None), ("english", None, None), ("12", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "code", "rules"), TAGS)
def test_a_tag_s_code_and_whose_rules_read_it(tag: str | None, code: str | None, rules: str | None) -> None:
    assert (code_of(tag), rules_for(tag)) == (code, rules)


@pytest.mark.parametrize("lang", ["no", "nb", "nb-NO", "nn"])
def test_a_norwegian_opinion_piece_keeps_its_author(lang: str) -> None:
    assert [one.name for one in byline.parse("kronikk Kari Nordmann", lang=lang).contributors] == ["Kari Nordmann"]
    assert byline.parse("Kari Nordmann i Bergen", lang=lang).contributors[0].location == "Bergen"


@pytest.mark.parametrize("lang", ["no", "nb", "nn"])
def test_norwegian_datelines_are_read_under_each_code(lang: str) -> None:
    found = dateline.parse("Bodø. Fergen går igjen i dag etter to uker ved kai, opplyser rederiet til avisen.", lang=lang)
    assert found is not None
    assert [place.name for place in found.places] == ["Bodø"]


def test_a_paper_s_file_says_the_one_code() -> None:
    assert known_language("nb") == "nb"
    with pytest.raises(ValueError, match="is nb meant"):
        known_language("no")


def test_no_file_and_no_key_knows_norwegian_by_another_code() -> None:
    assert "nb" in languages()
    assert not {"no", "nor", "nob"} & set(languages())
