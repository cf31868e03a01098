"""Where on a page a dateline may stand: first, behind a summary or a note, before the standfirst, on a line of its own."""

import pytest

from articles.article import Article
from tests.articles.labels.test_pages import FIRST, SECOND, STORY, TITLE, article

OTHERS = "".join(f"<p>{text}</p>" for text in STORY[1:])
SUMMARY = "The port stays closed for a week, and the ferries go from the neighbouring one until the basin is dredged."
WRITTEN = ["HAMBURG, May 4 (Reuters) - ", "LONDON (AP) — ", "OSLO — ", "Berlin (dpa) - ", "LYON, 4 mai (AFP) - "]


def page(over: str, first: str = f"<p>{FIRST}</p>") -> Article:
    return article(f"<article><h1>{TITLE}</h1>{over}{first}{OTHERS}</article>")


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("over", ["", f"<p>{SUMMARY}</p>", f"<p>{SUMMARY}</p><p>The port says more tomorrow.</p>"])
def test_behind_a_summary_a_paragraph_may_begin_with_one(written, over):
    got = page(over, f"<p>{written}{FIRST}</p>")
    assert got.dateline == written.rstrip(" -—")
    assert FIRST in got.body
    assert written.strip() not in got.body


def test_a_paragraph_further_down_may_not():
    got = article(f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in STORY)}<p>OSLO — {SUMMARY}</p></article>")
    assert got.dateline is None


@pytest.mark.parametrize("opening", ["Hamburg. ", "Hamburg: "])
def test_behind_a_summary_a_place_must_show_that_it_is_one(opening):
    assert page(f"<p>{SUMMARY}</p>", f"<p>{opening}{FIRST}</p>").dateline is None


@pytest.mark.parametrize("written", ["BERLIN. ", "LONDON (Reuters) – "])
def test_it_may_stand_before_the_standfirst(written):
    got = page(f"<div class=head><p class=standfirst>{written}{SUMMARY}</p></div>")
    assert got.dateline == written.rstrip(" .–")
    assert got.body.startswith(FIRST)


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("4 May 2027 • Duqm, Oman", "OM"),
        ("Frankfurt, May 4, 2027, 12:30", "DE"),
        ("Paris | 4 May 2027", "FR"),
        ("Madrid - 04.05.2027", "ES"),
        ("Madrid-04/05/2027 20:00", "ES"),
        ("Lyon–04.05.2027", "FR"),
    ],
)
def test_a_line_of_the_head_may_give_place_and_day(line, country):
    got = page(f"<div class=line>{line}</div>")
    assert [place.country for place in got.places] == [country]
    assert got.body.startswith(FIRST)


@pytest.mark.parametrize(
    "line",
    ["Paris", "Sport | 4 May 2027", "Paris Example, 4 May 2027", "London to Paris, 4 May 2027 to 6 May 2027", "4 May 2027"],
)
def test_a_line_of_the_head_without_both_gives_none(line):
    assert page(f"<div class=line>{line}</div>").dateline is None


def test_a_paragraphs_own_goes_before_a_lines():
    got = page("<div class=line>Paris | 4 May 2027</div>", f"<p>OSLO (AP) — {FIRST}</p>")
    assert (got.dateline, SECOND in got.body) == ("OSLO (AP)", True)


@pytest.mark.parametrize("line", ["AUBURN, Wash. —", "HAMBURG -", "London –", "Lyon (AFP) —", "MADRID ― "])
@pytest.mark.parametrize("element", ["span class=line", "div", "b"])
def test_a_line_of_its_own_over_the_text_that_ends_in_a_dash_gives_one(line, element):
    got = page(f"<div><{element}>{line}</{element.split()[0]}></div>")
    assert got.dateline == line.rstrip(" —–-―")
    assert got.body.startswith(FIRST)


@pytest.mark.parametrize("line", ["Opinion —", "Ann Example –", "Read more -", "The London of tomorrow —"])
def test_a_line_that_ends_in_a_dash_and_names_no_place_gives_none(line):
    assert page(f"<div>{line}</div>").dateline is None


BYLINE, DAY = "<p class=byline>By Ann Example</p>", "<p>4 May 2027, 12:30</p>"


@pytest.mark.parametrize(
    ("place", "country"), [("Córdoba, Spain", "ES"), ("Hamburg", "DE"), ("Paris", "FR"), ("New York", "US")]
)
def test_a_place_alone_between_byline_and_date_gives_one(place, country):
    got = page(f"{BYLINE}<p>{place}</p>{DAY}")
    assert (got.dateline, [one.country for one in got.places]) == (place, [country])


@pytest.mark.parametrize(
    "header", [f"{DAY}<p>Hamburg</p>{BYLINE}", f"{BYLINE}<p>Hamburg</p>", f"{BYLINE}<p>Sport</p>{DAY}", f"<p>Hamburg</p>{DAY}"]
)
def test_a_place_alone_elsewhere_gives_none(header):
    assert page(header).dateline is None


@pytest.mark.parametrize(
    ("place", "country"),
    [("Hamburg", "DE"), ("Saarbrücken", "DE"), ("Tel Aviv", "IL"), ("Paris", "FR"), ("Washington", "US")],
)
@pytest.mark.parametrize("bold", ["<strong>{}</strong> ", "<b>{} </b>"])
@pytest.mark.parametrize("over", ["", f"<div class=lead><p>{SUMMARY}</p></div>"])
def test_a_place_that_alone_is_set_in_bold_before_the_first_sentence_is_one(place, country, bold, over):
    got = page(over, f"<p>{bold.format(place)}{FIRST}</p>")
    assert (got.dateline, [one.country for one in got.places]) == (place, [country])
    assert FIRST in got.body
    assert place not in got.body


@pytest.mark.parametrize(
    "opening", ["<b>Hamburg</b> was quiet. ", "<b>Ann Example</b> ", "<b>Update</b> ", "<i>Hamburg</i> ", "<b>Hamburg,</b> "]
)
def test_other_words_in_bold_before_the_first_sentence_are_none(opening):
    got = page("", f"<p>{opening}{FIRST}</p>")
    assert got.dateline is None
    assert FIRST in got.body


ALONE = {
    "a paragraph": "<p>Hamburg.</p>{}",
    "in bold": "<p><b>Hamburg</b></p>{}",
    "a box": "<div class=where>Hamburg.</div>{}",
    "in capitals": "<p>HAMBURG</p>{}",
    "two": "<p>Hamburg/Bremen.</p>{}",
}


@pytest.mark.parametrize("markup", ALONE.values(), ids=ALONE)
def test_a_place_that_has_a_line_to_itself(markup):
    got = page("", markup.format(f"<p>{FIRST}</p>"))
    assert (got.places[0].name, got.places[0].country) == ("Hamburg", "DE")
    assert got.body.startswith(FIRST)


@pytest.mark.parametrize("opening", ["<b>Hamburg.</b><br>", "<span class=place>Hamburg.</span> ", "<strong>Hamburg.</strong> "])
def test_a_place_that_has_an_element_to_itself(opening):
    got = page("", f"<p>{opening}{FIRST}</p>")
    assert (got.dateline, got.body.startswith(FIRST)) == ("Hamburg", True)


@pytest.mark.parametrize("line", ["Silence.", "Monday.", "Nobody knows.", "Why?"])
def test_a_word_alone_that_is_no_place_is_text(line):
    got = page("", f"<p>{line}</p><p>{FIRST}</p>")
    assert got.dateline is None
    assert got.body.startswith(line)


@pytest.mark.parametrize("heading", ["<h2>Hamburg</h2>", "<h3>Hamburg.</h3>"])
def test_a_heading_over_the_first_paragraph_is_none(heading):
    assert page("", f"{heading}<p>{FIRST}</p>").dateline is None


@pytest.mark.parametrize("dateline", ["<p>Hamburg.</p>", "<p><b>Hamburg.</b></p>"])
def test_the_paragraph_over_a_dateline_is_the_standfirst(dateline):
    got = page(f"<p><b>{SUMMARY}</b></p>{dateline}")
    assert got.standfirst == SUMMARY
    assert got.body.startswith(FIRST)
