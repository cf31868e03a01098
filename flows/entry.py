"""Who may use the Prefect server of `copydesk serve`: one auth string, and links that let in without it."""

import hmac
import json
import os
import secrets
import time
from pathlib import Path
from urllib.parse import urlencode

from warehouse.home import Home

GIVEN = "PREFECT_SERVER_API_AUTH_STRING"
"""An operator who keeps secrets elsewhere names the auth string in this variable; no file is written then."""

SITE = "COPYDESK_SITE"
"""The variable with the address by which browsers reach `copydesk serve`; not there where the server is not ours."""

LETS_IN_S = 3600
"""How long the link that signs in is good for: it may stay in a browser's history."""


def prefect_folder(home: Home) -> Path:
    """The server's database, its logs and the auth string: nobody else's business."""
    folder = home.root / "private" / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def auth_string(home: Home) -> str:
    """`user:password` as the UI asks for it: the operator's own, or one that is made once and kept."""
    given = os.environ.get(GIVEN)
    if given:
        return given
    file = prefect_folder(home) / "auth-string"  # 0600: its owner's only
    if not file.exists():
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as new:  # noqa: PTH123 - with a mode
            new.write(f"copydesk:{secrets.token_urlsafe(18)}\n")
        part.replace(file)
    return file.read_text("utf-8").strip()


def entry_link(site: str, secret: str | None) -> str:
    """A link that signs a browser in, for an hour, and leads to the nightly run's form. It does not tell the auth string."""
    until = round(time.time() + LETS_IN_S)
    return f"{site}/enter/{until}/{_key(secret, f'enter {until}')}"


def lets_in(until: int, key: str) -> bool:
    """Whether this process's auth string made such a link, and the hour is not over."""
    return hmac.compare_digest(key.encode(), _key(_own(), f"enter {until}").encode()) and time.time() < until


def form_link(flow: str, parameters: dict[str, object]) -> str | None:
    """Where a flow's form is, filled in, for a browser that is signed in; None where the server is not ours."""
    site = os.environ.get(SITE)
    return f"{site}/form/{flow}?{urlencode({'parameters': json.dumps(parameters)})}" if site else None


def report_link(run_id: str) -> str | None:
    """Where the report of a run can be read in a browser; None where the server is not ours."""
    site = os.environ.get(SITE)
    return f"{site}/reports/{report_key(run_id)}/{run_id}.html" if site else None


def report_key(run_id: str) -> str:
    """What the address of a run's report is guarded by: who has the link may read the report and nothing else."""
    return _key(_own(), f"report {run_id}")


def _key(secret: str | None, to: str) -> str:
    """32 hex digits that are made of the auth string, and do not tell it."""
    return hmac.new((secret or "").encode(), to.encode(), "sha256").hexdigest()[:32]


def _own() -> str | None:
    return os.environ.get("PREFECT_API_AUTH_STRING") or os.environ.get(GIVEN)
