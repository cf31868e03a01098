"""Average linkage, and ids that last."""

import random
from itertools import combinations

import pytest

from articles.stories.linkage import average_linkage
from articles.stories.succession import Change, changes, succeed


def test_a_chain_is_no_story():
    chain = {("a", "b"): 0.3, ("b", "c"): 0.3, ("c", "d"): 0.3}
    assert sorted(average_linkage("abcd", chain, 0.2)) == [["a", "b"], ["c", "d"]]


def test_it_is_what_trying_all_averages_finds():
    def slowly(ids: str, likeness: dict[tuple[str, str], float], least: float) -> list[list[str]]:
        groups = [[one] for one in ids]

        def average(one: list[str], other: list[str]) -> float:
            return sum(likeness.get((min(a, b), max(a, b)), 0) for a in one for b in other) / (len(one) * len(other))

        while len(groups) > 1:
            one, other = max(combinations(groups, 2), key=lambda pair: average(*pair))
            if average(one, other) < least:
                break
            groups = [group for group in groups if group not in (one, other)] + [one + other]
        return sorted(sorted(group) for group in groups)

    chance = random.Random(5)
    for _ in range(50):
        ids = "abcdefghij"
        likeness = {pair: chance.random() for pair in combinations(ids, 2) if chance.random() < 0.4}
        shuffled = dict(chance.sample(sorted(likeness.items()), len(likeness)))
        assert sorted(average_linkage(reversed(ids), shuffled, 0.3)) == slowly(ids, likeness, 0.3)


@pytest.mark.parametrize(
    ("groups", "before", "after", "found"),
    [
        (["ab"], {}, {"a": "ab"}, [Change("a", "began"), Change("a", "joined", "a"), Change("a", "joined", "b")]),
        (["cab"], {"a": "ab"}, {"a": "cab"}, [Change("a", "joined", "c")]),
        (["abcd"], {"a": "ab", "c": "cd"}, {"a": "abcd"}, [
            Change("a", "joined", "c", "c"), Change("a", "joined", "d", "c"),
            Change("c", "merged", None, "a"), Change("c", "left", "c", "a"), Change("c", "left", "d", "a"),
        ]),
        (["abc", "de"], {"a": "abcde"}, {"a": "abc", "d": "de"}, [
            Change("a", "left", "d", "d"), Change("a", "left", "e", "d"),
            Change("d", "split", None, "a"), Change("d", "joined", "d", "a"), Change("d", "joined", "e", "a"),
        ]),
        ([], {"a": "ab"}, {}, [Change("a", "ended"), Change("a", "left", "a"), Change("a", "left", "b")]),
        (["bcd", "ax"], {"a": "abcd"}, {"a": "bcd", "x": "ax"}, [
            Change("a", "left", "a", "x"), Change("x", "began"), Change("x", "joined", "a", "a"), Change("x", "joined", "x"),
        ]),
    ],
)  # fmt: skip
def test_ids_last_and_changes_are_told(groups, before, after, found):
    if groups == ["bcd", "ax"]:  # the name of its first article is an old story's
        assert list(succeed(groups, before, [])) == ["a", "x"]
    assert {story: "".join(group) for story, group in succeed(groups, before, []).items()} == after
    assert changes(before, after) == found


def test_no_id_is_given_twice():
    assert list(succeed(["ab"], {}, ["a"])) == ["b"]
    assert list(succeed(["ab"], {}, ["a", "b"])) == ["a-2"]
