"""First readings: how the strings of tests/bench/written were read when the parsers saw them for the first time.

    .venv/bin/python -m tests.bench.readings record bylines_6    # once, before anything is mended for these strings
    .venv/bin/python -m tests.bench.readings                     # the tables of docs/bylines.md

What was recorded (written/first_readings.txt: file, language or class, right, of) is not recorded again: rules are mended for
the strings afterwards, so only the first reading says how strings are read that nobody has seen.
"""

import sys
from collections import defaultdict

from tests.bench.strings import CHECKS, WRITTEN, rows

FIRST = WRITTEN / "first_readings.txt"
CLASSES = {
    "datelines": ("whole", "found", "precision", "places", "date", "agency", "body"),
    "bylines": ("whole", "people", "parts", "role", "affiliation", "location"),
}
Counts = dict[str, list[int]]
"""{language or class: [right, of]}."""


def counted(name: str) -> Counts:
    """The rows of a file that are read rightly today, by language and by class."""
    kind = name.rpartition("_")[0]
    counts: Counts = defaultdict(lambda: [0, 0])
    for row in rows(WRITTEN / f"{name}.tsv"):
        wrong = CHECKS[kind](row)
        results = {row[0]: not wrong, "whole": not wrong, **(_dateline if kind == "datelines" else _byline)(row, wrong)}
        for key, right in results.items():
            counts[key][0] += right
            counts[key][1] += 1
    return counts


def _dateline(row: list[str], wrong: list[str]) -> dict[str, bool]:
    """The classes that a line counts for: places, date, agency and body where there are some and the dateline was found."""
    is_dateline = "‖" in row[1]
    if not is_dateline or wrong == ["missed"]:
        return {"found": False} if is_dateline else {"precision": False} if wrong else {}
    said = [error.partition("=")[0] for error in wrong]
    _, _, places, day, agency = [*row, "", "", ""][:5]
    named = {"places": places, "date": day, "agency": agency, "body": "‖"}
    return {"found": True, "precision": True} | {key: key not in said for key, given in named.items() if given}


def _byline(row: list[str], wrong: list[str]) -> dict[str, bool]:
    """The classes that a line counts for: those of what its answer holds, where the people are right."""
    notation = row[2] if len(row) > 2 else ""
    if any(error.startswith("people") for error in wrong):
        return {"people": False}
    said = {error.partition(" ")[0] for error in wrong}
    holds = {"parts": "+", "role": "[", "affiliation": "@", "location": "#"}
    errors = {"parts": {"given", "family"}, "role": {"role"}, "affiliation": {"affiliation"}, "location": {"location"}}
    return {"people": True} | {key: not errors[key] & said for key, mark in holds.items() if mark in notation}


def recorded() -> dict[str, Counts]:
    """{file: what was recorded of its first reading}."""
    found: dict[str, Counts] = defaultdict(dict)
    for line in FIRST.read_text("utf-8").splitlines() if FIRST.exists() else ():
        if line and not line.startswith("#"):
            name, key, right, of = line.split("\t")
            found[name][key] = [int(right), int(of)]
    return found


def record(name: str) -> None:
    """Add today's reading of a file as its first one, unless it has one."""
    if name in recorded():
        sys.exit(f"{name} has been read before: its first reading stands in {FIRST.name}")
    with FIRST.open("a", encoding="utf-8") as file:
        file.writelines(f"{name}\t{key}\t{right}\t{of}\n" for key, (right, of) in counted(name).items())


def table() -> None:
    """Print what was read rightly, in Markdown: by class and by language, each round of strings as it was first read."""
    first = recorded()
    for kind, classes in CLASSES.items():
        rounds = sorted(name for name in first if name.startswith(kind))
        languages = sorted(
            {key for name in rounds for key in first[name]} - set(CLASSES["datelines"]) - set(CLASSES["bylines"])
        )
        print(
            f"\n| {kind} | {' | '.join('round ' + name.rpartition('_')[2] for name in rounds)} | all of these | the same today |"
        )
        print("|---|" + "---|" * (len(rounds) + 2))
        today = [counted(name) for name in rounds]
        for key in (*classes, *languages):
            each = [first[name].get(key, [0, 0]) for name in rounds]
            now = [counts.get(key, [0, 0]) for counts in today]
            print(f"| {key} | {' | '.join(map(_share, each))} | {_share(_sum(each))} | {_share(_sum(now))} |")


def _sum(counts: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*counts, strict=True)]


def _share(count: list[int]) -> str:
    right, of = count
    return f"{100 * right / of:.1f} % ({right}/{of})" if of > 19 else f"{right}/{of}" if of else ""


if __name__ == "__main__":
    if sys.argv[1:2] == ["record"] and len(sys.argv) == 3:
        record(sys.argv[2])
    else:
        table()
