"""Who may use the Prefect server of `copydesk serve`: an auth string, a link that signs in once, the runner's key."""

import hmac
import json
import os
import secrets
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from warehouse.home import Home

GIVEN = "PREFECT_SERVER_API_AUTH_STRING"
"""An operator who keeps secrets elsewhere names the auth string in this variable; no file is written then."""

AUTH = "COPYDESK_AUTH"
"""The variable with the auth string for the processes of `copydesk serve`; not there where nobody is asked for it."""

RUNNER_KEY = "PREFECT_API_AUTH_STRING"
"""The variable with the runner's key, where Prefect's client looks for it."""

SITE = "COPYDESK_SITE"
"""The variable with the address by which browsers reach `copydesk serve`; not there where the server is not ours."""

LETS_IN_S = 3600
"""How long the link that signs in is good for, if it is not used before."""

SIGNED_IN_S = 7 * 24 * 3600
"""How long a browser that it signed in stays so."""


def prefect_folder(home: Home) -> Path:
    """`home.prefect`, there and its owner's alone: the server's database, its logs and the keys are nobody else's business."""
    home.prefect.mkdir(parents=True, exist_ok=True)
    home.prefect.chmod(0o700)
    return home.prefect


def auth_string(home: Home) -> str:
    """`user:password` as the UI asks for it: the operator's own, or one that is made once and kept."""
    given = os.environ.get(GIVEN)
    if given:
        return given
    file = prefect_folder(home) / "auth-string"
    if not file.exists():
        _write(file, f"copydesk:{secrets.token_urlsafe(18)}")
    return file.read_text("utf-8").strip()


def runner_key(home: Home) -> str:
    """A new key of the runner's, `user:password`: who has it may change what runs. Kept for those who run the desk."""
    key = f"runner:{secrets.token_urlsafe(24)}"
    _write(prefect_folder(home) / "runner-key", key)
    return key


def entry_link(home: Home, site: str) -> str:
    """A link that signs one browser in, once and within an hour, and leads to the nightly run's form.

    What lets in stands behind its `#`, which browsers send to no server, and tell no page that they come to next. A new
    link ends the one before.
    """
    token = secrets.token_urlsafe(24)
    _write(_entry(home), f"{_digest(token)} {time.time() + LETS_IN_S}")
    return f"{site}/enter#{token}"


def sign_in(home: Home, token: str) -> str | None:
    """Use a link up: `user:password` of a session of its own, for a week; None where the link is another, used or over."""
    try:
        digest, until = _entry(home).read_text("utf-8").split()
        if not hmac.compare_digest(digest, _digest(token)) or time.time() >= float(until):
            return None
        _entry(home).unlink()  # where two come at once, one of them finds it gone
    except FileNotFoundError:
        return None
    session, folder = f"session:{secrets.token_urlsafe(24)}", _sessions(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    for other in folder.iterdir():
        if not _is_on(other):
            other.unlink(missing_ok=True)
    _write(folder / _digest(session), str(time.time() + SIGNED_IN_S))
    return session


def is_signed_in(home: Home, session: str) -> bool:
    """Whether a link has made this session, and its week is not over."""
    return _is_on(_sessions(home) / _digest(session))


def _is_on(session: Path) -> bool:
    with suppress(FileNotFoundError, ValueError):
        return time.time() < float(session.read_text("utf-8"))
    return False


def _entry(home: Home) -> Path:
    return prefect_folder(home) / "entry"


def _sessions(home: Home) -> Path:
    return prefect_folder(home) / "sessions"


def _digest(secret: str) -> str:
    """What is kept of links and sessions: who reads it cannot sign in with it."""
    return sha256(secret.encode()).hexdigest()


def _write(file: Path, text: str) -> None:
    """All of it or nothing, for its owner's eyes."""
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as new:  # noqa: PTH123 - with a mode
        new.write(f"{text}\n")
    part.replace(file)


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
    return hmac.new(os.environ.get(AUTH, "").encode(), f"report {run_id}".encode(), "sha256").hexdigest()[:32]
