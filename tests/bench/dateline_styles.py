"""Datelines printed in the styles of ten agencies and read again: 10,000 of all styles, and 2,000 of each by itself.

    python -m tests.bench.dateline_styles

Places come from data/places.tsv. One that shares its name with others of its size is printed with its country or state, as
agencies do; a style that has no room for that prints only places that their name tells.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from articles.article import Dateline
from articles.dateline import parse
from articles.places.gazetteer import Entry, named, regions

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    "it": ["GEN", "FEB", "MAR", "APR", "MAG", "GIU", "LUG", "AGO", "SET", "OTT", "NOV", "DIC"],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
BODIES = {
    "en": "The ministry said on Tuesday that schools in all districts will open a week later because of the heat.",
    "de": "Das Ministerium hat am Dienstag mitgeteilt, dass die Schulen wegen der Hitze eine Woche später öffnen.",
    "es": "El Ministerio informó este martes de que las escuelas abrirán una semana más tarde a causa del calor.",
    "it": "Il ministero ha comunicato martedì che le scuole apriranno con una settimana di ritardo per il caldo.",
    "fr": "Le ministère a annoncé mardi que les écoles ouvriront une semaine plus tard à cause de la chaleur.",
    "tr": "Bakanlık salı günü yaptığı açıklamada okulların sıcak hava nedeniyle bir hafta geç açılacağını bildirdi.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A dateline as printed, with its right answer; `day` is None where the style prints none."""

    lang: str
    head: str
    body: str
    name: str
    country: str
    day: date | None
    agency: str


@dataclass(frozen=True, slots=True)
class Town:
    """A place as agencies name it; `within` is what they print behind it where the name alone will not do."""

    name: str
    country: str
    within: str


Style = Callable[[Town, date], tuple[str, str, date | None, str]]
"""(language, what stands before the body, the date it prints, the agency as written)."""


def _full(town: Town) -> str:
    return f"{town.name.upper()}, {town.within}" if town.within else town.name.upper()


STYLES: dict[str, Style] = {
    "AP": lambda town, day: ("en", f"{_full(town)} (AP) — ", None, "AP"),
    "Reuters": lambda town, day: ("en", f"{_full(town)}, {MONTHS['en'][day.month - 1]} {day.day} (Reuters) - ", day, "Reuters"),
    "AFP": lambda town, day: ("fr", f"{town.name}, {day.day} {MONTHS['fr'][day.month - 1]} (AFP) - ", day, "AFP"),
    "dpa": lambda town, day: ("de", f"{town.name} (dpa) - ", None, "dpa"),
    "EFE": lambda town, day: ("es", f"{town.name}, {day.day} {MONTHS['es'][day.month - 1]} (EFE).- ", day, "EFE"),
    "ANSA": lambda town, day: (
        "it",
        f"(ANSA) - {town.name.upper()}, {day.day:02} {MONTHS['it'][day.month - 1]} - ",
        day,
        "ANSA",
    ),
    "TASS": lambda town, day: ("en", f"{town.name.upper()}, {MONTHS['en'][day.month - 1]} {day.day}. /TASS/. ", day, "TASS"),
    "Xinhua": lambda town, day: (
        "en",
        f"{_full(town)}, {MONTHS['en'][day.month - 1][:3]}. {day.day} (Xinhua) -- ",
        day,
        "Xinhua",
    ),
    "Yonhap": lambda town, day: ("en", f"{_full(town)}, {MONTHS['en'][day.month - 1]} {day.day} (Yonhap) -- ", day, "Yonhap"),
    "Anadolu": lambda town, day: ("tr", f"{town.name.upper()} (AA) - ", None, "AA"),
}
BARE = frozenset(("AFP", "dpa", "EFE", "ANSA", "TASS", "Anadolu"))


@cache
def towns() -> tuple[Town, ...]:
    """The places of data/places.tsv that GeoNames has, with the country or state that tells them from namesakes."""
    data = files("articles") / "data"
    rows = [line.split("\t") for line in (data / "places.tsv").read_text("utf-8").splitlines() if line and line[0].isdigit()]
    found = []
    for number, country, name, *_ in rows:
        entries = named(name)
        own = next((entry for entry in entries if entry.geonames_id == int(number)), None)
        if own:
            found.append(Town(own.name, country, "" if _is_told(own, entries) else _within(own)))
    return tuple(found)


def _is_told(own: Entry, entries: tuple[Entry, ...]) -> bool:
    others = [other.population for other in entries if other is not own]
    return own.population > 20 * max(others, default=0) and own.population > 50_000


@cache
def _within(own: Entry) -> str:
    """AP's short form of the state, or the country's name."""
    forms = [(form, region) for form, group in regions().items() for region in group if region.country == own.country]
    if own.country == "US":
        return next(region.name for _, region in forms if region.admin1 == own.admin1)
    return next((region.name for _, region in forms if region.admin1 is None), "")


def printed(style: str, number: int, seed: int = 1) -> list[Printed]:
    """That many datelines of one style, the same for the same seed."""
    pick = random.Random(f"{style} {seed}")
    may = [town for town in towns() if not (style in BARE and town.within)]
    found = []
    for _ in range(number):
        town, day = pick.choice(may), date(2024, 1, 1) + timedelta(pick.randrange(366))
        lang, head, shown, agency = STYLES[style](town, day)
        found.append(Printed(lang, head, BODIES[lang], town.name, town.country, shown, agency))
    return found


def wrong(one: Printed) -> str:
    """What was read wrongly of a dateline; "" where nothing was."""
    around = one.day or date(2024, 6, 7)
    found: Dateline | None = parse(one.head + one.body, lang=one.lang, published=around)
    if found is None:
        return "missed"
    places = [(place.name, place.country) for place in found.places]
    checks = {
        f"places {places}": places == [(one.name, one.country)],
        f"date {found.date}": (found.date.iso if found.date else None) == (one.day.isoformat() if one.day else None),
        f"agency {found.agency}": found.agency is not None and found.agency.as_written == one.agency,
        f"body at {found.body_start}": found.body_start == len(one.head),
    }
    return "; ".join(what for what, right in checks.items() if not right)


def main() -> int:
    """Print both scores, and what was wrong of the first of each kind."""
    everything = [one for style in STYLES for one in printed(style, 1_000)]
    failed = [one for one in everything if wrong(one)]
    print(f"ten styles: {len(everything) - len(failed)} of {len(everything)} come back as they were printed")
    for one in failed[:: max(1, len(failed) // 20)]:
        print(f"  {one.lang} {one.head!r}: {wrong(one)}")
    for style in STYLES:
        of_one = printed(style, 2_000, seed=2)
        print(f"  {style}: {sum(not wrong(one) for one in of_one)} of {len(of_one)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
