"""The page's own summary, where it says something of its own about this page."""

import pytest

from articles.fields.description import description
from articles.fields.metadata import Candidate, Candidates

TITLE = "Crane falls into the basin"
TEXT = (
    "HAMBURG (dpa) – The old crane had stood on the quay for more than sixty years when it fell into the harbour on Tuesday. "
    "Divers went down to look at the wreck in the morning, and the ferries have to wait for a week until the harbour opens."
)
OWN = frozenset(("thesamplegazette",))


def of(*said: str, title: str = TITLE, text: str = TEXT) -> str | None:
    """What is chosen from these summaries, the most trusted first."""
    return description(
        Candidates(tuple(Candidate("description", one, "meta:description") for one in said)), title, [text], OWN
    ).value


@pytest.mark.parametrize(
    "said",
    [
        "Ferries wait while divers look for the wreck in the harbour",
        "A crane fell: what the divers found &amp; what comes next",
    ],
)
def test_a_summary_of_its_own_words(said):
    assert of(said) == said.replace("&amp;", "&")


@pytest.mark.parametrize(
    "said",
    [
        TITLE,
        "The Sample Gazette",
        "The old crane had stood on the quay for more than sixty years when it fell into the harbour on Tuesday.",
        "HAMBURG – The old crane had stood on the quay for more than sixty years when it fell into the harbour on Tuesday.",
        "The old crane had stood on the quay for more than sixty years when it",
        "Ferries wait while divers look for the wreck […]",
        "Ferries wait while divers look for the wreck [&hellip;]",
        "Ferries wait while divers look for the wre...",
        "Ferries wait while divers look for the wre…",
        "Breaking news, sport, weather, business and celebrity gossip from around the world",
    ],
)
def test_headline_start_of_the_text_cut_and_the_sites_are_none(said):
    assert of(said) is None


def test_a_cut_summary_gives_way_to_a_whole_one():
    whole = "Ferries wait while divers look for the wreck in the harbour"
    assert of("Ferries wait while divers…", whole) == whole


@pytest.mark.parametrize(
    ("said", "text", "is_kept"),
    [
        (
            "港のクレーンが倒れ、フェリーが止まった",
            "ハンブルクの港で火曜日、古いクレーンが倒れた。フェリーは一週間止まる。",
            True,
        ),
        (
            "最新のスポーツと芸能ニュースを毎日お届け",
            "ハンブルクの港で火曜日、古いクレーンが倒れた。フェリーは一週間止まる。",
            False,
        ),
        ("Паромы ждут, пока водолазы ищут обломки крана", "Старый кран упал в гавань. Водолазы нашли обломки крана.", True),
    ],
)
def test_it_is_about_the_article_in_any_writing(said, text, is_kept):
    assert (of(said, title="", text=text) is not None) == is_kept
