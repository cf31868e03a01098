"""Signatures in brackets, as East Asian papers print them at the end: whom they name is credited, and they are no text."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

TEXT = (
    "町の中心部にある古い橋で亀裂が見つかり、町は11日、当面の間、車の通行を止めると発表した。橋は1931年に造られ、町で最も古い。",
    "点検した技術者によると、亀裂は二本の橋脚にあり、長さは最大で三メートルに達する。町長は「住民の安全を第一に考えたい」と述べた。",
    "町は対策を急ぐ方針で、来月にも専門家による検討会を設ける予定だという。",
)
CHINESE = (
    "市中心的一座老桥日前发现裂缝，市政府11日宣布暂时禁止车辆通行。该桥建于1931年，是全市最老的桥梁，每天约有两万人经过。",
    "参与检查的工程师介绍，裂缝位于两个桥墩，最长的达到三米。市长在记者会上说，居民的安全永远是第一位的，修复将尽快开始。",
    "有关部门表示，下个月将召开专家会议，讨论修复方案和所需的费用。",
)
SIGNED = [
    ("ja", TEXT, "（田中花子）", ["田中花子"]),
    ("ja", TEXT, "(田中花子)", ["田中花子"]),
    ("ja", TEXT, "（田中花子、山本一郎）", ["田中花子", "山本一郎"]),
    ("ja", TEXT, "（科学部　鈴木真）", ["鈴木真"]),
    ("ja", TEXT, "（ワシントン＝高橋誠）", ["高橋誠"]),
    ("ja", TEXT, "（聞き手・小林優子）", ["小林優子"]),
    ("zh", CHINESE, "（记者 李明）", ["李明"]),
    ("zh", CHINESE, "（記者王小明）", ["王小明"]),
]
NOTHING = ["（敬称略）", "（続く）", "（おわり）", "（肩書は当時）", "（税込み）", "（随時掲載）", "（同市中区）", "（笑）"]


def signed(text: tuple[str, ...], lang: str, end: str, *, apart: bool) -> Article:
    lines = [*text, end] if apart else [*text[:-1], text[-1] + end]
    html = f"<!doctype html><html lang={lang}><title>橋</title><body><article><h1>古い橋に亀裂、通行止め続く</h1>"
    html += "".join(f"<p>{line}</p>" for line in lines) + "</article>"
    got = read(Page("https://gazette.example/1", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode()), UNKNOWN)
    assert isinstance(got, Article)
    return got


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(("lang", "text", "end", "names"), SIGNED)
def test_a_signature_in_brackets_names_who_wrote(lang: str, text: tuple[str, ...], end: str, names: list[str], apart: bool):
    got = signed(text, lang, end, apart=apart)
    assert [one.name for one in got.contributors] == names
    assert got.body.endswith(text[-1])


@pytest.mark.parametrize("end", NOTHING)
def test_another_bracket_at_the_end_is_text(end: str):
    got = signed(TEXT, "ja", end, apart=False)
    assert got.contributors == ()
    assert got.body.endswith(TEXT[-1] + end)


def test_a_bracket_within_the_text_signs_nothing():
    got = signed((TEXT[0] + "（田中花子）", *TEXT[1:]), "ja", "", apart=False)
    assert got.contributors == ()
    assert "（田中花子）" in got.body


def test_an_agency_signs_too():
    got = signed(TEXT, "ja", "（共同）", apart=False)
    assert got.body.endswith(TEXT[-1])
    assert [(one.name, one.kind) for one in got.contributors] == [("共同", "organisation")]
