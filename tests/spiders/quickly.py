"""Crawls that wait as often as they should, and not as long: what a crawl's process imports is set otherwise before it begins."""

import os
from pathlib import Path

import pytest


def quickly(patch: pytest.MonkeyPatch, folder: Path, **seconds: float) -> None:
    """Each process that is started from now on has these, like `settings__DELAY_S=0.02` for `spiders.settings.DELAY_S`."""
    lines = []
    for name, value in seconds.items():
        module, _, constant = name.rpartition("__")
        module = f"spiders.{module.replace('__', '.')}"
        lines += [f"import {module}", f"assert {module}.{constant} > {value}", f"{module}.{constant} = {value}"]
    (folder / "sitecustomize.py").write_text("\n".join(lines))
    patch.setenv("PYTHONPATH", str(folder) + os.pathsep + str(Path.cwd()))
