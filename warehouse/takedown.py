"""Take an article down: from the store, the archive, all snapshots, the exports and the reports. A tombstone is left."""

import csv
import html
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from articles.archive.warc import erase, places
from warehouse import lake
from warehouse.export import exports
from warehouse.home import Home, sync_folder
from warehouse.publish import publish
from warehouse.query import QueryError
from warehouse.statements import statement
from warehouse.store import locked, open_store, transaction


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What was taken down: addresses, records that were erased from the archive, and exports and reports that held it.

    `missing` are exports that do not lie where they were written any more, and archive files that are not there: what these
    hold is erased by the first run that finds them again.
    """

    urls: tuple[str, ...]
    records: int
    files: tuple[Path, ...]
    missing: tuple[Path, ...]


def take_down(home: Home, url_or_id: str, reason: str, at: datetime) -> TakenDown:
    """Take down the article with this address (its own, or one that led to it) or id; stopped anywhere, do it again.

    A reader who has an old snapshot open keeps it until he closes it; one of a lake may have to ask again. Raises QueryError
    where there is no such article.
    """
    with locked(home):
        with open_store(home) as store:
            meant = store.execute(statement("takedown", "meant"), {"url_or_id": url_or_id}).fetchall()
            if not meant:
                raise QueryError(f"no article {url_or_id!r}: name its address or its article_id, as in `articles`")
            # The archive first: its places stand in the rows that go.
            found = [
                row
                for article_id, *_ in meant
                for row in store.execute(statement("takedown", "records"), {"article_id": article_id}).fetchall()
            ]
            records, away = _erase(home, found)
            with transaction(store):
                for article_id, url, publisher in meant:
                    _remove(
                        store, article_id=article_id, publisher=publisher, url=url, reason=reason, taken_down_at=at, away=away
                    )
            if home.lake:
                lake.forget(store)
            else:
                store.checkpoint()
        if not home.lake:
            _publish_anew(home)
    ids, urls = {article_id for article_id, *_ in meant}, tuple(url for _, url, _ in meant)
    files = [file for out, form in exports(home).items() for file in _cleaned(out, form, ids)]
    files += [file for file in home.reports.glob("*.html") if _told_of(file, urls)]
    missing = (*(out for out in exports(home) if not out.exists()), *(home.archive / file for file in away))
    return TakenDown(urls, records, tuple(files), missing)


def enforce_takedowns(store: DuckDBPyConnection, home: Home) -> int:
    """Erase from the archive what a load brought again and refused, and what was not there to be erased at its takedown.

    How many records. Part of each run, after its load.
    """
    found = store.execute(statement("takedown", "come_again")).fetchall()
    records, away = _erase(home, found)
    for page_id, warc_file, _ in found:
        if warc_file not in away:
            store.execute(statement("takedown", "forget_record"), {"page_id": page_id})
    return records


def _erase(home: Home, found: Iterable[tuple[str, str, int]]) -> tuple[int, list[str]]:
    """Erase these pages (id, file, offset), as often as they lie in their files. How many records; files that are not there."""
    lying: dict[str, tuple[set[str], set[int]]] = {}
    for page_id, warc_file, offset in found:
        page_ids, offsets = lying.setdefault(warc_file, (set(), set()))
        page_ids.add(page_id)
        offsets.add(offset)
    records, away = 0, []
    for warc_file, (page_ids, offsets) in sorted(lying.items()):
        try:
            offsets.update(places(home.archive, warc_file, page_ids))
            for offset in sorted(offsets):
                erase(home.archive, warc_file, offset)
            records += len(offsets)
        except FileNotFoundError:
            away.append(warc_file)
    return records, away


def _remove(store: DuckDBPyConnection, **parameters: str | datetime | list[str]) -> None:
    files = (("takedown", "take_down"), ("load", "19_names"), ("load", "20_words_left"))
    steps = [step for folder, name in files for step in store.extract_statements(statement(folder, name))]
    for step in steps:
        store.execute(step, {name: parameters[name] for name in step.named_parameters})


def _publish_anew(home: Home) -> None:
    """Only what is in the store is on the disk, and only one snapshot of it."""
    _rewrite(home)
    with open_store(home) as store:
        publish(store, home, kept=1)


def _rewrite(home: Home) -> None:
    """Make the store anew from its rows: DuckDB leaves the bytes of deleted rows where they were."""
    fresh = Home(home.root / "private" / "rewriting")
    fresh.store.parent.mkdir(parents=True, exist_ok=True)
    fresh.store.unlink(missing_ok=True)
    with open_store(fresh) as store:
        old = str(home.store).replace("'", "''")  # ATTACH takes no parameters
        store.execute(statement("takedown", "attach").replace("$old", f"'{old}'"))
        for (take_over,) in store.execute(statement("takedown", "tables")).fetchall():
            store.execute(take_over)
        store.checkpoint()
    with fresh.store.open("rb") as file:
        os.fsync(file.fileno())
    fresh.store.replace(home.store)
    sync_folder(home.store.parent)


def _cleaned(out: Path, form: str, ids: set[str]) -> Iterator[Path]:
    """The files of an export that held one of these articles; they do not any more."""
    for file in sorted(out.rglob("*.parquet")) if form == "parquet" else [out] * out.is_file():
        if _CLEAN[form](file, ids):
            yield file


def _clean_parquet(file: Path, ids: set[str]) -> bool:
    import pyarrow as pa  # here: each load looks for what was taken down, and hardly any finds an export to clean
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(file, partitioning=None)
    left = table.filter(pc.invert(pc.is_in(table["article_id"], pa.array(sorted(ids)))))
    fewer: bool = left.num_rows < table.num_rows
    return fewer and _replace(file, lambda part: pq.write_table(left, part, compression="zstd"))


def _clean_lines(file: Path, ids: set[str]) -> bool:
    with file.open(encoding="utf-8", newline="\n") as opened:
        lines = list(opened)
    left = [line for line in lines if json.loads(line)["article_id"] not in ids]
    return len(left) < len(lines) and _replace(file, lambda part: part.write_text("".join(left), "utf-8", newline="\n"))


def _clean_csv(file: Path, ids: set[str]) -> bool:
    csv.field_size_limit(1 << 30)  # a body is longer than csv's 128 KB may be
    with file.open(newline="", encoding="utf-8") as opened:
        head, *rows = csv.reader(opened)
    left = [row for row in rows if row[head.index("article_id")] not in ids]

    def write(part: Path) -> None:
        with part.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out, lineterminator="\n").writerows([head, *left])

    return len(left) < len(rows) and _replace(file, write)


_CLEAN: dict[str, Callable[[Path, set[str]], bool]] = {
    "parquet": _clean_parquet, "jsonl": _clean_lines, "csv": _clean_csv,
}  # fmt: skip


def _replace(file: Path, write: Callable[[Path], object]) -> bool:
    part = file.with_name(f"{file.name}.part")
    write(part)
    shutil.copymode(file, part)  # an export is read by whom its owner lets
    part.replace(file)
    return True


def _told_of(report: Path, urls: tuple[str, ...]) -> bool:
    """Whether a report names one of these addresses; it goes then: `copydesk report` writes it again without."""
    text = report.read_text("utf-8") if report.exists() else urls[0]  # a link to one that has just gone
    found = any(html.escape(url) in text or url in text for url in urls)
    if found:
        report.unlink()
    return found
