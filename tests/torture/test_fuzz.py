"""Bytes that a fuzzer makes up, guided by the code that they reach. `make test` has Hypothesis for that, in each room's own tests.

What it finds becomes a case in tests/loaders/test_any_bytes.py or tests/articles/test_read.py.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.loaders import ten
from tests.torture.hostile import cases

ATHERIS = "atheris==3.0.0"
SECONDS = 300
LARGEST = 100_000


def long(seed: int, tell: Callable[[str], None], seconds: int = SECONDS) -> list[str]:
    """So many seconds on the loaders, and on reading."""
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        tools = Path(folder) / "tools"
        fetched = subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", tools, ATHERIS],
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode:
            return [f"{ATHERIS} cannot be installed here: {fetched.stderr.strip().splitlines()[-1:]}"]
        corpora = {"load": Path(folder) / "load", "read": Path(folder) / "read"}
        write_corpora(corpora["load"], corpora["read"])
        for target, corpus in corpora.items():
            command = [sys.executable, "-m", "tests.torture.fuzzing", target, corpus, f"-seed={seed}", f"-max_total_time={seconds}",
                       "-timeout=60", "-rss_limit_mb=4096", "-max_len=200000", f"-artifact_prefix={Path.cwd()}/fuzz-"]  # fmt: skip
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, env={"PYTHONPATH": f"{tools}:.", "PATH": "/usr/bin:/bin"}
            )
            last = done.stderr.strip().splitlines()[-1:]
            tell(f"{target}, seed {seed}: {last}")
            if done.returncode:
                wrong.append(f"{target}, seed {seed}: {done.stderr[-3000:]}")
    return wrong


def write_corpora(load: Path, read: Path) -> None:
    """What the fuzzer starts from: a good file of each format, and the hostile pages."""
    load.mkdir()
    read.mkdir()
    for write in ten.ALL:
        with TemporaryDirectory() as folder:
            write(Path(folder))
            for file in Path(folder).rglob("*"):
                if file.is_file() and file.stat().st_size < LARGEST:
                    (load / f"{write.__name__}-{file.name}").write_bytes(b"\0" + file.read_bytes())
    for name, (content, _) in cases().items():
        if len(content) < LARGEST:
            (read / name.replace("/", "_")).write_bytes(content)


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. .function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
def test_there_is_something_to_start_from(tmp_path: Path) -> None:
    load, read = tmp_path / "load", tmp_path / "read"
    write_corpora(load, read)
    assert len(list(load.iterdir())) >= len(ten.ALL)
    assert len(list(read.iterdir())) > 50
