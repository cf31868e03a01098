"""Texts wrapped at a column come out in the paragraphs that went in; lists, verses and tables keep their lines."""

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.article import Article
from articles.extract.blocks import match_key
from articles.extract.wrapped import joined
from articles.page import Page
from articles.publisher import UNKNOWN
from articles.read import read

STORIES = {
    "en": (
        "The harbour of the small town was closed on Monday after a crane had fallen into the basin, the port authority said, and the well-known ferries went from the neighbouring port.",
        "Nobody was hurt. “I saw it fall,” said Ann Example, 31, who had come down to the pier for the first boat of the day and stood a few yards from it.",
        "He was born in Leeds in 1992.",
        "The basin will be dredged before the summer, when the first of the sailing boats return from the islands in the south, and a second crane is to be brought from the capital by barge in May.",
    ),
    "de": (
        "Der Hafen der kleinen Stadt wurde am Montag gesperrt, nachdem ein Kran ins Becken gestürzt war, teilte die Hafenbehörde mit; die Fähren fuhren vom Nachbarhafen ab.",
        "Verletzt wurde niemand. Die Vor- und Nachteile einer Verlegung des Fährbetriebs hatte der Stadtrat schon im vergangenen Sommer in einer langen Sitzung gegeneinander abgewogen.",
        "Er wurde 1992 in Leipzig geboren.",
        "Das Becken soll noch vor dem Sommer ausgebaggert werden, wenn die ersten Segelboote von den Inseln im Süden zurückkehren und der Hafenmeister ihnen ihre Plätze zuweist.",
    ),
    "ru": (
        "Гавань небольшого города закрыли в понедельник после того, как в бассейн упал портовый кран, сообщила администрация порта, а паромы ходили из соседней гавани.",
        "Никто не пострадал. Бассейн очистят до лета, когда с южных островов возвращаются первые парусные лодки, а второй кран привезут из столицы на барже.",
    ),
    "ar": (
        "أغلق ميناء المدينة الصغيرة يوم الاثنين بعد سقوط رافعة في الحوض، حسبما أعلنت سلطة الميناء، وانطلقت العبارات من الميناء المجاور طوال الأسبوع.",
        "لم يصب أحد بأذى. ومن المقرر تنظيف الحوض قبل الصيف حين تعود أولى القوارب الشراعية من الجزر في الجنوب وتأتي رافعة ثانية من العاصمة.",
    ),
    "zh": (
        "港务局表示，周一一台起重机倒入港池，小镇的港口因此关闭，渡轮整个星期都从邻近的港口出发，居民对此并不意外，渔民则担心鱼市的生意会受到影响。",
        "没有人受伤。港池将在夏季之前疏浚，届时第一批帆船将从南方的岛屿返回，第二台起重机将用驳船从首都运来，如果天气允许，需要四天时间。",
    ),
    "ja": (
        "港湾当局によると、月曜日にクレーンが港の水面に倒れ、小さな町の港は閉鎖された。フェリーは週末まで隣の港から出航し、住民は毎朝バスで通った。",
        "けが人はいなかった。水面は夏までに浚渫され、そのころ南の島々から最初の帆船が戻ってくる。二台目のクレーンは首都からはしけで運ばれる予定だ。",
    ),
}  # fmt: skip
WIDE = ("zh", "ja")


def wrap(paragraph: str, columns: int, lang: str, first: str = "", before: str = "") -> str:
    wide = lang in WIDE
    first = "\u3000\u3000" if first and wide else first
    lines = textwrap.wrap(
        paragraph,
        columns // 2 if wide else columns,
        initial_indent=before + first,
        subsequent_indent=before,
        break_long_words=wide,
        break_on_hyphens=not wide,
    )
    return "\n".join(lines)


def body_of(text: str, content_type: str = "text/plain") -> str:
    got = read(Page("file:story.txt", "unknown", datetime(2027, 5, 5, tzinfo=UTC), text.encode(), content_type), UNKNOWN)
    assert isinstance(got, Article), got
    return got.body


@pytest.mark.parametrize("columns", [60, 66, 72, 76, 80])
@pytest.mark.parametrize("lang", STORIES)
@pytest.mark.parametrize(
    ("before", "first", "gap", "crlf"),
    [
        ("", "", "\n\n", False),
        ("", "", "\n\n", True),
        ("    ", "", "\n\n", False),
        ("", "  ", "\n\n", False),
        ("", "    ", "\n", False),
        ("  ", "", "\n \n\n", False),
    ],
    ids=["plain", "CRLF", "indented", "first line further in", "told by indents alone", "blank lines with spaces"],
)
def test_a_wrapped_text_has_its_paragraphs(lang, columns, before, first, gap, crlf):
    paragraphs = [wrap(text, columns, lang, first, before) for text in STORIES[lang]]
    text = gap.join(paragraphs) + "\n"
    assert body_of(text.replace("\n", "\r\n") if crlf else text) == "\n\n".join(STORIES[lang])


def test_a_headline_over_a_wrapped_text_is_the_title():
    text = "\n\n".join(["Crane falls into the harbour basin of the town", *map(textwrap.fill, STORIES["en"])])
    assert body_of(text) == "\n\n".join(STORIES["en"])


def hyphenated(paragraph: str, columns: int) -> str:
    """Wrapped as by a typesetter: what is left of a line takes the beginning of a long word."""
    lines, words = [""], paragraph.split()
    for word in words:
        room = columns - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif room > 4 and len(word) >= 6 and word.isalpha():
            cut = min(room - 1, len(word) - 3)
            lines[-1] += f" {word[:cut]}-"
            lines.append(word[cut:])
        else:
            lines.append(word)
    return "\n".join(lines)


@pytest.mark.parametrize("columns", [40, 44, 48])
@pytest.mark.parametrize("lang", ["en", "de", "ru"])
def test_words_that_were_hyphenated_are_whole(lang, columns):
    story = tuple(f"{first} {second}" for first in STORIES[lang] for second in STORIES[lang])
    wrapped = "\n\n".join(hyphenated(text, columns) for text in story)
    assert wrapped.count("-\n") > 2 or lang == "en"
    assert joined(wrapped) == "\n\n".join(story)


FILL = "\n\n" + textwrap.fill(STORIES["en"][0])
OWN_HYPHENS = [
    ("as old as the pier is and as grey as the sea far below it, the well-", "known pilot of it", "the well-known pilot of it"),
    ("Über den neuen Hafen der Stadt stritten am Abend im Rathaus die SPD-", "Fraktion und der Rat", "die SPD-Fraktion und der Rat"),
    ("Der Rat der kleinen Stadt am Meer hat am Montagabend noch einmal die Vor-", "und Nachteile gesehen", "einmal die Vor- und Nachteile gesehen"),
    ("as grey as the sea that lies below it on a Monday morning, the har-", "bour was closed", "the harbour was closed"),
    ("as grey as the sea that lies below it on a Monday morning, the fer\u00ad", "ries went", "the ferries went"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "below", "expected"), OWN_HYPHENS, ids=range(len(OWN_HYPHENS)))
def test_a_hyphen_at_the_end_of_a_line_goes_where_the_word_is_whole_elsewhere(line, below, expected):
    assert expected in joined(f"{line}\n{below}{FILL}")


VERSES = """The harbour sleeps below the hill,
The boats lie side by side,
And all the cranes are standing still
That waited for the tide.

The lamp is lit upon the pier,
The pilot takes his oar,
And what he whispers none shall hear
Who never left the shore."""
ITEMS = """- one crane, lifted on Monday
- two ferries, both of them late
- the pilot’s boat
1. the pier
2. the basin"""
ROWS = """Port          Ships     Change
Ghent         1,200       +4 %
Riga            900       -2 %
Cork            310       +1 %"""


@pytest.mark.parametrize("piece", [VERSES, ITEMS, ROWS], ids=["verses", "items", "rows"])
def test_lines_that_mean_something_stay_lines(piece):
    assert joined(piece) == piece
    story = "\n\n".join(map(textwrap.fill, STORIES["en"]))
    among = joined(f"{story}\n\n{piece}\n\n{story}")
    assert all(line.strip() in among.split("\n") for line in piece.split("\n") if line)
    assert among.split("\n\n")[0] == STORIES["en"][0]


def test_an_item_of_several_lines_is_one():
    items = textwrap.fill(STORIES["en"][0], 72, initial_indent="- ", subsequent_indent="  ")
    assert f"- {STORIES['en'][0]}" in joined("\n\n".join(map(textwrap.fill, STORIES["en"])) + "\n\n" + items).split("\n")


def test_long_addresses_below_a_wrapped_text_do_not_make_it_another():
    addresses = [
        f"https://port.example/2026/the-closing-of-the-harbour-and-what-it-means-for-all-the-ferries-{n}.html" for n in (1, 2)
    ]
    wrapped = [textwrap.fill(paragraph, 60) for paragraph in STORIES["en"]]
    assert joined("\n\n".join([*wrapped, *addresses])) == "\n\n".join([*STORIES["en"], *addresses])


def test_a_text_that_is_not_wrapped_stays_as_it_is():
    lines = "\n".join(STORIES["en"])
    assert joined(lines) == lines
    assert joined(VERSES.replace("\n\n", "\n")) == VERSES.replace("\n\n", "\n")
    assert joined("") == ""
    assert joined("\n\none\n") == "\n\none\n"


@given(st.text(alphabet="ab -\n\t.Ä港\u00ad", max_size=400), st.sampled_from([0, 40, 72]))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_ever_lost(text, columns):
    if columns:
        text = "\n\n".join(textwrap.fill(part, columns) for part in text.split("\n"))
    assert match_key(joined(text)) == match_key(text)
    assert joined(text).count("\n\n") >= text.count("\n\n") - text.count("\n\n\n")
