"""The true answers to the sample papers, made from what their pages are made of.

`answers/<paper>.jsonl` is the same as data, one row per page and version. `python -m tests.newspaper.answers` writes them;
a test says when somebody forgot to.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from tests.newspaper.newsroom import BODY_PARTS, DAYS, Part, Piece, links, pieces, plain
from tests.newspaper.pages import image_path, language, path_of, section_path, sections, target
from tests.newspaper.papers import HERE, Paper, load_papers

FOLDER = HERE / "answers"


ARTICLES = ("article", "liveblog")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is true of a page from `from_day` on, until a later version of it or `gone_day`.

    `path` is the canonical path on the paper's host. Times are ISO 8601 in UTC; `published_precision` is what the page itself
    says anywhere ("minute", "day", or None where it has no date). `dateline` has printed, separator, places (as_written, name, country), date,
    agency. `body` holds paragraphs and cross-headings as read; a list's items or a table's rows are lines of one entry, cells
    are parted by a tab. `version` counts the versions up to that day, `edit` says what made this one. A page that is no
    article has no body here.
    """

    paper: str
    path: str
    kind: str
    from_day: int
    version: int = 1
    edit: str | None = None
    gone_day: int | None = None
    gone_status: int | None = None
    chrome_day: int | None = None
    disallowed: bool = False
    moved_from: str | None = None
    design: str | None = None
    title: str
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    byline: str | None = None
    contributors: tuple[dict[str, Any], ...] = ()
    dateline: dict[str, Any] | None = None
    published_at: str | None = None
    published_precision: str | None = None
    updated_at: str | None = None
    language: str
    section: str | None = None
    tags: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    images: tuple[dict[str, str | None], ...] = ()
    links: tuple[dict[str, str], ...] = ()
    is_truncated: bool = False
    story: str | None = None

    @property
    def is_article(self) -> bool:
        """Whether a reader would call the page an article."""
        return self.kind in ARTICLES


def answers(day: int) -> list[Answer]:
    """What is true on a day of every page there has been by then, gone ones as they were last seen."""
    current: dict[tuple[str, str], Answer] = {}
    for paper in load_papers():
        for answer in answers_of(paper):
            if answer.from_day <= day:
                current[answer.paper, answer.path] = answer
    return list(current.values())


def answers_of(paper: Paper) -> list[Answer]:
    """All versions of all pages of a paper, in the order of their days."""
    found = [
        _section(paper, name, day) for day in DAYS for name in sections(paper, day) if name not in sections(paper, day - 1)
    ]
    for piece in pieces(paper.id):
        found.append(_answer(piece, paper, piece.first_day, None))
        found += [_answer(piece.on(edit.day), paper, edit.day, edit.kind) for edit in piece.edits]
    return sorted(found, key=lambda answer: answer.from_day)


def _section(paper: Paper, name: str, day: int) -> Answer:
    return Answer(paper=paper.id, path=section_path(name), kind="section", from_day=day, title=name, language=paper.language)


def _answer(piece: Piece, paper: Paper, day: int, edit: str | None) -> Answer:
    parts = piece.parts
    design = piece.design or paper.design if piece.kind == "article" else piece.kind
    return Answer(
        paper=paper.id,
        path=path_of(piece, paper),
        kind=piece.kind,
        from_day=day,
        version=piece.version,
        edit=edit,
        gone_day=piece.gone_day,
        gone_status=piece.gone_status if piece.gone_day else None,
        chrome_day=piece.chrome_day,
        disallowed=piece.disallowed,
        moved_from=piece.moved_from,
        design=design,
        title=piece.title,
        standfirst=piece.standfirst,
        authors=tuple(author["name"] for author in piece.authors),
        byline=piece.byline,
        contributors=tuple(piece.contributors),
        dateline=piece.dateline,
        published_at=_utc(piece.published),
        published_precision="minute" if design != "soup" else None if piece.date_shown == "none" else piece.date_shown,
        updated_at=_utc(piece.updated) if piece.updated else None,
        language=language(piece, paper),
        section=piece.section,
        tags=tuple(piece.tags),
        body=tuple(_text(part) for part in parts if part.kind in BODY_PARTS) if piece.kind in ARTICLES else (),
        images=tuple(_image(part) for part in parts if part.kind == "image"),
        links=tuple(
            {"href": target(href, paper), "anchor": words}
            for part in parts if part.kind in BODY_PARTS
            for text in (part.text, *(cell for row in part.cells for cell in row))
            for href, words in links(text)
        ),
        is_truncated=any(part.kind == "paywall" for part in parts),
        story=piece.story,
    )  # fmt: skip


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(part: Part) -> str:
    return plain(part.text) if part.text else "\n".join("\t".join(plain(cell) for cell in row) for row in part.cells)


def _image(part: Part) -> dict[str, str | None]:
    name, *said = (*part.cells[0], *("",) * (5 - len(part.cells[0])))
    keys = ("caption", "credit", "credit_person", "credit_agency")
    return {"path": image_path(name)} | {key: value or None for key, value in zip(keys, said, strict=True)}


def rows(paper: Paper) -> str:
    """A paper's answers as JSON lines; what is empty is left out."""
    kept = (
        {key: value for key, value in asdict(answer).items() if value not in (None, (), False)} for answer in answers_of(paper)
    )
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in kept)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in load_papers():
        (FOLDER / f"{each.id}.jsonl").write_text(rows(each), "utf-8")
