"""Simulated publishers: what their nights look like when all is well, and when something broke."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from random import Random

from warehouse.alarms import Night, judge


@dataclass(frozen=True)
class Paper:
    """A publisher's habits: articles a weekday, how they vary, what share of its pages is odd on ordinary nights."""

    volume: float
    spread: float  # coefficient of variation of a day's volume beyond chance
    week: tuple[float, ...]
    growth: float  # a year
    feed_holds: int  # a feed that lists no more: the volume stops there
    words: float
    no_byline: float
    no_date: float
    no_text: float
    duplicate: float
    failed: float
    missed: float  # nights on which nothing ran


def paper(rng: Random) -> Paper:
    weekend = rng.choice((1.0, 0.85, 0.7, 0.5, 0.35, rng.uniform(0, 0.3)))
    volume = exp(rng.uniform(log(2), log(400)))
    return Paper(
        volume=volume,
        spread=rng.uniform(0.03, 0.22),
        week=(*(rng.uniform(0.9, 1.1) for _ in range(5)), weekend, weekend * rng.uniform(0.8, 1.1)),
        growth=rng.uniform(-0.3, 0.3),
        feed_holds=rng.choice((10**6, 10**6, 10**6, max(5, round(volume)))),
        words=rng.uniform(150, 900),
        no_byline=rng.choice((0.0, 0.02, 0.1, 0.3, 0.6, 0.95)),
        no_date=rng.choice((0.0, 0.0, 0.01, 0.1)),
        no_text=rng.choice((0.0, 0.01, 0.05, 0.15)),
        duplicate=rng.choice((0.0, 0.02, 0.1)),
        failed=rng.choice((0.0, 0.01, 0.03)),
        missed=rng.choice((0.0, 0.0, 0.03)),
    )


def nights(paper: Paper, rng: Random, days: int) -> Iterator[Night]:
    """One night after the other. Shares vary from night to night more than by chance: what is published together is alike."""
    first, owed = rng.randrange(7), 0
    for day in range(days):
        weekday = (first + day) % 7
        mean = paper.volume * paper.week[weekday] * (1 + paper.growth) ** (day / 365)
        wrote = _poisson(rng, mean * _around_one(rng, paper.spread)) + owed
        if rng.random() < paper.missed:
            owed = wrote
            continue
        owed = 0
        new = min(wrote, paper.feed_holds)
        no_text, duplicate = (_some(rng, new, share) for share in (paper.no_text, paper.duplicate))
        asked = new + no_text + duplicate + round(new * 0.5) + 2
        yield Night(
            weekday=weekday + 1,
            asked=asked,
            new=new,
            fresh=new,
            failed=_some(rng, asked, paper.failed),
            came=new + no_text + duplicate,
            duplicate=duplicate,
            no_byline=_some(rng, new, paper.no_byline),
            no_date=_some(rng, new, paper.no_date),
            median_words=paper.words * exp(rng.gauss(0, 0.7 / sqrt(new) + 0.03)) if new else None,
            codes={"no_text": no_text} if no_text else {},
        )


def half_the_volume(night: Night) -> Night:
    return replace(
        night, new=night.new // 2, fresh=night.fresh // 2, no_byline=night.no_byline // 2, no_date=night.no_date // 2
    )


def challenged(night: Night) -> Night:
    return replace(
        night, new=0, fresh=0, no_byline=0, no_date=0, median_words=None, codes={"challenge": night.came}, duplicate=0
    )


def empty_bodies(night: Night) -> Night:
    """The pages come, without their text: by half they are rejected, by half a line is left."""
    half = night.new // 2
    return replace(
        night, new=night.new - half, fresh=night.fresh - half, median_words=12.0, no_byline=0, no_date=0,
        codes={**(night.codes or {}), "no_text": (night.codes or {}).get("no_text", 0) + half},
    )  # fmt: skip


def lost_bylines(night: Night) -> Night:
    return replace(night, no_byline=night.fresh)


def silent(night: Night) -> Night:
    return replace(night, new=0, fresh=0, no_byline=0, no_date=0, median_words=None, codes={}, came=0, duplicate=0)


FAULTS = {
    "nothing at all": silent,
    "half the volume": half_the_volume,
    "challenge pages": challenged,
    "empty bodies": empty_bodies,
    "lost bylines": lost_bylines,
}


def alarms(told: list[Night]) -> Iterator[tuple[Night, list[str]]]:
    """Each night with what the alarm says of it, from the second on."""
    for at in range(1, len(told)):
        yield told[at], judge(told[at], told[max(0, at - 56) : at])


def _poisson(rng: Random, mean: float) -> int:
    if mean > 60:
        return max(0, round(rng.gauss(mean, sqrt(mean))))
    limit, product, count = exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def _around_one(rng: Random, spread: float) -> float:
    return rng.gammavariate(1 / spread**2, spread**2) if spread else 1.0


def _some(rng: Random, of: int, share: float) -> int:
    if not share or not of:
        return 0
    tonight = rng.betavariate(share * 40, (1 - share) * 40)
    return sum(rng.random() < tonight for _ in range(of))
