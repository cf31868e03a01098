"""A paper that comes and goes for a week: each night closes with sums that agree, and in the end every article is there once."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.command import copydesk
from tests.spiders.wire import Answer, answer
from tests.torture.press import NOW, Press, Size
from warehouse.home import Home
from warehouse.query import connect

GOOD_NIGHTS = 2
"""The first takes up what the bad ones put off; the second what was put off for two nights."""
ARTICLES = "select url, title, authors, body from articles order by all"
UNEVEN = """
    select run_id, counts.asked, count(p.page_id) as outcomes from runs left join pages p using (run_id)
    group by all having counts.asked <> count(p.page_id)
"""


def flapping(given: Answer, chance: random.Random) -> Callable[[str], bytes]:
    """The same answer, or what a server in trouble gives instead."""
    whole = given if isinstance(given, bytes) else b""

    def now(_: str) -> bytes:
        return chance.choice(
            [
                whole,
                whole,
                whole,
                answer(b"later", status="503 Busy"),
                answer(b"slower", "Retry-After: 20000", status="429 Too Many"),
                answer(b"oh", status="500 No"),
                b"",
                whole[: len(whole) // 2],
                b"HTTP/1.1 200 OK\r\nContent-Le",
            ]
        )

    return now


def night(home: Path, config: Path, number: int) -> str:
    """One nightly run: what it said."""
    now = (datetime.fromisoformat(NOW) + timedelta(days=number)).isoformat()
    done = copydesk("nightly", "--home", home, "--config", config, "--now", now)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def week(seed: int, folder: Path, size: Size, nights: int = 7) -> list[str]:
    """What is not as after a single calm night, and which nights do not add up."""
    chance = random.Random(seed)
    with Press(size) as press:
        config = press.write_config(folder / "config")
        night(folder / "calm", config, nights)
        calm = [dict(wire.answers) for wire in press.wires]
        for number in range(nights):
            for wire, answers in zip(press.wires, calm, strict=True):
                is_bad = number < nights - GOOD_NIGHTS
                wire.answers = {path: flapping(given, chance) if is_bad else given for path, given in answers.items()}
            night(folder / "home", config, number)
    with connect(Home(folder / "calm")) as calm_one, connect(Home(folder / "home")) as after:
        expected, came = (one.execute(ARTICLES).fetchall() for one in (calm_one, after))
        uneven = after.execute(UNEVEN).fetchall()
        runs = after.execute("select count(*) from runs").fetchall()
    wrong = [f"seed {seed}: {row[0]} is missing or another" for row in expected if row not in came]
    wrong += [f"seed {seed}: {row[0]} is one too many" for row in came if row not in expected]
    wrong += [f"seed {seed}: {row} does not add up" for row in uneven]
    return wrong if runs == [(nights,)] and expected else [*wrong, f"seed {seed}: {runs} runs, {len(expected)} articles"]


def long(seed: int, tell: Callable[[str], None]) -> list[str]:
    """Twenty weeks of two papers."""
    wrong: list[str] = []
    for one in range(seed, seed + 20):
        with TemporaryDirectory() as folder:
            found = week(one, Path(folder), Size(papers=2, articles=40))
        tell(f"seed {one}: {found or 'the same'}")
        wrong += found
    return wrong


def test_a_week_of_a_paper_that_comes_and_goes(tmp_path: Path) -> None:
    assert week(1, tmp_path, Size(papers=1, articles=15), nights=4) == []
