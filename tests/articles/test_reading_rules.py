"""Each rule of bylines and datelines has its page: what it does and the three headings."""

import pytest

from articles import reading_rules
from articles.byline import parts
from articles.reading_rules import Example, WrongDocstring, as_markdown, byline_pages, dateline_pages, lines_of

WHOLE = "What it\n    does.\n\n    Taken: a -> b\n    Taken (es): c -> d\n    Left: de: e f\n    Known problems: Some\n        more."


def test_a_docstring_is_taken_apart() -> None:
    page = reading_rules._read("rule", WHOLE, "words")
    assert (page.name, page.what, page.decides, page.problems) == ("rule", "What it does.", "words", "Some more.")
    assert page.taken == (Example("a", None, "b"), Example("c", "es", "d"))
    assert page.left == (Example("e f", "de", None),)


@pytest.mark.parametrize("lost", ["What it\n    does.", "    Left: de: e f\n", "    Known problems: Some\n        more."])
def test_a_docstring_without_one_of_the_headings_is_wrong(lost: str) -> None:
    with pytest.raises(WrongDocstring, match="rule: "):
        reading_rules._read("rule", WHOLE.replace(lost, ""), "words")


def test_every_rule_of_every_table_has_a_page_under_a_name_of_its_own() -> None:
    rules = [rule.__name__ for _, table in reading_rules.BYLINE_TABLES for rule in table]
    assert list(byline_pages()) == rules
    assert {rule.__name__ for rule in parts.PART_RULES} < set(rules)
    assert not byline_pages().keys() & dateline_pages().keys()
    for page in (*byline_pages().values(), *dateline_pages().values()):
        assert f"### {page.name}\n\n{page.what}" in as_markdown()
        assert next(lines_of(page)).startswith(f"{page.name}: ")
