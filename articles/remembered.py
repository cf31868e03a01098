"""Answers that are kept for what pages say over and over again: names of elements, words.

A page may be one word of a megabyte, or give each element a name of one: so what is kept is bounded in letters, too.
"""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

LETTERS = 4 << 20
"""Of the texts that one function keeps answers for, together: with 8,192 of them, 512 each."""

More = ParamSpec("More")
Answer = TypeVar("Answer")
Asked = Callable[Concatenate[str, More], Answer]


def remembered(most: int) -> Callable[[Asked[More, Answer]], Asked[More, Answer]]:
    """As `lru_cache`, by a function's first text: a text so long that `most` like it would be too much is not kept."""
    longest = LETTERS // most

    def of(answer: Asked[More, Answer]) -> Asked[More, Answer]:
        kept = lru_cache(most)(answer)

        def told(text: str, /, *more: More.args, **named: More.kwargs) -> Answer:
            return kept(text, *more, **named) if len(text) <= longest else answer(text, *more, **named)  # type: ignore[arg-type]

        def told_of_one(text: str, /) -> Answer:
            return kept(text) if len(text) <= longest else answer(text)  # type: ignore[call-arg]

        def told_of_two(text: str, second: Any, /) -> Answer:  # noqa: ANN401 (whatever the function asks for)
            return kept(text, second) if len(text) <= longest else answer(text, second)  # type: ignore[call-arg]

        # What is asked by one text or two things is asked thousands of times a page: it is spared the packing of arguments.
        few = {1: told_of_one, 2: told_of_two}
        parameters = signature(answer).parameters.values()
        is_plain = all(one.default is one.empty for one in parameters)
        asked = cast("Asked[More, Answer]", few.get(len(parameters), told) if is_plain else told)
        update_wrapper(asked, answer)
        return asked

    return of
