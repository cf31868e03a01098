from hypothesis import given
from hypothesis import strategies as st

from flows.browse.compare import COMPARED_AT_ALL, COMPARED_WORDS, Pair, side_by_side

TEXTS = st.lists(st.sampled_from(["a b c", "a b d", "x", "", "tide at dawn", "tide at dusk"]), max_size=8)


def words(sides: list[tuple[tuple[str, bool], ...]]) -> list[str]:
    return [word for side in sides for text, _ in side for word in text.split()]


@given(TEXTS, TEXTS)
def test_both_texts_are_shown_whole_and_what_is_unmarked_is_common(older: list[str], newer: list[str]) -> None:
    pairs = list(side_by_side(older, newer))
    assert words([pair.older for pair in pairs]) == " ".join(older).split()
    assert words([pair.newer for pair in pairs]) == " ".join(newer).split()
    for pair in pairs:
        common = [
            [word for text, is_other in side if not is_other for word in text.split()] for side in (pair.older, pair.newer)
        ]
        assert common[0] == common[1]


def test_a_paragraph_that_came_stands_alone() -> None:
    assert list(side_by_side(["one"], ["one", "two"])) == [
        Pair((("one", False),), (("one", False),), same=True),
        Pair((), (("two", True),), same=False),
    ]


def test_very_long_paragraphs_are_not_compared_word_by_word() -> None:
    long = "word " * (COMPARED_WORDS + 1)
    (pair,) = side_by_side([long], [long + "more"])
    assert [is_other for _, is_other in pair.older + pair.newer] == [True, True]


def test_many_long_paragraphs_are_compared_word_by_word_up_to_a_bound() -> None:
    older = [" ".join(f"{n}-{word % 100}" for word in range(COMPARED_WORDS - 1)) for n in range(9)]
    pairs = list(side_by_side(older, [f"more {text}"[:-1] for text in older]))
    compared = [pair for pair in pairs if pair.older != ((older[pairs.index(pair)], True),)]
    assert 1 <= len(compared) <= COMPARED_AT_ALL // COMPARED_WORDS**2
    assert words([pair.older for pair in pairs]) == " ".join(older).split()
