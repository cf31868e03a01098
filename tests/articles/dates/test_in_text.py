"""Days that texts speak of, in many languages, and what has no anchor."""

from datetime import UTC, date, datetime

import pytest

from articles.article import Article
from articles.dates.in_text import dates_in
from articles.page import Hint, Page
from articles.publisher import Publisher
from articles.read import read

SUNDAY = date(2026, 11, 29)
LINES = [
    # language, text, what is found: words and the days from 29 November 2026
    ("en", "It came on Thursday and left yesterday.", ["Thursday 11-26", "yesterday 11-28"]),
    ("en", "On Sunday it was there; next Sunday it is not.", ["Sunday 11-29", "next Sunday 12-06"]),
    ("en", "It sank last December and last week.", ["last December 2025-12-01 2025-12-31", "last week 11-16 11-22"]),
    ("en", "On 12 May, since May 2025, and on May 3, 2024.", ["12 May 05-12", "May 2025 2025-05-01 2025-05-31", "May 3, 2024 2024-05-03"]),
    ("en", "It may 5 times. They march 7 miles.", []),
    ("de", "Am Donnerstag kam es, gestern ging es.", ["Donnerstag 11-26", "gestern 11-28"]),
    ("de", "Im vergangenen Dezember, am 12. Mai 2024.", ["vergangenen Dezember 2025-12-01 2025-12-31", "12. Mai 2024 2024-05-12"]),
    ("de", "Am Morgen war es still, nächsten Monat nicht.", ["nächsten Monat 12-01 12-31"]),
    ("fr", "Jeudi dernier, le 12 mai, et la semaine prochaine.", ["Jeudi dernier 11-26", "12 mai 05-12", "semaine prochaine 11-30 12-06"]),
    ("fr", "Il est venu hier, en décembre dernier aussi.", ["hier 11-28", "décembre dernier 2025-12-01 2025-12-31"]),
    ("es", "El jueves pasado y el 12 de mayo de 2024.", ["jueves pasado 11-26", "12 de mayo de 2024 2024-05-12"]),
    ("es", "El próximo lunes canta Plácido Domingo.", ["próximo lunes 11-30"]),
    ("ru", "Это было в четверг, вчера, в прошлом декабре.", ["четверг 11-26", "вчера 11-28", "прошлом декабре 2025-12-01 2025-12-31"]),
    ("ru", "Это было 12 мая и 3 мая 2024 года.", ["12 мая 05-12", "3 мая 2024 года 2024-05-03"]),
    ("ar", "كان ذلك يوم الخميس الماضي وأمس، وفي 12 مايو 2024.", ["الخميس الماضي 11-26", "12 مايو 2024 2024-05-12"]),
    ("en", "The council will meet on Friday.", ["Friday 12-04"]),
    ("en", "On Friday the council is expected to vote.", ["Friday 12-04"]),
    ("en", "The mayor said on Friday that the bridge will open on Tuesday.", ["Friday 11-27", "Tuesday 12-01"]),
    ("en", "The bridge opens Tuesday, the mayor told us Friday.", ["Tuesday 11-24", "Friday 11-27"]),
    ("en", "Open Monday to Friday. Black Friday was quiet.", []),
    ("en", "It sank on Friday, 2 May, or on Tuesday, November 24.", ["2 May 05-02", "November 24 11-24"]),
    ("en", "Trains stopped Friday 5pm.", ["Friday 11-27"]),
    ("de", "Am Freitag soll das Fest stattfinden.", ["Freitag 12-04"]),
    ("de", "Der Rat wird am Montag erwartet, teilte er am Freitag mit.", ["Montag 11-30", "Freitag 11-27"]),
    ("de", "Die Fähre sank am Freitag. Montag bis Freitag von 9 bis 12 Uhr.", ["Freitag 11-27"]),
    ("fr", "Le président se rendra mardi à Paris, a annoncé jeudi son bureau.", ["mardi 12-01", "jeudi 11-26"]),
    ("fr", "Il est attendu mercredi.", ["mercredi 12-02"]),
    ("es", "El ministro viajará el martes a Lima, dijo el jueves.", ["martes 12-01", "jueves 11-26"]),
    ("es", "El viernes 6 llegó el barco; el lunes se hundió.", ["lunes 11-23"]),
    ("ru", "Встреча состоится в пятницу, сообщил министр в четверг.", ["пятницу 12-04", "четверг 11-26"]),
    ("ar", "من المقرر أن يصل الوزير الخميس.", ["الخميس 12-03"]),
    ("ar", "قال الوزير الخميس إن الجسر مفتوح.", ["الخميس 11-26"]),
    ("ar", "الأسبوع المقبل", ["الأسبوع المقبل 11-30 12-06"]),
]  # fmt: skip


def told(text: str, language: str, anchor: date | None) -> list[str]:
    found = []
    for one in dates_in([text], language, anchor):
        days = (one.first_day, one.last_day) if one.last_day != one.first_day else (one.first_day,)
        found.append(" ".join((one.as_written, *(day.isoformat().removeprefix("2026-") for day in days))))
    return found


@pytest.mark.parametrize(("language", "text", "expected"), LINES)
def test_days_in_texts(language: str, text: str, expected: list[str]):
    assert told(text, language, SUNDAY) == expected


def test_without_an_anchor_only_what_gives_its_year():
    assert told("On Thursday, last week, on 12 May and on 3 May 2024.", "en", None) == ["3 May 2024 2024-05-03"]


def test_spans_are_those_of_the_body():
    paragraphs = ["It came on Thursday.", "It left on 12 May 2024."]
    body = "\n\n".join(paragraphs)
    found = dates_in(paragraphs, "en", SUNDAY)
    assert (
        [body[one.span_start : one.span_end] for one in found]
        == [one.as_written for one in found]
        == ["Thursday", "12 May 2024"]
    )


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [(date(2026, 1, 1), ["last month 2025-12-01 2025-12-31"]), (date(2026, 12, 31), ["last month 11-01 11-30"])],
)
def test_the_turn_of_a_year(anchor: date, expected: list[str]):
    assert told("last month", "en", anchor) == expected


@pytest.mark.parametrize(
    ("zone", "head", "day"),
    [
        ("Asia/Tokyo", "", date(2026, 11, 27)),  # Friday there, Thursday in New York
        ("America/New_York", "", date(2026, 11, 26)),
        (None, "", date(2026, 11, 26)),
        ("Asia/Tokyo", "LISBON, Nov. 20 (Reuters) - ", date(2026, 11, 20)),
    ],
)
def test_the_anchor_is_the_datelines_day_else_the_one_of_publication_where_the_publisher_is(
    zone: str | None, head: str, day: date
):
    told = (
        "The ship left the harbour today with all of its crew on board.",
        "Nobody at the quay saw it come back in the evening.",
    )
    html = f"<html lang=en><title>The ship</title><h1>The ship</h1><article><p>{head}{told[0]}</p><p>{told[1]}</p></article></html>"
    hints = (Hint("published_at", "2026-11-26T20:00:00Z", "test"),)
    page = Page(
        "https://gazette.example/a", "gazette", datetime(2026, 11, 28, tzinfo=UTC), html.encode(), "text/html", hints=hints
    )
    article = read(page, Publisher(id="gazette", name="Gazette", domain="gazette.example", timezone=zone))
    assert isinstance(article, Article)
    assert [(one.as_written, one.first_day, one.anchor) for one in article.dates] == [("today", day, day)]
