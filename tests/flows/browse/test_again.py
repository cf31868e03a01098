"""What a page of rejects says to type can be typed, whatever a publisher is called."""

import shlex
from typing import Any

import pytest

from flows.browse.again import LINES, line
from tests.flows.test_commands_named import wrong


def reason(**told: Any) -> dict[str, Any]:
    return {"stage": "read", "publisher": "gazette", "pages": 3, "files": 0} | told


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ({"stage": "store"}, "copydesk sql 'from tombstones'"),
        ({"files": 3}, "copydesk load --retry-rejects"),
        ({"publisher": None}, "copydesk reread"),
        ({"stage": "fetch"}, "copydesk nightly gazette"),
        ({}, "copydesk reread --publisher gazette"),
        ({"files": 2}, "copydesk reread --publisher gazette"),
        ({"publisher": "x; rm -rf ~"}, "copydesk reread --publisher 'x; rm -rf ~'"),
        ({"publisher": "$(id)", "stage": "fetch"}, "copydesk nightly '$(id)'"),
    ],
)
def test_line(told: dict[str, Any], typed: str) -> None:
    said, does = line(reason(**told))
    assert said == typed
    assert does
    assert wrong(shlex.split(said)[1:]) is None


def test_every_line_of_the_table_is_for_something() -> None:
    cases = [{"stage": "store"}, {"files": 3}, {"publisher": None}, {"stage": "fetch"}, {}]
    assert {line(reason(**told))[1] for told in cases} == {does for _, _, does in LINES}
