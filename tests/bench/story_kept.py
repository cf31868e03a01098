"""How much of a story is kept as the story: the true bodies of ../shared/pages as texts and rows, and on their own pages.

    python -m tests.bench.story_kept [STORIES] [--show RULE]

Each body is loaded as a text, as a text under its headline, wrapped at 72 columns, and as a JSON line. The share of its
paragraphs is told that stay body, heading, quotation, list, table or dateline, and by rule what the others are taken for. On the
pages themselves a true paragraph counts as taken where it stands among the page's runs under another label; one that is not
among them at all is counted by itself. The stories fall into two halves by a hash of their name: rules are written with the one
in sight, `--show` prints paragraphs of no other, and the other half says whether they hold.
"""

import argparse
import gzip
import json
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from articles.article import BODY_LABELS, Block
from articles.extract.blocks import match_key
from articles.extract.decoding import encoded_once
from articles.page import Page, Reject
from articles.publisher import UNKNOWN
from articles.read import read
from loaders import pages_in
from tests.bench._corpus import SHARED

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KEPT = BODY_LABELS | {"dateline"}
COLUMNS = 72
HALVES = ("seen", "apart")
WHOLE, CUT = "", "kept, in several blocks"
"""The fates of a paragraph that is kept; that of any other says by which rule it went, and to which label."""


@dataclass(frozen=True, slots=True)
class Story:
    """A page with its true title and the true paragraphs of its body."""

    name: str
    url: str
    title: str
    paragraphs: tuple[str, ...]
    html: Path

    @property
    def half(self) -> str:
        """By the name's hash."""
        return HALVES[sha256(self.name.encode()).digest()[0] % 2]


def stories(folder: Path = SHARED) -> Iterator[Story]:
    """Those of the public sets whose body is known."""
    for truths in sorted(folder.glob("*/truth.jsonl")):
        for line in truths.read_text("utf-8").rstrip("\n").split("\n"):
            truth = json.loads(line)
            body = encoded_once(truth.get("body") or "")
            paragraphs = tuple(part.strip() for part in body.split("\n\n") if match_key(part))
            if paragraphs:
                name = f"{truths.parent.name}/{truth['id']}"
                html = truths.parent / "pages" / truth["id"]
                yield Story(name, truth.get("url") or "", truth.get("title") or "", paragraphs, html)


def wrapped(paragraph: str) -> str:
    """Each line of it at 72 columns."""
    return "\n".join(textwrap.fill(line, COLUMNS, break_on_hyphens=False) for line in paragraph.split("\n"))


WAYS: dict[str, Callable[[Story], str]] = {
    "text": lambda story: "\n\n".join(story.paragraphs),
    "text under its headline": lambda story: "\n\n".join(filter(None, (story.title, *story.paragraphs))),
    "text at 72 columns": lambda story: "\n\n".join(map(wrapped, story.paragraphs)),
    "rows": lambda story: json.dumps({"title": story.title, "text": "\n\n".join(story.paragraphs)}),
}
"""What is written into the file that is loaded."""


def loaded(every: Sequence[Story], way: str) -> Iterator[tuple[Story, Page]]:
    """The stories with the page that a loader makes of each."""
    with tempfile.TemporaryDirectory() as folder:
        texts = [WAYS[way](story) for story in every]
        if way == "rows":
            (Path(folder) / "rows.jsonl").write_text("".join(f"{text}\n" for text in texts), "utf-8")
        else:
            for number, text in enumerate(texts):
                (Path(folder) / f"{number:05}.txt").write_text(text, "utf-8")
        found = [
            page for page in pages_in([Path(folder)], publishers={}, publisher=UNKNOWN.id, now=NOW) if isinstance(page, Page)
        ]
        yield from zip(every, found, strict=True)


def fates_in_a_text(story: Story, page: Page) -> list[str]:
    """What becomes of each true paragraph, by its place in the text."""
    read_ = read(page, UNKNOWN)
    if isinstance(read_, Reject):
        return [f"rejected ({read_.code})"] * len(story.paragraphs)
    keys = [match_key(paragraph) for paragraph in story.paragraphs]
    places = _places([match_key(block.text) for block in read_.blocks])
    start = "".join(match_key(block.text) for block in read_.blocks).find("".join(keys))
    if start < 0:
        return ["read as another text"] * len(keys)
    fates = []
    for paragraph, (begin, end) in zip(story.paragraphs, _places(keys, start), strict=True):
        its = [block for block, (a, b) in zip(read_.blocks, places, strict=True) if a < end and b > begin]
        taken = next((said(block) for block in its if block.label not in KEPT), WHOLE)
        pieces = sum(block.label != "dateline" for block in its)
        fates.append(taken or (CUT if pieces > 1 + paragraph.count("\n") else WHOLE))
    return fates


def _places(keys: Sequence[str], start: int = 0) -> list[tuple[int, int]]:
    """Begin and end of each in all of them joined."""
    ends = [start]
    for key in keys:
        ends.append(ends[-1] + len(key))
    return list(pairwise(ends))


def said(block: Block) -> str:
    """The rule and the label that it gave."""
    return f"{block.rule} ({block.label})"


ELSEWHERE = "not among the runs"


def fates_on_its_page(story: Story) -> list[str]:
    """What becomes of each true paragraph on the page; as often as it is true, it must be kept."""
    read_ = read(
        Page(story.url or "https://page.example/a/b", UNKNOWN.id, NOW, gzip.decompress(story.html.read_bytes())), UNKNOWN
    )
    if isinstance(read_, Reject):
        return [f"rejected ({read_.code})"] * len(story.paragraphs)
    kept = "".join(match_key(block.text) for block in read_.blocks if block.label in KEPT)
    others = [(match_key(block.text), block) for block in read_.blocks if block.label not in KEPT and match_key(block.text)]
    fates, used = [], Counter[str]()
    for paragraph in story.paragraphs:
        key = match_key(paragraph)
        used[key] += 1
        if kept.count(key) >= used[key]:
            fates.append(WHOLE)
            continue
        found = next((block for text, block in others if key == text), None) or next(
            (block for text, block in others if (len(key) > 20 and key in text) or (len(text) > 20 and text in key)), None
        )
        fates.append(said(found) if found else WHOLE if key in kept else ELSEWHERE)
    return fates


def told(name: str, fates: list[tuple[Story, list[str]]], show: str) -> None:
    """Print the table of one way."""
    counts = {half: Counter(fate for story, of_one in fates if story.half == half for fate in of_one) for half in HALVES}
    print(f"\n{name:<52}" + "".join(f"{half:>10}" for half in HALVES))
    print(f"{'  stories':<52}" + "".join(f"{sum(story.half == half for story, _ in fates):>10,}" for half in HALVES))
    print(f"{'  true paragraphs':<52}" + "".join(f"{counts[half].total():>10,}" for half in HALVES))
    shares = ((counts[half][WHOLE] + counts[half][CUT]) / max(1, counts[half].total()) for half in HALVES)
    print(f"{'  kept':<52}" + "".join(f"{share:>10.2%}" for share in shares))
    both = sum(counts.values(), Counter[str]())
    for fate, _ in both.most_common():
        if fate != WHOLE:
            print(f"    {fate:<48}" + "".join(f"{counts[half][fate]:>10,}" for half in HALVES))
    for story, of_one in fates if show else ():
        for paragraph, fate in zip(story.paragraphs, of_one, strict=True):
            if story.half == "seen" and fate.startswith(show):
                print(f"      {fate}  {story.name[:24]}  {paragraph[:200]!r}")


def main() -> int:
    """Print a table for each way and for the pages."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.story_kept", description=__doc__.splitlines()[0])
    options.add_argument("stories", nargs="?", type=int, help="as many stories as that, evenly taken; all if left out")
    options.add_argument("--show", default="", metavar="RULE", help="print the paragraphs of the seen half that RULE takes")
    args = options.parse_args()
    every = list(stories())
    if not every:
        print(f"no stories: {SHARED} is not there")
        return 0
    every = every[:: max(1, len(every) // args.stories)] if args.stories else every
    for way in WAYS:
        told(way, [(story, fates_in_a_text(story, page)) for story, page in loaded(every, way)], args.show)
    told("pages", [(story, fates_on_its_page(story)) for story in every], args.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
