from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.publisher import ConfigError
from flows.desk import open_desk
from flows.refusal import WrongUse
from flows.server.schedules import load_schedules

GAZETTE = 'name = "The Gazette"\ndomain = "gazette.example"\nfeeds = ["https://gazette.example/rss.xml"]\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    (folder / "publishers").mkdir(parents=True)
    (folder / "publishers" / "gazette.toml").write_text(GAZETTE)
    return folder


def test_a_publisher_needs_three_lines(config, tmp_path):
    assert open_desk(tmp_path, config).publishers()["gazette"].hosts == ("gazette.example",)


def test_an_unknown_publisher_is_named_with_those_that_are_there(config, tmp_path):
    with pytest.raises(WrongUse, match=r"no publisher 'gazzette' .* \(there: gazette\)"):
        open_desk(tmp_path, config).publishers(["gazzette"])


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (
            "publishers/gazette.toml",
            GAZETTE + 'feed = "x"',
            "gazette.toml: feed = 'x': there is no such key: write it like: feeds = ",
        ),
        (
            "publishers/gazette.toml",
            GAZETTE + "delay_s = -1",
            "gazette.toml: delay_s = -1: .* greater than or equal to 0: write it like: delay_s = ",
        ),
        (
            "publishers/gazette.toml",
            GAZETTE + 'timezone = "Berlin"',
            "gazette.toml: timezone = 'Berlin': not a time zone .*Europe/Berlin",
        ),
        ("publishers/gazette.toml", GAZETTE + 'id = "other"', "gazette.toml: id = 'other': 'id' is not a key"),
        ("publishers/gazette.toml", "name = ", "gazette.toml: not valid TOML: Invalid value"),
        ("desk.toml", 'browse = "javascript:alert(1)"', "desk.toml: browse = 'javascript:alert.*write it like: browse = "),
        ("desk.toml", 'browse = "http://127.0.0.1:4280/x y"', "desk.toml: browse = .*write it like: browse = "),
        ("desk.toml", "wrokers = 2", "desk.toml: wrokers = 2: there is no such key: write it like: workers = "),
        (
            "desk.toml",
            "batch_pages = 0",
            "desk.toml: batch_pages = 0: .* greater than or equal to 1: write it like: batch_pages = ",
        ),
        ("schedules.toml", "[nihgtly]\ncron = '0 3 * * *'", "schedules.toml: no flow nihgtly .there: nightly, publish."),
        ("schedules.toml", "[nightly]\ncorn = '0 3 * * *'", "schedules.toml: nightly.cron is missing: write it like: cron = "),
        (
            "schedules.toml",
            "[nightly]\ncron = '0 3 * * *'\ntimezone = 'Mars/Base'",
            "schedules.toml: nightly.timezone = 'Mars/Base': not a time zone",
        ),
    ],
)
def test_a_wrong_key_or_value_names_file_and_key(config, tmp_path, file, text, says):
    (config / file).write_text(text)
    with pytest.raises(ConfigError, match=says):
        load_schedules(open_desk(tmp_path, config).config, {"nightly", "publish"})
        open_desk(tmp_path, config).publishers(["gazette"])


def test_the_clock_is_utc_and_needs_a_zone(config, tmp_path):
    desk = open_desk(tmp_path, config, datetime.fromisoformat("2026-11-22T03:00:00+02:00"))
    assert desk.now == datetime(2026, 11, 22, 1, tzinfo=UTC)
    with pytest.raises(WrongUse, match="has no time zone"):
        open_desk(tmp_path, config, datetime(2026, 11, 22, 3))  # noqa: DTZ001


def test_a_folder_that_is_no_config_is_named(tmp_path):
    with pytest.raises(WrongUse, match="no config folder .*nowhere"):
        open_desk(tmp_path, tmp_path / "nowhere")
