"""`parse bylines` and `parse datelines`: the parsers on their own, JSON lines in and out."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flows.refusal import WrongUse


def bylines() -> None:
    """Parse bylines and credits.

    Each line of input is {"id", "raw", "channel"?, "lang"?, "jsonld_type"?}.

    Example: echo '{"id": 1, "raw": "By JANE DOE and John Smith in Baghdad, AFP"}' | copydesk parse bylines
    """
    from articles.byline import parse, to_json

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        return to_json(parse(row["raw"], channel=row.get("channel"), lang=row.get("lang"), jsonld_type=row.get("jsonld_type")))

    _answer_lines(answer)


def datelines() -> None:
    """Parse datelines.

    Each line of input is {"id", "raw", "lang"?, "published"?, "country"?}; raw is the start of a paragraph.

    Example: echo '{"id": 1, "raw": "ERBIL, Kurdistan Region – The talks", "lang": "en"}' | copydesk parse datelines
    """
    from articles.dateline import parse, to_json

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        published = row.get("published")
        day = datetime.fromisoformat(published).date() if published else None
        return to_json(row["raw"], parse(row["raw"], lang=row.get("lang"), country=row.get("country"), published=day))

    _answer_lines(answer)


def _answer_lines(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            answered = {"id": row["id"], **answer(row)}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise WrongUse(f"line {number} of the input is not a JSON object with id and raw: {error}") from error
        sys.stdout.write(json.dumps(answered, ensure_ascii=True) + "\n")
