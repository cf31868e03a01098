import pytest

from articles.dateline import parse
from articles.places.gazetteer import find
from articles.places.inflected import is_preposition, usual_forms

INFLECTED = [
    ("pl", "Londynie", "London", "GB"), ("pl", "Krakowie", "Kraków", "PL"), ("pl", "Łodzi", "Łódź", "PL"), ("pl", "Atenach", "Athens", "GR"),
    ("cs", "Brně", "Brno", "CZ"), ("cs", "Plzni", "Pilsen", "CZ"), ("cs", "Drážďanech", "Dresden", "DE"), ("sk", "Košiciach", "Košice", "SK"),
    ("sl", "Bruslju", "Brussels", "BE"), ("sl", "Celju", "Celje", "SI"), ("hr", "Rijeci", "Rijeka", "HR"), ("sr", "Nišu", "Niš", "RS"),
    ("ru", "Казани", "Kazan", "RU"), ("ru", "Афинах", "Athens", "GR"), ("uk", "Києві", "Kyiv", "UA"), ("uk", "Львові", "Lviv", "UA"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "name", "place", "country"), INFLECTED)
def test_an_inflected_name_is_found(lang, name, place, country):
    found = find(name, lang=lang)
    assert (found.name, found.country, found.as_written) == (place, country, name)


def test_only_languages_that_inflect_names_have_forms():
    assert usual_forms("Londres", "fr") == []
    assert usual_forms("ZAGREBU", "hr")[0] == "ZAGREB"
    assert is_preposition("V", "cs")
    assert not is_preposition("V", "de")


def test_a_preposition_opens_a_dateline_where_a_date_follows():
    dated = "U Zagrebu, 5. lipnja 2024. - Gradska skupština izglasala je u srijedu proračun za škole i ceste u svim četvrtima"
    found = parse(dated, lang="hr")
    assert (found.places[0].name, found.date.iso, found.body_start) == ("Zagreb", "2024-06-05", dated.index("Gradska"))
    assert (
        parse("V Praze 5. června začal festival, na který přijede tisíc hostů z celého světa a mnoho jiných", lang="cs") is None
    )
    assert (
        parse("V Praze – hlavním městě republiky – začal festival, na který přijede tisíc hostů z celého světa", lang="cs")
        is None
    )
