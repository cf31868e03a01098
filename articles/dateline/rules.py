"""The table of rules that tells datelines from other beginnings: the first that holds decides; without one it is none."""

from articles.dateline import places_alone, refusals, with_more
from articles.dateline.candidate import Candidate
from articles.dateline.rule import Rule

RULES: tuple[Rule, ...] = (
    refusals.nothing_follows,
    refusals.goes_on_in_small_letters,
    refusals.nothing_ends_it,
    refusals.label,
    refusals.place_in_a_sentence,
    refusals.unknown_place_before_agency,
    with_more.agency,
    with_more.agency_and_desk,
    with_more.agency_in_brackets,
    with_more.agency_before_dash,
    with_more.place_and_desk,
    with_more.unknown_agency_in_brackets,
    with_more.unknown_agency_before_mark,
    with_more.unknown_agency_alone,
    with_more.place_and_date,
    places_alone.region_in_brackets,
    places_alone.unknown_place,
    places_alone.short_words_follow,
    places_alone.headline_with_colon,
    places_alone.turkish_road,
    places_alone.french_place_in_brackets,
    places_alone.bar_before_few_words,
    places_alone.place_with_region,
    places_alone.result,
    places_alone.route,
    places_alone.pair_before_colon,
    places_alone.small_namesake_of_a_region,
    places_alone.list_of_places,
    places_alone.capitals_and_dash,
    places_alone.capitals_and_colon,
    places_alone.capitals_before_a_paragraph,
    places_alone.large_place_and_dash,
    places_alone.place_and_dash,
    places_alone.place_and_colon,
    places_alone.place_and_stop,
    places_alone.as_the_paper_prints_them,
)


def decide(candidate: Candidate) -> Rule | None:
    """The rule that has the say about a candidate; None where none takes or refuses it, which makes it no dateline."""
    return next((rule for rule in RULES if rule.decides(candidate)), None)
