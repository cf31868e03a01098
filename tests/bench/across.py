"""Stories across languages: precision and recall of pairs, where names are transliterated and stand in their cases.

    .venv/bin/python -m tests.bench.across

Twelve weeks of four events, two and two of one kind, each told in five languages: within a language what two of one kind say differs
in names, places and numbers alone.
"""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench._history import record
from tests.warehouse.pages import Newsroom, article, at, page
from warehouse.home import Home
from warehouse.staging import Read

WEEKS = 12
LANGUAGES = ("en", "de", "es", "cs", "ru")

TOWNS = {
    "en": "London Vienna Prague Moscow Warsaw Athens Lisbon Cairo Beijing Geneva Copenhagen Brussels Munich Naples Seville Kyiv",
    "de": "London Wien Prag Moskau Warschau Athen Lissabon Kairo Peking Genf Kopenhagen Brüssel München Neapel Sevilla Kiew",
    "es": "Londres Viena Praga Moscú Varsovia Atenas Lisboa Cairo Pekín Ginebra Copenhague Bruselas Múnich Nápoles Sevilla Kiev",
    "cs": "Londýně Vídni Praze Moskvě Varšavě Athénách Lisabonu Káhiře Pekingu Ženevě Kodani Bruselu Mnichově Neapoli Seville Kyjevě",
    "ru": "Лондоне Вене Праге Москве Варшаве Афинах Лиссабоне Каире Пекине Женеве Копенгагене Брюсселе Мюнхене Неаполе Севилье Киеве",
}
"""Where it is, behind a preposition."""
GIVEN = ("Martin Мартин", "Viktor Виктор", "Robert Роберт", "Daniel Даниэль", "Anton Антон", "David Давид")
FAMILY = (
    "Lindgren Линдгрен", "Okonkwo Оконкво", "Moravec Моравец", "Takahashi Такахаси", "Bellini Беллини", "Ferrero Ферреро", "Haddad Хаддад",
    "Larsen Ларсен", "Novotny Новотный", "Kowalski Ковальский", "Marinov Маринов", "Almeida Алмейда", "Demir Демир", "Keller Келлер",
)  # fmt: skip
TEXTS = {
    ("fire", "en"): (
        "Fire at a depot in {town} leaves {dead} dead|A fire at a depot in {town} killed {dead} people and injured "
        "{hurt}, {who} of the rescue service said. {who_alone} said {cost},000 tonnes of goods had burned."
    ),
    ("fire", "de"): (
        "{dead} Tote bei Brand in {town}|Bei einem Brand in einem Lager in {town} sind {dead} Menschen ums Leben "
        "gekommen, {hurt} wurden verletzt, sagte {who} von der Rettung. {who_alone} zufolge verbrannten {cost}.000 "
        "Tonnen Ware."
    ),
    ("fire", "es"): (
        "Un incendio en {town} deja {dead} muertos|Al menos {dead} personas murieron y {hurt} resultaron heridas en el "
        "incendio de un almacén en {town}, informó {who}, de los servicios de rescate. Según {who_alone}, ardieron "
        "{cost}.000 toneladas."
    ),
    ("fire", "cs"): (
        "Požár skladu: {dead} mrtvých|Při požáru skladu v {town} zahynulo {dead} lidí a {hurt} se zranilo, uvedl za "
        "záchranáře {who}. Podle {of_who} shořelo {cost} 000 tun zboží."
    ),
    ("fire", "ru"): (
        "Пожар на складе унёс {dead} жизней|При пожаре на складе в {town} погибли {dead} человек, {hurt} пострадали, "
        "сообщил представитель спасателей {who}. По словам {of_who}, сгорело {cost} 000 тонн товара."
    ),
    ("court", "en"): (
        "Court in {town} jails banker {who_alone}|A court in {town} sentenced the banker {who} to {dead} years in "
        "prison for hiding {hurt} million euros. {who_alone} will appeal; the trial took {cost} days."
    ),
    ("court", "de"): (
        "Gericht in {town} verurteilt Bankier|Der Bankier {who} muss für {dead} Jahre ins Gefängnis: Ein Gericht in "
        "{town} sah es als erwiesen an, dass er {hurt} Millionen Euro versteckte. {who_alone} legt nach {cost} Tagen "
        "Prozess Berufung ein."
    ),
    ("court", "es"): (
        "Condenado el banquero {who_alone}|Un tribunal en {town} condenó a {dead} años de cárcel al banquero {who} por "
        "ocultar {hurt} millones de euros. {who_alone} recurrirá tras un juicio de {cost} días."
    ),
    ("court", "cs"): (
        "Soud poslal bankéře do vězení|Soud v {town} poslal bankéře {of_who} na {dead} let do vězení za to, že ukryl "
        "{hurt} milionů eur. {who_alone} se po {cost} dnech procesu odvolá."
    ),
    ("court", "ru"): (
        "Банкир осуждён на {dead} лет|Суд в {town} приговорил банкира {of_who} к {dead} годам тюрьмы: он скрыл {hurt} "
        "млн евро. {who_alone} обжалует решение; процесс длился {cost} дней."
    ),
}  # fmt: skip
"""{(what, language): headline|text}; `of_who` is in the genitive."""


class Telling(NamedTuple):
    """An article, and the number of the event that it tells."""

    event: int
    read: Read


def tellings(seed: int) -> Iterator[Telling]:
    """Each of four events in five languages, within two days; two and two in one week are alike but for names and numbers."""
    chance = random.Random(seed)
    towns, families = chance.sample(range(16), 4), chance.sample(FAMILY, 4)
    for event, (town, named) in enumerate(zip(towns, families, strict=True)):
        what, day = ("fire", "court")[event % 2], chance.randrange(5)
        given, family = chance.choice(GIVEN).split(), named.split()
        numbers = {"dead": chance.randint(3, 40), "hurt": chance.randint(41, 99), "cost": chance.randint(101, 399)}
        for language in LANGUAGES:
            script = int(language == "ru")
            words = {
                "town": TOWNS[language].split()[town], "who": f"{given[script]} {family[script]}", "who_alone": family[script],
                "of_who": " ".join(_genitive(name[script]) for name in (given, family)),
            }  # fmt: skip
            title, _, text = TEXTS[what, language].format(**words, **numbers).partition("|")
            yield Telling(event, _read(f"{language}-{event}", title, text, day + chance.random() * 2, language))


def _genitive(name: str) -> str:
    """In Czech and Russian; names in a vowel stay as they are, but for "ий" and "y"."""
    for ending, other in (("ский", "ского"), ("ный", "ного"), ("ny", "ného"), ("ski", "ského")):
        if name.endswith(ending):
            return name.removesuffix(ending) + other
    if name.endswith("ь"):
        return name[:-1] + "я"
    return name + ("а" if name[-1] >= "а" else "a") if name[-1] not in "aeiouyоиаеяй" else name


def _read(paper: str, title: str, text: str, day: float, language: str) -> Read:
    url = f"https://{paper}.example/1"
    own = article(url, text, publisher=paper, title=title, published_at=at(day), language=language, contributors=())
    return Read(page(url, text, day, publisher=paper), own)


def pairs(seed: int) -> Counter[tuple[bool, bool]]:
    """How many pairs of articles (are one story, are said to be one)."""
    told = list(tellings(seed))
    with TemporaryDirectory() as made:
        newsroom = Newsroom(Home(Path(made)))
        newsroom.load(*(one.read for one in told))
        story = dict(newsroom.rows("select publisher, coalesce(story_id, article_id) from articles"))
    found = [(one.event, story[one.read.page.publisher]) for one in told]
    return Counter((one[0] == other[0], one[1] == other[1]) for one, other in combinations(found, 2))


def main() -> None:
    """Measure and print."""
    found = sum(map(pairs, range(WEEKS)), Counter[tuple[bool, bool]]())
    right = found[True, True]
    figures = {"precision": right / (right + found[False, True]), "recall": right / (right + found[True, False])}
    for name, figure in figures.items():
        print(f"{name} of pairs{figure:8.3f}")
    print(record("across", WEEKS, figures, dict.fromkeys(figures, "higher")))


if __name__ == "__main__":
    main()
