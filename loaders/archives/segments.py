"""Records of a WARC that were written in segments (ISO 28500, 7): put together where all of them are in the file."""

from dataclasses import dataclass, field, replace

from loaders.archives.warc_records import Record

MOST = 64
"""Records whose segments are waited for at the same time."""


@dataclass
class Segments:
    """The first segments that wait for further ones, by the id of their record."""

    _begun: dict[str, Record] = field(default_factory=dict)
    _number: dict[str, int] = field(default_factory=dict)

    def take(self, record: Record) -> Record | None:
        """The record as it can be read: whole as it came, or made whole by this last segment; None where it waits."""
        number = record.field("WARC-Segment-Number").strip()
        if record.kind == "continuation":
            return self._further(record, number)
        if number != "1" or len(self._begun) >= MOST:
            return record
        id_ = record.field("WARC-Record-ID")
        self._begun[id_], self._number[id_] = record, 1
        return None

    def _further(self, record: Record, number: str) -> Record | None:
        id_ = record.field("WARC-Segment-Origin-ID")
        first = self._begun.get(id_)
        if first is None or number != str(self._number[id_] + 1):
            return None
        self._number[id_] += 1
        joined = replace(first, block=first.block + record.block, length=first.length + record.length)
        if not record.field("WARC-Segment-Total-Length"):
            self._begun[id_] = joined
            return None
        del self._begun[id_]
        joined.headers.remove_header("WARC-Block-Digest")  # which is that of the first segment
        return joined

    def rest(self) -> list[Record]:
        """What has no last segment in this file, as far as it goes, called truncated."""
        waited = list(self._begun.values())
        for record in waited:
            record.headers.remove_header("WARC-Block-Digest")
            record.headers.remove_header("WARC-Payload-Digest")
            record.headers.add_header("WARC-Truncated", "unspecified")
        return waited
