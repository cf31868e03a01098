from datetime import UTC, datetime

import pytest

from articles.dates.timestamps import parse

ZONE = "Europe/Berlin"
TIMES = [
    ("2020-01-02T10:20:30+0100", "2020-01-02T09:20:30", "second"),
    ("2020-01-02T10:20:30.123Z", "2020-01-02T10:20:30", "second"),
    ("2020-01-02 10:20", "2020-01-02T09:20:00", "minute"),
    ("20200102", "2020-01-02T00:00:00", "day"),
    ("20200102102030", "2020-01-02T09:20:30", "second"),
    ("202001021020Z", "2020-01-02T10:20:00", "minute"),
    ("Mon, 06 Jul 2020 10:11:12 +0000", "2020-07-06T10:11:12", "second"),
    ("July 6, 2020 5:30 pm EDT", "2020-07-06T21:30:00", "minute"),
    ("July 6, 2020 at 5 p.m. ET", "2020-07-06T21:00:00", "hour"),
    ("6. Juli 2020, 15:04 Uhr", "2020-07-06T13:04:00", "minute"),
    ("5 janvier 2020 à 10h05", "2020-01-05T09:05:00", "minute"),
    ("5 de enero de 2020", "2020-01-05T00:00:00", "day"),
    ("13.02.2023 | 11:20", "2023-02-13T10:20:00", "minute"),
    ("03/04/2021", "2021-04-03T00:00:00", "day"),
    ("2020年3月5日 10:22", "2020-03-05T09:22:00", "minute"),
    ("2020년 3월 5일", "2020-03-05T00:00:00", "day"),
    ("5 марта 2020, 10:22", "2020-03-05T09:22:00", "minute"),
    ("5 مارس 2020", "2020-03-05T00:00:00", "day"),
    ("2023 Jan 7", "2023-01-07T00:00:00", "day"),
    ("04-ago-2021 5:11:10", "2021-08-04T03:11:10", "second"),
    ("1593993600", "2020-07-06T00:00:00", "second"),
    ("1593993600000", "2020-07-06T00:00:00", "second"),
    ("2020-01-02T10:20:30+99:99", "2020-01-02T00:00:00", "day"),
    ("2020-01-02 9:20", "2020-01-02T08:20:00", "minute"),
    ("2020-01-02 09:20 PM", "2020-01-02T20:20:00", "minute"),
    ("2020-01-02t09:20:30z", "2020-01-02T09:20:30", "second"),
    ("2020-01-02T24:00Z", "2020-01-03T00:00:00", "minute"),
    ("Thu, 02 Jan 2020 09:20:30+5:30", "2020-01-02T03:50:30", "second"),
    ("Thu Jan 02 09:20:30 EST 2020", "2020-01-02T14:20:30", "second"),
    ("Thursday, 02-Jan-20 09:20:30 GMT", "2020-01-02T09:20:30", "second"),
    ("02 Jan 99 09:20 GMT", "1999-01-02T09:20:00", "minute"),
    ("2020年1月2日 下午3:05", "2020-01-02T14:05:00", "minute"),
    ("2 de ene. de 2020 9:30 p. m.", "2020-01-02T20:30:00", "minute"),
    ("2 новембар 2020 10:22", "2020-11-02T09:22:00", "minute"),
    ("2 नवंबर 2020", "2020-11-02T00:00:00", "day"),
    ("Thu, 02 Jan 2020 09:20 UTC +3", "2020-01-02T06:20:00", "minute"),
]


@pytest.mark.parametrize(("text", "expected", "precision"), TIMES)
def test_time(text, expected, precision):
    time = parse(text, zone=ZONE)
    assert time is not None
    assert (time.at, time.precision) == (datetime.fromisoformat(expected).replace(tzinfo=UTC), precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2021-13-40",
        "20211340102030",
        "00000000000000",
        "0000-00-00",
        "99/99/9999",
        "2020-02-30T10:00:00Z",
        "12:30",
        "0001-01-01",
    ],
)
def test_no_time(text):
    assert parse(text, zone=ZONE) is None


def test_month_first_where_the_language_says_so():
    time = parse("03/04/2021", day_first=False)
    assert time is not None
    assert (time.at.month, time.at.day) == (3, 4)


@pytest.mark.parametrize(
    ("text", "zone", "zoned"),
    [("2020-01-02T10:20Z", None, True), ("2020-01-02 10:20", ZONE, True), ("2020-01-02 10:20", None, False)],
)
def test_whether_the_zone_is_known(text, zone, zoned):
    time = parse(text, zone=zone)
    assert time is not None
    assert time.zoned is zoned


@pytest.mark.parametrize(("language", "month"), [("pl", 11), ("hr", 10), (None, None)])
def test_a_name_of_two_months_needs_the_language(language, month):
    time = parse("27 lis 2020", lang=language)
    assert (time and time.at.month) == month
