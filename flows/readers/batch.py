"""A batch of archived pages. It travels to a worker as paths: a WARC file and offsets in, a Parquet file out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from articles.archive.warc import pages
from articles.article import Article
from articles.page import Page, Reject
from warehouse.staged_rows import Read, staged_pages, write_without_articles


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of one WARC file, by their offsets, and the Parquet file they are staged to.

    `profiles` is a folder of what was learned of their publishers.
    """

    archive: Path
    warc_file: str
    offsets: tuple[int, ...]
    out: Path
    profiles: Path | None = None

    def singles(self) -> "list[Batch]":
        """The same pages, each a batch of its own."""
        return [replace(self, offsets=(o,), out=self.out.with_suffix(f".{o}.parquet")) for o in self.offsets]


def stage_reject(batch: Batch, reject: Reject) -> None:
    """Stage the same reject for each page of a batch."""
    write_without_articles((row for page, later in whole_articles(batch) for row in rows(page, later, reject)), batch.out)


def is_staged(batch: Batch) -> bool:
    """Whether its file holds its pages: after a power cut others may lie where those lay that the archive has lost."""
    return batch.out.exists() and staged_pages(batch.out) == {
        page.page_id for first, later in whole_articles(batch) for page in (first, *later)
    }


def whole_articles(batch: Batch) -> Iterator[tuple[Page, list[Page]]]:
    """Each page of a batch with the later pages of its article, wherever they lie; these are passed over where they lie."""
    for page in pages(batch.archive, batch.warc_file, batch.offsets):
        if not page.part_of:
            yield page, [next(pages(batch.archive, one.warc_file, [one.warc_offset])) for one in page.later]


def rows(page: Page, later: list[Page], result: Article | Reject) -> Iterator[Read]:
    """What is staged of a page and the later pages of its article: they share what came of them."""
    yield Read(page, result)
    for one in later:
        yield Read(one, result)
