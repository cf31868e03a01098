"""Writes the page: what the warehouse tells of a run, drawn by charts.py, set by page.html.jinja."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable
from difflib import SequenceMatcher
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from statistics import median

from jinja2 import Template
from markupsafe import Markup

from articles.places.agencies import agency_of
from flows.report import charts
from flows.templates import environment
from warehouse.closing import closed
from warehouse.home import Home
from warehouse.report import Night, Row, Rows, night

MEASURES = ("new", "changed", "rejected", "failed", "deferred", "asked")
LISTED = 2000
"""Articles on the page; a night with more says so and names the query that has them all."""

DRAWN = 40
"""Publishers with sparklines, those with an alarm first: drawing one takes 10-15 ms."""


def no_link(_: str) -> None:
    """The address of a run's articles where nothing shows them."""


def write_report(home: Home, run_id: str | None = None, browse: Callable[[str], str | None] = no_link) -> Path:
    """Write `reports/<run_id>.html` of a run, the last one by default, and let `reports/latest.html` point to it.

    `browse` gives the address of the run's articles in `copydesk browse`, where there is one.

    Raises QueryError (warehouse.query) where nothing is published or there is no such run.
    """
    data = night(home, run_id)
    report = home.reports / f"{data.run['run_id']}.html"
    with closed(home):
        home.reports.mkdir(exist_ok=True)
        part = report.with_name(f"{report.name}.part")
        part.write_text(page(data, browse(data.run["run_id"])), "utf-8")
        part.replace(report)
        link = home.reports / "latest.html.part"
        link.unlink(missing_ok=True)
        link.symlink_to(report.name)
        link.replace(home.reports / "latest.html")
    return report


def page(data: Night, browse: str | None = None) -> str:
    """The page of a run, as HTML; with a link to its articles where `browse` is their address."""
    history = data.history[::-1]
    counts = {outcome: data.run["counts"][outcome] for outcome in charts.COLOURS if data.run["counts"][outcome]}
    style, script = _text("style.css"), _text("search.js")
    return _template(data.run["started_at"].year).render(
        run=data.run,
        browse=browse,
        outcomes=counts,
        colours=charts.COLOURS,
        outcomes_chart=charts.outcomes(counts) if counts else None,
        history=history,
        history_chart=charts.history(history) if len(history) > 1 else None,
        measures=MEASURES,
        publishers=[_publisher(row, drawn=index < DRAWN) for index, row in enumerate(data.publishers)],
        drawn=DRAWN,
        least=charts.LEAST_FULL,
        places=data.places,
        map=charts.world(data.places) if data.places else None,
        contributors=data.contributors,
        agencies=agencies(data.credits),
        credited={use: len({row["article_id"] for row in _of_agencies(data.credits) if row["use"] == use}) for use in USES},
        stories=data.stories,
        changes=[row | {"words": new_words(row["old_title"] or "", row["title"] or "")} for row in data.changes],
        losses=data.losses,
        listings=data.listings,
        articles=data.articles[:LISTED],
        unlisted=len(data.articles) - LISTED,
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )


def _publisher(row: Row, *, drawn: bool) -> Row:
    return row | {"cells": [_cell(measure, row[measure], drawn=drawn) for measure in MEASURES]}


def _cell(measure: str, counts: list[int | None], *, drawn: bool) -> Row:
    """A measure of the run beside those before it: `usual` is their median where they are three or more."""
    before = [count for count in counts[:-1] if count is not None]
    now = counts[-1] or 0
    usual = median(before) if len(before) >= 3 else None
    odd = usual is not None and abs(now - usual) >= 3 and abs(now - usual) > usual / 2
    spark = charts.spark(counts) if drawn and len(counts) > 1 and any(counts) else None
    return {"measure": measure, "now": now, "usual": usual, "odd": odd, "spark": spark, "counts": counts}


USES = ("text", "pictures")


def agencies(credits_: Rows) -> Rows:
    """How many articles credit their text or pictures to an agency: rows of {name, text, pictures}, the busiest first."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: {use: set() for use in USES})
    for row in _of_agencies(credits_):
        found[row["agency"]][row["use"]].add(row["article_id"])
    rows = [{"name": name} | {use: len(articles) for use, articles in uses.items()} for name, uses in found.items()]
    return sorted(rows, key=lambda row: (-row["text"] - row["pictures"], row["name"]))


def _of_agencies(credits_: Rows) -> Rows:
    known = ((row, agency_of(row["name"])) for row in credits_)
    return [row | {"agency": agency.name} for row, agency in known if agency]


def new_words(old: str, new: str) -> list[tuple[str, bool]]:
    """The new title in runs of words: (words, they were not there before)."""
    before, after = old.split(), new.split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(" ".join(after[start:end]), step != "equal") for step, _, _, start, end in steps if start < end]


def csp_hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (files("flows.report") / name).read_text("utf-8")


def _template(this_year: int) -> Template:
    return environment(this_year).from_string(_text("page.html.jinja"))
