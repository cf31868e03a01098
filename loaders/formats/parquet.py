"""Parquet: a page a row, one part of a row group in memory.

Files: Parquet
Articles: each row with a text
"""

from collections.abc import Iterator

import pyarrow as pa
from pyarrow import parquet

from loaders.formats import rows
from loaders.mapping import columns_for, plain
from loaders.source import Loaded, Refused, Source

MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
_ROWS = 64
_LARGEST_GROUP = 2 << 30


def is_it(head: bytes, name: str) -> bool:
    """By its first bytes."""
    del name
    return head.startswith((MAGIC, _ENCRYPTED))


def load(source: Source) -> Loaded:
    """A page a row. Raises Refused."""
    return rows.load(source, _rows(source), "parquet")


def _rows(source: Source) -> Iterator[rows.Row]:
    if source.head.startswith(_ENCRYPTED):
        raise Refused("encrypted", f"{source.where}: an encrypted Parquet file: write it without encryption")
    source.file.seek(0)
    number = 0
    try:
        with parquet.ParquetFile(source.file, pre_buffer=False, memory_map=False) as table:
            names = [name for name in table.schema_arrow.names if _is_asked_for(name, source)]
            source.remarks.unused.update(dict.fromkeys(name for name in table.schema_arrow.names if name not in names))
            columns = columns_for(source.name, source.load.mappings)
            if not rows.has_text(names, columns):
                raise Refused("unsupported", f"{source.where}: {rows.no_text_in(table.schema_arrow.names, columns)}")
            for group in range(table.num_row_groups):
                if (size := table.metadata.row_group(group).total_byte_size) > _LARGEST_GROUP:
                    raise Refused("too_large", f"{source.where}: row group {group} of {size} bytes: write smaller ones")
                for batch in table.iter_batches(_ROWS, row_groups=[group], columns=names, use_threads=False):
                    for row in batch.to_pylist():
                        number += 1
                        if source.depth == 0:  # columns lie side by side: where the file is read from says nothing
                            source.meter.share = number / table.metadata.num_rows
                        yield str(number), row
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise Refused("damaged", f"{source.where}: after row {number}: {error}: write it again") from error


def _is_asked_for(name: str, source: Source) -> bool:
    """Whether a column, or a key of it, is any field's: the others (vectors, pictures) are not even read."""
    known = columns_for(source.name, source.load.mappings)
    return any(plain(name) == column.partition(".")[0] or plain(name) == column for names in known.values() for column in names)
