"""Stories: articles that tell of one event, known by the text that they share."""

from collections.abc import Iterable

import pyarrow as pa
from duckdb import DuckDBPyConnection

from warehouse.statements import statement


def record_stories(store: DuckDBPyConnection) -> None:
    """Tell the stories anew that this load may have changed. After shared text was counted (15_text_reuse.sql)."""
    store.execute(statement("load", "story_pairs"))
    told = joined(store.table("story_pair").fetchall())
    store.register("joined", pa.table({"article_id": list(told), "story": list(told.values())}, schema=_JOINED))
    store.execute(statement("load", "stories"))
    store.unregister("joined")


_JOINED = pa.schema([("article_id", pa.string()), ("story", pa.string())])


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """{each: one of those that it hangs together with, the same for all of them}, in whatever order the pairs come."""
    root: dict[str, str] = {}

    def of(one: str) -> str:
        while root.setdefault(one, one) != one:
            root[one] = one = root[root[one]]
        return one

    for one, other in pairs:
        low, high = sorted((of(one), of(other)))
        root[high] = low
    return {one: of(one) for one in root}
