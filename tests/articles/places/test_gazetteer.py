import subprocess
import sys

import pytest

from articles.places.gazetteer import _digests, _gazetteer, find, fold, regions

PLACES = [
    ("Berlin", {}, "Berlin", "DE", None),
    ("Mailand", {}, "Milan", "IT", None),
    ("Varsovie", {}, "Warsaw", "PL", None),
    ("Londres", {}, "London", "GB", None),
    ("Пекин", {}, "Beijing", "CN", None),
    ("華盛頓", {}, "Washington", "US", "District of Columbia"),
    ("Praze", {}, "Prague", "CZ", None),
    ("Zagrebu", {}, "Zagreb", "HR", None),
    ("Москве", {}, "Moscow", "RU", None),
    ("नई दिल्ली", {}, "New Delhi", "IN", None),
    ("القاهرة", {}, "Cairo", "EG", None),
    ("서울", {}, "Seoul", "KR", None),
    ("ΑΘΗΝΑ", {}, "Athens", "GR", None),
    ("İSTANBUL", {}, "Istanbul", "TR", None),
    ("Frankfurt/Main", {}, "Frankfurt am Main", "DE", "Hesse"),
    ("Frankfurt/Oder", {}, "Frankfurt (Oder)", "DE", "Brandenburg"),
    ("St. Paul, Minn.", {}, "Saint Paul", "US", "Minnesota"),
    ("Ft. Lauderdale, Fla.", {}, "Fort Lauderdale", "US", "Florida"),
    ("Portland", {}, "Portland", "US", "Oregon"),
    ("Portland, Maine", {}, "Portland", "US", "Maine"),
    ("Paris", {}, "Paris", "FR", None),
    ("Paris, Texas", {}, "Paris", "US", "Texas"),
    ("Birmingham", {}, "Birmingham", "GB", "England"),
    ("Birmingham, Ala.", {}, "Birmingham", "US", "Alabama"),
    ("Birmingham", {"country_hint": "US"}, "Birmingham", "US", "Alabama"),
    ("London, Ont.", {}, "London", "CA", "Ontario"),
    ("Rostow (Russland)", {}, "Rostov-on-Don", "RU", None),
    ("San José", {"lang": "es"}, "San José", "CR", None),
    ("San Jose, Calif.", {}, "San Jose", "US", "California"),
    ("ERBIL, Kurdistan Region", {}, "Erbil", "IQ", None),
    ("Ramallah, West Bank", {}, "Ramallah", "PS", None),
    ("Gaza", {}, "Gaza", "PS", None),
    ("Napa County, Calif.", {}, "Napa County", "US", "California"),
    ("Tripoli", {}, "Tripoli", "LY", None),
    ("HULL", {}, "Kingston upon Hull", "GB", "England"),
    ("Hull", {"country_hint": "US"}, "Hull", "US", "Massachusetts"),
    ("Hull, Quebec", {}, "Hull", "CA", "Quebec"),
    ("Tenerife", {"lang": "es"}, "Santa Cruz de Tenerife", "ES", None),
    ("Famalicão", {"lang": "pt"}, "Vila Nova de Famalicão", "PT", None),
    ("Victoria", {"lang": "en"}, "Victoria", "CA", "British Columbia"),
    ("Hyderabad, Sindh", {}, "Hyderabad", "PK", "Sindh"),
]


@pytest.mark.parametrize(("words", "how", "name", "country", "admin1"), PLACES)
def test_find(words, how, name, country, admin1):
    place = find(words, **how)
    assert (place.name, place.country, place.as_written) == (name, country, words)
    if country == "US" or admin1:
        assert place.admin1 == admin1


@pytest.mark.parametrize("words", ["", ",", "Xyzzyville", "Paris, Nowhereland", "Reuters", "\udc80", "(", "12"])
def test_unknown(words):
    assert find(words) is None


def test_a_place_is_a_point():
    place = find("Erbil")
    assert place.geonames_id == 95446
    assert abs(place.lat - 36.19) < 0.01
    assert abs(place.lon - 44.01) < 0.01


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SÃO PAULO", "Sao Paulo"),
        ("Sankt Pölten", "ST. POLTEN"),
        ("Łódź", "lodz"),
        ("Baden-Baden", "baden baden"),
        ("İzmir", "IZMIR"),
        ("طهران", "طهران\u200f"),
    ],
)
def test_fold(one, other):
    assert fold(one) == fold(other)


def test_regions_tell_countries_and_their_parts():
    assert {r.country for r in regions()[fold("Türkei")]} == {"TR"}
    assert ("US", "CA") in {(r.country, r.admin1) for r in regions()[fold("Calif.")]}
    assert {("US", "GA"), ("GE", None)} <= {(r.country, r.admin1) for r in regions()[fold("Georgia")]}


def test_the_gazetteer_is_opened_only_when_it_is_asked():
    code = (
        "import articles.dateline, articles.places.gazetteer; print(articles.places.gazetteer._gazetteer.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "0"


def test_every_line_of_a_name_is_found_wherever_it_stands_in_its_block() -> None:
    held = _gazetteer()
    lines = held._block(7).split("\n")
    for place in (0, 1, len(lines) // 2, len(lines) - 2, len(lines) - 1):
        key = lines[place].partition("\t")[0]
        assert held.lines(key) == [line.partition("\t")[2] for line in lines if line.partition("\t")[0] == key]
    key = lines[0].partition("\t")[0]
    assert held.lines(key[:-1] + "\x00") == held.lines("") == []


def test_of_a_name_that_no_place_has_no_block_is_unpacked() -> None:
    def asked() -> int:
        counts = _gazetteer()._block.cache_info()
        return counts.hits + counts.misses

    if _digests() is None:
        pytest.skip("nothing can be kept here: each name is looked for in its block")
    before = asked()
    assert [find(name) for name in ("Ann Leeworthy", "Odo Bruntsson", "Анна Лееворт")] == [None] * 3
    assert asked() == before
    assert _gazetteer().entries("erbil")
    assert asked() > before
