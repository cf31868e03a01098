import os
import shutil
from pathlib import Path

import pytest

from tests import postgres

SHARED = Path(__file__).parent.parent.parent / "shared"

PARTS = {
    "seeds": ((SHARED / "seeds").is_dir, f"the five sample documents are not there ({SHARED / 'seeds'})"),
    "compiler": (lambda: bool(shutil.which("cc")), "no C compiler: apt-get install gcc libc6-dev"),
    "faketime": (
        lambda: any(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")),
        "no libfaketime: apt-get install libfaketime",
    ),
    "chromium": (lambda: bool(shutil.which("chromium")), "no Chromium: apt-get install chromium"),
    "systemd": (lambda: bool(shutil.which("systemd-analyze")), "no systemd-analyze: apt-get install systemd"),
    "compose": (lambda: bool(shutil.which("docker-compose")), "no docker-compose: apt-get install docker-compose"),
    "postgres": (postgres.is_there, "no PostgreSQL: apt-get install postgresql"),
}


LAST = ("newspaper", "loaders", "articles")
"""Folders whose files take seconds: they come after all others, so that at the end no process waits for another's long file."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a part that is not there, with the reason; where COPYDESK_NO_SKIPS is set, run it and let it fail."""
    items.sort(key=lambda item: item.nodeid.split("/", 2)[1] in LAST)
    for item in items:
        for marker in item.iter_markers("needs"):
            there, reason = PARTS[marker.args[0]]
            if not there() and not os.environ.get("COPYDESK_NO_SKIPS"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def seeds() -> Path:
    return SHARED / "seeds"
