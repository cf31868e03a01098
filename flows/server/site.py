"""What `copydesk serve` shows on its port: Prefect's API and UI, and beside them the reports of runs and ways into the UI.

/reports/<key>/<run_id>.html      the report of a run
/enter#<token>                    signs the browser in, once, and leads on to the nightly run's form
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

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse
from prefect.server.api.server import create_app as prefect_app
from prefect.server.schemas.ui import UISettings

from flows.server.entry import AUTH, SITE, report_key, sign_in
from flows.server.gate import Gate, gated
from warehouse.home import Home

# A report runs its own search script. In a sandbox it is of no origin: it could not use what the UI keeps in the browser.
_SANDBOX = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox"


def create_app() -> Gate:
    """The application that uvicorn runs. Its home is the one in COPYDESK_HOME."""
    prefect = prefect_app(final=True)
    site = FastAPI(openapi_url=None, lifespan=prefect.router.lifespan_context)
    ours: tuple[tuple[str, str, Callable[..., object]], ...] = (
        ("GET", "/reports/{key}/{run_id}.html", _report),
        ("GET", "/enter", _enter),
        ("POST", "/enter", _entered),
        ("GET", "/form/{flow}", _form),
        ("GET", "/ui-settings", _ui_settings),
    )
    for method, path, answer in ours:
        site.add_api_route(path, answer, methods=[method])
    site.mount("/", prefect)
    return gated(site)


def _report(key: str, run_id: str) -> FileResponse:
    file = _home().reports / f"{run_id}.html"
    if not (
        hmac.compare_digest(key.encode(), report_key(run_id).encode()) and re.fullmatch(r"[\w-]+", run_id) and file.is_file()
    ):
        raise HTTPException(404, "no such report")
    return FileResponse(
        file,
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": _SANDBOX, "Referrer-Policy": "no-referrer"},
    )


def _enter() -> HTMLResponse:
    return _on_the_way("nightly", enters=True)


async def _entered(request: Request) -> PlainTextResponse:
    """The session, as the UI keeps what signs it in, for the token of a link that has not been used."""
    session = sign_in(_home(), (await request.body()).decode("utf-8", "replace"))
    if session is None:
        raise HTTPException(403, "This link was used, or is over: sign in with what `copydesk serve --show-auth` prints.")
    return PlainTextResponse(b64encode(session.encode()), headers={"Cache-Control": "no-store"})


def _form(flow: str) -> HTMLResponse:
    if not re.fullmatch(r"[a-z-]+", flow):
        raise HTTPException(404, "no such flow")
    return _on_the_way(flow)


def _ui_settings() -> UISettings:
    """As Prefect has it, but for `auth`: the runner's key is always asked for, people's only where there is one."""
    return UISettings(
        api_url=f"{os.environ[SITE]}/api",
        csrf_enabled=True,
        auth="BASIC" if AUTH in os.environ else None,
        flags=[],
        default_ui="v1",
        available_uis=["v1"],
        v1_base_url="/",
        v2_base_url=None,
    )


def _home() -> Home:
    return Home(Path(os.environ["COPYDESK_HOME"]))


def _on_the_way(flow: str, *, enters: bool = False) -> HTMLResponse:
    """The page that finds a form; where it `enters`, the browser keeps a session first, as the UI keeps the auth string."""
    nonce = secrets.token_urlsafe(16)
    page = (files("flows") / "form.html").read_text("utf-8")
    for name, value in {"flow": flow, "nonce": nonce, "enters": str(enters).lower()}.items():
        page = page.replace(f"{{{{ {name} }}}}", value)
    policy = f"default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'"
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)
