"""Who is credited at a text's end: found as a contributor with what he did, and gone from the text."""

from collections.abc import Callable

import pytest

from articles.article import OTHER_HANDS, Article
from articles.byline import parse
from articles.byline.helped import may_name_helpers
from articles.byline.lexicon import meanings, wording
from articles.languages import words as languages
from tests.articles.fields.test_visible import PROSE, article

END = "<p>Nobody was hurt, and the ferries sailed as ever, the office of the harbour said late on Monday.</p>"
HELP, EDIT, TRANSLATE = "additional-reporting", "editing", "translation"
CREDITS = [
    ("Bob Sample and Eve Third contributed to this report.", [("Bob Sample", HELP), ("Eve Third", HELP)]),
    ("Bob Sample, Eve Third and The Associated Press also contributed to this story.",
     [("Bob Sample", HELP), ("Eve Third", HELP), ("The Associated Press", HELP)]),
    ("Bob Sample contributed reporting from Lima.", [("Bob Sample", HELP)]),
    ("Associated Press writer Bob Sample in Lima contributed to this report.", [("Bob Sample", HELP)]),
    ("CNN’s Bob Sample and Eve Third contributed to this report.", [("Bob Sample", HELP), ("Eve Third", HELP)]),
    ("The Associated Press contributed to this report.", [("The Associated Press", HELP)]),
    ("Contributing: Bob Sample, Harbour Herald; The Associated Press", [("Bob Sample", HELP), ("The Associated Press", HELP)]),
    ("With files from The Canadian Press and Bob Sample", [("The Canadian Press", HELP), ("Bob Sample", HELP)]),
    ("Edited by: Bob Sample", [("Bob Sample", EDIT)]),
    ("Translated by Bob Sample, edited by Eve Third", [("Bob Sample", TRANSLATE), ("Eve Third", EDIT)]),
    ("Bob Sample, Eve Third, and Al Fourth contributed to this guide.", [("Bob Sample", HELP), ("Eve Third", HELP), ("Al Fourth", HELP)]),
    ("Bob Sample contributed to this fact check.", [("Bob Sample", HELP)]),
    ("Redaktion: Max Beispiel, Eva Muster<br>Faktencheck: Max Beispiel", [("Max Beispiel", EDIT), ("Eva Muster", EDIT)]),
    ("Redaktion: Max Beispiel Faktencheck: Eva Muster", [("Max Beispiel", EDIT), ("Eva Muster", EDIT)]),
    ("Übersetzung und Adaptierung: Max Beispiel", [("Max Beispiel", TRANSLATE)]),
    ("Relecture : Paul Exemple", [("Paul Exemple", EDIT)]),
    ("Verificación: Luis Ejemplo", [("Luis Ejemplo", EDIT)]),
    ("Mitarbeit: Max Beispiel", [("Max Beispiel", HELP)]),
    ("Max Beispiel und Eva Muster haben an diesem Text mitgearbeitet.", [("Max Beispiel", HELP), ("Eva Muster", HELP)]),
    ("Übersetzung: Max Beispiel", [("Max Beispiel", TRANSLATE)]),
    ("Paul Exemple a contribué à cet article.", [("Paul Exemple", HELP)]),
    ("Traduction : Paul Exemple", [("Paul Exemple", TRANSLATE)]),
    ("Luis Ejemplo contribuyó a este reportaje.", [("Luis Ejemplo", HELP)]),
    ("Ha collaborato Luca Esempio", [("Luca Esempio", HELP)]),
    ("Com a colaboração de Rui Exemplo", [("Rui Exemplo", HELP)]),
    ("Met medewerking van Jan Voorbeeld", [("Jan Voorbeeld", HELP)]),
    ("Współpraca: Jan Przykład", [("Jan Przykład", HELP)]),
    ("При участии Ивана Петрова", [("Ивана Петрова", HELP)]),
    ("翻译：李明", [("李明", TRANSLATE)]),
]  # fmt: skip


def with_end(*lines: str) -> Article:
    header = "<p>By Ann Example</p><p>4 May 2027</p>"
    return article(header, PROSE.replace("bridge", "quay") + END + "".join(f"<p>{line}</p>" for line in lines))


@pytest.mark.parametrize(("line", "credited"), CREDITS)
@pytest.mark.parametrize("layout", ["%s", "<em>%s</em>", "(%s)"])
def test_who_is_credited_at_the_end(line: str, credited: list[tuple[str, str]], layout: str) -> None:
    got = with_end(layout % line)
    assert [(one.name, one.role) for one in got.contributors] == [("Ann Example", None), *credited]
    assert line not in got.body
    assert got.body.endswith("said late on Monday.")


@pytest.mark.parametrize(("byline", "house"), [("By Reuters", "Reuters"), ("Associated Press", "Associated Press")])
@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("(Reporting by Bob Sample; Editing by Eve Third)", [("Bob Sample", None), ("Eve Third", EDIT)]),
        ("Reporting by Bob Sample and Cid Test in Lima", [("Bob Sample", None), ("Cid Test", None)]),
        ("(Edited by Eve Third)", [("Eve Third", EDIT)]),
    ],
)
def test_where_a_house_is_in_the_byline_the_end_names_its_writers(
    byline: str, house: str, line: str, people: list[tuple[str, str | None]]
) -> None:
    got = article(f'<p class="byline">{byline}</p><p>4 May 2027</p>', PROSE.replace("bridge", "quay") + END + f"<p>{line}</p>")
    assert [(one.name, one.role) for one in got.contributors] == [(house, None), *people]


@pytest.mark.parametrize(
    "line",
    [
        "Heavy rain and the spring tide contributed to the story of that night.",
        "Bob Sample contributed to this bridge.",
        "Bob Sample fell. Eve Third contributed to this report of the harbour office.",
        "“Bob Sample edited all of it,” she said.",
        "Ship captains and pilots helped.",
    ],
)
def test_a_last_sentence_that_credits_nobody_stays(line: str) -> None:
    got = with_end(line)
    assert [one.name for one in got.contributors] == ["Ann Example"]
    assert line in got.body


def test_a_sentence_is_read_as_a_credit_alone_too() -> None:
    assert [(one.name, one.location) for one in parse("Bob Sample contributed reporting from Lima.").contributors] == [
        ("Bob Sample", "Lima")
    ]


def _said_by_labels() -> set[str]:
    known = wording()
    tables = (known.label, known.bare, *known.bare_in.values())
    return {phrase for table in tables for phrase, meaning in meanings(table) if meaning in OTHER_HANDS - {"photo"}}


@pytest.mark.parametrize("written", [str, str.upper, str.title, lambda phrase: phrase.replace("'", "’")])
def test_the_quick_first_look_misses_no_credit(written: Callable[[str], str]) -> None:
    lines = [f"{written(phrase)}: Jane Doe" for phrase in _said_by_labels()]
    lines += [f"Jane Doe {written(phrase)}." for phrase in languages.of_all("byline.helped")]
    credited = [line for line in lines if any(one.role in OTHER_HANDS - {"photo"} for one in parse(line).contributors)]
    assert len(credited) > 300
    assert [line for line in credited if not may_name_helpers(line)] == []


def test_the_quick_first_look_passes_by_what_names_nobodys_work() -> None:
    assert not may_name_helpers("The harbour was calm on Monday, and nobody knew why the crane had moved.")
    assert not may_name_helpers("The party started in an apartment."), "no word of these is art"


@pytest.mark.parametrize("end", ["(AFP)", "Quelle: AFP", "(ANSA)"])
def test_an_agency_at_the_end_stands_for_its_own_where_nobody_is_named(end: str) -> None:
    text = PROSE.replace("bridge", "quay") + END + f"<p>{end}</p>"
    assert [one.kind for one in article("<p>4 May 2027</p>", text).contributors] == ["organisation"]
    assert [one.name for one in article("<p>By Ann Example</p><p>4 May 2027</p>", text).contributors] == ["Ann Example"]


@pytest.mark.parametrize("code", ["(abc)", " (ab)", "(abc/dpa)", " (ab/cd/efg)"])
def test_initials_in_brackets_behind_the_last_sentence_are_none_of_it(code: str) -> None:
    last = END.removesuffix("</p>")
    got = article(footer=f"{last}{code}</p>")
    assert got.body.endswith("late on Monday.")
    assert article(footer=f"{END}<p>Nobody else was there {code.strip()}</p>").body.endswith(code.strip())
    assert article(footer=f"{last}{code}</p>{END}").body.count(code.strip()) == 1


@pytest.mark.parametrize("name", ["– Bob Sample", "— Eva Muster", "- Ana Prueba"])
def test_who_signs_below_the_last_paragraph_wrote_it(name: str) -> None:
    got = article(footer=f"{END}<p>{name}</p>")
    assert got.body.endswith("late on Monday.")
    assert name.lstrip("–—- ") in [one.name for one in got.contributors]


@pytest.mark.parametrize(
    "below",
    [
        "<p>– Hamburg</p>",
        "<p>– The harbour board</p>",
        "<ul><li>– Bob Sample</li></ul>",
        "<blockquote>Nobody was hurt.</blockquote><p>– Bob Sample</p>",
    ],
)
def test_what_stands_below_the_last_paragraph_and_is_no_signature(below: str) -> None:
    assert "Bob Sample" not in [one.name for one in article(footer=END + below).contributors]


@pytest.mark.parametrize(
    "line",
    [
        "【关闭窗口】 【发表评论】 【打印本稿】",
        "Fotoğraf, AA tarafından servis edilmiştir.",
        "Fotoğraflar Liman Müdürlüğü tarafından servis edilmiştir.",
    ],
)
def test_lines_below_the_text_about_its_pictures_and_its_window(line: str) -> None:
    assert line not in article(footer=f"{END}<p>{line}</p>").body
