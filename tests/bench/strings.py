"""Bylines and datelines: how many of the written strings are read rightly, by language, and how fast.

The strings in tests/bench/written/ were written with their answers before the parser had seen them; the head of each file
keeps the score of that first run. What is printed here is today's score.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from articles import byline, dateline
from articles.article import Byline, Dateline

WRITTEN = Path(__file__).parent / "written"
PUBLISHED = date(2024, 6, 7)
KINDS = {"o": "organisation", "u": "unknown", "h": "handle"}
MARKS = {"@": "affiliation", "#": "location", "^": "suffix", "<": "email", "%": "handle", "[": "role"}


def rows(file: Path) -> Iterator[list[str]]:
    """The lines of a file that hold strings, parted at their tabs."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def wrong_dateline(given: list[str]) -> list[str]:
    """What is wrong in the answer to a line: language, text with ‖ at its body, places, date, agency."""
    lang, text, places, day, agency = [*given, "", "", "", ""][:5]
    raw = text.replace("‖", "")
    # The lines hold the head of a paragraph: it goes on with more of the same.
    whole = f"{raw} {text.rpartition('‖')[2]}"[:160]
    found: Dateline | None = dateline.parse(whole, lang=lang, published=PUBLISHED)
    if found is None or "‖" not in text:
        return [] if found is None and "‖" not in text else ["missed" if found is None else "invented"]
    named = ";".join(f"{place.name} {place.country}" for place in found.places)
    pairs = {
        "places": (places, named),
        "date": (day, (found.date.iso or "?") if found.date else ""),
        "agency": (agency, found.agency.as_written if found.agency else ""),
    }
    wrong = [f"{what}={got}" for what, (right, got) in pairs.items() if right != got]
    between = raw[min(text.index("‖"), found.body_start) : max(text.index("‖"), found.body_start)]
    return wrong + ([f"body={found.body_start}"] if len(between) > 2 or any(c.isalnum() for c in between) else [])


def expected_people(notation: str) -> list[dict[str, str]]:
    """The contributors that a line names: see the head of the files."""
    people = []
    for part in filter(None, (part.strip() for part in notation.split(" ; "))):
        letter = part[0] if part[1:2] == ":" and part[0] in KINDS else ""
        name, *said = re.split(r"(?:^| )(?=[@#^<%\[])", part[2:] if letter else part)
        given, _, rest = name.strip().partition("+")
        family, _, after = rest.partition("|")
        person = {"kind": KINDS.get(letter, "person"), "name": (given + family + after).strip()}
        person |= {"family": family.strip(), "given": (given + after).strip()} if family else {}
        for one in said:
            person[MARKS[one[0]]] = one[1:].rstrip(">]").strip()
        people.append({key: value for key, value in person.items() if value})
    return people


def found_people(answer: Byline) -> list[dict[str, str | None]]:
    return [
        {
            "kind": c.kind,
            "name": c.name,
            "role": c.role,
            "affiliation": "/".join(c.affiliation),
            "location": c.location,
            "suffix": c.suffix,
            "email": c.email,
            "handle": c.handle,
            "given": c.given,
            "family": c.family,
        }
        for c in answer.contributors
    ]


def wrong_byline(given: list[str]) -> list[str]:
    """What is wrong in the answer to a line: language, text, contributors."""
    lang, text, notation = [*given, ""][:3]
    right, got = expected_people(notation), found_people(byline.parse(text, lang=lang))
    if [(p["kind"], p.get("name", p.get("email", p.get("handle")))) for p in right] != [
        (p["kind"], p["name"] or p["email"] or p["handle"]) for p in got
    ]:
        return [
            "people: "
            + "; ".join(f"{p['kind']} {p['name']} [{p['role'] or ''}] @{p['affiliation']} #{p['location'] or ''}" for p in got)
        ]
    wrong = []
    for one, other in zip(right, got, strict=True):
        for key in ("role", "affiliation", "location", "suffix", "email", "handle", "given", "family"):
            if key in ("given", "family") and "family" not in one:
                continue
            given_, got_ = (one.get(key) or "", other[key] or "")
            if key == "role" and not {given_, got_} & CLOSED:
                continue  # an author's title: whether it was read is no matter
            if given_ != got_:
                wrong.append(f"{key} of {one.get('name')}={other[key]}")
    return wrong


CLOSED = {"photo", "illustration", "photo illustration", "translation", "editing", "additional-reporting"}
CHECKS = {"bylines": wrong_byline, "datelines": wrong_dateline}


def main() -> int:
    """Score every file and time both parsers; with an argument, print what is wrong in the files named so."""
    asked = sys.argv[1:]
    for file in sorted(WRITTEN.glob("*.tsv")):
        if asked and file.stem not in asked:
            continue
        check, total, right = CHECKS[file.stem.rpartition("_")[0]], Counter[str](), Counter[str]()
        for row in rows(file):
            wrong = check(row)
            total[row[0]] += 1
            right[row[0]] += not wrong
            if wrong and asked:
                print(row[0], row[1], "|", *row[2:], "-->", *wrong)
        print(
            f"{file.stem}: {sum(right.values())} of {sum(total.values())} right ({100 * sum(right.values()) / sum(total.values()):.1f} %)"
        )
        print("  " + "  ".join(f"{lang} {right[lang]}/{total[lang]}" for lang in total))
    if not asked:
        for kind, parse in (("bylines", byline.parse), ("datelines", dateline.parse)):
            texts = [(row[0], row[1].replace("‖", "")) for file in WRITTEN.glob(f"{kind}_*.tsv") for row in rows(file)]
            for lang, text in texts:
                parse(text, lang=lang)
            started = time.process_time()
            for spaces in range(1, 4):  # what was parsed before is remembered: these are other strings
                for lang, text in texts:
                    parse(text + spaces * " ", lang=lang)
            print(f"{kind}: {3 * len(texts) / (time.process_time() - started):.0f} strings a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
