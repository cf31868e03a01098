"""The pages: each asks one question of the snapshot and sets its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from flows.browse import again, world
from flows.browse.asked import LAST_PAGE, ROWS, Values, link, number, values
from flows.browse.compare import side_by_side
from flows.templates import environment
from warehouse.browse import Row, told
from warehouse.home import Home
from warehouse.limits import Limits

IN_THE_ARTICLE = ("headline", "standfirst", "byline", "dateline", "body", "heading", "quote", "list", "table", "caption")
SEARCHED = ("words", "publisher", "language", "section", "person", "place", "since", "until", "run")
PAGE_S = 20.0
"""Seconds that a page's question may take, if `limits` do not say less."""

MOST_BLOCKS = 3000
"""Blocks of an article on its page; one with more says so."""


class NotThere(LookupError):
    """There is no such thing in this snapshot: says what."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The pages of one home. `limits` are for each page's question."""

    home: Home
    limits: Limits

    def search(self, request: Request) -> HTMLResponse:
        """Articles by words and filters."""
        asked = values(request.query_params, SEARCHED)
        return self._listed(request, "search", asked)

    def article(self, request: Request) -> HTMLResponse:
        """One version of an article, with its blocks, its evidence and its other versions."""
        article_id, version = request.path_params["article_id"], number(request.query_params, "version", 999_999)
        row = self._one("article", f"article {article_id}", article_id=article_id, version=version)
        only_article = request.query_params.get("show") == "article"
        blocks = [block for block in row["blocks"] or [] if not only_article or block["label"] in IN_THE_ARTICLE]
        return _page(
            "article",
            row | {"blocks": blocks[:MOST_BLOCKS]},
            unshown=max(0, len(blocks) - MOST_BLOCKS),
            only_article=only_article,
            inner=IN_THE_ARTICLE,
        )

    def compare(self, request: Request) -> HTMLResponse:
        """Two versions of an article, side by side."""
        article_id = request.path_params["article_id"]
        newer = number(request.query_params, "newer", 999_999) or 2
        older = number(request.query_params, "older", 999_999) or max(1, newer - 1)
        what = f"versions {older} and {newer} of article {article_id}"
        row = self._one("compare", what, article_id=article_id, older=older, newer=newer)
        pairs = list(side_by_side((row["older_texts"] or [])[:MOST_BLOCKS], (row["newer_texts"] or [])[:MOST_BLOCKS]))
        return _page("compare", row, pairs=pairs)

    def stories(self, request: Request) -> HTMLResponse:
        """The stories of a day, the last that has some by default."""
        return _page("stories", self._one("stories", "stories", **values(request.query_params, ("day",))))

    def story(self, request: Request) -> HTMLResponse:
        """One story."""
        story_id = request.path_params["story_id"]
        return _page("story", self._one("story", f"story {story_id}", story_id=story_id))

    def places(self, request: Request) -> HTMLResponse:
        """Datelines on a map."""
        asked = values(request.query_params, ("publisher", "since", "until"))
        row = self._one("places", "places", **asked)
        places = row["places"] or []
        return _page("places", row | {"places": places}, asked=asked, dots=world.dots(places), land=world.land())

    def people(self, request: Request) -> HTMLResponse:
        """Who is named in bylines, and for whom they write."""
        asked = values(request.query_params, ("words", "publisher", "kind"))
        return self._listed(request, "people", asked)

    def person(self, request: Request) -> HTMLResponse:
        """One contributor."""
        contributor_id = request.path_params["contributor_id"]
        return _page("person", self._one("person", f"contributor {contributor_id}", contributor_id=contributor_id))

    def rejects(self, request: Request) -> HTMLResponse:
        """What did not become an article, by reason, with what to type."""
        asked = values(request.query_params, ("publisher", "run"))
        row = self._one("rejects", "rejects", **asked)
        reasons = [reason | dict(zip(("again", "does"), again.line(reason), strict=True)) for reason in row["reasons"] or []]
        return _page("rejects", row | {"reasons": reasons}, asked=asked)

    def _listed(self, request: Request, name: str, asked: Values) -> HTMLResponse:
        """A page of rows of which there may be many more."""
        page = number(request.query_params, "page") or 1
        row = self._one(name, name, rows=ROWS, skip=(page - 1) * ROWS, **asked)
        pages = min(LAST_PAGE, -(-row["total"] // ROWS))
        to = partial(link, request.url.path, asked)
        before = to(page=page - 1 if page > 2 else None) if page > 1 else None
        after = to(page=page + 1) if page < pages else None
        return _page(name, row, asked=asked, page=page, pages=pages, before=before, after=after)

    def _one(self, name: str, what: str, **parameters: object) -> Row:
        row = told(self.home, name, self.limits, **parameters)
        if row is None:
            raise NotThere(f"Not in what was published: {what}.")
        return row


def problem(status: int, title: str, text: str) -> HTMLResponse:
    """A page that says why there is none."""
    return _page("problem", {"title": title, "text": text}, status=status)


def _page(name: str, row: Mapping[str, Any], status: int = 200, **more: object) -> HTMLResponse:
    template = _templates(datetime.now(UTC).year).get_template(f"{name}.html")
    return HTMLResponse(template.render({**row, **more}), status)


@cache
def _templates(this_year: int) -> Environment:
    made = environment(this_year, PackageLoader("flows.browse"))
    link_to: Callable[..., str] = link
    made.globals["link"] = lambda path, **asked: link_to(path, asked)
    return made
