"""A night that was killed anywhere and started again ends like one that never was. 200 moments: `make torture`."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.terminal import Terminal
from tests.torture.killing import Moment, Night, differences, held, moments
from tests.torture.press import BATCH_PAGES, Press, Size

SMALL = Size(papers=2, articles=24)
LARGE = Size(papers=4, articles=500)


TARGETS = ("flow", "spider", "worker", "loader")


def undisturbed(press: Press, folder: Path) -> tuple[Night, dict[str, object]]:
    """The night as it is when nobody disturbs it, with the time that its load took, and what it leaves."""
    config = press.write_config(folder / "config")
    night = Night(folder / "undisturbed", config, press.asked_for, BATCH_PAGES, load_s=0.0)
    loading_since = None
    with Terminal(night.command) as terminal:
        while terminal.process.poll() is None:
            sleep(0.01)
            if loading_since is None and list(night.home.glob("private/work/*/staged/unread.parquet")):
                loading_since = monotonic()
        load_s = monotonic() - loading_since if loading_since else 0.0
        assert terminal.wait(1) == 1, terminal.said
    assert load_s
    return replace(night, load_s=load_s), held(night.home)


def killed_and_run_again(
    press: Press,
    folder: Path,
    seeds: Iterable[int],
    least: int,
    tell: Callable[[str], None] = print,
    chosen: Callable[[int], list[Moment]] = moments,
    targets: Iterable[str] = (),
) -> tuple[Counter[str], list[str]]:
    """Nights of these seeds, until so many moments have hit: how often each target was hit, and what came out otherwise.

    On a busy machine a moment may be over before it is hit: each of `targets` is to be hit before the nights end.
    """
    calm, expected = undisturbed(press, folder)
    tell(f"{press.asked_for} addresses; loading them takes {calm.load_s:.1f} s")
    hits: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in seeds:
        night = replace(calm, home=folder / f"seed-{seed}")
        hit = night.hit(chosen(seed))
        hits.update(moment.target for moment in hit)
        differ = differences(expected, held(night.home))
        if differ:
            wrong.append(f"seed {seed}: {hit} changed {differ}")
        places = ", ".join(f"{moment.signal.name} to {moment.target} at {moment.share:.0%} of {moment.phase}" for moment in hit)
        tell(f"seed {seed}: {places}: {'the same' if not differ else f'not the same: {differ}'} ({hits.total()} moments)")
        if hits.total() >= least and hits.keys() >= set(targets):
            break
    return hits, wrong


def long(seed: int, tell: Callable[[str], None], least: int = 200) -> list[str]:
    """At least 200 moments of nights over 500 articles."""
    with Press(LARGE) as press, TemporaryDirectory() as folder:
        hits, wrong = killed_and_run_again(press, Path(folder), range(seed, seed + least), least, tell)
    tell(f"killed {dict(hits)}, {len(wrong)} nights ended otherwise")
    return wrong


def test_a_night_killed_four_times(tmp_path: Path) -> None:
    with Press(SMALL) as press:
        hits, wrong = killed_and_run_again(press, tmp_path, range(6), least=4, targets=TARGETS)
    assert wrong == []
    assert hits.total() >= 4
    assert set(hits) == set(TARGETS)
