"""One file a language, each key documented, and a page made from them."""

import re
from itertools import chain
from pathlib import Path

import pytest

from articles.languages import codes
from articles.languages.page import as_markdown, keys, used
from articles.languages.words import SEVERAL, each, languages, of_all, that_are
from articles.places.gazetteer import regions

CODES = sorted(languages())
COUNTRIES = {place.country for places in regions().values() for place in places}


@pytest.mark.parametrize("code", CODES)
def test_a_language_s_file_is_called_by_its_one_code_and_uses_known_keys(code: str) -> None:
    assert code == SEVERAL or codes().get(code, code) == code
    assert not [key for key in used(languages()[code]) if key not in keys()]
    assert languages()[code]["name"]


def test_each_key_is_used_by_a_language() -> None:
    assert set(keys()) == {key for said in languages().values() for key in used(said)}


@pytest.mark.parametrize("code", sorted({*each("months"), *each("weekdays"), *each("homes")}))
def test_a_language_s_calendar_and_countries_are_whole(code: str) -> None:
    said = languages()[code]
    for key in ("months", "solar_months"):
        assert len(said.get(key, [""] * 12)) == 12
        assert all(
            form == form.strip() and not form.endswith(".") for months in said.get(key, ()) for form in months.split("|")
        )
    assert {country for country in said.get("homes", ()) if country != "-"} <= COUNTRIES


@pytest.mark.parametrize("code", CODES)
def test_a_list_says_each_word_once(code: str) -> None:
    def twice(said: dict, before: str = "") -> list[str]:
        lists = {before + key: value for key, value in said.items() if isinstance(value, list) and isinstance(value[0], str)}
        inner = [twice(value, f"{before}{key}.") for key, value in said.items() if isinstance(value, dict)]
        return [key for key, words in lists.items() if len(set(words)) != len(words) and "months" not in key] + list(
            chain(*inner)
        )

    assert twice(dict(languages()[code])) == []


def test_a_key_is_read_of_one_language_of_each_and_of_all() -> None:
    assert each("dateline.byline")["nl"] == ["Door"]
    assert {"Door", "Von", "By"} <= set(of_all("dateline.byline"))
    assert len(of_all("weekdays")) == len(set(of_all("weekdays")))
    assert {"hi", "de"} <= that_are("dateline.full_stop")
    assert "en" not in that_are("dateline.full_stop")
    assert each("no.such.key") == {}


def test_the_page_is_current() -> None:
    page = Path(__file__).parents[3] / "docs" / "languages.md"
    assert page.read_text("utf-8") == as_markdown(), "make docs writes it anew"
    assert len(re.findall(r"(?m)^\| [^|]+ \| `[a-z]{2,3}` \|", as_markdown())) == len(CODES)
