from pathlib import Path

from warehouse import dictionary
from warehouse.statements import names

PAGE = Path(__file__).parents[2] / "docs" / "warehouse.md"


def test_the_dictionary_is_of_today():
    assert PAGE.read_text("utf-8") == dictionary.dictionary(), "run python -m warehouse.dictionary"


def test_everything_in_the_diagram_is_a_view_and_every_view_is_in_it():
    text = PAGE.read_text("utf-8")
    views = {
        line.removeprefix("### ") for line in text.splitlines() if line.startswith("### ") and not line.startswith("### base.")
    }
    assert {name for one, _, other, _ in dictionary._RELATIONS for name in (one, other)} == views


def test_every_query_is_told_of():
    assert [name for name in names("queries") if f"| `{name}` |" not in PAGE.read_text("utf-8")] == []
