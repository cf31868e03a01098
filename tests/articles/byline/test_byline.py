import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.article import Byline, Contributor
from articles.byline import _read, parse, to_json
from articles.byline.dates import without_times
from articles.byline.lexicon import wording
from articles.byline.tokens import BREAK, LONGEST

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("bylines.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
KINDS = {"o": "organisation", "u": "unknown", "h": "handle"}
MARKS = {"@": "affiliation", "#": "location", "^": "suffix", "<": "email", "%": "handle", "[": "role"}


def expected(notation: str) -> list[dict[str, str]]:
    """The table's short notation as what the contributors are to be."""
    people = []
    for part in filter(None, (part.strip() for part in notation.split(" ; "))):
        letter = part[0] if part[1:2] == ":" else ""
        name, *said = re.split(r"(?:^| )(?=[@#^<%\[])", part[2:] if letter else part)
        person = {"kind": KINDS.get(letter, "person"), "name": name.strip()}
        for one in said:
            person[MARKS[one[0]]] = one[1:].rstrip(">]").strip()
        people.append({key: value for key, value in person.items() if value})
    return people


def found(byline: Byline) -> list[dict[str, str]]:
    rows = []
    for c in byline.contributors:
        row = {"kind": c.kind, "name": c.name, "role": c.role, "affiliation": "/".join(c.affiliation), "location": c.location}
        row |= {"suffix": c.suffix, "email": c.email, "handle": c.handle}
        rows.append({key: value for key, value in row.items() if value})
    return rows


@pytest.mark.parametrize(("lang", "raw", "notation"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in ROWS])
def test_what_a_byline_says(lang: str, raw: str, notation: str) -> None:
    assert found(parse(raw, lang=lang)) == expected(notation)


KINDS_OF_BYLINE = [
    ("By Jane Doe", "byline"),
    ("Photo: Jane Doe", "photo-credit"),
    ("Jane Doe/Getty Images", "photo-credit"),
    ("Getty Images", "photo-credit"),
    ("Illustration by Jane Doe", "photo-credit"),
    ("Text: Jane Doe, Photos: John Smith", "mixed"),
    ("Text and photos by Jane Doe", "mixed"),
    ("Translated by Jane Doe", "byline"),
    ("3 May 2024", "none"),
    ("", "none"),
]


@pytest.mark.parametrize(("raw", "kind"), KINDS_OF_BYLINE)
def test_kind(raw: str, kind: str) -> None:
    assert parse(raw).kind == kind


def test_what_the_page_says_of_its_author_counts() -> None:
    assert found(parse("Sample Gazette", jsonld_type="Organization")) == [{"kind": "organisation", "name": "Sample Gazette"}]
    assert found(parse("Ann Northgate", jsonld_type=["Person", "Organization"])) == [
        {"kind": "person", "name": "Ann Northgate"}
    ]
    assert found(parse("ann northgate", channel="meta:author")) == [{"kind": "person", "name": "Ann Northgate"}]
    assert found(parse("ann northgate", channel="vis:span")) == []


def test_a_caption_names_nobody_but_its_photographer() -> None:
    caption = "The mayor, Ann Northgate, opens the bridge / AFP"
    assert found(parse(caption, channel="vis:figcaption")) == [{"kind": "organisation", "name": "AFP", "role": "photo"}]


def test_the_language_says_what_a_word_means() -> None:
    assert len(parse("Anna Kowalska i Jan Nowak", lang="pl").contributors) == 2
    assert parse("Kari Nordmann i Bergen", lang="nb").contributors[0].location == "Bergen"
    assert parse("Kari Nordmann i Bergen", lang="nb-NO").contributors[0].location == "Bergen"


def test_to_json_is_the_contract_s_answer() -> None:
    assert to_json(parse("By JAN VAN DER BERG in Delft, Reuters/AFP 3 May 2024")) == {
        "kind": "byline",
        "contributors": [
            {
                "kind": "person",
                "name": "Jan van der Berg",
                "given": "Jan",
                "family": "van der Berg",
                "particle": "van der",
                "suffix": None,
                "role": None,
                "affiliation": ["Reuters", "AFP"],
                "location": "Delft",
                "email": None,
                "handle": None,
            }
        ],
        "residue": "",
    }


PIECES = st.sampled_from(
    ["By ", "Von", " and ", "/", "@", "(", ")", ", ", "AFP", "Jane Doe", "记者", "李明", "기자", "·", "\ud800", "\x00", "&#0;", "\\ud83d", "©", ":", "<b>", "2024", "12:30", "photo", "و", "\n", "via "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@settings(deadline=None)
@given(TEXTS, st.sampled_from([None, "", "en", "pt-BR", "xx"]), st.sampled_from([None, "ld", "meta:author", "vis:figcaption"]))
def test_no_text_raises_and_every_answer_can_be_written(raw: str, lang: str | None, channel: str | None) -> None:
    byline = parse(raw, lang=lang, channel=channel)
    json.dumps(to_json(byline), ensure_ascii=False).encode()
    assert (byline.kind == "none") == (not byline.contributors)
    for contributor in byline.contributors:
        assert contributor.name or contributor.email or contributor.handle


@pytest.mark.parametrize("unit", ["a", "A", "@", "By ", "Jane Doe, ", "1", "(", "记者", "<", "&amp;", "x@y", "12:30 ", "von "])
def test_a_huge_text_is_read_as_fast_as_a_long_one(unit: str) -> None:
    parse("warm")
    started = time.thread_time()
    byline = parse(unit * (100_000 // len(unit)))
    assert time.thread_time() - started < 4
    assert len(byline.residue) >= 100_000 - LONGEST - len(unit)


def test_a_contributor_is_what_the_warehouse_takes() -> None:
    assert all(isinstance(c, Contributor) and isinstance(c.affiliation, tuple) for c in parse("By Jane Doe, AFP").contributors)


@pytest.mark.parametrize(
    "raw",
    ["Ja\u00adne\u200b Doe\ufeff", "Jane\u00a0Doe", "  Jane\t\tDoe ", "Jane &#68;oe", "Jane \\u0044oe", "<b>Jane</b> Doe"],
)
def test_what_cannot_be_seen_does_not_count(raw: str) -> None:
    assert found(parse(raw)) == [{"kind": "person", "name": "Jane Doe"}]


@pytest.mark.parametrize("month", sorted(wording().months, key=len)[-3:])
@pytest.mark.parametrize("weekday", sorted(wording().weekdays, key=len)[-3:])
def test_a_day_goes_with_its_name_however_long_that_is(weekday: str, month: str) -> None:
    assert without_times(f"Ann Lee {weekday}., {month}. 4, 2027") == f"Ann Lee {BREAK}"
    assert without_times(f"Ann Lee on the harbour, {month}. del 2027") == f"Ann Lee on the harbour, {BREAK}"


CREDIT = "The crane on the quay / Photo: Bob Sample"
WAYS = [{}, {"channel": "vis:figcaption"}, {"channel": "meta:author"}, {"lang": "de"}, {"jsonld_type": "Organization"}]


@pytest.mark.parametrize("raw", [CREDIT, "Anna Stern", "Morning Courier", "Lee Baker und Bo Ek"])
def test_a_byline_is_taken_apart_once_in_each_of_its_senses(raw: str) -> None:
    first = [parse(raw, **way) for way in WAYS]
    again = [parse(raw, **way) for way in reversed(WAYS)][::-1]
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert first == [_read.__wrapped__(raw, way.get("lang"), way.get("jsonld_type", "").lower(), **_told(way)) for way in WAYS]


def _told(way: dict[str, str]) -> dict[str, bool]:
    return {"caption": way.get("channel") == "vis:figcaption", "declared": way.get("channel") == "meta:author"}
