"""The language of a text, and whose word counts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from articles.fields import choose
from articles.fields.metadata import Candidate, Candidates
from articles.languages.model import identifier
from articles.languages.text import Told, settled, told
from articles.languages.words import SEVERAL, languages
from articles.publisher import Publisher

TEXTS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("texts.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NEAR = {"bs": "hr", "cnr": "hr", "sh": "hr", "fil": "tl"}
"""Languages that a text is never told to be in, and the near one that it is told to be in instead."""


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_text_is_told(code: str, text: str) -> None:
    found = told(text)
    assert found is not None
    assert found.code == NEAR.get(code, code)
    assert found.sure > 0.8


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_short_text_never_contradicts_what_a_page_says(code: str, text: str) -> None:
    found = told(text[:35])
    assert found is not None
    assert settled(["en"], found) == "en"


ENGLISH = "The harbour was closed on Monday, and the ferries of the island waited for the crane to be raised again. "
GERMAN = "Der Hafen war am Montag geschlossen, und die Fähren der Insel warteten, bis der Kran wieder gehoben war. "


def test_a_text_whose_beginning_is_certain_is_read_no_further() -> None:
    assert told(ENGLISH * 10 + GERMAN * 20) == told(ENGLISH * 10)


def test_a_text_whose_beginning_is_not_certain_is_read_on() -> None:
    names = "Bob Sample, Eva Muster, Paul Exemple, Luis Ejemplo, Luca Esempio; " * 16
    beginning, whole = told(names), told(names + GERMAN * 20)
    assert beginning is not None
    assert whole is not None
    assert (beginning.code, whole.code) != ("de", "de")
    assert (whole.code, whole.is_clear) == ("de", True)


def test_each_language_that_has_a_file_has_a_text() -> None:
    assert set(languages()) - {SEVERAL, *NEAR} <= {code for code, _ in TEXTS}


@pytest.mark.parametrize("text", ["", " \n ", "1234 5678", "12.03.2024 — 17:20 | 3"])
def test_what_holds_no_words_is_in_no_language(text: str) -> None:
    assert told(text) is None


def of(code: str) -> str:
    """The longest text of a language: one that may contradict."""
    return max((text for known, text in TEXTS if known == code), key=len) * 3


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        # A template's word, or a publisher's default, gives way to a text that is long and clear.
        (["en"], of("de"), "de"), (["en"], of("ckb"), "ckb"), (["es"], of("ca"), "ca"), (["nl"], of("af"), "af"),
        (["cs"], of("hr"), "hr"), (["cs"], of("sl"), "sl"), (["bg"], of("mk"), "mk"), (["id"], of("is"), "is"), (["nb"], of("nn"), "nn"),
        # Of languages near to each other, the one that is said is it.
        (["hr"], of("sr"), "hr"), (["sr"], of("bs"), "sr"), (["bs"], of("hr"), "bs"), (["cnr"], of("sr"), "cnr"),
        (["id"], of("ms"), "id"), (["ms"], of("id"), "ms"), (["fil"], of("tl"), "fil"), (["en", "bs"], of("hr"), "bs"),
        # Of several words, the one that the text agrees with; else the first.
        (["en", "de"], of("de"), "de"), (["de", "en"], of("de"), "de"), (["en", "fr"], "Bonjour à tous et à toutes", "fr"),
        (["en", "fr"], "", "en"), (["en", "fr"], "OK 12", "en"),
        # A short text, or one in nobody's words, contradicts nobody.
        (["en"], "Die Fähre fährt wieder.", "en"), (["en"], "Tor! Tor! Tor!", "en"), (["fr"], "N/A", "fr"),
        # Where nobody says anything, the text does, if it is sure at all.
        ([], "Die Fähre fährt wieder.", "de"), ([], of("sr"), "sr"), ([], "OK", None), ([], "", None),
    ],
)  # fmt: skip
def test_whose_word_counts(said: list[str], text: str, expected: str | None) -> None:
    assert settled(said, told(text)) == expected


@pytest.mark.parametrize(
    ("page", "own", "text", "expected", "taken"),
    [
        (("en-US",), None, of("de"), "de", None),
        (("en-US",), "de", "Die Fähre fährt wieder zur Insel.", "de", None),
        (("de_AT", "en"), "fr", of("de"), "de", "de_AT"),
        (("no",), None, of("nb"), "nb", "no"),
        (("english",), "sv", "", "sv", None),
        (("pt-BR",), "pt", of("pt"), "pt", "pt-BR"),
    ],
)
def test_what_is_taken_is_evidence(page, own, text, expected, taken) -> None:
    found = Candidates(tuple(Candidate("language", value, "html:lang") for value in page))
    chosen = choose.language(found, told(text), Publisher(id="gull", name="The Gull", domain="gull.example", language=own))
    assert chosen.value == expected
    assert [candidate.value for candidate in chosen.taken] == ([taken] if taken else [])


def test_what_is_told_says_how_sure_it_is() -> None:
    clear, short = told(of("de")), told("Die Fähre fährt wieder.")
    assert clear == Told("de", pytest.approx(1.0, abs=0.01), True)
    assert short is not None
    assert not short.is_clear


def loaded(statement: str) -> dict[str, bool]:
    """What a new process has loaded after a statement."""
    told_of = (
        "import json, sys; from articles.languages.model import identifier; "
        "print(json.dumps({'model': identifier.cache_info().currsize > 0, "
        "**{name: name in sys.modules for name in ('py3langid', 'numpy', 'pyarrow')}}))"
    )
    done = subprocess.run([sys.executable, "-c", f"{statement}; {told_of}"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_command_starts_without_the_model() -> None:
    assert loaded("import flows.cli.app; from flows.cli import parse") == dict.fromkeys(
        ("model", "py3langid", "numpy", "pyarrow"), False
    )


def test_what_asks_no_question_starts_without_the_database() -> None:
    code = "import sys, flows.cli.app; from flows.cli import parse; print('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_who_starts_crawls_leaves_scrapy_to_them() -> None:
    """Each crawl is a process of its own; a night and a run of the desk import neither what asks nor what reads listings."""
    code = "import sys, flows.nightly, flows.files; print({'scrapy', 'twisted', 'feedparser', 'courlan'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_question_is_answered_without_what_loads_need(tmp_path: Path) -> None:
    words = ["copydesk", "sql", "select 1", "--home", str(tmp_path)]
    asked = (
        f"import sys; from flows.cli.app import main; sys.argv = {words!r}\ntry: main()\nexcept SystemExit: pass\nimport json"
    )
    assert loaded(asked) == dict.fromkeys(("model", "py3langid", "numpy", "pyarrow"), False)


def test_the_kept_model_is_the_librarys() -> None:
    own = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    for code in ("de", "en", "fr", "ja", "ru", "ar"):
        assert identifier().rank(of(code)) == own.rank(of(code))


def test_readers_have_it_before_the_first_fork() -> None:
    assert loaded("import flows.readers.preloaded")["model"]
