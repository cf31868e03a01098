"""What `copydesk serve` shows on its port: Prefect's API and UI, and beside them the reports of runs and ways into the UI.

/reports/<key>/<run_id>.html      the report of a run
/enter/<until>/<key>              signs the browser in, and leads on to the nightly run's form
/form/<flow>?parameters=<JSON>    a flow's form, filled in, whatever its deployment's id
"""

import hmac
import os
import re
import secrets
from base64 import b64encode
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.routing import APIRoute
from prefect.server.api.server import create_app as prefect_app

from flows.entry import GIVEN, lets_in, report_key
from warehouse.home import Home

# A report runs its own search script. In a sandbox it is of no origin: it could not use what the UI keeps in the browser.
_SANDBOX = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox"


def create_app() -> FastAPI:
    """The application that uvicorn runs. Its home is the one in COPYDESK_HOME."""
    app = prefect_app(final=True)
    ours: dict[str, Callable[..., Response]] = {
        "/reports/{key}/{run_id}.html": _report,
        "/enter/{until}/{key}": _enter,
        "/form/{flow}": _form,
    }
    app.router.routes[:0] = [APIRoute(path, answer, methods=["GET"], include_in_schema=False) for path, answer in ours.items()]
    return app


def _report(key: str, run_id: str) -> FileResponse:
    file = Home(Path(os.environ["COPYDESK_HOME"])).reports / f"{run_id}.html"
    if not (
        hmac.compare_digest(key.encode(), report_key(run_id).encode()) and re.fullmatch(r"[\w-]+", run_id) and file.is_file()
    ):
        raise HTTPException(404, "no such report")
    return FileResponse(
        file,
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": _SANDBOX, "Referrer-Policy": "no-referrer"},
    )


def _enter(until: int, key: str) -> HTMLResponse:
    if not lets_in(until, key):
        raise HTTPException(403, "this link is over: start anew, or sign in with what `copydesk serve --show-auth` prints")
    return _on_the_way("nightly", os.environ.get(GIVEN, ""))


def _form(flow: str) -> HTMLResponse:
    if not re.fullmatch(r"[a-z-]+", flow):
        raise HTTPException(404, "no such flow")
    return _on_the_way(flow)


def _on_the_way(flow: str, entry: str = "") -> HTMLResponse:
    """The page that finds a form; with `entry`, the auth string, it lets the browser keep that as the UI does."""
    nonce = secrets.token_urlsafe(16)
    page = (files("flows") / "form.html").read_text("utf-8")
    for name, value in {"flow": flow, "nonce": nonce, "entry": b64encode(entry.encode()).decode()}.items():
        page = page.replace(f"{{{{ {name} }}}}", value)
    policy = f"default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)
