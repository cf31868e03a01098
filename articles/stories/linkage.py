"""Average linkage: which articles make one story, from how like each two of them are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[str, str]


def average_linkage(ids: Iterable[str], likeness: Mapping[Pair, float], least: float) -> list[list[str]]:
    """The groups of `ids`, each sorted: two groups are one while all pairs across them are as like as `least` on average.

    The likest come together first, of equals those with the lower ids: the answer is the same for the same articles in any
    order. A pair that is not in `likeness` counts as 0.
    """
    order = sorted(set(ids))
    members = {number: [one] for number, one in enumerate(order)}
    number_of = {one: number for number, one in enumerate(order)}
    # Sums over the pairs of two groups, not averages: nothing is lost by rounding on the way.
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), alike in likeness.items():
        near[number_of[left]][number_of[right]] = near[number_of[right]][number_of[left]] = alike

    def average(one: int, other: int) -> float:
        return near[one][other] / (len(members[one]) * len(members[other]))

    heap = [(-alike, one, other) for one in near for other, alike in near[one].items() if one < other and alike >= least]
    heapify(heap)
    while heap:
        alike, one, other = heappop(heap)
        if one not in members or other not in members or average(one, other) != -alike:
            continue
        members[one] += members.pop(other)
        for third, pairs in near.pop(other).items():
            del near[third][other]
            if third != one:
                near[one][third] = near[third][one] = near[one].get(third, 0.0) + pairs
        for third in near[one]:
            if (alike := average(one, third)) >= least:
                heappush(heap, (-alike, min(one, third), max(one, third)))
    return [sorted(group) for group in members.values()]
