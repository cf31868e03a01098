"""The charts of the report: Vega-Lite specs (charts/*.json) drawn to SVG, without scripts and in the colours of the page."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import vl_convert
from markupsafe import Markup

from warehouse.report import Row, Rows

COLOURS = {
    "article": "accent", "unchanged": "faint", "duplicate": "faint", "disallowed": "faint",
    "deferred": "second", "rejected": "second", "failed": "alarm",
}  # fmt: skip
"""{outcome: custom property of style.css}."""

DATED = 6
"""Runs with a date below them, at most: so many have room on a phone."""

LEAST_ROOM = 14
"""Runs that the history has room for at least: two runs are not two walls."""

NAMED = 14
"""Places that are named on the map, the busiest first."""

LEAST_FULL = 4
"""What fills a sparkline's height or a bar's length is at least this many: one page in a quiet month is no mountain."""


def spark(counts: list[int | None]) -> Markup:
    """One measure of one publisher, oldest run first; None where the publisher was not asked."""
    last = len(counts) - 1
    runs = [{"position": n, "value": count, "part": "last" if n == last else "before"} for n, count in enumerate(counts)]
    most = max(LEAST_FULL, *(count or 0 for count in counts))
    return _drawn("spark", {"runs": runs}, most=most)


def outcomes(counts: dict[str, int]) -> Markup:
    """What became of the pages that were asked for: {outcome: pages}, in the order of the bar."""
    rows = [
        {"position": n, "pages": pages, "colour": f"var(--{COLOURS[outcome]})"}
        for n, (outcome, pages) in enumerate(counts.items())
    ]
    drawn = _drawn("outcomes", {"outcomes": rows})
    return drawn.replace("<svg ", Markup('<svg preserveAspectRatio="none" '), 1)  # as wide as the page, and no thinner


def history(runs: Rows) -> Markup:
    """New and changed articles of each run, oldest first."""
    every = -(-max(len(runs), LEAST_ROOM) // DATED)
    dates = [f"{run['started_at']:%-d %b}" if back % every == every // 2 else "" for back, run in enumerate(reversed(runs))]
    keys = [f"{run['number']}|{date}" for run, date in zip(runs, reversed(dates), strict=True)]
    rows = [
        {"key": key, "position": position, "part": part, "articles": run[part], "weight": 1 if run is runs[-1] else 0.4}
        for key, run in zip(keys, runs, strict=True)
        for position, part in enumerate(("new", "changed"))
    ]
    room = [f"-{n}|" for n in range(LEAST_ROOM - len(runs))]
    return _drawn("history", {"runs": rows}, keys=[*room, *keys])


def world(places: Rows) -> Markup:
    """Places of datelines, the busiest first."""
    tonight = [place for place in places if place["tonight"]]
    return _drawn(
        "map",
        {
            "land": [_land()],
            "recent": [_point(place) for place in places if not place["tonight"]],
            "tonight": [_point(place) | {"area": _area(place)} for place in tonight],
            "names": [_name(place) for place in _apart(tonight)[:NAMED]],
        },
    )


def _area(place: Row) -> float:
    return min(60 + 60 * float(place["tonight"]), 2400)


def _point(place: Row) -> Row:
    return {"lat": place["lat"], "lon": place["lon"]}


def _name(place: Row) -> Row:
    right = place["lon"] < 120  # further east a name would leave the map
    gap = 5 + (_area(place) / 3.14) ** 0.5
    return _point(place) | {"place": place["place"], "align": "left" if right else "right", "dx": gap if right else -gap}


def _apart(places: Rows) -> Rows:
    """The places whose names do not run into that of a busier one."""
    kept: Rows = []
    for place in places:
        if all(abs(place["lat"] - other["lat"]) > 5.5 or abs(place["lon"] - other["lon"]) > 28 for other in kept):
            kept.append(place)
    return kept


def _drawn(name: str, datasets: dict[str, list[Any]], **parameters: float | list[str]) -> Markup:
    spec = _json(f"charts/{name}.json") | {
        "datasets": datasets,
        "params": [{"name": key, "value": value} for key, value in parameters.items()],
    }
    # No address may be loaded from; the text of marks is escaped by Vega.
    return Markup(vl_convert.vegalite_to_svg(spec, config=_json("charts/config.json"), allowed_base_urls=[]))  # noqa: S704


@cache
def _json(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("flows.report") / name).read_text("utf-8"))
    return found


def _land() -> dict[str, Any]:
    return _json("land.json")
