"""Copydesk beside the other open extractors, on the same pages with known answers. `python -m tests.bench.extractors [PAGES]`.

The pages and the scorer are those of ../shared; where it is not there nothing is compared. PAGES is how many pages of each set
(all, if it is not given). Each extractor runs in an environment of its own below `.bench/`, made here with pip; one that cannot be installed
is named and left out. CPU is of each tool's own reading, with nothing but it in the measured span.
"""

import json
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
ENVIRONMENTS = ROOT / ".bench"
NOW = datetime(2026, 8, 1, tzinfo=UTC)

TOOLS = {
    "trafilatura": ["trafilatura==2.3.1", "lxml_html_clean"],
    "newspaper4k": ["newspaper4k==0.9.6", "lxml_html_clean"],
    "news-please": ["news-please==1.6.16", "lxml_html_clean"],
    "readability-lxml": ["readability-lxml", "lxml_html_clean"],
    "goose3": ["goose3"],
}
FIGURES = ("found", "lenF1", "bodyF1", "exact", "snip", "title", "authEx", "noAuth", "notArt", "day", "minute")

Answers = list[dict[str, object]]


def known_pages(folder: Path, most: int | None) -> list[dict]:
    """The answers of a set, each with the page's file; every n-th of them where not all are asked for."""
    lines = (folder / "truth.jsonl").read_text("utf-8").rstrip("\n").split("\n")
    truths = [json.loads(line) for line in lines][:: max(1, len(lines) // most) if most else 1]
    return [
        truth
        | {
            "html": str(folder / "pages" / truth["id"]),
            "asked": truth["url"] if (truth.get("url") or "").startswith("http") else f"https://page-{number}.example/a/b",
        }
        for number, truth in enumerate(truths)
    ]


def ours(pages: list[dict]) -> Answers:
    """What `articles.read` makes of them."""
    import gzip

    from articles.article import Article
    from articles.page import Page
    from articles.publisher import UNKNOWN
    from articles.read import read

    answers: Answers = []
    for truth in pages:
        payload = gzip.decompress(Path(truth["html"]).read_bytes())
        start = time.process_time()
        got = read(Page(truth["asked"], UNKNOWN.id, NOW, payload, "text/html", 200), UNKNOWN)
        cpu = time.process_time() - start
        if not isinstance(got, Article):
            answers.append({"outcome": "rejected", "cpu": cpu})
            continue
        body = " ".join(part for part in (got.dateline, got.body) if part)
        published = got.published_at.strftime("%Y-%m-%dT%H:%M:%SZ") if got.published_at else None
        answers.append(
            {
                "title": got.title,
                "authors": list(got.authors),
                "published": published,
                "body": body,
                "standfirst": got.standfirst,
                "outcome": "article",
                "cpu": cpu,
            }
        )
    return answers


def environment(tool: str) -> Path | None:
    """The Python that has the tool, set up where it is not yet; None where that fails, with the reason printed."""
    folder = ENVIRONMENTS / tool
    python, ready = folder / "bin" / "python", folder / ".ready"
    if not ready.exists():
        print(f"setting up {tool} ...", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        made = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS[tool]],
            capture_output=True,
            text=True,
        )
        if made.returncode:
            print(f"{tool} cannot be installed and is left out: {made.stderr.strip().splitlines()[-1:]}")
            return None
        ready.touch()
    return python


def theirs(tool: str, python: Path) -> Callable[[list[dict]], Answers]:
    """How an extractor is asked for its answers."""

    def answers(pages: list[dict]) -> Answers:
        asked = "".join(json.dumps({"html": page["html"], "url": page["asked"]}) + "\n" for page in pages)
        script = Path(__file__).with_name("extract.py")
        done = subprocess.run([python, script, tool], input=asked, capture_output=True, text=True)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        if len(found) != len(pages):
            raise RuntimeError(f"{tool} gave {len(found)} answers to {len(pages)} pages: {done.stderr[-500:]}")
        return [{"outcome": "article" if one.get("body") else "rejected", **one} for one in found]

    return answers


def contestants() -> Iterator[tuple[str, Callable[[list[dict]], Answers]]]:
    """Copydesk, and each extractor that can be had."""
    yield "copydesk", ours
    for tool in TOOLS:
        if python := environment(tool):
            yield tool, theirs(tool, python)


def main() -> None:
    """Print a table a set."""
    if not (SHARED / "pages").is_dir():
        print("../shared/pages is not there: nothing to compare on")
        return
    sys.path.insert(0, str(SHARED / "score"))
    import pages as scorer

    most = int(sys.argv[1]) if len(sys.argv) > 1 else None
    sets = {folder.name: known_pages(folder, most) for folder in sorted((SHARED / "pages").iterdir()) if folder.is_dir()}
    rows: dict[str, list[tuple[str, dict]]] = {name: [] for name in sets}
    for tool, answers in contestants():
        for name, pages in sets.items():
            got = answers(pages)
            scores = scorer.summary([scorer.page_row(page, one) for page, one in zip(pages, got, strict=True)], 0)
            cpu = [1000 * float(str(one["cpu"])) for one in got]
            rows[name].append((tool, scores | {"ms": statistics.median(cpu), "worst": max(cpu)}))
            print(f"{tool}, {name}: read", flush=True)
    for name, of in rows.items():
        figures = [key for key in FIGURES if any(scores.get(key) is not None for _, scores in of)]
        print(f"\n{name}, {len(sets[name])} pages".ljust(22), *(key.rjust(7) for key in figures), "  ms CPU   worst")
        for tool, scores in of:
            shown = ("–" if scores.get(key) is None else f"{scores[key]:.3f}" for key in figures)
            print(
                tool.ljust(21), *(value.rjust(7) for value in shown), f"{scores['ms']:8.1f}{scores['worst']:8.0f}", flush=True
            )


if __name__ == "__main__":
    main()
