"""Days in the languages of articles/languages: two-word months, folded forms, other calendars, halves of the day."""

from datetime import date

import pytest

from articles.dates.timestamps import day_at, days_in, is_date_line, parse
from articles.dates.words import is_solar, month_of, months, without_eras
from articles.languages.words import each

DAYS = [
    ("20 ноември 2026", "2026-11-20", None), ("5 जनवरी 2024", "2024-01-05", None), ("5 มีนาคม 2567", "2024-03-05", None),
    ("5 มี.ค. 2567", "2024-03-05", None), ("05/03/2567", "2024-03-05", None), ("5 มีนาคม พ.ศ. 2567", "2024-03-05", None),
    ("۱۵ اسفند ۱۴۰۲", "2024-03-05", None), ("1402/12/15", "2024-03-05", None), ("۱۴۰۲-۱۲-۱۵", "2024-03-05", None),
    ("令和6年3月5日", "2024-03-05", None), ("平成元年1月8日", "1989-01-08", None), ("民國113年3月5日", "2024-03-05", None),
    ("2024. gada 5. marts", "2024-03-05", None), ("2024 m. kovo 5 d.", "2024-03-05", None), ("2024 жылғы 5 наурыз", "2024-03-05", None),
    ("2024-yil 5-mart", "2024-03-05", None), ("2024. március 5.", "2024-03-05", None), ("5 כבפברואר", None, None),
    ("5 كانون الثاني 2024", "2024-01-05", None), ("5 كانون الثاني/يناير 2024", "2024-01-05", None), ("٥ مارس ٢٠٢٤", "2024-03-05", None),
    ("5 במרץ 2024", "2024-03-05", None), ("5 Meán Fómhair 2024", "2024-09-05", None), ("5 de gener de 2024", "2024-01-05", None),
    ("5 d’abril de 2024", "2024-04-05", None), ("5 ta' Marzu 2024", "2024-03-05", None), ("5 مارچ، 2024", "2024-03-05", None),
    ("ngày 5 tháng 3 năm 2024", "2024-03-05", None), ("5 Tháng 3, 2024", "2024-03-05", None), ("մարտի 5, 2024", "2024-03-05", None),
    ("5 მარტი, 2024", "2024-03-05", None), ("5 ιανουαριου 2024", "2024-01-05", None), ("5 FEVRIER 2024", "2024-02-05", None),
    ("5 AĞUSTOS 2024", "2024-08-05", None), ("Updated March 5, 2024", "2024-03-05", None), ("5 березня 2024 р.", "2024-03-05", None),
    # A word that is one month here and another there is read in its language alone.
    ("12. listopada 2024.", "2024-10-12", "hr"), ("12 listopada 2024", "2024-11-12", "pl"), ("12 listopada 2024", None, None),
    ("3 lip 2024", "2024-07-03", "pl"), ("3. lip 2024", "2024-06-03", "hr"), ("3. srp 2024", "2024-08-03", "cs"),
    ("3. srp 2024", "2024-07-03", "hr"), ("3. srp 2024", None, "de"), ("5. listopad 2024", "2024-11-05", "cs"),
    # What is no day, or of no newspaper's time.
    ("12 Mar 1402", None, None), ("14021215", None, None), ("25670305", None, None), ("ID 13981122", None, None),
    ("31 เมษายน 2567", None, None), ("1402/13/01", None, None), ("15 مهر 1502", None, None), ("5 Harbour 2024", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "lang"), DAYS)
def test_a_day(text: str, day: str | None, lang: str | None) -> None:
    found = parse(text, lang=lang)
    assert (str(found.at.date()) if found else None) == day


FORMS = [
    (language, number, form)
    for language, named in each("months").items()
    for number, forms in enumerate(named, 1)
    for form in forms.split("|")
    if not any(map(str.isdigit, form))
]


@pytest.mark.parametrize("language", sorted(each("months")))
def test_each_form_of_a_month_is_read_on_a_page_of_its_language(language: str) -> None:
    unread = {}
    for known, number, form in FORMS:
        if known == language:
            found = parse(f"5 {form} 2024", lang=language)
            if found is None or found.at.date() != date(2024, number, 5):
                unread[form] = found
    assert unread == {}


HOURS = [
    ("2024年3月5日 下午3:20", "15:20"), ("2024年3月5日 上午10点20分", "10:20"), ("2024年3月5日 下午3点", "15:00"), ("令和6年3月5日 午後3時20分", "15:20"),
    ("2024. 3. 5. 오후 3:20", "15:20"), ("2024년 3월 5일 오전 11시 5분", "11:05"), ("2024년 3월 5일 오후 12시 5분", "12:05"),
    ("5 Μαρτίου 2024, 3:20 μ.μ.", "15:20"), ("05/03/2024 10:20 πμ", "10:20"), ("5 Mart 2024 ÖS 3:20", "15:20"),
    ("٥ مارس ٢٠٢٤ 10:20 م", "22:20"), ("٥ مارس ٢٠٢٤ 10:20 صباحا", "10:20"), ("5 Tháng 3, 2024 10:20 CH", "22:20"),
    ("5 de marzo de 2024, 3:20 p. m.", "15:20"), ("5 March 2024 3:20 PM", "15:20"), ("5 March 2024, 12:05 a.m.", "00:05"),
    ("۱۵ اسفند ۱۴۰۲ ۳:۲۰ ب.ظ", "15:20"), ("3:20 PM, March 5, 2024", "15:20"), ("5 March 2024 15:20 PM", "15:20"),
    ("5 March 2024 at 3 PM", "15:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hour"), HOURS)
def test_halves_of_the_day_stand_before_the_hour_and_after_it(text: str, hour: str) -> None:
    found = parse(text)
    assert found is not None
    assert f"{found.at:%Y-%m-%d %H:%M}" == f"2024-03-05 {hour}"


@pytest.mark.parametrize("text", ["5 March 2024 sam 10 men", "5 March 2024 — 24 pmx"])
def test_what_only_begins_like_a_half_of_the_day_is_none(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.precision == "day"


def test_a_month_s_name_is_its_language_s() -> None:
    assert month_of("Kânun", None) is None
    assert (month_of("lipnja", None), month_of("Sept.", None), month_of("srp", "hr"), month_of("srp", None)) == (6, 9, 7, None)
    assert is_solar("مهر")
    assert not is_solar("مارس")
    assert {"hr", "cs"} <= set(months()["srp"])


def test_years_of_eras_are_ours() -> None:
    assert without_eras("令和6年と平成元年、昭和64年") == "2024年と1989年、1989年"
    assert without_eras("พ.ศ. 2567") == "2024"
    assert without_eras("令和の時代") == "令和の時代"


def test_lines_that_give_a_day_in_any_language() -> None:
    for line in ("Објавено: 5 март 2024, 10:20", "प्रकाशित 5 जनवरी 2024", "Đăng ngày 5 tháng 3, 2024", "เผยแพร่ 5 มี.ค. 2567"):
        assert is_date_line(line), line
        assert days_in(line) == 1
    assert day_at("By Ann Archer March 5, 2024") == len("By Ann Archer ")
    assert not is_date_line("x " * 200 + "5 March 2024")
