"""What an article is about: names, places, numbers and words, the same in whatever script they come."""

import pytest

from articles.stories.terms import LONGEST_BODY, MOST, as_written, terms


def keys(text: str, language: str | None = "en", title: str | None = None) -> set[str]:
    return {term.key for term in terms(title, text, language)}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("A quake of 5.8 shook it", "en", "d:5.8"),
        ("Ein Beben der Stärke 5,8", "de", "d:5.8"),
        ("1,350 flights", "en", "d:1350"),
        ("1.350 Flüge", "de", "d:1350"),
        ("1\u202f350 vols", "fr", "d:1350"),
        ("She lives in Dublin", "en", "p:2964574"),
        ("Sie wohnt in Deutschland", "de", "p:DE"),
        ("Los Estados Unidos votan", "es", "p:US"),
        ("人们在日本投票", "zh", "p:JP"),
        ("Merkel's visit", "en", "n:mrkl"),
        ("les ministres de l'Iran", "fr", "p:IR"),
        ("the BBC says", "en", "n:=bbc"),
        ("elections were held", "en", "w:electi"),
        ("a laptop with the X9 inside", "en", "n:=x9"),
        ("an A320neo landed", "en", "n:=a320neo"),
        ("упал вертолёт Ми-8", "ru", "n:=mi8"),
        ("he paid Rs5,000", "en", "d:5000"),
        ("he paid Rs500", "en", "d:500"),
    ],
)
def test_what_is_found(text: str, language: str, key: str):
    assert key in keys(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Martin Lindgren left", "en"),
        ("Мартина Линдгрена осудили", "ru"),
        ("s Martinem Lindgrenem", "cs"),
        ("von Martin Lindgren", "de"),
        ("Anna Lindgren left", "en"),
        ("bez Anny Lindgren", "pl"),
    ],
)
def test_a_given_name_before_another_says_nothing_of_who_it_is(text: str, language: str):
    assert {key for key in keys(text, language) if key[0] == "n"} == {"n:lndgr"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Shares in Veldora fell when it became known that Veldora had lost money.", "en"),
        ("Акции компании Veldora упали, когда стало известно об убытках.", "ru"),
        ("Le groupe Veldora a perdu de l'argent cette année.", "fr"),
    ],
)
def test_a_name_is_no_word_of_what_happened(text: str, language: str):
    assert "n:fldr" in keys(text, language)
    assert not {key for key in keys(text, language) if key.startswith("w:v")}


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        (None, "They sell Orange phones and orange juice.", "en"),  # written small, too
        (None, "Orange is what they sell.", "en"),  # at the beginning any word has a capital
        ("They Now Sell Orange Phones", "It was said that they do.", "en"),  # as all words of this headline have
        (None, "SHARES IN ORANGE FELL TODAY.", "en"),
        (None, "Sie verkaufen seit gestern auch Orange und andere Farben.", "de"),  # as all nouns have
    ],
)
def test_what_may_be_a_name_and_may_be_none_is_a_word_too(title: str | None, text: str, language: str):
    assert "w:orange" in keys(text, language, title)


@pytest.mark.parametrize(
    ("text", "language"),
    [("It begins on Monday and ends in December.", "en"), ("Es beginnt am Montag und endet im Dezember.", "de")],
)
def test_days_and_months_are_no_names(text: str, language: str):
    assert not {key for key in keys(text, language) if key[0] == "n"}


@pytest.mark.parametrize("text", ["Martin left", "Martin, Lindgren and others", "Martin of Lindgren"])
def test_a_given_name_alone_is_a_name(text: str):
    assert "n:mrtn" in keys(text)


def test_small_words_are_no_places_and_figures_of_one_digit_say_nothing():
    assert not {key for key in keys("In my view, as it is, 3 of us go. In all.") if key[0] in "pd"}


def test_the_headline_counts_twice_and_no_term_for_ever():
    counts = {term.key: term.count for term in terms("Merkel", "Merkel speaks. " + "Brexit " * 400, "en")}
    assert (counts["n:mrkl"], counts["n:brkst"]) == (3, MOST)


def test_each_term_is_shown_as_it_is_written_first():
    assert {term.key: term.as_written for term in terms(None, "Илоны Вартик и Вартику", "ru")}["n:frtk"] == "Вартик"


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("Merkel in Paris", "MERKEL met Macron in Paris, where 1,350 people heard Merkel. The BBC was there.", "en"),
        (None, "Илоны Вартик и Вартику в Киеве, и в Киев", "ru"),
        ("日本", "人们在日本投票，日本", "zh"),
    ],
)
def test_terms_that_are_asked_for_are_written_as_among_all(title: str | None, text: str, language: str):
    of_all = {term.key: term.as_written for term in terms(title, text, language)}
    assert as_written(title, text, language, of_all.keys()) == of_all
    assert len(of_all) > 1
    for key, word in of_all.items():
        assert as_written(title, text, language, {key, "w:stands nowhere"}) == {key: word}


def test_what_stands_too_far_below_is_no_term_and_is_not_written():
    far = "the " * LONGEST_BODY + "Brexit"
    assert as_written(None, far, "en", {"n:brkst"}) == {} == {t.key: t for t in terms(None, far, "en") if t.key == "n:brkst"}


def test_nothing_makes_nothing():
    assert terms(None, "", None) == []
