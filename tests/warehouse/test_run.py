import pytest

from warehouse.run import RunCounts, RunError


def test_outcomes_add_up_to_what_was_asked():
    assert RunCounts(asked=3, article=1, rejected=2).asked == 3
    with pytest.raises(RunError, match="4 pages were asked for, but their outcomes add up to 3"):
        RunCounts(asked=4, article=1, rejected=2)
