"""A batch of archived pages. It travels to a worker as paths: a WARC file and offsets in, a Parquet file out."""

from dataclasses import dataclass, replace
from pathlib import Path

from articles.archive.warc import pages
from articles.page import Reject
from warehouse.staging import Read, write


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
    write((Read(page, reject) for page in pages(batch.archive, batch.warc_file, batch.offsets)), batch.out)
