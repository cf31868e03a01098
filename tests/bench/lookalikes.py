"""Stories among look-alikes, in loads of their own without other news: items of a trade press on a few companies, and pairs of
short Russian news.

    .venv/bin/python -m tests.bench.lookalikes

The texts are tests/bench/written/trade_*.txt and russian_*.txt. Of each set one half is kept apart: of it only totals are looked at.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench._history import record

WRITTEN = Path(__file__).parent / "written"
PAPERS = ("echo", "gazette", "post", "star", "mirror")
MONDAY = date(2026, 3, 2)
COPYDESK = Path(sys.executable).with_name("copydesk")
STORIES = (
    "select a.url, coalesce(m.story_id, a.article_id) as story from articles a left join story_members m using (article_id)"
)


class Text(NamedTuple):
    """An article: its address, the half it is of, the family whose texts may be asked about, the event, and its row for a load."""

    url: str
    half: str
    family: str
    event: str
    row: dict[str, str]


def texts(kind: str) -> list[Text]:
    """Both halves of a set: "trade" or "russian"."""
    found = []
    for file in sorted(WRITTEN.glob(f"{kind}_*.txt")):
        for number, part in enumerate(re.split(r"^== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]):
            head, title, body = part.split("\n", 2)
            found.append(_text(kind, file.stem, number, head.split(), title, body.strip()))
    return found


def _text(kind: str, half: str, number: int, head: Sequence[str], title: str, body: str) -> Text:
    """`head` is the event and the day of trade news; the family and the event of Russian ones, each an hour after the other."""
    family, event, day = (
        (half, head[0], int(head[1])) if kind == "trade" else (head[0], f"{head[0]}{head[1]}", number // 24 % 2)
    )
    paper = PAPERS[number % len(PAPERS)]
    url = f"https://{paper}.example/{half}-{number}"
    row = {"url": url, "title": title, "text": body, "published_at": str(MONDAY + timedelta(days=day)), "source": paper}
    return Text(url, half, family, event, row)


def told(kind: str) -> list[tuple[Text, str]]:
    """Each text and the story it is in, or itself alone, after one load as a user would make it."""
    found = texts(kind)
    with TemporaryDirectory() as made:
        file = Path(made) / "rows.jsonl"
        file.write_text("".join(json.dumps(one.row) + "\n" for one in found), "utf-8")
        _copydesk("load", str(file), "--home", f"{made}/home")
        rows = map(json.loads, _copydesk("sql", STORIES, "--format", "jsonl", "--home", f"{made}/home").splitlines())
        story = {row["url"]: row["story"] for row in rows}
    return [(one, story[one.url]) for one in found]


def _copydesk(*words: str) -> str:
    return subprocess.run([COPYDESK, *words], capture_output=True, text=True, check=True).stdout


def figures(found: Sequence[tuple[Text, str]], half: str) -> dict[str, float]:
    """Precision, recall and F1 of a half: of pairs within families, and B-cubed."""
    pairs = [
        (one.event == other.event, story == other_story)
        for (one, story), (other, other_story) in combinations(found, 2)
        if one.half == half and one.family == other.family
    ]
    right = pairs.count((True, True))
    precision, recall = right / (right + pairs.count((False, True))), right / (right + pairs.count((True, False)))
    return dict(_three("pairs", precision, recall)) | dict(_three("B-cubed", *_b_cubed(found, half)))


def _three(of: str, precision: float, recall: float) -> Iterator[tuple[str, float]]:
    yield f"{of} P", precision
    yield f"{of} R", recall
    yield f"{of} F1", 2 * precision * recall / (precision + recall)


def _b_cubed(found: Sequence[tuple[Text, str]], half: str) -> tuple[float, float]:
    true, said = defaultdict(set), defaultdict(set)
    for one, story in found:
        true[one.event].add(one.url)
        said[story].add(one.url)
    hits = [
        (len(true[one.event] & said[story]), len(said[story]), len(true[one.event])) for one, story in found if one.half == half
    ]
    return sum(both / mine for both, mine, _ in hits) / len(hits), sum(both / all_ for both, _, all_ in hits) / len(hits)


def main() -> None:
    """Measure and print."""
    ratios: dict[str, float] = {}
    for kind in ("trade", "russian"):
        found = told(kind)
        for half in sorted({one.half for one, _ in found}):
            measured = figures(found, half)
            print(f"{half:12}" + "".join(f"{name:>11} {figure:.3f}" for name, figure in measured.items()))
            ratios |= {f"{half} {name}": figure for name, figure in measured.items() if name.endswith("F1")}
    print(record("lookalikes", len(texts("trade")) + len(texts("russian")), ratios, dict.fromkeys(ratios, "higher")))


if __name__ == "__main__":
    main()
