"""Ordered tables of named rules: the first rule that has an answer decides.

A rule is a function that returns None where it does not apply. Its docstring says what it does, and under fixed headings
`Taken:` a byline that it decides, `Left:` one that it leaves to the rules after it, each with what the byline means in the
notation of tests/articles/byline/bylines.tsv, and `Known problems:` what it is known to get wrong.
"""

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def first_match(
    rules: Sequence[Callable[Given, Answer | None]], *args: Given.args, **kwargs: Given.kwargs
) -> tuple[str, Answer] | None:
    """The name of the first rule that applies, and its answer; None where none does."""
    for rule in rules:
        answer = rule(*args, **kwargs)
        if answer is not None:
            return rule.__name__, answer
    return None
