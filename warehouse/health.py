"""What `source_health` says of each publisher of a run: its night's counts, and what is wrong with them."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from duckdb import DuckDBPyConnection

from articles.publisher import Expect
from warehouse.alarms import Night, judge
from warehouse.statements import statement
from warehouse.store import transaction


def record_health(
    store: DuckDBPyConnection,
    run_id: str,
    expected: Mapping[str, Expect],
    crawled: Collection[str] = (),
    lost: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, str]:
    """Judge each publisher of a loaded run: {publisher: what is wrong}, which `source_health` then says.

    `expected` names the publishers that are in config, with what a healthy night of each looks like; no other is judged.
    `crawled` are those that the run crawled, also where no page was to be asked for; `lost` says which fields their pages lost
    (`warehouse.lost_fields`). Done again for the same run it comes to the same.
    """
    with transaction(store):
        for publisher in crawled:
            for name in ("asked", "crawled"):
                store.execute(statement("health", name), {"run_id": run_id, "publisher": publisher})
    nights, listings = _nights(store, run_id), _faults_of_listings(store, run_id)
    known = {publisher for (publisher,) in store.execute(statement("health", "known"), {"run_id": run_id}).fetchall()}
    alarms = {}
    for publisher in filter(expected.__contains__, nights):
        *before, tonight = nights[publisher]
        judged = judge(tonight, before, expected[publisher], has_articles=publisher in known)
        if faults := [*listings.get(publisher, ()), *judged, *lost.get(publisher, ())]:
            alarms[publisher] = "; ".join(faults)
    with transaction(store):
        for publisher, (*before, tonight) in nights.items():
            expect = expected.get(publisher, Expect())
            # The first night brings all that the feeds still list.
            day = {"new": tonight.new, "least": expect.articles_min, "most": expect.articles_max if before else None}
            store.execute(statement("health", "expected"), {"run_id": run_id, "publisher": publisher} | day)
        for publisher, alarm in alarms.items():
            store.execute(statement("health", "alarm"), {"run_id": run_id, "publisher": publisher, "alarm": alarm})
    return alarms


def _nights(store: DuckDBPyConnection, run_id: str) -> dict[str, list[Night]]:
    """{publisher: its nights up to this run, oldest first}."""
    nights: dict[str, list[Night]] = {}
    for publisher, *counts, codes in store.execute(statement("health", "nights"), {"run_id": run_id}).fetchall():
        weekday, asked, new, fresh, failed, came, duplicate, no_byline, no_date, median_words = counts
        measured = came is not None  # not before these were kept
        night = Night(
            weekday, asked, new, fresh, failed, came or 0, duplicate or 0, no_byline or 0, no_date or 0, median_words,
            {each["code"]: each["pages"] for each in codes or ()} if measured else None,
        )  # fmt: skip
        nights.setdefault(publisher, []).append(night)
    return nights


def _faults_of_listings(store: DuckDBPyConnection, run_id: str) -> dict[str, list[str]]:
    """{publisher: why no article of it can be found}: none of its listings could be read, or they name nothing any more."""
    unread = {
        publisher: [f"none of its listings could be read ({why})"]
        for publisher, why in store.execute(statement("health", "listings"), {"run_id": run_id}).fetchall()
    }
    emptied = {
        publisher: [f"its feeds and sections name no article, where they named {entries} before: look at {url}"]
        for publisher, entries, url in store.execute(statement("health", "emptied"), {"run_id": run_id}).fetchall()
    }
    return unread | emptied
