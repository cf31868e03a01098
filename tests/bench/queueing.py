"""Ten million articles a day on paper: how long pages wait for a reader and for the loader, by the number of cores.

    .venv/bin/python -m tests.bench.queueing [ARTICLES A DAY]

A day of batches comes in waves (three times as many at the busiest hour as at the quietest), goes to the first core that is
free, and is loaded by the next load: one at a time, as the lake's lock has it. What a batch and a load take are the figures
below, measured by `whole_way` and `lake`; docs/scale.md says where they come from. The seed is fixed: same figures, same day.
"""

import heapq
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

BATCH = 50
PAGE_S = 0.050
"""Seconds of one core for a page, everything but the load included: twice what a machine alone needs, for slower cores."""

LOAD_S, LOAD_ARTICLE_S = 5.0, 0.0025
"""Seconds that a load into the lake takes whatever it brings, and for each article: more than `lake` measured."""

EVERY_S = 300
"""A load takes what was read since the last one, but begins at most so often."""


@dataclass(frozen=True, slots=True)
class Day:
    """Seconds from a batch's archiving until it was read, and until it was in the warehouse; shares of the day."""

    read_p50: float
    read_p99: float
    loaded_p50: float
    loaded_p99: float
    cores_busy: float
    loader_busy: float


def arrivals(articles: int, chance: random.Random) -> Iterator[float]:
    """When batches come, in seconds of the day."""
    mean = articles / BATCH / 86400
    now = 0.0
    while now < 86400:
        # Thinning (Lewis and Shedler 1979): candidates at the busiest rate, kept by the hour's share of it.
        now += chance.expovariate(1.5 * mean)
        if chance.random() < (1 - 0.5 * math.cos(2 * math.pi * (now / 86400 - 4 / 24))) / 1.5:
            yield now


def day(articles: int, cores: int, seed: int = 7) -> Day:
    """Simulate one day."""
    chance = random.Random(seed)
    free = [0.0] * cores
    came, read, busy = [], [], 0.0
    for now in arrivals(articles, chance):
        # Pages differ: the spread of a batch of 50 about its mean is what the real pages show.
        takes = BATCH * PAGE_S * chance.lognormvariate(-0.02, 0.2)
        ready = max(now, heapq.heappop(free)) + takes
        heapq.heappush(free, ready)
        busy += takes
        came.append(now)
        read.append(ready)
    loaded, loader_busy = _loads(read)
    waits = sorted(done - start for start, done in zip(came, read, strict=True))
    until = sorted(done - start for start, done in zip(came, loaded, strict=True))
    return Day(*_half_and_most(waits), *_half_and_most(until), busy / cores / 86400, loader_busy / 86400)


def _half_and_most(ordered: list[float]) -> tuple[float, float]:
    return ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]


def _loads(read: list[float]) -> tuple[list[float], float]:
    """When each batch was in the warehouse, and how long the loader was at it."""
    order = sorted(range(len(read)), key=read.__getitem__)
    loaded, busy, begin, place = [0.0] * len(read), 0.0, 0.0, 0
    while place < len(order):
        begin = max(begin, read[order[place]])
        some = []
        while place < len(order) and read[order[place]] <= begin:
            some.append(order[place])
            place += 1
        takes = LOAD_S + LOAD_ARTICLE_S * BATCH * len(some)
        for batch in some:
            loaded[batch] = begin + takes
        busy += takes
        begin = max(begin + takes, begin + EVERY_S)
    return loaded, busy


def main(articles: int) -> None:
    """The table, from the number of cores that is just enough for the mean on."""
    least = math.ceil(articles * PAGE_S / 86400)
    print(f"{articles:,} articles a day, {PAGE_S * 1000:.0f} ms a page: {least} cores would do if they came evenly\n")
    print(
        f"{'cores':>6}{'busy':>7}{'read: half within':>19}{'99 % within':>13}{'loaded: half':>14}{'99 %':>8}{'loader busy':>13}"
    )
    for cores in (round(least * share) for share in (1.05, 1.25, 1.5, 1.6, 2)):
        told = day(articles, cores)
        print(
            f"{cores:>6}{told.cores_busy:>7.0%}{told.read_p50:>17.0f} s{told.read_p99:>11.0f} s{told.loaded_p50:>12.0f} s"
            f"{told.loaded_p99:>6.0f} s{told.loader_busy:>13.0%}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
