from datetime import date

import pytest

from articles.dateline import parse
from articles.dates.jalali import gregorian, nearest_to

NOWRUZ = [(1399, 20), (1400, 21), (1401, 21), (1402, 21), (1403, 20), (1404, 21), (1408, 20), (1409, 21)]


@pytest.mark.parametrize(("year", "day"), NOWRUZ)
def test_new_year(year, day):
    assert gregorian(year, 1, 1) == date(year + 621, 3, day)


def test_days():
    assert gregorian(1357, 11, 22) == date(1979, 2, 11)
    assert gregorian(1403, 12, 30) == date(2025, 3, 20)
    assert gregorian(1402, 12, 30) is None
    assert gregorian(1403, 7, 31) is None
    assert gregorian(2024, 1, 1) is None


def test_the_year_is_the_one_nearest_to_the_page():
    assert nearest_to(date(2024, 3, 25), 12, 28) == date(2024, 3, 18)
    assert nearest_to(date(2024, 6, 7), 3, 15) == date(2024, 6, 4)


def test_a_persian_dateline():
    raw = "تهران، ۱۵ خرداد (ایرنا) – سخنگوی دولت در نشست هفتگی خود با خبرنگاران گفت که یارانه‌ها پرداخت می‌شود"
    found = parse(raw, lang="fa", published=date(2024, 6, 7))
    assert (found.date.iso, found.agency.name, found.places[0].name) == ("2024-06-04", "IRNA", "Tehran")
