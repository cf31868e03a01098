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
    last = _last(bench, pages, file)
    now = {"bench": bench, "pages": pages, "date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": _commit()}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(now | {"ratios": {name: round(ratio, 3) for name, ratio in ratios.items()}}) + "\n")
    return verdict(last, ratios, better)


def verdict(last: dict | None, ratios: dict[str, float], better: dict[str, str]) -> str:
    """In one line."""
    if last is None:
        return "first entry: nothing to compare with"
    said = []
    for name, ratio in ratios.items():
        before = last["ratios"].get(name)
        if not before or abs(ratio / before - 1) < NOISE:
            continue
        word = "better" if (ratio < before) == (better[name] == "lower") else "WORSE"
        said.append(f"{name} {word} {before:.2f} -> {ratio:.2f}")
    since = f"since {last['date']} ({last['commit']})"
    return f"{since}: " + ("; ".join(said) if said else f"the same within {NOISE:.0%}")


def _last(bench: str, pages: int, file: Path) -> dict | None:
    if not file.exists():
        return None
    entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return next((one for one in reversed(entries) if (one["bench"], one["pages"]) == (bench, pages)), None)


def _commit() -> str:
    told = ("git", "describe", "--always", "--dirty")
    return subprocess.run(told, capture_output=True, text=True, check=False, cwd=FILE.parent).stdout.strip() or "unknown"
