"""A batch of archived pages, and how a worker reads it. It travels as paths: a WARC file and offsets in, a Parquet file out."""

import traceback
from dataclasses import dataclass
from pathlib import Path

from articles.article import Article
from articles.page import Page, Reject
from articles.publisher import UNKNOWN, Publisher
from articles.read import read
from articles.warc import pages
from warehouse.staging import Read, write


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of one WARC file, by their offsets, and the Parquet file they are staged to."""

    archive: Path
    warc_file: str
    offsets: tuple[int, ...]
    out: Path

    def singles(self) -> "list[Batch]":
        """The same pages, each a batch of its own."""
        return [Batch(self.archive, self.warc_file, (o,), self.out.with_suffix(f".{o}.parquet")) for o in self.offsets]


def read_batch(batch: Batch, publishers: dict[str, Publisher]) -> None:
    """Read each page of a batch and stage what came out. Runs in a worker."""
    found = pages(batch.archive, batch.warc_file, batch.offsets)
    write((Read(page, _read(page, publishers.get(page.publisher, UNKNOWN))) for page in found), batch.out)


def _read(page: Page, publisher: Publisher) -> Article | Reject:
    """A page on which a rule raises is rejected, with what its author must know; the night goes on."""
    try:
        return read(page, publisher)
    except MemoryError:
        raise
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} in {at.name} ({Path(at.filename).name}, line {at.lineno})"
        return Reject("read", "failed/rule", f"{said}: a fault of Copydesk's; when it is mended, reread reads the page again")


def stage_reject(batch: Batch, reject: Reject) -> None:
    """Stage the same reject for each page of a batch."""
    write((Read(page, reject) for page in pages(batch.archive, batch.warc_file, batch.offsets)), batch.out)
