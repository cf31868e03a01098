"""The ratios of each `make bench`, one JSON line a measurement, and in one line what has changed since the last."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).with_name("history.jsonl")
NOISE = 0.05
"""A ratio that moved by less than this share of itself is called the same: two runs of one commit differ by as much."""


def record(bench: str, pages: int, ratios: dict[str, float], better: dict[str, str], file: Path = FILE) -> str:
    """Append the ratios with date and commit, and say what became better or worse; `better` is "lower" or "higher" for each."""
    last = _last(lines(file), bench, pages)
    now = {"bench": bench, "pages": pages, "date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": _commit()}
    with file.open("a", encoding="utf-8") as out:
        out.write(
            json.dumps(now | {"ratios": {name: round(ratio, 3) for name, ratio in ratios.items()}, "better": better}) + "\n"
        )
    return verdict(last, ratios, better)


def lines(file: Path = FILE) -> list[dict]:
    """The measurements that were kept, in the order of time."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def verdict(last: dict | None, ratios: dict[str, float], better: dict[str, str]) -> str:
    """In one line."""
    if last is None:
        return "first entry: nothing to compare with"
    said = _moved(last, ratios, better)
    since = f"since {last['date']} ({last['commit']})"
    return f"{since}: " + ("; ".join(said) if said else f"the same within {NOISE:.0%}")


def in_one_line(before: list[dict], file: Path = FILE) -> str:
    """What became better or worse in all that was measured since these were kept, each beside the last of its kind and size."""
    new = [(one, _last(before, one["bench"], one["pages"])) for one in lines(file)[len(before) :]]
    said = [f"{one['bench']}: {moved}" for one, last in new if last for moved in _moved(last, one["ratios"], one["better"])]
    compared = sum(last is not None for _, last in new)
    return (
        f"{compared} of {len(new)} measurements have one to compare with: {'; '.join(said) or f'the same within {NOISE:.0%}'}"
    )


def _moved(last: dict, ratios: dict[str, float], better: dict[str, str]) -> list[str]:
    said = []
    for name, ratio in ratios.items():
        before = last["ratios"].get(name)
        if not before or abs(ratio / before - 1) < NOISE:
            continue
        word = "better" if (ratio < before) == (better[name] == "lower") else "WORSE"
        said.append(f"{name} {word} {before:.2f} -> {ratio:.2f}")
    return said


def _last(entries: list[dict], bench: str, pages: int) -> dict | None:
    return next((one for one in reversed(entries) if (one["bench"], one["pages"]) == (bench, pages)), None)


def _commit() -> str:
    """The commit that was measured, and whether anything but this file has changed since: each benchmark adds a line to it."""
    commit = _git("describe", "--always") or "unknown"
    return f"{commit}-dirty" if _git("status", "--porcelain", "--untracked-files=no", "--", ":/", f":!{FILE.name}") else commit


def _git(*asked: str) -> str:
    return subprocess.run(("git", *asked), capture_output=True, text=True, check=False, cwd=FILE.parent).stdout.strip()
