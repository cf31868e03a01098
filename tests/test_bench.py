"""What the benchmarks say of their figures, and what docs/scale.md says of them."""

import sys
import time
from pathlib import Path

import pytest

from tests.bench import queueing
from tests.bench.__main__ import ended, in_order
from tests.bench._history import in_one_line, lines, record, verdict

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


def test_all_that_was_measured_is_summed_up_in_one_line(tmp_path):
    file = tmp_path / "history.jsonl"
    record("start", 500, {"cpu": 1.0, "wall": 2.0}, BETTER, file)
    record("growth", 1000, {"cpu": 1.0}, BETTER, file)
    before = lines(file)
    record("start", 500, {"cpu": 1.5, "wall": 2.01}, BETTER, file)
    record("growth", 1000, {"cpu": 0.5}, BETTER, file)
    record("growth", 9000, {"cpu": 7.0}, BETTER, file)  # of another size: it is compared with nothing
    said = "2 of 3 measurements have one to compare with: start: cpu WORSE 1.00 -> 1.50; growth: cpu better 1.00 -> 0.50"
    assert in_one_line(before, file) == said
    assert in_one_line(lines(file), file) == "0 of 0 measurements have one to compare with: the same within 5%"


@pytest.mark.parametrize(("code", "said"), [("", None), ("raise SystemExit(3)", "broke down")])
def test_a_benchmark_ends_well_or_is_named(code, said):
    assert ended((sys.executable, "-c", code), 60) == said


def test_a_benchmark_that_takes_too_long_is_stopped_with_what_it_started(tmp_path):
    started = tmp_path / "pid"
    command = f"sleep 300 & echo $! > {started}.part; mv {started}.part {started}; wait"
    assert ended(("sh", "-c", command), 2) == "was stopped after 2 seconds"
    pid = int(started.read_text())
    for _ in range(100):  # what is killed is there until somebody has taken note of its end
        if not _is_alive(pid):
            break
        time.sleep(0.1)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    try:
        return (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]) not in "ZX"
    except OSError:
        return False


def test_those_that_keep_ratios_come_first():
    order = in_order()
    assert len(order) > 20
    assert set(order[:4]) <= {
        "across",
        "copies",
        "dask_workers",
        "growth",
        "lookalikes",
        "memory",
        "nights",
        "parts",
        "stories",
        "whole_way",
    }
    assert order.index("extractors") > order.index("whole_way")
    assert {"extract", "__main__"}.isdisjoint(order)


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
