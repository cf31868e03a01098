"""Lists of words in expressions: the longer of two that begin alike is found, and the order is always the same."""

import re
from itertools import permutations

from articles.wordlists import any_of, longest_first


def test_the_longer_of_two_that_begin_alike_is_found() -> None:
    expression = any_of(["by", "by the", "b.y"])
    found = [re.match(expression, text) for text in ("by the sea", "by sea", "b.y", "bxy")]
    assert [one and one[0] for one in found] == ["by the", "by", "b.y", None]


def test_the_order_depends_on_nothing_but_the_words() -> None:
    assert {longest_first(words) for words in permutations(["und", "and", "et", "and"])} == {("and", "und", "et")}


def test_of_no_words_there_is_no_expression() -> None:
    assert any_of([]) == ""
