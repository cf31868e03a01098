"""A night that is stopped in any way, in a terminal, and started again ends like one that never was. 100 moments: `make torture`.

Its feeds answer 304 once they were given: what is forgotten then is lost for good.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.killing import interruptions
from tests.torture.press import Press
from tests.torture.test_kill import SMALL, killed_and_run_again


def long(seed: int, tell: Callable[[str], None], least: int = 100) -> list[str]:
    """At least 100 moments: all that stops a night, and what hurts a part of it."""
    with Press(SMALL) as press, TemporaryDirectory() as folder:
        hits, wrong = killed_and_run_again(press, Path(folder), range(seed, seed + least), least, tell, interruptions)
    tell(f"interrupted {dict(hits)}, {len(wrong)} nights ended otherwise")
    return wrong


def test_two_nights_that_are_stopped_in_six_ways(tmp_path: Path) -> None:
    with Press(SMALL) as press:
        hits, wrong = killed_and_run_again(press, tmp_path, range(2), least=10, chosen=interruptions)
    assert wrong == []
    assert hits.total() >= 6
    assert set(hits) >= {"flow", "keyboard"}
