"""How pages are set, the report's and those of `copydesk browse`: what others wrote is escaped, and nothing in it acts."""

from datetime import datetime
from functools import partial

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from articles.printable import visible_lines


def environment(this_year: int, loader: BaseLoader | None = None) -> Environment:
    """Templates with the filter `moment` and the test `address`; a time of `this_year` is written without its year."""
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_nothing_acts, loader=loader
    )
    made.filters["moment"] = partial(moment, this_year=this_year)
    made.tests["address"] = is_address
    return made


def moment(time: datetime, precision: str | None = "minute", *, this_year: int) -> str:
    """A time as people write it, in UTC: as exact as it is known, with its year where that is another one."""
    if precision in ("year", "month"):
        return time.strftime("%Y" if precision == "year" else "%B %Y")
    day = f"{time:%-d %b}" if time.year == this_year else f"{time:%-d %b %Y}"
    return day if precision == "day" else f"{day}, {time:%H:%M}"


def is_address(url: str) -> bool:
    """A link may lead there: to the web and nowhere else."""
    return url.lower().startswith(("http://", "https://"))


def _nothing_acts(value: object) -> object:
    return visible_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value
