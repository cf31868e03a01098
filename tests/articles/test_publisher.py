"""Publishers' files: what they may say, and what is said of one that cannot be used."""

import json
import tomllib
from itertools import product
from pathlib import Path

import pytest

from articles.config import ConfigError
from articles.publisher import EXAMPLES, Publisher, broken_publishers, load_publisher, load_publishers

GULL = {"name": '"Gull"', "domain": '"gull.example"'}

NUMBERS, FLAG, ITEMS, TABLE, BLANK = ("3", "2.5", "-1", "nan"), "true", "[3]", "{ a = 1 }", '""'
NO_ADDRESSES = (
    '"gull.example/rss.xml"',
    '["ftp://gull.example/rss"]',
    '["/rss.xml"]',
    '["https://gull.example/a b"]',
    '["https://"]',
    '[""]',
)
NO_HOSTS = (
    '"https://"',
    '"*.gull.example"',
    '"gull .example"',
    '"gull.example:port"',
    '"gull..example"',
    '"desk@gull.example"',
    '"ftp://gull.example"',
)
WRONG = {
    "name": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK),
    "domain": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, *NO_HOSTS),
    "also": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, *NO_HOSTS, *(f"[{host}]" for host in NO_HOSTS)),
    "feeds": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, *NO_ADDRESSES),
    "sitemaps": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, *NO_ADDRESSES),
    "sections": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, *NO_ADDRESSES),
    "archive": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '"https://gull.example/today/"', '"https://gull.example/{day}/"', '"https://gull.example/{date:%Y/%m/"', '"gull.example/{date:%d}"'),
    "article_pattern": (*NUMBERS, FLAG, ITEMS, TABLE, '"/a(/"'),
    "requests_a_night": ("0", "2.5", "-1", "nan", FLAG, ITEMS, TABLE, '"many"', '"20"'),
    "language": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '"English"', '"en-GB"', '"EN"', '"eng"', '"xx"', '"deu"'),
    "country": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '"UK"', '"gb"', '"GBR"', '"England"', '"ZZ"', '"EU"'),
    "timezone": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '"Berlin"', '"Mars/Base"', '"+02:00"', '"../etc/passwd"'),
    "contact": (*NUMBERS, FLAG, ITEMS, TABLE, '"me"', '"the desk"', '"a\\nb@gull.example"', '"a\\u202eb@gull.example"', '"a\\u009b1mb@gull.example"', '"a@gull.example\\u007f"'),
    "render": ("3", "2.5", "1", ITEMS, TABLE, BLANK, '"yes"', '"true"'),
    "delay_s": ("-1", "nan", "inf", FLAG, ITEMS, TABLE, BLANK, '"slow"', '"1"'),
    "private_network": ("3", "1", ITEMS, TABLE, BLANK, '"no"'),
    "expect": (*NUMBERS, FLAG, ITEMS, BLANK, TABLE, "{ articles_min = 9, articles_max = 3 }"),
    "expect.articles_min": ("-1", "2.5", "nan", FLAG, ITEMS, TABLE, '"five"', '"5"'),
    "expect.articles_max": ("-1", "2.5", "nan", FLAG, ITEMS, TABLE, '"five"', '"5"'),
    "bylines": (*NUMBERS, FLAG, ITEMS, BLANK, TABLE),
    "bylines.replace": (*NUMBERS, FLAG, ITEMS, BLANK, TABLE),
    "boilerplate": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '[""]'),
    "keep": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '[""]'),
    "pin": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '{ "day order" = "backwards" }', '{ zone = "+02:00" }', '{ "author element" = "" }', '{ keep = "a" }'),
    "forbid": (*NUMBERS, FLAG, ITEMS, TABLE, BLANK, '"order"', '["day order", "bodies"]'),
}  # fmt: skip


def written(folder: Path, **lines: str) -> Path:
    file = folder / "gull.toml"
    file.write_text("".join(f"{key} = {value}\n" for key, value in (GULL | lines).items()), "utf-8")
    return file


def test_each_key_has_wrong_values_here_and_an_example_that_is_right(tmp_path: Path) -> None:
    parts = {f"{key}.{part}" for key in ("expect", "bylines") for part in Publisher.model_fields[key].annotation.model_fields}
    assert WRONG.keys() == EXAMPLES.keys() == (Publisher.model_fields.keys() - {"id", "profile"}) | parts
    for key, line in EXAMPLES.items():
        said = tomllib.loads(line)
        assert said.keys() == {key.split(".")[0]}
        assert Publisher(id="gull", **{"name": "Gull", "domain": "gull.example"} | said)


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_is_said_with_file_key_value_and_an_example(tmp_path: Path, key: str) -> None:
    for value in WRONG[key]:
        file = written(tmp_path, **{key: value})
        with pytest.raises(ConfigError) as refused:
            load_publisher(file)
        said, given = str(refused.value), tomllib.loads(f"x = {value}")["x"]
        shown = [given, *(given if isinstance(given, list) else []), *(given.values() if isinstance(given, dict) else [])]
        assert said.startswith(f"{file}: {key}"), (value, said)
        assert any(repr(one) in said for one in shown), (value, said)
        examples = [line for name, line in EXAMPLES.items() if name.split(".")[0] == key.split(".")[0]]
        assert any(f": {line}" in said for line in examples), (value, said)


@pytest.mark.parametrize(("key", "meant"), [("feed", "feeds"), ("langauge", "language"), ("time_zone", "timezone"), ("x", "")])
def test_a_wrong_key_is_said_with_the_one_that_is_meant(tmp_path: Path, key: str, meant: str) -> None:
    file = written(tmp_path, **{key: '"v"'})
    with pytest.raises(ConfigError) as refused:
        load_publisher(file)
    said = str(refused.value)
    assert said.startswith(f"{file}: {key} = 'v': there is no such key")
    assert EXAMPLES[meant or "name"] in said


@pytest.mark.parametrize("key", GULL)
def test_what_is_missing_is_said_with_an_example(tmp_path: Path, key: str) -> None:
    (tmp_path / "gull.toml").write_text("".join(f"{one} = {value}\n" for one, value in GULL.items() if one != key))
    with pytest.raises(ConfigError, match=f"gull.toml: {key} is missing: write it like: {EXAMPLES[key]}"):
        load_publisher(tmp_path / "gull.toml")


@pytest.mark.parametrize(
    ("written_as", "kept"),
    [
        ("gull.example", "gull.example"),
        ("https://www.gull.example/news", "www.gull.example"),
        ("http://Gull.example:8080/", "gull.example:8080"),
        ("gull.example/news?page=2#top", "gull.example"),
        ("//gull.example", "gull.example"),
        ("127.0.0.1:8811", "127.0.0.1:8811"),
        ("http://[::1]:90/x", "[::1]:90"),
        ("möwe.example", "möwe.example"),
        (" gull.example ", "gull.example"),
    ],
)
def test_an_address_keeps_its_host(tmp_path: Path, written_as: str, kept: str) -> None:
    quoted = json.dumps(written_as, ensure_ascii=False)
    paper = load_publisher(written(tmp_path, domain=quoted, also=quoted))
    assert paper.hosts == (kept, kept)


@pytest.mark.parametrize("key", ["also", "feeds", "sitemaps", "sections", "boilerplate", "keep"])
def test_a_single_text_is_a_list_of_one(tmp_path: Path, key: str) -> None:
    text = "https://gull.example/rss"
    one, many = (getattr(load_publisher(written(tmp_path, **{key: value})), key) for value in (f'"{text}"', f'["{text}"]'))
    assert one == many
    assert len(one) == 1


def test_what_is_learned_is_in_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gull.toml: 'profile' is not a key: it is learned; for one line: keep = "):
        load_publisher(written(tmp_path, profile='{ standing = ["a"] }'))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1", "utf-16"])
def test_editors_leave_a_byte_order_mark_and_other_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "gull.toml").write_text('name = "Möwe"\ndomain = "gull.example"\n', encoding)
    if encoding == "utf-8-sig":
        assert load_publisher(tmp_path / "gull.toml").name == "Möwe"
        return
    with pytest.raises(ConfigError, match="gull.toml: not in UTF-8 .*: save it as UTF-8"):
        load_publisher(tmp_path / "gull.toml")


def test_one_broken_file_takes_none_of_the_others_with_it(tmp_path: Path) -> None:
    written(tmp_path)
    for name, text in {"a": "name = ", "b": 'name = "B"', "c": 'name = "C"\ndomain = "c.example"\ncountry = "UK"'}.items():
        (tmp_path / f"{name}.toml").write_text(text)
    (tmp_path / "d.toml").mkdir()
    (tmp_path / ".#gull.toml").write_text("an editor's lock")
    assert list(load_publishers(tmp_path)) == ["gull"]
    broken = broken_publishers(tmp_path)
    assert list(broken) == ["a", "b", "c", "d"]
    assert all(str(tmp_path / f"{name}.toml") in str(fault) for name, fault in broken.items())


def test_countries_zones_and_languages_of_the_world_are_known(tmp_path: Path) -> None:
    for country, (language, zone) in product(
        ("GB", "XK", "IQ"), (("en", "Europe/London"), ("ckb", "Asia/Baghdad"), ("zh", "UTC"))
    ):
        paper = load_publisher(written(tmp_path, country=f'"{country}"', language=f'"{language}"', timezone=f'"{zone}"'))
        assert (paper.country, paper.language, paper.timezone) == (country, language, zone)
