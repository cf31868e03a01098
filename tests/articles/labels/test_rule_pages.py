"""Each rule's examples are tests of it: it labels the one, leaves the other, and without it the first reads otherwise."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml.html import fragment_fromstring

from articles.article import Label
from articles.labels import rules
from articles.labels.by_profile import standing_key
from articles.labels.passage import PageContext, Passage, match_key
from articles.labels.rule_pages import Example, WrongDocstring, as_markdown, read, rule_pages
from articles.page import Hint, Page
from articles.profile import Profile
from articles.publisher import UNKNOWN
from articles.read import read as read_page
from articles.reading_rules import as_markdown as reading_rules
from tests.articles.labels.test_pages import DATA, STORY, TITLE, with_piece

DOCUMENT = Path(__file__).parents[3] / "docs" / "rules.md"
LEARNED = Profile(
    standing=frozenset({standing_key("The Gazette has told the harbour's news since 1911.")}),
    passing=frozenset({standing_key("Tonight in the harbour theatre: seven sailors and a whale.")}),
    headlines=frozenset({match_key("Ferry to the island will sail in winter, too")}),
    summaries=frozenset({match_key("The shipping company has found a second captain.")}),
)
PUBLISHER = UNKNOWN.model_copy(update={"boilerplate": ("The Gazette is printed in the harbour.",), "profile": LEARNED})
AFTER = {"above": 0, "between": 2, "below": 4}
LABEL, EVERY_RULE = rules.label, rules.RULES

Labelled = list[tuple[str, Label | None]]


def page_around(example: Example) -> Page:
    """An article by Ann Example of a headline and four paragraphs, with the example in its place."""
    at = AFTER[example.place]
    if example.is_plain:
        text = "\n".join((TITLE, *STORY[:at], example.text, *STORY[at:]))
        hints = (Hint("authors", "Ann Example", "feed"),)
    else:
        head = f"<title>{TITLE}</title>{DATA % ('NewsArticle', '')}"
        text = f"<!doctype html><html lang=en><head>{head}</head><body>{with_piece(example.text, at)}</body></html>"
        text = text.replace(TITLE, PUBLISHER.name) if example.is_untitled else text
        hints = ()
    url = "https://gazette.example/news/crane"
    return Page(url, "gazette", datetime(2027, 5, 5, tzinfo=UTC), text.encode(), hints=hints)


class Marked:
    """An example's blocks as they come to the rules, to be labelled with all rules or with fewer."""

    def __init__(self, example: Example) -> None:
        text = example.text if example.is_plain else fragment_fromstring(example.text, create_parent=True).text_content()
        self.own = " ".join(text.split())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rules, "label", self._came)
            read_page(page_around(example), PUBLISHER)

    def _came(self, blocks: Iterable, facts: PageContext) -> list[Passage]:
        self.blocks, self.facts = list(blocks), facts
        return LABEL(self.blocks, facts)

    def passages(self, some: Iterable[rules.Rule] = EVERY_RULE) -> list[Passage]:
        """What the example's own blocks become by these rules."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rules, "RULES", tuple(some))
            return [p for p in LABEL(self.blocks, self.facts) if p.text and p.text in self.own]

    def labels(self, some: Iterable[rules.Rule] = EVERY_RULE) -> Labelled:
        """The same as texts and labels."""
        return [(p.text, p.label) for p in self.passages(some)]


@pytest.mark.parametrize("page", rule_pages().values(), ids=lambda page: page.name)
def test_a_rule_labels_what_its_page_says_that_it_takes(page):
    given = {p.label for p in Marked(page.taken).passages() if p.rule == page.name}
    if page.labels:
        assert given
    assert given <= set(page.labels)


@pytest.mark.parametrize("page", rule_pages().values(), ids=lambda page: page.name)
def test_a_rule_leaves_what_its_page_says_that_it_leaves(page):
    left = Marked(page.left)
    others = [rule for rule in EVERY_RULE if rule.__name__ != page.name]
    assert left.labels() == left.labels(others) != []
    assert page.name not in {p.rule for p in left.passages()}


@pytest.fixture(scope="module")
def taken() -> list[tuple[Marked, Labelled]]:
    """What all rules take, and its labels."""
    return [(marked, marked.labels()) for page in rule_pages().values() for marked in [Marked(page.taken)]]


@pytest.mark.parametrize("n", range(len(EVERY_RULE)), ids=lambda n: f"{n}-{EVERY_RULE[n].__name__}")
def test_without_a_rule_some_example_has_other_labels(n, taken):
    others = EVERY_RULE[:n] + EVERY_RULE[n + 1 :]
    assert any(marked.labels(others) != labels for marked, labels in taken)


def _rule(doc: str | None) -> rules.Rule:
    def rule(passages: list[Passage], _: PageContext) -> list[Passage]:
        return passages

    rule.__doc__ = doc
    return rule


WHOLE = "What it does.\n\nLabels: body, list\nTaken (above, plain): a\n    b\nLeft: <p>c</p>\nKnown problems: Some."


def test_a_docstring_is_taken_apart():
    page = read(_rule(WHOLE))
    assert (page.name, page.labels, page.what, page.problems) == ("rule", ("body", "list"), "What it does.", "Some.")
    assert (page.taken, page.left) == (Example("a\nb", "above", is_plain=True), Example("<p>c</p>"))


@pytest.mark.parametrize(
    "doc",
    [None, "What it does.", WHOLE.removeprefix("What it does."), WHOLE.replace("list", "lists"), WHOLE.replace("Left: <p>c</p>\n", ""),
     WHOLE.replace("above", "beside"), WHOLE.replace("above", "above, below"), WHOLE.replace("Some.", "")],
)  # fmt: skip
def test_a_docstring_without_one_of_the_headings_is_wrong(doc):
    with pytest.raises(WrongDocstring, match="rule: "):
        read(_rule(doc))


def test_docs_have_todays_rules():
    assert DOCUMENT.read_text("utf-8") == f"{as_markdown()}\n{reading_rules()}", "run `make docs` and read what changed"
