"""The heads of plain texts and the ends of mails, in the layouts that people write them in."""

from datetime import UTC, datetime
from itertools import product

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

TEXTS = {
    "en": ("The harbour of Lyness opened to ships again on Tuesday, five weeks after a storm had sunk two barges in its mouth.", "Ferries to Hoy will sail from Thursday, the harbour master said."),
    "de": ("Der Hafen von Emden ist seit Dienstag wieder offen, fünf Wochen nachdem ein Sturm zwei Kähne in der Einfahrt versenkt hatte.", "Die Fähren nach Borkum fahren ab Donnerstag wieder, sagte der Hafenmeister."),
    "fr": ("Le port de Cherbourg a rouvert mardi aux navires, cinq semaines après qu'une tempête eut coulé deux barges dans sa passe.", "Les ferries reprendront jeudi, a indiqué le capitaine du port."),
    "es": ("El puerto de Gijón volvió a abrirse el martes a los barcos, cinco semanas después de que una tormenta hundiera dos barcazas.", "Los transbordadores saldrán desde el jueves, dijo el capitán del puerto."),
    "sv": ("Hamnen i Visby öppnade åter för fartyg på tisdagen, fem veckor efter att en storm hade sänkt två pråmar i inloppet.", "Färjorna går igen från torsdag, sade hamnkaptenen."),
    "is": ("Höfnin á Höfn var opnuð aftur fyrir skip á þriðjudag, fimm vikum eftir að óveður sökkti tveimur prömmum í mynni hennar.", "Ferjur sigla frá fimmtudegi, sagði hafnarstjórinn."),
}  # fmt: skip
HEADS = {
    "en": ("Harbour reopens", "By Ada Archer", "March 3, 2026", "Ada Archer"),
    "de": ("Hafen wieder offen", "Von Ada Bogner", "3. März 2026", "Ada Bogner"),
    "fr": ("Le port rouvre", "Par Ada Lenoir", "3 mars 2026", "Ada Lenoir"),
    "es": ("Reabre el puerto", "Por Ada Molina", "3 de marzo de 2026", "Ada Molina"),
    "sv": ("Hamnen öppen", "Av Ada Bergman", "3 mars 2026", "Ada Bergman"),
    "is": ("Höfnin opnuð", "Eftir Jón Jónsson", "3. mars 2026", "Jón Jónsson"),
}
LAYOUTS = {
    "title, byline, date": "{title}\n{byline}\n{date}\n\n{text}",
    "each on a line of its own": "{title}\n\n{byline}\n\n{date}\n\n{text}",
    "date first": "{date}\n{title}\n{byline}\n\n{text}",
    "date under the title": "{title}\n{date}\n\n{byline}\n\n{text}",
    "byline first": "{byline}\n{title}\n{date}\n\n{text}",
    "a section over it": "Ports\n\n{title} for ships\n{byline}\n{date}\n\n{text}",
    "a standfirst": "{title}\n\nFive weeks without ships, and nobody knows who will pay for them.\n\n{byline}\n{date}\n\n{text}",
    "no date": "{title}\n{byline}\n\n{text}",
    "no byline": "{title}\n{date}\n\n{text}",
}


def article(text: str) -> Article:
    found = read(Page("file:a.txt", UNKNOWN.id, datetime(2026, 4, 1, tzinfo=UTC), text.encode(), "text/plain"), UNKNOWN)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(("lang", "layout"), list(product(TEXTS, LAYOUTS)))
def test_a_head_is_told_line_by_line_and_the_text_begins_below_it(lang: str, layout: str) -> None:
    title, byline, date, name = HEADS[lang]
    found = article(LAYOUTS[layout].format(title=title, byline=byline, date=date, text="\n\n".join(TEXTS[lang])))
    assert found.body == "\n\n".join(TEXTS[lang])
    assert found.title == (f"{title} for ships" if "section" in layout else title)
    assert found.section == ("Ports" if "section" in layout else None)
    assert found.authors == (() if layout == "no byline" else (name,))
    assert (found.published_at and found.published_at.date().isoformat()) == (None if layout == "no date" else "2026-03-03")
    assert (found.standfirst or "").startswith("Five weeks") == (layout == "a standfirst")


@pytest.mark.parametrize(
    "below", ["Staff Writer", "Reporter", "ada@gazette.example", "@adaarcher", "March 3, 2026", "Published: 3 March 2026 10:15"]
)
def test_a_name_alone_is_a_byline_where_the_line_below_says_so(below: str) -> None:
    found = article("Harbour reopens after storm\n\nAda Archer\n{}\n\n{}".format(below, "\n\n".join(TEXTS["en"])))
    assert (found.title, found.authors, found.body) == (
        "Harbour reopens after storm",
        ("Ada Archer",),
        "\n\n".join(TEXTS["en"]),
    )


NAMED_ALONE = {
    "en": ("Harbour reopens after storm", "Ada Archer"), "de": ("Hafen nach dem Sturm wieder offen", "Jörg von Müßig"),
    "ru": ("Мост через реку закроют до весны", "Анна Ковалёва"), "pl": ("Most zamknięty aż do wiosny", "Zofia Zielińska"),
    "fr": ("Le port rouvre après la tempête", "Inès Bouzid"),
}  # fmt: skip
BELOW = {
    "en": TEXTS["en"],
    "de": ("Der Hafen ist seit Dienstag wieder offen, teilte die Gemeinde mit. Fünf Wochen lang lag er still.", "Die Fähre fährt wieder."),
    "ru": ("Городские власти объявили во вторник, что старый мост закроют на ремонт до самой весны.", "Жители ждали этого девять лет."),
    "pl": ("Władze miasta ogłosiły we wtorek, że stary most będzie zamknięty do samej wiosny.", "Mieszkańcy czekali na to dziewięć lat."),
    "fr": ("Le port a rouvert mardi, a annoncé la mairie, après cinq semaines sans navires.", "Les bateaux reviennent."),
}  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("lang", NAMED_ALONE)
def test_a_name_alone_between_headline_and_text_is_a_byline(lang: str, gap: str) -> None:
    title, name = NAMED_ALONE[lang]
    found = article(f"{title}{gap}{name}\n\n" + "\n\n".join(BELOW[lang]))
    assert (found.title, found.authors, found.body) == (title, (name,), "\n\n".join(BELOW[lang]))


@pytest.mark.parametrize(
    "line",
    ["New York", "Buenos Aires", "Crane Drivers", "Harbour Police", "World News", "The Storm", "Part II.", "Ada", "who knows"],
)
def test_a_line_between_headline_and_text_that_is_no_name_is_no_byline(line: str) -> None:
    text = (*TEXTS["en"], "The harbour police and the crane drivers were there before anybody else was.")
    found = article(f"Quays open after five weeks\n{line}\n\n" + "\n\n".join(text))
    assert found.authors == ()
    assert not [block for block in found.blocks if block.label == "byline"]


def test_a_sentence_over_a_byline_is_no_headline() -> None:
    summary = "Five weeks without ships, and nobody knows who will pay for them."
    found = article("\n\n".join((summary, "By Ada Archer", *TEXTS["en"])))
    assert (found.title, found.standfirst, found.authors) == (None, summary, ("Ada Archer",))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Harbour reopens", "Harbour reopens"), ("HARBOUR REOPENS", "HARBOUR REOPENS"), ("Tidelines", "Tidelines"), ("Hafen frei", "Hafen frei"),
        ("New York", None), ("LYON", None), ("Ada Archer", None), ("Page 3", None), ("Chapter II.", None),
    ],
)  # fmt: skip
def test_one_or_two_words_over_a_text_are_its_headline_unless_they_say_where_or_who(line: str, title: str | None) -> None:
    assert article("\n\n".join((line, *TEXTS["en"], *TEXTS["en"]))).title == title


@pytest.mark.parametrize(
    "lines",
    [
        ("Ada Archer", "The harbour master had waited five weeks for this day, and when it came she slept through the tide of it."),
        ("By the harbour", "By the harbour stood a crane that nobody had used since the storm in the first week of the year."),
        ("New York", "The harbour police of the city have a new boat, which cost them most of what they had for the year."),
        ("The old men said it would never open.", "They were wrong, as they had been about the crane and about the bridge."),
    ],
)  # fmt: skip
def test_without_a_byline_or_a_day_no_line_is_taken_for_a_head(lines: tuple[str, str]) -> None:
    assert not [block for block in article("\n\n".join((*lines, *TEXTS["en"]))).blocks if block.rule == "plain_head"]


SIGNATURES = [
    "-- \nAda Archer\nReporter, Gazette\nTel. 01234 567890",
    "--\nAda\n",
    "—\nAda Archer",
    "______\nThis mail is for you alone.",
]
ANSWERED = [
    "On Mon, 2 Mar 2026 at 09:00, Desk <desk@gazette.example> wrote:\n> Could you send it today?\n> Thanks",
    "Am 02.03.2026 um 09:00 schrieb Desk:\n\n> Geht das heute noch?\n>\n> Danke",
    "> Could you send it today?",
    "-----Original Message-----\nFrom: Desk\nSent: Monday\nTo: Ada\nSubject: Harbour\n\nCould you send it today?",
]


@pytest.mark.parametrize("end", [*SIGNATURES, *ANSWERED, f"{SIGNATURES[0]}\n\n{ANSWERED[0]}"])
def test_below_a_mail_nothing_is_text(end: str) -> None:
    found = article("\n\n".join((*TEXTS["en"], end)))
    assert found.body == "\n\n".join(TEXTS["en"])
    assert {block.label for block in found.blocks if block.rule == "under_a_mail"} <= {"bio", "comments"}
    assert "".join(block.text + block.gap for block in found.blocks) == "\n\n".join((*TEXTS["en"], end)), "nothing is lost"


@pytest.mark.parametrize(
    "middle",
    [
        "> Could you send it today?",
        "--",
        "She wrote in 2019:\n> The tide is late.\n> The ships are not.",
        "— We are glad, she said of it.",
    ],
)
def test_what_stands_in_the_middle_of_a_text_is_its_own(middle: str) -> None:
    first, second = TEXTS["en"]
    found = article("\n\n".join((first, middle, second, first.replace("Tuesday", "Friday"))))
    assert second in found.body
    assert not [block for block in found.blocks if block.rule == "under_a_mail"]
