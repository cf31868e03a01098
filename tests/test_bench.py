"""What the benchmarks say of their figures, and what docs/scale.md says of them."""

from pathlib import Path

import pytest

from tests.bench import queueing
from tests.bench._history import verdict

LAST = {"date": "2026-11-01", "commit": "abc1234", "ratios": {"cpu": 1.0, "wall": 2.0}}
BETTER = {"cpu": "lower", "wall": "higher"}


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        ({"cpu": 1.02, "wall": 1.95}, "the same within 5%"),
        ({"cpu": 0.8, "wall": 2.0}, "cpu better 1.00 -> 0.80"),
        ({"cpu": 1.2, "wall": 2.5}, "cpu WORSE 1.00 -> 1.20; wall better 2.00 -> 2.50"),
        ({"wall": 1.5}, "wall WORSE 2.00 -> 1.50"),
    ],
)
def test_one_line_says_what_became_faster_or_slower(ratios, said):
    assert verdict(LAST, ratios, BETTER) == f"since 2026-11-01 (abc1234): {said}"


def test_the_plan_in_the_docs_is_what_the_simulation_says():
    docs = (Path(__file__).parent.parent / "docs" / "scale.md").read_text("utf-8")
    told = queueing.day(10_000_000, 9)
    row = (
        f"| 9 | {told.cores_busy:.0%} | {told.read_p50:,.0f} s | {told.read_p99:,.0f} s "
        f"| {told.loaded_p50:,.0f} s | {told.loaded_p99:,.0f} s |"
    )
    assert row.replace("%", " %") in docs


def test_more_cores_never_wait_longer():
    few, many = queueing.day(1_000_000, 1), queueing.day(1_000_000, 2)
    assert many.read_p99 < few.read_p99
    assert few.cores_busy == pytest.approx(2 * many.cores_busy, rel=0.01)
