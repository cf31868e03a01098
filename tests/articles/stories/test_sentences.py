"""Sentences as shared text is found by them: the same words have the same hash, however they are set."""

import pytest

from articles.article import Block
from articles.stories.sentences import LONG, sentences

LINE = "The old bridge over the harbour of Oldmill will be closed to all traffic for a month"


def told(text: str, label: str = "body") -> list[str]:
    return [text[one.span_start : one.span_end] for one in sentences([Block(text, label, "r")])]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The bridge is shut. Nobody knows why!", ["The bridge is shut.", "Nobody knows why!"]),
        ("He met the U.S. Army there. It was cold then.", ["He met the U.S. Army there.", "It was cold then."]),
        ("“We shut the bridge.” She said no more.", ["“We shut the bridge.”", "She said no more."]),
        ("桥梁已经关闭了。没有人知道原因吗？", ["桥梁已经关闭了。", "没有人知道原因吗？"]),
        ("هل أُغلق الجسر القديم؟ نعم أُغلق أمس.", ["هل أُغلق الجسر القديم؟", "نعم أُغلق أمس."]),
        ("यह पुल बंद है। कोई नहीं जानता क्यों।", ["यह पुल बंद है।", "कोई नहीं जानता क्यों।"]),
        ("Never. The bridge is shut.", ["The bridge is shut."]),
        ("3 4 5 6 7 8 9.", []),
    ],
)
def test_where_a_sentence_begins_and_ends(text: str, parts: list[str]):
    assert told(text) == parts


@pytest.mark.parametrize("label", ["table", "heading", "related", "caption", "notice"])
def test_what_is_no_prose_has_none(label: str):
    assert told(LINE, label) == []
    assert told(LINE, "quote") == told(LINE, "list") == [LINE]


@pytest.mark.parametrize("other", [LINE.upper(), f"“{LINE}.”", LINE.replace(" ", "\u00a0 "), LINE.replace("bridge", "bridge,")])
def test_how_it_is_set_makes_no_difference(other: str):
    one, same = (sentences([Block(text, "body", "r")])[0] for text in (LINE, other))
    assert (one.hash, one.sketch) == (same.hash, same.sketch)


def test_a_long_sentence_has_a_sketch_and_one_of_numbers_has_none():
    words = LINE.split()
    assert sentences([Block(" ".join(words[:LONG]), "body", "r")])[0].sketch
    assert not sentences([Block(" ".join(words[: LONG - 1]) + " 1 2 3", "body", "r")])[0].sketch


def test_a_reworded_sentence_keeps_most_of_its_sketch():
    one, other, third = (
        set(sentences([Block(text, "body", "r")])[0].sketch)
        for text in (LINE, LINE.replace("a month", "several weeks"), LINE[::-1])
    )
    assert len(one & other) > len(one) / 2
    assert not one & third
