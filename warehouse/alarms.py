"""The silent-source alarm: what each publisher gave tonight against its own history, and against what its file expects.

No model of news: medians, shares and two thresholds, which say how rarely an ordinary night may look like a fault. What is
stated of false and missed alarms is measured by tests/bench/alarms.py on simulated histories.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import asinh, exp, log, sqrt
from statistics import median

from articles.publisher import Expect

NIGHTS_NEEDED = 14
"""A publisher is compared with itself from its third week on; until then only with what its file expects."""

WEEKDAYS_NEEDED = 3
"""A weekday is compared with itself from its fourth time on; until then with the lowest night."""

LOW = -3.8
"""How far below its expected volume a night must lie, in standard deviations of the publisher's own nights."""
LOW_SHARE = 0.62
"""And below which share of it: a large paper's steady small dip is no fault."""
UNLIKELY_FEW = 5e-4
"""And how likely at most so few are by chance alone."""
UNLIKELY_SILENCE, UNEVEN = 1e-4, 0.05
"""How likely at most so long a silence is, where the square of the coefficient of variation of days is the second number."""
FITTED = 1.15
"""The nights lie this much closer to their own weekdays' medians than a new night does (eight nights a weekday)."""
LEAST_SPREAD = 0.01
"""A day's volume varies by a tenth at least, beyond chance, whatever eight weeks say."""
UNLIKELY = 5e-5
"""How likely at most a share this high must be on an ordinary night of the publisher."""
MORE = 0.25
"""And by how much it must exceed its usual one."""
FEWEST = 3
"""Pages or articles that a share is an alarm of, at least."""
STEADIEST = 0.25
"""The variance of a day's volume against that of pure chance (Poisson), at least: feeds of fixed length vary less."""
STEADY_FROM = 20
"""Volumes from which on less than chance is believed: below, eight weeks of even days are often chance themselves."""
LENGTHS_APART = 5.0
"""How far a night's median length must lie from the usual one, in standard deviations, and at least by half (or twice)."""
ARTICLES_NEEDED = 20
"""Articles read before tonight, at least, from which on texts cut short are found before the third week."""
LENGTHS_VARY = 0.7
"""How much one paper's articles vary in length (standard deviation of the logarithm), until its own nights tell."""
CUT_SHORT = 4.0
"""How many standard deviations shorter they must be then."""
PAGES_NEEDED = 10
"""Pages that came before tonight, at least, from which on a night of nothing but rejects is found before the third week."""
ALL_AT_ONCE = 5
"""And how many of tonight's came: a few may all be videos."""


@dataclass(frozen=True, slots=True)
class Night:
    """One publisher on one night. `new` articles came in the 24 hours up to it; all else is of the one crawl.

    `weekday` is 1 (Monday) to 7. `fresh` are the crawl's new articles, of which `no_byline` have no author, `no_date` no time
    of publication; `median_words` is of their lengths (None: no article). `came` pages were read: `duplicate` ones show another
    page's article, `codes` counts the rejected ones by code (None: not kept). `failed` of the `asked` pages did not come.
    """

    weekday: int
    asked: int
    new: int
    fresh: int
    failed: int = 0
    came: int = 0
    duplicate: int = 0
    no_byline: int = 0
    no_date: int = 0
    median_words: float | None = None
    codes: Mapping[str, int] | None = None


def judge(tonight: Night, before: Sequence[Night], expect: Expect | None = None, *, has_articles: bool = True) -> list[str]:
    """What is wrong with a night, a sentence each, the plainest first; empty when all is well. `before` is oldest first."""
    return list(_faults(tonight, before, expect or Expect(), has_articles=has_articles))


def _faults(tonight: Night, before: Sequence[Night], expect: Expect, *, has_articles: bool) -> Iterator[str]:
    if not has_articles:
        yield "has never given an article"
    elif expect.articles_min is not None and tonight.new < expect.articles_min:
        yield f"{tonight.new} new articles in a day; its file expects at least {expect.articles_min}"
    elif (usual := _far_below(tonight, before)) is not None:
        yield f"{tonight.new or 'no'} new articles in a day where {usual:.0f} are usual"
    elif (silence := _silent_for(tonight, before)) is not None:
        yield f"no new article on {silence[0]} nights where {silence[1]:.0f} are usual"
    if expect.articles_max is not None and before and tonight.new > expect.articles_max:
        yield f"{tonight.new} new articles in a day; its file expects at most {expect.articles_max}"
    yield from _odd_pages(tonight, before)
    yield from _odd_articles(tonight, before)


def _far_below(tonight: Night, before: Sequence[Night]) -> float | None:
    """The expected volume of a night that lies far below it, else None."""
    if len(before) < NIGHTS_NEEDED:
        return None
    if sum(night.weekday == tonight.weekday for night in before) < WEEKDAYS_NEEDED:
        # What this weekday is like nobody knows yet: it may be as low as the lowest night.
        usual, level, strayed = float(min(night.new for night in before)), 1.0, [0.0]
    else:
        week = _week(before)
        usual = median(night.new / week[night.weekday] for night in before[-28:]) * week[tonight.weekday]
        level = median(night.new / week[night.weekday] for night in before)
        strayed = sorted((night.new - e) / sqrt(e) for night in before if (e := level * week[night.weekday]) > 0.5)
    if tonight.new > LOW_SHARE * usual or not strayed:
        return None
    # How much more than by chance this publisher's days vary: of both the middle of its nights and the low ones, the wider.
    middle, low = 1.4826 * median(map(abs, strayed)), strayed[len(strayed) // 10] / -1.2816
    excess = (FITTED * max(middle, low)) ** 2
    spread = max(LEAST_SPREAD, (excess - 1) / max(level, 1.0))  # of days, as the square of their coefficient of variation
    scale = sqrt(min(1.0, max(STEADIEST, excess))) if usual >= STEADY_FROM else 1.0
    if _at_most(tonight.new / scale**2, usual / scale**2) > UNLIKELY_FEW:
        return None
    z = (_even(tonight.new, spread) - _even(usual, spread)) / scale
    return usual if z < LOW else None


def _silent_for(tonight: Night, before: Sequence[Night]) -> tuple[int, float] | None:
    """Nights in a row without an article, and how many these usually bring: for papers too small for one night to tell."""
    quiet = list(takewhile(lambda night: night.new == 0, (tonight, *reversed(before))))
    earlier = before[: len(before) + 1 - len(quiet)]
    if len(quiet) < 2 or len(earlier) < NIGHTS_NEEDED:
        return None
    week = _week(earlier)
    level = median(night.new / week[night.weekday] for night in earlier)
    usual = sum(level * week[night.weekday] for night in quiet)
    return (len(quiet), usual) if exp(-log(1 + UNEVEN * usual) / UNEVEN) < UNLIKELY_SILENCE else None


def _week(before: Sequence[Night]) -> dict[int, float]:
    """Each weekday's volume against that of the median night."""
    whole = median(night.new for night in before)
    seen = {day: [night.new for night in before if night.weekday == day] for day in range(1, 8)}
    return {day: (median(counts or [whole]) + 0.5) / (whole + 0.5) for day, counts in seen.items()}


def _at_most(count: float, usual: float) -> float:
    """How likely so few are where so many are usual, by chance alone (Poisson; Chernoff's bound)."""
    if count >= usual:
        return 1.0
    return exp(count - usual + (count * log(usual / count) if count else 0.0))


def _even(count: float, spread: float) -> float:
    """A count on a scale on which its standard deviation is 1, where its variance is count + spread * count²."""
    return 2 / sqrt(spread) * asinh(sqrt(spread * (count + 0.375)))


def _odd_pages(tonight: Night, before: Sequence[Night]) -> Iterator[str]:
    comparable = [night for night in before if night.codes is not None]
    for code, pages in sorted((tonight.codes or {}).items()):
        usual = [((night.codes or {}).get(code, 0), night.came) for night in comparable]
        plain = code == "challenge" and len(comparable) < NIGHTS_NEEDED and _most(pages, tonight.came)
        if plain or _more_than_usual(pages, tonight.came, usual):
            yield f"{pages} of {tonight.came} pages were rejected as {code}{_usually(usual)}"
    yield from _nothing_but_rejects(tonight, comparable)
    usual = [(night.duplicate, night.came) for night in comparable]
    if _more_than_usual(tonight.duplicate, tonight.came, usual):
        yield f"{tonight.duplicate} of {tonight.came} pages show the article of another one{_usually(usual)}"
    usual = [(night.failed, night.asked) for night in before]
    if _more_than_usual(tonight.failed, tonight.asked, usual):
        yield f"{tonight.failed} of {tonight.asked} pages did not come{_usually(usual)}"


def _nothing_but_rejects(tonight: Night, comparable: Sequence[Night]) -> Iterator[str]:
    """A login in front of all pages, or a redesign, in a publisher's first weeks. Of challenges it is said otherwise."""
    rejected = {code: pages for code, pages in (tonight.codes or {}).items() if code != "challenge"}
    usual = [(sum((night.codes or {}).values()), night.came) for night in comparable]
    before = sum(came for _, came in usual)
    if len(comparable) >= NIGHTS_NEEDED or before < PAGES_NEEDED or sum(rejected.values()) < max(tonight.came, ALL_AT_ONCE):
        return
    if chance(tonight.came, tonight.came, (sum(pages for pages, _ in usual) + 0.5) / (before + 1)) < UNLIKELY:
        said = ", ".join(f"{pages} as {code}" for code, pages in sorted(rejected.items()))
        yield f"nothing but rejected pages came: {said}{_usually(usual)}"


def _odd_articles(tonight: Night, before: Sequence[Night]) -> Iterator[str]:
    comparable = [night for night in before if night.codes is not None]
    for lost, count in (("author", "no_byline"), ("time of publication", "no_date")):
        usual = [(getattr(night, count), night.fresh) for night in comparable]
        if _more_than_usual(getattr(tonight, count), tonight.fresh, usual):
            yield f"{getattr(tonight, count)} of {tonight.fresh} new articles name no {lost}{_usually(usual)}"
    lengths = [
        (log(night.median_words + 1), night.fresh) for night in comparable if night.median_words is not None and night.fresh
    ]
    if tonight.median_words is None or tonight.fresh < FEWEST:
        return
    if len(lengths) < NIGHTS_NEEDED:
        yield from _cut_short(tonight, lengths)
        return
    usual_length = median(length for length, _ in lengths)
    # A median of few articles strays more: each night's distance counts by the root of how many articles it is of.
    deviation = 1.4826 * median(abs(length - usual_length) * sqrt(fresh) for length, fresh in lengths) / sqrt(tonight.fresh)
    apart = log(tonight.median_words + 1) - usual_length
    if abs(apart) > max(log(2), LENGTHS_APART * max(deviation, 0.05)):
        yield f"new articles have {tonight.median_words:.0f} words where {exp(usual_length) - 1:.0f} are usual"


def _cut_short(tonight: Night, lengths: Sequence[tuple[float, int]]) -> Iterator[str]:
    """A wall before the texts, in a publisher's first weeks: how much its own nights vary is not known yet."""
    articles = sum(fresh for _, fresh in lengths)
    if articles < ARTICLES_NEEDED or tonight.median_words is None:
        return
    usual = sum(length * fresh for length, fresh in lengths) / articles
    deviation = LENGTHS_VARY * sqrt(1 / tonight.fresh + 1 / articles)
    if usual - log(tonight.median_words + 1) > max(log(3), CUT_SHORT * deviation):
        yield f"new articles have {tonight.median_words:.0f} words where {exp(usual) - 1:.0f} are usual"


def _more_than_usual(count: int, total: int, usual: Sequence[tuple[int, int]]) -> bool:
    """Whether `count` of `total` is a share that this publisher's nights hardly ever have."""
    nights = [(k, n) for k, n in usual if n]
    if count < FEWEST or len(nights) < NIGHTS_NEEDED:
        return False
    share = (sum(k for k, _ in nights) + 0.5) / (sum(n for _, n in nights) + 1)
    if count / total < share + MORE:
        return False
    # Pages of one night are alike (a live blog, a series): they count as fewer, by how much the nights before strayed.
    excess = sum((k - n * share) ** 2 / (n * share * (1 - share)) for k, n in nights) / len(nights)
    alike = max(1.0, excess)
    return chance(count / alike, total / alike, share) < UNLIKELY


def chance(at_least: float, of: float, share: float) -> float:
    """The binomial tail, also for parts of a page: Chernoff's bound, which never says less than it is."""
    part = min(at_least / of, 1.0)
    if part <= share:
        return 1.0
    rest = (1 - part) * log((1 - part) / (1 - share)) if part < 1 else 0.0
    return exp(-of * (part * log(part / share) + rest))


def _most(count: int, total: int) -> bool:
    return count >= FEWEST and count * 2 >= total


def _usually(usual: Sequence[tuple[int, int]]) -> str:
    pages = sum(n for _, n in usual)
    return f" (usually {sum(k for k, _ in usual) / pages:.0%})" if pages else ""
