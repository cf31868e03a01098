"""Datelines on a map: longitude goes right, latitude up (equirectangular), in degrees."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; `y` grows downwards."""

    place: str
    country: str | None
    articles: int
    x: float
    y: float
    radius: float


def dots(places: Iterable[dict[str, Any]]) -> list[Dot]:
    """The places whose whereabouts are known, the busiest first to be drawn, so that none hides a smaller one."""
    return [
        Dot(
            one["place"], one["country"], one["articles"], one["lon"], -one["lat"], min(7.0, 1.2 + 0.5 * one["articles"] ** 0.5)
        )
        for one in places
        if one["lat"] is not None and one["lon"] is not None
    ]


@cache
def land() -> str:
    """The outline of all land, as the data of an SVG path."""
    shape = json.loads((files("flows") / "report" / "land.json").read_text("utf-8"))["geometry"]["coordinates"]
    rings = (ring for polygon in shape for ring in polygon)
    return "".join("M" + "L".join(f"{lon:g} {-lat:g}" for lon, lat in ring) + "Z" for ring in rings)
