"""`python -m flows.compiled`: compile all that starting a command reads, as set-up does.

Python and articles/compiled.py do it by themselves at first use, but for an installation that is read-only, or where
PYTHONDONTWRITEBYTECODE is set, as in many containers: there each command would take a second of CPU more.
"""

import os
import subprocess
import sys
from compileall import compile_dir
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.home import Home
from warehouse.store import locked, open_store

PACKAGES = ("articles", "spiders", "loaders", "warehouse", "flows")


def main() -> None:
    """The packages' bytecode, what reading looks words up in, and an empty store."""
    sys.dont_write_bytecode = False
    for package in PACKAGES:
        compile_dir(str(files(package)), quiet=1)
    # It reads a page, and so makes what readers need: as it does where they are forked, with nothing imported before it.
    command = [sys.executable, "-P", "-c", "import flows.readers.preloaded"]
    subprocess.run(command, env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""}, check=True)
    with TemporaryDirectory() as folder, locked(home := Home(Path(folder))), open_store(home):
        pass


if __name__ == "__main__":
    main()
