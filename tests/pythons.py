"""`make pythons`: the demo, the types and most tests on each Python that Copydesk is for: python -m tests.pythons [PYTHON ...].

A PYTHON is a version or a command. Of several Pythons of a version the oldest that this machine has is taken: what it lacks, servers
lack. Each has an environment of its own, `.pythons/VERSION`, which stays. Status 1 where one fails or is not to be found.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

CHECKOUT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
TESTS = ("tests/articles", "tests/loaders", "tests/warehouse", "tests/spiders", "tests/flows/readers", "tests/flows/cli")
DEMO = {"COPYDESK_DEMO_PORT": "9811"}  # so that a demo or a desk of the sample newspaper may go on meanwhile


def wanted(python: str) -> str | None:
    """The interpreter meant by a version or a command."""
    if not python[0].isdigit():
        return shutil.which(python)
    return min(_there(python), key=_patch, default=None)


def _there(version: str) -> Iterator[str]:
    for folder in (*os.get_exec_path(), *map(str, sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin")))):
        found = Path(folder, f"python{version}")
        if found.is_file() and _patch(str(found)):
            yield str(found)


def _patch(python: str) -> tuple[int, ...]:
    """3.11.2 as numbers; () for what cannot be run, or cannot make environments."""
    ask = "import ensurepip, sys, venv; print(*sys.version_info[:3])"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return tuple(map(int, done.stdout.split())) if done.returncode == 0 else ()


def environment(python: str) -> Path:
    """The Python of an environment with what requirements.lock pins, and this checkout."""
    folder = CHECKOUT / ".pythons" / ".".join(map(str, _patch(python)))
    inside, lock = folder / "bin" / "python", (CHECKOUT / "requirements.lock").read_bytes()
    ready = folder / ".ready"
    if not ready.exists() or ready.read_bytes() != lock:
        subprocess.run([python, "-m", "venv", folder], check=True)
        install = (inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
        subprocess.run([*install, "--require-hashes", "-r", "requirements.lock"], check=True, cwd=CHECKOUT)
        subprocess.run([*install, "--no-build-isolation", "--editable", "."], check=True, cwd=CHECKOUT)
        ready.write_bytes(lock)
    return inside


def tried(python: Path) -> str:
    """Run all of it on one Python. The name of the part that failed, or nothing."""
    with TemporaryDirectory() as home:
        environment = os.environ | DEMO | {"COPYDESK_HOME": home}
        if subprocess.run([python, "-m", "tests.newspaper.demo"], cwd=CHECKOUT, env=environment, check=False).returncode:
            return "demo"
    for part, *words in (
        ("types", "mypy", "--platform", "linux"),
        ("types on macOS", "mypy", "--platform", "darwin"),
        ("tests", "pytest", "-p", "no:cacheprovider", "--numprocesses", "2", "--dist", "loadfile", *TESTS),
    ):
        version = ".".join(python.parents[1].name.split(".")[:2])
        words += ["--python-version", version, "--cache-dir", os.devnull] if words[0] == "mypy" else []
        if subprocess.run([python, "-m", *words], cwd=CHECKOUT, check=False).returncode:
            return part
    return ""


def main() -> int:
    """Each in turn, and what came of it."""
    outcomes = {}
    for named in sys.argv[1:] or VERSIONS:
        python = wanted(named)
        if python is None:
            outcomes[named] = (
                "not found, or without its venv module: install it, or name one: make pythons PYTHONS=/a/path/to/python"
            )
            continue
        inside = environment(python)
        print(f"\n== Python {inside.parents[1].name} ({python})", flush=True)
        outcomes[inside.parents[1].name] = (failed := tried(inside)) and f"failed: {failed}"
    print(*(f"Python {name}: {outcome or 'all is well'}" for name, outcome in outcomes.items()), sep="\n")
    return int(any(outcomes.values()))


if __name__ == "__main__":
    sys.exit(main())
