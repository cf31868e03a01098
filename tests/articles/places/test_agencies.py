import pytest

from articles.places.agencies import Agency, agency_of, forms

NAMED = [
    ("AFP", "AFP"),
    ("afp", "AFP"),
    ("Agence  France-Presse", "AFP"),
    ("路透社", "Reuters"),
    ("ТАСС", "TASS"),
    ("連合ニュース", None),
    ("연합뉴스", "Yonhap"),
    ("رويترز", "Reuters"),
    ("The Associated Press", "AP"),
    ("DPA", "dpa"),
    ("Sid", None),
    ("SID", "SID"),
    ("getty images", "Getty Images"),
    ("", None),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_agency_of(text: str, name: str | None) -> None:
    agency = agency_of(text)
    assert (agency and agency.name) == name


def test_an_agency_has_a_country_and_a_trade() -> None:
    assert agency_of("shutterstock") == Agency("Shutterstock", "US", "stock")
    assert all(len(a.country) == 2 and a.country.isupper() and a.trade in {"wire", "photo", "stock"} for a in forms().values())
