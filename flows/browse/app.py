"""The application: an address for each page, and a page for what goes wrong."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from flows.browse.asked import NotUnderstood
from flows.browse.door import Door
from flows.browse.pages import PAGE_S, NotThere, Reader, problem
from warehouse.home import Home
from warehouse.limits import USUAL, Limits, WillNotEnd
from warehouse.query import QueryError

PROBLEMS: tuple[tuple[type[Exception], HTTPStatus, str], ...] = (
    (NotUnderstood, HTTPStatus.BAD_REQUEST, "Not understood"),
    (NotThere, HTTPStatus.NOT_FOUND, "Not there"),
    (QueryError, HTTPStatus.SERVICE_UNAVAILABLE, "No answer"),
    (WillNotEnd, HTTPStatus.SERVICE_UNAVAILABLE, "No answer"),
)
"""What may go wrong with a page: its status, and its headline."""


def create_app(home: Home, limits: Limits = USUAL) -> Door:
    """The pages of what `home` has published, for loopback alone."""
    reader = Reader(home, replace(limits, seconds=min(limits.seconds, PAGE_S)))
    pages = {
        "/": reader.search,
        "/article/{article_id}": reader.article,
        "/article/{article_id}/compare": reader.compare,
        "/stories": reader.stories,
        "/story/{story_id}": reader.story,
        "/places": reader.places,
        "/people": reader.people,
        "/person/{contributor_id}": reader.person,
        "/rejects": reader.rejects,
    }
    routes = [Route(path, partial(_answered, page)) for path, page in pages.items()]
    return Door(Starlette(routes=[*routes, Route("/style.css", _style)], exception_handlers={HTTPException: _no_page}))


async def _answered(page: Callable[[Request], Response], request: Request) -> Response:
    try:
        return await run_in_threadpool(page, request)
    except tuple(kind for kind, _, _ in PROBLEMS) as error:
        status, title = next((status, title) for kind, status, title in PROBLEMS if isinstance(error, kind))
        return problem(status, title, str(error))


async def _no_page(_: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR)
    return problem(
        status, status.phrase, "There is no such page here. The links above lead to all there are; they are for reading only."
    )


async def _style(_: Request) -> Response:
    return Response((files("flows.browse") / "style.css").read_bytes(), media_type="text/css")
