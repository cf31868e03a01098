"""The command in this process: as `copydesk` typed in a shell, without the second of CPU that a new process imports for.

For tests of what a command does and says. Whoever kills it, types at it or wants it as it is installed starts COPYDESK.
"""

import io
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from flows.cli.app import main

COPYDESK = Path(sys.executable).with_name("copydesk")
"""The command as it is installed."""


def copydesk(
    *words: str | Path, stdin: str = "", env: Mapping[str, str] | None = None, cwd: Path | None = None, check: bool = False
) -> subprocess.CompletedProcess[str]:
    """As subprocess.run([COPYDESK, *words], capture_output=True, text=True), with what `env` sets besides."""
    argv = [str(COPYDESK), *map(str, words)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as here, chdir(cwd or Path.cwd()), redirect_stdout(out), redirect_stderr(err):
        here.setattr(sys, "argv", argv)
        here.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        for name, value in (env or {}).items():
            here.setenv(name, value)
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = ended.code or 0
    for stream in (out, err):
        stream.flush()
    done = subprocess.CompletedProcess(argv, status, *(stream.buffer.getvalue().decode() for stream in (out, err)))
    if check:
        done.check_returncode()
    return done
