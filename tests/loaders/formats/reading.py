"""What comes of a file that a test writes: the articles of its pages, and why others gave none."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from articles.article import Article
from articles.page import Unread
from articles.publisher import Publisher, without_a_file
from articles.read import read
from loaders import pages_in
from loaders.source import Remarks

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Came:
    """`articles` in their order, `rejects` as (code, detail), and the names that no field took."""

    articles: list[Article]
    rejects: list[tuple[str, str]]
    unused: list[str]

    def days(self) -> list[str]:
        return [f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "" for article in self.articles]


def came_of(folder: Path, name: str, content: bytes | str, publishers: dict[str, Publisher] | None = None) -> Came:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    articles, rejects, unused = [], [], list[str]()

    def remark(_: Path, remarks: Remarks) -> None:
        unused.extend(remarks.unused)

    known = publishers or {}
    for page in pages_in([file], publishers=known, publisher=None, now=NOW, remark=remark):
        if isinstance(page, Unread):
            assert page.reject, page
            rejects.append((page.reject.code, page.reject.detail))
            continue
        found = read(page, known.get(page.publisher) or without_a_file(page.publisher, ""))
        if isinstance(found, Article):
            articles.append(found)
        else:
            rejects.append((found.code, found.detail))
    return Came(articles, rejects, unused)


def story(number: int, subject: str = "pier") -> str:
    """Three paragraphs of a story of its own."""
    return (
        f"The {subject} number {number} will be rebuilt in oak after the winter storms took its last planks, the council said.\n\n"
        f"Work on it begins in May and costs {number + 2} million, most of which a fund for old harbours is going to pay back.\n\n"
        f"“We could have done this years ago,” said one of the fishermen who keep their {number + 4} boats beside the {subject}."
    )
