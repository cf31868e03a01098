"""Phrases are looked for in small letters, and found however a text is printed, unless case tells them from other words."""

import re
from collections.abc import Iterator

import pytest

from articles.labels.passage import one_of
from articles.labels.wording import CASE_COUNTS, begins, consists_of, found_in, holds, small
from articles.languages.words import languages


def every() -> Iterator[tuple[str, str, str]]:
    """Label, place and phrase of all that the languages say."""
    for said in languages().values():
        for label, places in said.get("labels", {}).items():
            for where, phrases in places.items():
                yield from ((label, where, phrase) for phrase in phrases)


PLAIN = sorted(
    {(label, where, phrase) for label, where, phrase in every() if re.fullmatch(r"[^\W\d_]{3,}(?: [^\W\d_]+)*", phrase)}
)


def test_phrases_are_written_in_small_letters() -> None:
    known = re.compile(r"\\.|\(\?P<\w+>|\(\?-i:[^()]*\)")
    assert [phrase for _, _, phrase in every() if any(map(str.isupper, known.sub("", phrase)))] == []


@pytest.mark.parametrize("printed", [str.upper, str.title, str.lower, lambda text: text.upper().replace("I", "İ")])
def test_a_phrase_is_found_in_any_case(printed) -> None:
    assert len(PLAIN) > 100
    for label, where, phrase in PLAIN:
        text = printed(phrase)
        assert begins(text, label, where), text
        assert consists_of(text, label, where), text
        assert holds(f"“{text}”", label, where), text


def test_a_phrase_in_which_case_counts_is_found_as_it_is_printed() -> None:
    assert sum(CASE_COUNTS in phrase for _, _, phrase in every()) > 3
    assert begins("Die Nachrichten kostenlos in Ihr Postfach", "promo")
    assert not begins("Die Nachrichten kostenlos in ihr Postfach", "promo")
    assert holds("Redaktion: post@paper.example", "promo", "ending")
    assert not holds("redaktion: post@paper.example", "promo", "ending")


@pytest.mark.parametrize("text", ["FOTOĞRAF: İLKER IŞIK", "ΟΔΌΣ ΤΗΣ ΑΚΤΉΣ", "Straße, Éluard, Ђурђевић", "İİ ıI ß ẞ ς Σ"])
def test_each_letter_stays_where_it_was(text) -> None:
    assert [small(letter) for letter in text] == list(small(text))
    at = found_in(f"{text}. Photo: Ada Archer", "credit")
    assert next(at).start() <= len(text) + len(". ")


def test_a_border_is_looked_for_once_for_phrases_in_a_row() -> None:
    some = [r"\bferry", r"\b(?:quay|crane)s?\b", "^harbour", r"\bbarge\b", "tide"]
    assert one_of(some) == r"\b(?:(?:ferry)|(?:(?:quay|crane)s?\b))|(?:^harbour)|\b(?:(?:barge\b))|(?:tide)"
    assert all(_has_no_open_choice(phrase) for _, _, phrase in every() if phrase.startswith(r"\b"))


def _has_no_open_choice(phrase: str) -> bool:
    """Whether a phrase's choices stand in brackets: of `\\ba|b` the border would be the second's too."""
    bare = re.sub(r"\\.|\[[^\]]*\]", "", phrase)
    while bare != (less := re.sub(r"\([^()]*\)", "", bare)):
        bare = less
    return "|" not in bare
