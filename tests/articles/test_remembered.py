"""What is kept of pages in memory is bounded in letters, whatever stands on them."""

import gc
from datetime import UTC, datetime
from functools import _lru_cache_wrapper

from articles.extract.blocks import match_key
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read
from articles.remembered import LETTERS, remembered

NOW = datetime(2026, 11, 20, tzinfo=UTC)
LONG = 20_000


def page(letter: str) -> Page:
    """One with a class name, an element, an id, a word, a capitalised word, an address and a line of 20,000 letters each."""
    word = letter * LONG
    text = f"""<!doctype html><html lang="en"><body><article class="{word}"><h1 id="{word}">The ferry sails again</h1><p class="byline {word}">By Ada {word.title()}</p>
    <time class="{word} updated">{word} 3 March 2026</time><x-{word}>{"It sails every hour. " * 9}</x-{word}>
    <p>LYON, {word.title()} – Ada {word.title()} of {word.upper()} said: "{"It sails every hour from the old quay. " * 20}"</p>
    <p class="tags {word}"><a href="/tag/{word}" rel="tag">{word}</a></p><p>{"Ein Satz über Fähren. " * 9} {"öA" + word}</p></article></body></html>"""
    return Page(f"https://paper.example/{letter}", UNKNOWN.id, NOW, text.encode(), "text/html", 200)


def kept() -> dict[str, int]:
    """{function: letters of the longest text that it keeps an answer for}, of those of articles/."""
    found = {}
    for cache in gc.get_objects():
        if isinstance(cache, _lru_cache_wrapper) and cache.__module__.startswith("articles."):
            held = [one for table in gc.get_referents(cache) if isinstance(table, dict) for key in table for one in _texts(key)]
            found[f"{cache.__module__}.{cache.__qualname__}"] = max(map(len, held), default=0)
    return found


def _texts(key: object) -> list[str]:
    parts = [key, *key] if isinstance(key, tuple | list) else [key]
    return [part for part in parts if isinstance(part, str)]


def test_no_long_text_of_a_page_is_kept():
    for letter in "bdf":
        read(page(letter), UNKNOWN)
    match_key.cache_clear()  # as a worker does that has grown
    long = {name: letters for name, letters in kept().items() if letters > LETTERS // 1024}
    assert not long


def test_short_texts_are_asked_about_once_and_long_ones_each_time():
    asked = []

    @remembered(LETTERS // 10)
    def length(text: str, more: int = 0) -> int:
        asked.append(text)
        return len(text) + more

    assert [length("ten"), length("ten"), length("ten", 1), length("x" * 11), length("x" * 11)] == [3, 3, 4, 11, 11]
    assert asked == ["ten", "ten", "x" * 11, "x" * 11]


def test_what_is_asked_by_a_text_and_something_else_is_kept_for_both():
    asked = []

    @remembered(LETTERS // 10)
    def told(word: str, language: str | None) -> str:
        asked.append((word, language))
        return f"{word} {language}"

    assert [told("ten", "en"), told("ten", "nl"), told("ten", "en"), told("x" * 11, "en"), told("x" * 11, "en")] == [
        "ten en", "ten nl", "ten en", f"{'x' * 11} en", f"{'x' * 11} en",
    ]  # fmt: skip
    assert asked == [("ten", "en"), ("ten", "nl"), ("x" * 11, "en"), ("x" * 11, "en")]
