import json
from datetime import date
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.dateline import parse, to_json

PUBLISHED = date(2024, 6, 7)
GOES_ON = {
    "en": " met on Tuesday to talk about the budget for schools and roads in every part of the region, officials said.",
    "ar": " في اجتماع يوم الثلاثاء إن ميزانية المدارس والطرق في جميع أنحاء المنطقة سوف تناقش قريبا",
    "hi": " ने मंगलवार को पूरे क्षेत्र के विद्यालयों और सड़कों के बजट पर चर्चा करने के लिए बैठक की",
    "zh": "星期二举行会议讨论本地区学校和道路的预算问题并听取了有关部门负责人的工作汇报和建议意见。",
    "ja": "は火曜日に会合を開き、地域全体の学校と道路の予算について話し合い、関係者の意見を聞いた。",
    "ko": " 화요일 회의를 열어 지역 전체의 학교와 도로 예산을 논의하고 관계자들의 의견을 들었다고 밝혔다.",
}  # fmt: skip
LIKE = {"fa": "ar", "ur": "ar", "he": "ar", "bn": "hi", "th": "hi"}


def table():
    lines = (Path(__file__).parent / "datelines.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            lang, text, places, day, agency = [*line.split("\t"), "", "", ""][:5]
            yield pytest.param(lang, text, places, day, agency, id=f"{lang}: {text}")


def whole(lang, text):
    """A paragraph that begins so."""
    return text + GOES_ON[LIKE.get(lang, lang if lang in GOES_ON else "en")]


@pytest.mark.parametrize(("lang", "text", "places", "day", "agency"), list(table()))
def test_table(lang, text, places, day, agency):
    raw = whole(lang, text.replace("‖", ""))
    found = parse(raw, lang=lang, published=PUBLISHED)
    if "‖" not in text:
        assert found is None
        return
    assert found is not None
    assert ";".join(f"{p.name} {p.country}" for p in found.places) == places
    assert (found.date.iso if found.date else "") == (day or None if found.date else day)
    assert (found.agency.as_written if found.agency else "") == agency
    assert found.body_start == text.index("‖")


def test_a_dateline_says_where_on_the_map():
    raw = whole("en", "ERBIL, Kurdistan Region – The council")
    found = parse(raw)
    place = found.places[0]
    assert (place.as_written, place.name, place.country, place.geonames_id) == ("ERBIL, Kurdistan Region", "Erbil", "IQ", 95446)
    assert (round(place.lat, 1), round(place.lon, 1)) == (36.2, 44.0)
    assert raw[slice(*found.span)] == "ERBIL, Kurdistan Region"


@pytest.mark.parametrize(
    ("lang", "country", "text", "place"),
    [
        ("es", None, "CÓRDOBA (EFE).- El", ("Córdoba", "ES")),
        ("es", "AR", "CÓRDOBA (EFE).- El", ("Córdoba", "AR")),
        ("es", "AR", "CÓRDOBA, España (EFE).- El", ("Córdoba", "ES")),
        ("en", None, "BIRMINGHAM (Reuters) - The", ("Birmingham", "GB")),
        ("en", "US", "BIRMINGHAM (AP) - The", ("Birmingham", "US")),
        ("en", "CA", "LONDON (AP) - The", ("London", "GB")),
        ("en", "US", "PARIS (AP) - The", ("Paris", "FR")),
        ("en", "GB", "LITTLE NOWHEREBY (PA) - The", ("Little Nowhereby", "GB")),
    ],
)
def test_the_papers_country_tells_namesakes_apart(lang, country, text, place):
    found = parse(whole("en", text), lang=lang, country=country).places[0]
    assert (found.name, found.country) == place


def test_what_is_written_is_kept_as_written():
    raw = whole("ru", "МОСКВА, 5 июн - РИА Новости, Иван Петров. Совет")
    found = parse(raw, lang="ru", published=PUBLISHED)
    assert raw[slice(*found.span)] == "МОСКВА, 5 июн - РИА Новости, Иван Петров"
    assert (found.date.as_written, found.agency.name, found.correspondent) == ("5 июн", "RIA Novosti", "Иван Петров")


@pytest.mark.parametrize(
    ("published", "text", "iso"),
    [
        (None, "LONDON, June 5 (Reuters) - The", None),
        (None, "LONDON, June 5, 2019 (Reuters) - The", "2019-06-05"),
        (date(2024, 1, 2), "LONDON, Dec 31 (Reuters) - The", "2023-12-31"),
        (date(2023, 12, 31), "LONDON, Jan 1 (Reuters) - The", "2024-01-01"),
        (date(2024, 3, 1), "LONDON, Feb 29 (Reuters) - The", "2024-02-29"),
        (date(2024, 6, 7), "LONDON, Nov 9 (Reuters) - The", "2023-11-09"),
    ],
)
def test_the_year_comes_from_the_page(published, text, iso):
    assert parse(text + GOES_ON["en"], lang="en", published=published).date.iso == iso


def test_a_month_with_another_meaning_elsewhere():
    croatian, polish = "ZAGREB, 5. listopada 2023. (Hina) - Grad", "Warszawa, 5 listopada 2023 (PAP) - Rada"
    assert parse(croatian, lang="hr").date.iso == "2023-10-05"
    assert parse(polish, lang="pl").date.iso == "2023-11-05"


def test_the_answer_has_the_contract_s_keys():
    raw = "BERLIN/PARIS, 5. Juni (dpa) - Die Stadt"
    answer = to_json(raw, parse(raw, lang="de", published=PUBLISHED))
    assert json.loads(json.dumps(answer)) == {
        "is_dateline": True,
        "places": [
            {"as_written": "BERLIN", "name": "Berlin", "admin1": "Berlin", "country": "DE", "lat": 52.524, "lon": 13.411},
            {"as_written": "PARIS", "name": "Paris", "admin1": None, "country": "FR", "lat": 48.853, "lon": 2.349},
        ],
        "date": {"as_written": "5. Juni", "iso": "2024-06-05"},
        "agency": {"as_written": "dpa", "name": "dpa"},
        "correspondent": None,
        "span": [0, 27],
        "body_start": 30,
        "rule": "agency",
    }
    assert to_json("Die Stadt", None)["is_dateline"] is False


HEADS = [p.values[1].replace("‖", "") for p in table()]
PIECES = st.sampled_from(
    [*HEADS, *"([/（【.-–:,，=。 电電\n", "London", "Reuters", "5 June", "6月5日", "記者", "\u0301", "\udc80", "العربية"]
)


TEXTS_OF_DATELINES = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=300, deadline=None)
@given(
    TEXTS_OF_DATELINES,
    st.sampled_from(["en", "ja", "ar", "de", "", None]),
)
def test_any_string_is_taken(raw, lang):
    found = parse(raw, lang=lang, published=PUBLISHED)
    answer = to_json(raw, found)
    assert 0 <= answer["body_start"] <= len(raw)
    if found:
        start, end = found.span
        assert 0 <= start < end <= found.body_start <= len(raw)
        assert all(p.as_written in raw for p in found.places)
        assert found.agency is None or found.agency.as_written in raw


def test_time_is_bounded_by_the_head():
    for raw in ("A" * 10**6, "Ab " * 10**5, "( " * 10**5, "London, " * 10**5, "北京" * 10**5, ". " * 10**5, "/ " * 10**5):
        begun = thread_time()
        parse(raw, lang="en", published=PUBLISHED)
        assert thread_time() - begun < 2


def test_a_month_of_two_words_is_one() -> None:
    found = parse("بغداد، 19 تشرين الثاني (رويترز) - قال", lang="ar", published=date(2026, 11, 19))
    assert found is not None
    assert found.date is not None
    assert found.date.iso == "2026-11-19"
