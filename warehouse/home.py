"""Where everything lies that runs write: one folder, the home."""

import os
from dataclasses import dataclass
from pathlib import Path

KEPT = 3
"""Snapshots that stay, the one that people open among them. Who has an older one open keeps it, whether it stays or not."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders and files below one home. People read `archive`, `published` and `reports`; the rest is private.

    With a `lake` (`ducklake:postgres:...`) the warehouse is not below the home but there, and its files lie at `lake_data`.
    """

    root: Path
    lake: str = ""
    lake_data: str = ""

    @property
    def archive(self) -> Path:
        """WARC files: what was fetched or loaded, never changed."""
        return self.root / "archive"

    @property
    def published(self) -> Path:
        """What people open: a symlink to the newest complete, read-only snapshot."""
        return self.root / "warehouse.duckdb"

    @property
    def snapshots(self) -> Path:
        """The published snapshots, newest and recent."""
        return self.root / "snapshots"

    @property
    def reports(self) -> Path:
        """HTML reports."""
        return self.root / "reports"

    @property
    def store(self) -> Path:
        """The writer's own database; only the holder of `lock` opens it."""
        return self.root / "private" / "store.duckdb"

    @property
    def lock(self) -> Path:
        """Held with flock by the one writer."""
        return self.root / "private" / "writer.lock"

    @property
    def exports(self) -> Path:
        """Where `copydesk export` has written to, one JSON object a line: what is taken down is taken out there too."""
        return self.root / "private" / "exports.jsonl"

    @property
    def handovers(self) -> Path:
        """What each publisher's last crawl left for the next: one JSON file a publisher."""
        return self.root / "private" / "handovers"

    @property
    def hosts(self) -> Path:
        """What all crawls know of each host: one JSON file a host."""
        return self.root / "private" / "hosts"

    @property
    def prefect(self) -> Path:
        """What the Prefect server of `copydesk serve` keeps: its database, its logs, the keys."""
        return self.root / "private" / "prefect"

    @property
    def work(self) -> Path:
        """One folder per unfinished run: its journal, ledgers and staged Parquet files."""
        return self.root / "private" / "work"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
