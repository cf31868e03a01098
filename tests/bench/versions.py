"""Versions that no edit made, and edits that are seen: thirty nights of made-up papers with daily chrome.

    .venv/bin/python -m tests.bench.versions [NIGHTS] [five|twenty|NUMBER]

`five` is one newspaper of sixteen articles a day, whose pages take turns in five designs; `twenty` are twenty papers of two
articles a day, each in one layout and language, and a number is one of these alone. Two articles of a hundred are edited a day.
Counted after the last night, and again after a reread; then the alarms of those nights, and of one more on which the papers are
redesigned.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.papers.layouts import FIVE, LAYOUTS, REDESIGNED
from tests.papers.nights import night, read_once_more
from tests.papers.paper import Paper
from tests.papers.stories import FIRST_DAY, LANGUAGES
from warehouse.home import Home
from warehouse.query import run_query

NIGHTS = 30
_VERSIONS = "select url, valid_from::date from article_versions where withdrawn_run_id is null and version > 1"


_CHANGED = """
select url, unnest([old_text, new_text]) as text
from article_changes
where class <> 'correction' and (old_text is not null or new_text is not null)
"""


def _is_nobodys_own(papers: Sequence[Paper], url: str, text: str) -> bool:
    """Whether a text that changed stands in no form of its article."""
    paper = next(one for one in papers if url.startswith(f"https://{one.name}."))
    number = int(url.rpartition("-")[2])
    own = [paper.story(number, day) for day in (0, 2 * NIGHTS)]
    parts = {part for told in own for part in (told.title, told.standfirst, told.author, *told.paragraphs)}
    return bool(text) and text != "None" and not any(text in part or part in text for part in parts)


def five() -> list[Paper]:
    """One newspaper with pages of five designs."""
    return [Paper("five", 1, "en", FIVE, 16)]


def twenty() -> list[Paper]:
    """Twenty papers: each layout in several languages."""
    layouts = tuple(LAYOUTS)
    return [Paper(f"paper{n}", n, LANGUAGES[n // 5], (layouts[n % len(layouts)],), 2) for n in range(20)]


def figures(folder: Path, papers: Sequence[Paper], nights: int) -> Iterator[tuple[str, Counter[str]]]:
    """{layout: articles, those with false versions, edits, edits seen}."""
    found: dict[str, set[date]] = {}
    for url, day in run_query(Home(folder / "home"), _VERSIONS).rows:
        found.setdefault(str(url), set()).add(day)
    by_layout: dict[str, Counter[str]] = {}
    for paper in papers:
        for number in range(nights * paper.daily):
            edits = {FIRST_DAY + timedelta(days=day) for day in paper.edits(number) if day < nights}
            days = found.get(paper.url(number), set())
            told = by_layout.setdefault(paper.layouts[number % len(paper.layouts)], Counter())
            told += Counter(articles=1, false=bool(days - edits), edits=len(edits), seen=len(edits & days))
    yield from by_layout.items()


def show(folder: Path, papers: Sequence[Paper], nights: int, when: str) -> None:
    """A line a layout, and one for all."""
    rows = list(figures(folder, papers, nights))
    whole = sum((told for _, told in rows), Counter())
    for name, told in (*rows, (f"all, {when}", whole)):
        print(f"{name:<28}{told['articles']:6} articles, with versions that no edit made {told['false']:4} "
              f"({told['false'] / told['articles']:.1%}); edits {told['edits']}, seen {told['seen']}")  # fmt: skip


def main(nights: int, which: str) -> None:
    """Run the nights and print."""
    papers = [twenty()[int(which)]] if which.isdigit() else {"five": five, "twenty": twenty}[which]()
    with TemporaryDirectory() as made:
        folder, began = Path(made), time.monotonic()
        alarms = [alarm for day in range(nights) for alarm in night(folder, papers, day).alarms.items()]
        print(f"{nights} nights in {time.monotonic() - began:.0f} s; {len(alarms)} alarms: {alarms}")
        show(folder, papers, nights, "as loaded")
        changed = run_query(Home(folder / "home"), _CHANGED).rows
        strange = [(url, text) for url, text in changed if _is_nobodys_own(papers, str(url), str(text))]
        print(f"article_changes: {len(changed)} texts, {len(strange)} of them none of the articles' own {strange[:5]}")
        read_once_more(folder, papers, nights)
        show(folder, papers, nights, "after a reread")
        after = [replace(paper, layouts=(REDESIGNED,)) for paper in papers]
        told = night(folder, after, nights).alarms
        print(f"{len(told)} of {len(papers)} papers' redesigns told on the first night: {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NIGHTS, sys.argv[2] if len(sys.argv) > 2 else "five")
