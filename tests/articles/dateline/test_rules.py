"""The examples in the rules' own descriptions hold, and no rule is there for nothing."""

import re

import pytest

from articles.article import Dateline
from articles.dateline import brackets, east_asian, lead, parse, rule_of, rules
from articles.dateline.rule import Rule
from articles.reading_rules import dateline_pages
from tests.articles.dateline.test_dateline import PUBLISHED, table, whole

EACH_RULE = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in rules.RULES])


def example(rule: Rule, heading: str) -> tuple[str, str, frozenset[str]]:
    """Language, paragraph and the paper's form of an example; one that ends like a sentence is the whole paragraph."""
    found = re.search(rf"^\s*{heading}: (\w\w)(?: \((\w+, [\w ]+)\))?: (.+)$", rule.doc, re.MULTILINE)
    assert found is not None, f"{rule.name} has no example: {heading}"
    lang, form, text = found.groups()
    return lang, text if text[-1] in ".!?" else whole(lang, text), frozenset(filter(None, [form]))


def answer(lang: str, text: str, forms: frozenset[str] = frozenset()) -> Dateline | None:
    return parse(text, lang=lang, published=PUBLISHED, forms=forms)


@EACH_RULE
def test_a_rule_decides_the_example_that_it_takes(rule: Rule) -> None:
    lang, text, forms = example(rule, "Taken")
    assert rule_of(text, lang=lang, published=PUBLISHED, forms=forms) == rule.name
    assert (answer(lang, text, forms) is not None) == rule.accepts


@EACH_RULE
def test_a_rule_leaves_the_other_example_to_the_rest(rule: Rule) -> None:
    lang, text, forms = example(rule, "Left")
    assert rule_of(text, lang=lang, published=PUBLISHED, forms=forms) != rule.name


@EACH_RULE
def test_without_a_rule_its_example_is_read_otherwise(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    lang, text, forms = example(rule, "Taken")
    with_it = answer(lang, text, forms)
    monkeypatch.setattr(rules, "RULES", tuple(other for other in rules.RULES if other is not rule))
    assert answer(lang, text, forms) != with_it


def test_each_rule_says_what_goes_wrong_and_has_a_name_of_its_own() -> None:
    assert [rule.name for rule in rules.RULES if not re.search(r"^\s*Known problems: \S", rule.doc, re.MULTILINE)] == []
    assert len({rule.name for rule in rules.RULES}) == len(rules.RULES)


@pytest.mark.parametrize("form", [*east_asian.FORMS, *lead.LEADS])
def test_a_form_reads_the_example_that_it_takes_and_leaves_the_other(form):
    page = dateline_pages()[form.__name__]
    for examples, is_taken in ((page.taken, True), (page.left, False)):
        for one in examples:
            found = answer(one.lang, whole(one.lang, one.text))
            assert (found is not None and found.rule == form.__name__) == is_taken


@EACH_RULE
def test_a_dateline_names_the_rule_that_took_it(rule: Rule) -> None:
    found = answer(*example(rule, "Taken"))
    assert (found.rule if found else None) == (rule.name if rule.accepts else None)


FORMS = [
    pytest.param(module, name, form, id=form.__name__)
    for module, name in (
        (brackets, "SIGNED_BRACKETS"),
        (east_asian, "FORMS"),
        (east_asian, "INSIDE_PARTS"),
        (lead, "READINGS"),
    )
    for form in getattr(module, name)
]


@pytest.mark.parametrize(("module", "name", "form"), FORMS)
def test_without_a_form_some_written_dateline_is_read_otherwise(module, name, form, monkeypatch):
    written = [(lang, whole(lang, text.replace("‖", ""))) for lang, text, *_ in (row.values for row in table())]
    monkeypatch.setattr(module, name, tuple(other for other in getattr(module, name) if other is not form))
    without = [answer(lang, text) for lang, text in written]
    monkeypatch.undo()
    assert any(answer(lang, text) != found for (lang, text), found in zip(written, without, strict=True))


@pytest.mark.parametrize("mark", [" —", " -", ":"])
@pytest.mark.parametrize(
    ("house", "rule"),
    [
        ("Reuters", "agency"),
        ("Der Spiegel", "agency"),
        ("Le Monde", "agency"),
        ("El País", "agency"),
        ("CNN", "agency"),
        ("The Harbour Sentinel", "unknown_agency_before_mark"),
    ],
)
def test_a_paper_or_broadcaster_in_brackets_is_as_well_known_as_a_wire(house: str, rule: str, mark: str) -> None:
    found = parse(f"BERLIN ({house}){mark} The harbour bridge will close for a month, the city said.")
    assert found is not None
    assert (found.rule, found.agency and found.agency.name) == (rule, house)
