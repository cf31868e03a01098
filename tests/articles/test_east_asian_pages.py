"""Articles in Chinese, Japanese and Korean, whose letters say three times as much: short ones are found, in whatever layout."""

from datetime import UTC, datetime

import pytest

from articles.article import Article
from articles.extract.blocks import breadth
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

TOLD = {
    "zh": (
        "市中心老桥出现裂缝 车辆暂停通行",
        "市中心的一座老桥日前发现裂缝，市政府11日宣布暂时禁止车辆通行。",
        "该桥建于1931年，是全市最老的桥梁，每天约有两万人经过，多年来一直没有大修。",
        "参与检查的工程师介绍，裂缝位于两个桥墩，最长的达到三米，必须尽快处理。",
        "市长在记者会上说：“居民的安全永远是第一位的，修复将尽快开始。”",
        "附近的商户担心生意受到影响，一名店主表示，希望政府能够给予补助。",
    ),
    "ja": (
        "古い橋に亀裂、通行止め続く",
        "町の中心部にある古い橋で亀裂が見つかり、町は11日、車の通行を止めると発表した。",
        "橋は1931年に造られ、町で最も古い橋で、毎日約二万人が利用している。",
        "点検した技術者によると、亀裂は二本の橋脚にあり、長さは最大で三メートルに達する。",
        "町長は記者会見で「住民の安全を第一に考え、できるだけ早く直したい」と述べた。",
        "近くの商店主は「客が減るのではないか」と心配し、町に支援を求めた。",
    ),
    "ko": (
        "오래된 다리 균열, 통행 금지",
        "시내 중심에 있는 오래된 다리에서 균열이 발견돼 시는 11일 차량 통행을 금지한다고 밝혔다.",
        "이 다리는 1931년에 지어졌으며 시에서 가장 오래된 다리로 하루 2만 명이 이용한다.",
        "점검한 기술자에 따르면 균열은 교각 두 곳에 있으며 길이는 최대 3미터에 이른다.",
        "시장은 기자회견에서 “주민의 안전이 무엇보다 중요하다”고 말했다.",
        "인근 상인들은 손님이 줄어들 것을 걱정하며 시에 지원을 요청했다.",
    ),
}
LAYOUTS = {
    "article": ("<article><h1>{}</h1>{}</article>", "<p>{}</p>", ""),
    "div": ("<div class=main><h1>{}</h1><div class=content>{}</div></div>", "<p>{}</p>", ""),
    "breaks": ("<div class=main><h1>{}</h1><div id=zoom>{}</div></div>", "\u3000\u3000{}", "<br><br>"),
    "table": ("<table><tr><td><h1>{}</h1></td></tr><tr><td>{}</td></tr></table>", "<p>{}</p>", ""),
}
MENU = "<nav>" + "".join(f"<a href=/{word}>{word}</a> " for word in ["新闻", "体育", "财经", "娱乐", "科技", "视频"]) + "</nav>"
RAIL = (
    "<aside>"
    + "".join(f"<h3><a href=/r/{n}>足球队赢得比赛{n}</a></h3>" for n in range(5))
    + "</aside><footer>版权所有</footer>"
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paragraphs", [2, 5])
@pytest.mark.parametrize("lang", TOLD)
def test_a_short_article_is_found_whole(lang: str, paragraphs: int, layout: str) -> None:
    title, *told = TOLD[lang]
    whole, each, between = LAYOUTS[layout]
    text = between.join(each.format(line) for line in told[:paragraphs])
    html = f"<!doctype html><html lang={lang}><title>{title}</title><body>{MENU}{whole.format(title, text)}{RAIL}"
    page = Page("https://paper.example/news/2027/0411/48211.html", "unknown", datetime(2027, 5, 5, tzinfo=UTC), html.encode())
    got = read(page, UNKNOWN)
    assert isinstance(got, Article)
    assert got.title == title
    assert got.body.split("\n\n") == told[:paragraphs]


@pytest.mark.parametrize(
    ("text", "counts"),
    [("bridge", 6), ("Brücke", 6), ("мост", 4), ("橋", 3), ("다리", 6), ("古い橋 1931", 14), ("かなカナ", 12)],
)
def test_a_letter_of_theirs_counts_three(text: str, counts: int) -> None:
    assert breadth(text) == counts
