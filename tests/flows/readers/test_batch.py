"""What a worker makes of a batch, without the worker."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from articles.archive.warc import open_warc
from articles.article import Article
from articles.page import Page, Reject
from articles.publisher import Publisher
from articles.read import read
from flows.readers.batch import Batch
from flows.readers.worker import read_batch
from tests.flows.test_files import ORCHARD

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def batch(tmp_path) -> Batch:
    with open_warc(tmp_path, "a.warc.gz") as warc:
        lying = [
            warc.append(
                Page(f"https://post.example/{name}", "post", NOW, ORCHARD.replace("cherry", name).encode(), "text/html")
            )
            for name in ("apple", "pear", "plum")
        ]
    return Batch(tmp_path, "a.warc.gz", tuple(page.warc_offset for page in lying), tmp_path / "out.parquet")


def staged(out: Path) -> list[dict]:
    return pq.read_table(out, columns=["url", "kind", "reject"]).to_pylist()


def test_a_rule_that_raises_costs_its_page_alone(batch, monkeypatch):
    def faulty(page: Page, publisher: Publisher, later: Sequence[Page]) -> Article | Reject:
        return {}[page.url] if page.url.endswith("pear") else read(page, publisher, later)

    monkeypatch.setattr("flows.readers.worker.read", faulty)
    read_batch(batch, {}, 60)
    apple, pear, plum = staged(batch.out)
    assert (apple["kind"], pear["kind"], plum["kind"]) == ("article", "reject", "article")
    assert (pear["reject"]["stage"], pear["reject"]["code"]) == ("read", "failed/rule")
    assert "KeyError: 'https://post.example/pear' in faulty (test_batch.py, line" in pear["reject"]["detail"]


def test_what_is_wrong_with_the_machine_is_no_reject(batch, monkeypatch):
    def full(page: Page, publisher: Publisher, later: Sequence[Page]) -> Article | Reject:
        raise MemoryError

    monkeypatch.setattr("flows.readers.worker.read", full)
    with pytest.raises(MemoryError):
        read_batch(batch, {}, 60)
    assert not batch.out.exists()
