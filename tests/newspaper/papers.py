"""The sample papers: their names, addresses and looks (`papers.toml`), and the words around their articles (`words.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper. `path` is a pattern for its articles' addresses; `feed` and the sitemaps are paths; `crawl_delay` is in seconds.

    `port` is 0 until a `Newspaper` serves it.
    """

    id: str
    name: str
    language: str
    country: str
    timezone: str
    design: Literal["clean", "soup", "wordpress", "script"]
    path: str
    feed: str
    sitemap: str
    news_sitemap: str | None = None
    charset: str = "utf-8"
    charset_in: Literal["header", "meta", "both"] = "header"
    crawl_delay: float | None = None
    port: int = 0

    @property
    def domain(self) -> str:
        """Host and port, as a publisher's file wants it."""
        return f"127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        """Scheme, host and port: a path appended to it is an address."""
        return f"http://{self.domain}"

    def local(self, moment: datetime) -> datetime:
        """The same moment on the paper's own clock."""
        return moment.astimezone(ZoneInfo(self.timezone))


def load_papers() -> list[Paper]:
    """The papers in the order of `papers.toml`, not yet served."""
    return [Paper(**row) for row in tomllib.loads((HERE / "papers.toml").read_text("utf-8"))["papers"]]


def load_words() -> dict[str, dict[str, Any]]:
    """{language: {name: words}}."""
    return tomllib.loads((HERE / "words.toml").read_text("utf-8"))
