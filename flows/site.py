"""What `copydesk serve` shows on its port: Prefect's API and UI, and the reports of runs beside them."""

import hmac
import os
import re
from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse
from fastapi.routing import APIRoute
from prefect.server.api.server import create_app as prefect_app

from flows.entry import report_key
from warehouse.home import Home

# A report runs its own search script. In a sandbox it is of no origin: it could not use what the UI keeps in the browser.
_SANDBOX = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox"


def create_app() -> FastAPI:
    """The application that uvicorn runs. Its home is the one in COPYDESK_HOME."""
    app = prefect_app(final=True)
    app.router.routes.insert(0, APIRoute("/reports/{key}/{run_id}.html", _report, methods=["GET"], include_in_schema=False))
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
