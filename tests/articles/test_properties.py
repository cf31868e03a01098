"""What holds for every byline and dateline: printed and read again they are the same, and no character is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import byline, dateline
from tests.articles.dateline.test_dateline import HEADS, TEXTS_OF_DATELINES
from tests.bench.dateline_styles import STYLES, printed, wrong

PEOPLE = st.sampled_from(
    [
        "Jane Doe",
        "Ludwig van der Berg",
        "Seán O'Neill",
        "Ana María Pérez",
        "Flora McAlpine",
        "Jean-Pierre de la Tour",
        "J. K. Marsh",
    ]
)
TOWNS = st.sampled_from(["Baghdad", "New York", "São Paulo", "Cairo", "Tel Aviv"])
AGENCIES = st.sampled_from(["AFP", "Reuters", "Associated Press", "dpa"])
HOUSES = AGENCIES | st.just("The Guardian")


@given(st.lists(PEOPLE, min_size=1, max_size=4, unique=True), st.none() | TOWNS, st.none() | HOUSES, st.booleans())
def test_a_printed_byline_gives_its_people_back(people, town, house, shouted):
    names = " and ".join(filter(None, (", ".join(people[:-1]), people[-1])))
    raw = f"By {names.upper() if shouted else names}{f' in {town}' if town else ''}{f', {house}' if house else ''}"
    found = byline.parse(raw, lang="en").contributors
    assert [c.kind for c in found] == ["person"] * len(people)
    assert [c.name for c in found] == people
    assert {c.location for c in found} == {town}
    assert {c.affiliation for c in found} == {(house,) if house else ()}


@given(
    PEOPLE,
    AGENCIES,
    st.sampled_from(["Photo: {0}/{1}", "{0}/{1}", "({1}/{0})", "Foto: {0} / {1}", "Photo by {0}/{1}", "© {0} / {1}"]),
)
def test_a_printed_credit_gives_its_photographer_back(name, house, style):
    found = byline.parse(style.format(name, house)).contributors
    assert [(c.name, c.role, c.affiliation) for c in found] == [(name, "photo", (house,))]


@settings(deadline=None)
@given(st.sampled_from(HEADS), st.text(max_size=60))
def test_dateline_separator_and_body_are_the_paragraph(head, rest):
    raw = head + rest
    found = dateline.parse(raw, lang="en", published=date(2024, 6, 7))
    if found:
        start, end = found.span
        separator = raw[end : found.body_start]
        assert raw == raw[:start] + raw[start:end] + separator + raw[found.body_start :]
        # 题 is a label; ـ is a letter to Unicode, and a dash to the Arabic press.
        between = raw[:start].removeprefix("By ") + separator.replace("题", "").replace("ـ", "")
        assert not any(map(str.isalnum, between))


@pytest.mark.parametrize("style", STYLES)
def test_printed_datelines_come_back(style):
    """A hundred of each style here, ten thousand in `python -m tests.bench.dateline_styles`."""
    assert [(one.head, what) for one in printed(style, 100, seed=7) if (what := wrong(one))] == []


@given(TEXTS_OF_DATELINES, st.sampled_from([None, "en", "cs", "ar", "zh", "tr"]))
@settings(deadline=None, max_examples=150)
def test_reading_a_dateline_twice_is_reading_it_once(raw, lang):
    found = dateline.parse(raw, lang=lang)
    assert dateline.parse(raw, lang=lang) == found
    if found:
        assert all(place.as_written in raw for place in found.places)
