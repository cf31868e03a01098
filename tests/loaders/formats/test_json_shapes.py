"""JSON as stores and interfaces give it: where the document lies in it, and what a typed value says."""

import json
from pathlib import Path

import pytest

from tests.loaders.formats.reading import came_of, story

DOCUMENTS = [{"url": f"https://tide.example/{n}", "title": f"Pier {n} to be rebuilt", "text": story(n), "date": "2026-11-20T10:00:00Z"}
             for n in (1, 2)]  # fmt: skip
TITLES = [str(document["title"]) for document in DOCUMENTS]


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


WRAPPED = {
    "elasticsearch": lambda d: {"_index": "news", "_id": "7", "_score": 1, "_source": d},
    "couchdb": lambda d: {"id": "7", "key": "7", "value": {"rev": "1-a"}, "doc": d},
    "json_api": lambda d: {"type": "articles", "id": "7", "attributes": d},
    "graphql": lambda d: {"cursor": "abc", "node": d},
    "guardian": lambda d: {"id": "a/b", "type": "article", "webTitle": d["title"], "webUrl": d["url"], "webPublicationDate": d["date"],
                           "fields": {"bodyText": d["text"], "wordcount": "70"}},
    "envelope": lambda d: {"status": 3, "article": d},
    "dynamodb": lambda d: {"Item": {key: {"S": value} for key, value in d.items()}},
    "firestore": lambda d: {"name": "projects/a", "fields": {key: {"stringValue": value} for key, value in d.items()}},
    "wordpress": lambda d: {"id": 7, "link": d["url"], "date_gmt": d["date"], "title": {"rendered": d["title"]},
                            "content": {"rendered": f"<p>{d['text']}</p>".replace("\n\n", "</p><p>"), "protected": False}},
    "camel_case": lambda d: {"webUrl": d["url"], "articleTitle": d["title"], "articleBody": d["text"], "datePublished": d["date"]},
}  # fmt: skip


@pytest.mark.parametrize("shape", WRAPPED)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_the_document_in_a_row_is_the_article(tmp_path: Path, shape: str, name: str) -> None:
    rows = [WRAPPED[shape](document) for document in DOCUMENTS]
    came = came_of(tmp_path, name, lines(*rows) if name == "a.jsonl" else json.dumps(rows))
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
    assert [a.url for a in came.articles] == [d["url"] for d in DOCUMENTS]
    assert came.days() == ["2026-11-20 10:00"] * 2


def test_a_row_with_a_text_of_its_own_is_not_what_lies_in_it(tmp_path: Path) -> None:
    came = came_of(tmp_path, "a.jsonl", lines(DOCUMENTS[0] | {"article": {"text": story(9), "title": "Another"}}))
    assert [a.title for a in came.articles] == TITLES[:1]


LISTED = {
    "guardian": lambda rows: {"response": {"status": "ok", "results": rows}},
    "newsapi": lambda rows: {"status": "ok", "totalResults": 2, "articles": rows},
    "nytimes": lambda rows: {"copyright": "x", "response": {"docs": rows, "meta": {"hits": 2}}},
    "elasticsearch": lambda rows: {"took": 3, "hits": {"total": 2, "hits": [{"_id": "1", "_source": row} for row in rows]}},
    "couchdb": lambda rows: {"total_rows": 2, "rows": [{"id": "1", "doc": row} for row in rows]},
    "json_api": lambda rows: {"data": [{"type": "a", "attributes": row} for row in rows]},
    "a_key_of_its_own": lambda rows: {"export": {"day": "today", "stories": rows}},
    "behind_another_list": lambda rows: {"facets": [{"title": "ferries", "count": 2}], "found": {"texts": rows}},
    "array": lambda rows: rows,
    "json_feed": lambda rows: {"version": "https://jsonfeed.org/version/1.1", "title": "Tide", "items": [
        {"id": "1", "url": r["url"], "title": r["title"], "content_text": r["text"], "date_published": r["date"]} for r in rows]},
}  # fmt: skip


@pytest.mark.parametrize("shape", LISTED)
@pytest.mark.parametrize("indent", [None, 2])
def test_the_list_of_articles_is_found(tmp_path: Path, shape: str, indent: int | None) -> None:
    came = came_of(tmp_path, "a.json", json.dumps(LISTED[shape](DOCUMENTS), indent=indent))
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
    assert came.days() == ["2026-11-20 10:00"] * 2


def test_an_article_that_holds_a_list_of_others_is_one(tmp_path: Path) -> None:
    came = came_of(tmp_path, "a.json", json.dumps(DOCUMENTS[0] | {"related": [DOCUMENTS[1]]}))
    assert [a.title for a in came.articles] == TITLES[:1]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "export"])
@pytest.mark.parametrize("between", ["\n", "\r\n\r\n", " ", ""], ids=["line", "blank line", "blank", "nothing"])
@pytest.mark.parametrize("indent", [1, 4, "\t"])
def test_objects_one_behind_the_other(tmp_path: Path, name: str, between: str, indent: int | str) -> None:
    came = came_of(tmp_path, name, between.join(json.dumps(d, indent=indent) for d in DOCUMENTS) + "\n")
    assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])


def test_answers_one_behind_the_other(tmp_path: Path) -> None:
    pages = [json.dumps({"status": "ok", "articles": [document]}, indent=1) for document in DOCUMENTS]
    came = came_of(tmp_path, "a.json", "\n".join(pages))
    assert [a.title for a in came.articles] == TITLES


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("indent", [None, 2])
def test_numbers_that_only_programs_write(tmp_path: Path, number: str, indent: int | None) -> None:
    text = story(1) + f'\n\nHe typed "score": {number}, and it was none.'
    rows = [DOCUMENTS[0] | {"score": float(number), "text": text}, DOCUMENTS[1] | {"score": 1.5}]
    for name, content in (
        ("a.json", json.dumps(rows, indent=indent)),
        ("a.jsonl", "\ufeff" + lines(*rows).replace("\n", "\r\n")),
    ):
        came = came_of(tmp_path, name, content)
        assert ([a.title for a in came.articles], came.rejects) == (TITLES, [])
        assert came.articles[0].body == text


def test_a_number_that_is_none_across_the_border_of_two_reads(tmp_path: Path) -> None:
    for before in range((1 << 16) - 20, (1 << 16) + 3):
        start = '[{"note": "'
        filled = start + "x" * (before - len(start) - len('", "score":')) + '", "score":NaN, '
        came = came_of(tmp_path, "a.json", filled + json.dumps(DOCUMENTS[0])[1:] + "]")
        assert ([a.title for a in came.articles], came.rejects) == (TITLES[:1], [])


@pytest.mark.parametrize(
    "date",
    [
        {"$date": "2026-11-20T10:00:00Z"}, {"$date": 1795168800000}, {"$date": {"$numberLong": "1795168800000"}},
        {"$timestamp": {"t": 1795168800, "i": 1}}, {"S": "2026-11-20T10:00:00Z"}, {"N": "1795168800"},
        {"timestampValue": "2026-11-20T10:00:00Z"}, {"$numberLong": "1795168800"}, 1795168800, 1795168800.0, "1795168800",
        1795168800000, 1795168800000000, "2026-11-20 10:00:00+00:00", {"value": "2026-11-20T10:00:00Z"},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_dates_as_databases_write_them(tmp_path: Path, date: object) -> None:
    for name in ("a.jsonl", "a.json"):
        came = came_of(tmp_path, name, lines(DOCUMENTS[0] | {"date": date}))
        assert came.days() == ["2026-11-20 10:00"]


@pytest.mark.parametrize(
    "mark",
    ["… [+2829 chars]", "... [+2829 chars]", "… [2829 chars]", "[+2829 chars]", "…[+2829 characters]", "... [2829 Chars]"],
)
@pytest.mark.parametrize("column", ["content", "html"])
def test_a_text_that_was_cut_off_says_so(tmp_path: Path, mark: str, column: str) -> None:
    text = story(1).replace("\n\n", " ")
    row = {
        "url": "https://tide.example/1",
        "title": "Pier 1",
        column: f"<p>{text}{mark}</p>" if column == "html" else f"{text}{mark}",
    }
    (article,) = came_of(tmp_path, "a.json", json.dumps({"articles": [row]})).articles
    assert (article.body, article.is_truncated) == (text, True)
    assert article.missing_share == pytest.approx(2829 / (2829 + len(text)), abs=0.01)


def test_a_text_that_speaks_of_characters_is_whole(tmp_path: Path) -> None:
    text = f"{story(1)} The note [12 chars] was all that was found."
    (article,) = came_of(tmp_path, "a.jsonl", lines(DOCUMENTS[0] | {"text": text})).articles
    assert (article.body, article.is_truncated) == (text, False)


def test_keywords_with_their_kinds(tmp_path: Path) -> None:
    kinds = [{"name": "subject", "value": "Ferries"}, {"name": "glocations", "value": "Hull"}]
    (article,) = came_of(tmp_path, "a.jsonl", lines(DOCUMENTS[0] | {"keywords": kinds})).articles
    assert article.tags == ("Ferries", "Hull")


def test_keys_that_no_field_takes_are_told_once(tmp_path: Path) -> None:
    assert came_of(tmp_path, "a.jsonl", lines(*(d | {"mood": "calm", "n": None} for d in DOCUMENTS))).unused == ["mood"]
