"""Who may use the Prefect server of `copydesk serve`: one auth string, and a key for each report that a run links to."""

import hmac
import os
import secrets
from pathlib import Path

from warehouse.home import Home

GIVEN = "PREFECT_SERVER_API_AUTH_STRING"
"""An operator who keeps secrets elsewhere names the auth string in this variable; no file is written then."""

SITE = "COPYDESK_SITE"
"""The variable with the address by which browsers reach `copydesk serve`; not there where the server is not ours."""


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


def report_link(run_id: str) -> str | None:
    """Where the report of a run can be read in a browser; None where the server is not ours."""
    site = os.environ.get(SITE)
    return f"{site}/reports/{report_key(run_id)}/{run_id}.html" if site else None


def report_key(run_id: str) -> str:
    """What the address of a run's report is guarded by, 32 hex digits: who has the link may read the report and nothing else.

    It is made of the auth string in this process's environment, and does not tell it.
    """
    secret = os.environ.get("PREFECT_API_AUTH_STRING") or os.environ.get(GIVEN) or ""
    return hmac.new(secret.encode(), f"report {run_id}".encode(), "sha256").hexdigest()[:32]
