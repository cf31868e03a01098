"""A PostgreSQL of the tests' own, from the machine's package: a socket and no port, thrown away at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps the server's programs off the path.
BINARIES = [Path(found).resolve().parent for name in ("initdb",) if (found := shutil.which(name))] or sorted(
    Path("/usr/lib/postgresql").glob("*/bin"), reverse=True
)


def is_there() -> bool:
    """Whether a server can be started."""
    return any((folder / "postgres").exists() for folder in BINARIES)


@contextmanager
def postgres() -> Iterator[str]:
    """How to connect to it, as libpq has it, without a database's name."""
    owner = "postgres" if os.geteuid() == 0 else None  # it will not run as root
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        folder.chmod(0o755)
        (folder / "data").mkdir(mode=0o700)
        if owner:
            shutil.chown(folder, owner)
            shutil.chown(folder / "data", owner)
        made_by = {"user": owner, "cwd": folder, "check": True, "capture_output": True}
        initdb = (
            BINARIES[0] / "initdb",
            "-D",
            folder / "data",
            "-A",
            "trust",
            "-U",
            "copydesk",
            "-N",
            "--locale=C",
            "-E",
            "UTF8",
        )
        subprocess.run(initdb, **made_by)
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        control = (BINARIES[0] / "pg_ctl", "-D", folder / "data", "-w", "-t", "120")
        # Its own file for what it says: a pipe would stay open as long as the server.
        subprocess.run(
            (*control, "-l", folder / "log", "-o", options, "start"),
            user=owner,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield f"host={folder} user=copydesk"
        finally:
            subprocess.run((*control, "-m", "immediate", "stop"), **made_by)


def new_database(server: str, name: str) -> str:
    """Make one; how to connect to it."""
    host, user = (word.partition("=")[2] for word in server.split())
    subprocess.run((BINARIES[0] / "createdb", "-h", host, "-U", user, name), check=True, capture_output=True)
    return f"{server} dbname={name}"
