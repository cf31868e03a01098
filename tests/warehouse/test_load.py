from datetime import timedelta

import pytest

from articles.page import Reject
from tests.warehouse.pages import START, STORY, Newsroom, article, at, page, read, rejected, unread
from warehouse.check import failed_checks
from warehouse.dump import canonical_dump
from warehouse.load import KnownPage, LoadError, known_pages, load, pages_to_reread
from warehouse.run import Run
from warehouse.staging import Known, Read

OTHER = "https://gazette.example/mill"
GONE = "https://gazette.example/gone"


def test_each_page_has_one_outcome_and_each_publisher_its_sums(newsroom: Newsroom):
    counts = newsroom.load(
        read(),
        read(STORY + "?from=feed", canonical=STORY),
        rejected(OTHER),
        unread(GONE, "rejected", "404", http_status=404, reject=Reject("fetch", "not_found", "gone")),
        unread("https://gazette.example/slow", "deferred", "Retry-After 3600"),
        unread("https://gazette.example/private", "disallowed", "robots.txt"),
        unread("https://gazette.example/broken", "failed", "connection reset"),
        Read(page("https://tribune.example/a", publisher="tribune"), article("https://tribune.example/a", publisher="tribune")),
    )
    assert newsroom.outcomes() == [
        (STORY, "article", 1),
        (STORY + "?from=feed", "duplicate", 1),
        ("https://gazette.example/broken", "failed", None),
        (GONE, "rejected", None),
        (OTHER, "rejected", None),
        ("https://gazette.example/private", "disallowed", None),
        ("https://gazette.example/slow", "deferred", None),
        ("https://tribune.example/a", "article", 1),
    ]
    assert (counts.asked, counts.article, counts.duplicate, counts.rejected) == (8, 2, 1, 2)
    assert (counts.failed, counts.deferred, counts.disallowed, counts.unchanged) == (1, 1, 1, 0)
    assert (counts.new_articles, counts.new_versions) == (2, 2)
    assert counts.by_publisher["tribune"]["article"] == counts.by_publisher["tribune"]["asked"] == 1
    assert counts.by_publisher["gazette"]["asked"] == 7
    assert newsroom.rows("select publisher, asked, new, changed, rejected, deferred, alarm from source_health order by 1") == [
        ("gazette", 7, 1, 0, 2, 1, None),
        ("tribune", 1, 1, 0, 0, 0, None),
    ]
    assert newsroom.rows("select counts.asked, counts.article, counts.new_versions, state from runs") == [
        (8, 2, 2, "completed")
    ]
    assert newsroom.rows("select stage, code from rejects order by code") == [("read", "no_text"), ("fetch", "not_found")]


def test_what_was_read_is_what_is_found(newsroom: Newsroom):
    newsroom.load(read(text="One.\n\nTwo."))
    assert newsroom.rows(
        "select title, body, authors, byline, dateline, place, country, lat, lon, published_at, first_seen_at, tags, word_count, "
        "is_truncated, flags, version, story_id, run_id from articles"
    ) == [
        (
            "Bridge opens", "One.\n\nTwo.", ["Ada Archer", "Wire"], "By Ada Archer, Wire", "OLDMILL (Wire) —", "Oldmill", "GB", 51.5, 0.5,
            START, START, ["bridges"], 2, False, [], 1, None, "run-001",
        )
    ]  # fmt: skip
    assert newsroom.rows("select position, label, text, rule from blocks order by position") == [
        (1, "headline", "Bridge opens", "title"),
        (2, "body", "One.", "paragraph"),
        (3, "body", "Two.", "paragraph"),
        (4, "related", "More about bridges", "link-density"),
    ]
    assert newsroom.rows(
        "select position, kind, name, family, affiliation, handle, as_printed from bylines order by position"
    ) == [
        (1, "person", "Ada Archer", "Archer", ["Gazette"], None, "By Ada Archer, Wire"),
        (2, "organisation", "Wire", None, [], None, "By Ada Archer, Wire"),
        (3, "handle", None, None, [], "@ben", "By Ada Archer, Wire"),
    ]
    assert newsroom.rows("select kind, name from contributors order by name") == [
        ("handle", "@ben"),
        ("person", "Ada Archer"),
        ("organisation", "Wire"),
    ]
    assert newsroom.rows(
        "select position, as_printed, place, region, country, geonames_id, date, agency from datelines order by 1"
    ) == [
        (1, "OLDMILL (Wire) —", "Oldmill", "Kent", "GB", 7, "2026-03", "Wire"),
        (2, "OLDMILL (Wire) —", "Meire", None, "BE", None, "2026-03", "Wire"),
    ]
    assert newsroom.rows("select position, caption, credit_person, credit_agency from images") == [
        (1, "The bridge", "Cora Cooper", "Wire")
    ]
    assert newsroom.rows("select position, href, anchor from links") == [(1, "https://gazette.example/mills", "the mills")]
    assert newsroom.rows(
        "select position, quote, kind, verb, speaker, speaker_name, speaker_id is null, span_start, span_end, rule from quotes"
    ) == [(1, "It is open.", "direct", "said", "Ann Lee", "Ann Lee", False, 4, 15, "tag after")]
    assert newsroom.rows("select field, value, source, chosen from evidence order by position") == [
        ("title", "Bridge opens", "json-ld", True),
        ("title", "Bridge", "meta:og:title", False),
    ]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_twice_is_once(newsroom: Newsroom):
    rows = (read(), read(OTHER, "The mill turns."), read(OTHER + "?a", "The mill turns.", canonical=OTHER), rejected(GONE))
    staged = newsroom.stage(*rows)
    newsroom.load_staged(staged, "first")
    with newsroom.store() as store:
        once = canonical_dump(store)
    again = newsroom.load_staged(staged, "second")
    with newsroom.store() as store:
        twice = canonical_dump(store)
        assert failed_checks(store) == {}
    assert {name for name in once if once[name] != twice[name]} == {"page", "run", "source_health"}
    assert (again.asked, again.unchanged, again.duplicate, again.rejected, again.new_versions) == (4, 2, 1, 1, 0)


def test_a_run_that_is_loaded_is_left_as_it_is(newsroom: Newsroom):
    staged = newsroom.stage(read(), rejected(GONE))
    counts = newsroom.load_staged(staged, "run")
    with newsroom.store() as store:
        before = canonical_dump(store)
    assert newsroom.load_staged(staged, "run") == counts
    with newsroom.store() as store:
        assert canonical_dump(store) == before
    said = f"run run was loaded before and stays as it was, .*: {GONE} is loaded, but not staged; {OTHER} is staged, but not loaded; "
    with pytest.raises(LoadError, match=said):
        newsroom.load_staged(newsroom.stage(read(), read(OTHER)), "run")
    assert newsroom.outcomes("run") == [(STORY, "article", 1), (GONE, "rejected", None)]


def test_a_load_that_cannot_be_right_names_its_pages(newsroom: Newsroom):
    wrong = [unread(f"{GONE}/{number}", "lost", "no such outcome") for number in range(7)]
    with pytest.raises(LoadError, match=f"{GONE}/0 has the outcome 'lost', which there is not; .*; and 2 more; ") as raised:
        newsroom.load(read(), *wrong)
    assert "nothing of run run-001 is loaded" in str(raised.value)
    assert newsroom.rows("select count(*) from base.page") == [(0,)]


def test_a_run_without_pages_is_a_run(newsroom: Newsroom):
    assert newsroom.load().asked == 0
    assert newsroom.rows("select counts.asked from runs") == [(0,)]


def test_the_same_page_twice_in_a_run_is_one_page(newsroom: Newsroom):
    assert newsroom.load(read(), read(), read(day=1)).asked == 1
    assert newsroom.outcomes() == [(STORY, "article", 1)]


def test_a_new_version_is_made_when_the_text_changes_and_not_when_the_page_around_it_does(newsroom: Newsroom):
    newsroom.load(read(day=0))
    newsroom.load(read(day=1, chrome="<p>12 people read this</p>"))
    assert newsroom.outcomes() == [(STORY, "unchanged", 1)]
    newsroom.load(read(day=2, text="The bridge is shut."))
    assert newsroom.outcomes() == [(STORY, "article", 2)]
    newsroom.load(read(day=3, text="The bridge is shut.", chrome="x", byline="By Ada Archer and Ben Baker"))
    assert newsroom.versions() == [
        (1, "The bridge is open.", 0, 2),
        (2, "The bridge is shut.", 2, 3),
        (3, "The bridge is shut.", 3, None),
    ]
    assert newsroom.rows("select version, first_seen_at, run_id from articles") == [(3, START, "run-004")]


@pytest.mark.parametrize("field", ["section", "tags", "published_at", "language"])
def test_what_is_no_content_makes_no_version(newsroom: Newsroom, field: str):
    value = {"section": "News", "tags": ("mills",), "published_at": at(-1), "language": "en"}[field]
    newsroom.load(read())
    newsroom.load(read(day=1, chrome="x", **{field: value}))
    assert newsroom.outcomes() == [(STORY, "unchanged", 1)]


def test_a_text_that_comes_back_is_a_version_again(newsroom: Newsroom):
    newsroom.load(read(day=0))
    newsroom.load(read(day=1, text="The bridge is shut."))
    newsroom.load(read(day=2))
    assert newsroom.versions() == [
        (1, "The bridge is open.", 0, 1),
        (2, "The bridge is shut.", 1, 2),
        (3, "The bridge is open.", 2, None),
    ]


def test_late_evidence_is_put_in_its_place_in_time(newsroom: Newsroom):
    newsroom.load(read(day=5))
    newsroom.load(read(day=9, text="The bridge is shut."))
    newsroom.load(read(day=1, text="The bridge is planned."))
    assert newsroom.outcomes() == [(STORY, "article", 3)]
    newsroom.load(read(day=3, chrome="early"))
    assert newsroom.outcomes() == [(STORY, "unchanged", 1)]
    assert newsroom.versions() == [
        (3, "The bridge is planned.", 1, 3),
        (1, "The bridge is open.", 3, 9),
        (2, "The bridge is shut.", 9, None),
    ]
    assert newsroom.rows("select version, first_seen_at from articles") == [(2, at(1))]


@pytest.mark.parametrize("again", ["read", "known"])
def test_late_evidence_cuts_a_version_in_two(newsroom: Newsroom, again: str):
    newsroom.load(read(day=1))
    newsroom.load(read(day=10, chrome="late") if again == "read" else Known(page(day=10)))
    newsroom.load(read(day=5, text="The bridge is shut."))
    assert newsroom.versions() == [
        (1, "The bridge is open.", 1, 5),
        (2, "The bridge is shut.", 5, 10),
        (3, "The bridge is open.", 10, None),
    ]
    assert newsroom.outcomes("run-002") == [(STORY, "unchanged", 3)]
    for child in ("block", "byline", "place", "image", "link", "quote", "evidence", "sentence", "concordance"):
        assert newsroom.rows(f"select count(*) from base.{child} where version = 3") == newsroom.rows(
            f"select count(*) from base.{child} where version = 1"
        )
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_captures_of_one_address_in_one_run_are_versions(newsroom: Newsroom):
    counts = newsroom.load(read(day=2), read(day=1, text="The bridge is planned."), read(day=3, chrome="x"))
    assert (counts.article, counts.unchanged, counts.new_articles, counts.new_versions) == (2, 1, 1, 2)
    assert newsroom.versions() == [(1, "The bridge is planned.", 1, 2), (2, "The bridge is open.", 2, None)]


@pytest.mark.parametrize("day", [0, 2])
def test_a_duplicate_with_the_same_text_shows_its_version_whichever_came_first(newsroom: Newsroom, day: int):
    newsroom.load(read(STORY + "/amp", day=day, canonical=STORY), read(day=1))
    assert newsroom.outcomes() == [(STORY, "article", 1), (STORY + "/amp", "duplicate", 1)]
    assert newsroom.rows("select reason from pages where outcome = 'duplicate'") == [(f"same article as {STORY}",)]


def test_of_two_addresses_of_one_article_the_canonical_one_speaks(newsroom: Newsroom):
    newsroom.load(read(STORY + "/amp", "The bridge.", day=0, canonical=STORY), read(day=1))
    assert newsroom.outcomes() == [(STORY, "article", 1), (STORY + "/amp", "duplicate", None)]
    assert newsroom.rows("select reason from pages where outcome = 'duplicate'") == [
        (f"same article as {STORY}, with another text",)
    ]
    newsroom.load(read(day=2), read(STORY + "/amp", "The bridge.", day=1.5, canonical=STORY))
    assert newsroom.versions() == [(1, "The bridge is open.", 0 + 1, None)]


def test_a_scheme_makes_no_other_article(newsroom: Newsroom):
    newsroom.load(read())
    newsroom.load(read(STORY.replace("https", "http"), day=1))
    assert [outcome for _, outcome, _ in newsroom.outcomes()] == ["unchanged"]


def test_a_file_under_two_names_is_one_article(newsroom: Newsroom):
    newsroom.load(read("file:b.txt"), read("file:a.txt"))
    assert newsroom.outcomes() == [("file:a.txt", "article", 1), ("file:b.txt", "duplicate", 1)]
    newsroom.load(read("file:b.txt", day=1))
    assert newsroom.outcomes() == [("file:b.txt", "unchanged", 1)]
    newsroom.load(read("file:c.txt", day=2))
    assert newsroom.outcomes() == [("file:c.txt", "unchanged", 1)]
    assert newsroom.rows("select count(*) from articles") == [(1,)]


def test_a_file_that_is_loaded_again_is_no_evidence_of_a_return(newsroom: Newsroom):
    old, new = read("file:a.html", canonical=STORY), read("file:b.html", "The bridge is shut.", day=1, canonical=STORY)
    newsroom.load(old)
    newsroom.load(new)
    newsroom.load(read("file:a.html", canonical=STORY, day=2))
    assert newsroom.outcomes() == [("file:a.html", "unchanged", 1)]
    newsroom.load(Known(page("file:a.html", day=3)))
    assert newsroom.versions() == [(1, "The bridge is open.", 0, 1), (2, "The bridge is shut.", 1, None)]


@pytest.mark.parametrize("again", ["known", "read"])
def test_another_text_of_an_article_makes_no_version_when_it_comes_again_alone(newsroom: Newsroom, again: str):
    newsroom.load(read("file:a.html", canonical=STORY), read("file:b.html", "Another text.", canonical=STORY))
    assert newsroom.outcomes() == [("file:a.html", "article", 1), ("file:b.html", "duplicate", None)]
    alone = read("file:b.html", "Another text.", day=1, canonical=STORY)
    newsroom.load(Known(alone.page) if again == "known" else alone)
    assert newsroom.outcomes() == [("file:b.html", "unchanged", None)]
    assert newsroom.versions() == [(1, "The bridge is open.", 0, None)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_known_pages_end_as_they_did(newsroom: Newsroom):
    newsroom.load(read(), read(STORY + "?a", canonical=STORY), rejected(OTHER))
    newsroom.load(Known(page()), Known(page(STORY + "?a")), Known(page(OTHER, "")))
    assert newsroom.outcomes() == [(STORY, "unchanged", 1), (STORY + "?a", "duplicate", 1), (OTHER, "rejected", None)]
    assert newsroom.rows("select count(*) from rejects") == [(1,)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_a_page_is_not_known_because_somebody_says_so(newsroom: Newsroom):
    with pytest.raises(LoadError, match="is staged as known, but the warehouse has not read it"):
        newsroom.load(Known(page()))
    assert newsroom.rows("select count(*) from base.page") == [(0,)]


def test_what_is_known_of_a_page(newsroom: Newsroom):
    newsroom.load(Read(page(warc_offset=7), article()), rejected(OTHER), rejected(GONE, code="timeout"))
    newsroom.load(Known(page(warc_file=None, warc_offset=None)), rule_set="rules-2")
    ids = [page().page_id, page(OTHER, "").page_id, page(GONE, "").page_id, "0" * 16]
    with newsroom.store() as store:
        known = known_pages(store, ids)
        ((article_id,),) = store.execute("select article_id from articles").fetchall()
    assert known == {
        ids[0]: KnownPage("a.warc.gz", 7, "unchanged", article_id, "rules-1"),
        ids[1]: KnownPage("a.warc.gz", 0, "rejected", None, "rules-1"),
        ids[2]: KnownPage("a.warc.gz", 0, "rejected", None, None),  # its reader failed: to be read again
    }


def test_not_modified_is_unchanged_and_keeps_its_article(newsroom: Newsroom):
    newsroom.load(read())
    newsroom.load(unread(STORY, "unchanged", "304", day=2, http_status=304))
    assert newsroom.outcomes() == [(STORY, "unchanged", 1)]


def test_a_rejected_page_has_one_row_until_it_reads_well(newsroom: Newsroom):
    newsroom.load(rejected(text="x"))
    newsroom.load(rejected(text="x", day=1, code="challenge"))
    assert newsroom.rows("select run_id, code from rejects") == [("run-001", "challenge")]
    newsroom.load(Read(page(text="x", day=2), article()))
    assert newsroom.rows("select count(*) from rejects") == [(0,)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_better_rules_rewrite_a_version_in_place(newsroom: Newsroom):
    newsroom.load(read(), read(OTHER, "The mill turns."))
    better = Read(page(), article(title="Bridge opens today", contributors=()))
    counts = newsroom.load(better, read(OTHER, "The mill turns."), rule_set="rules-2")
    assert newsroom.outcomes() == [(STORY, "article", 1), (OTHER, "unchanged", 1)]
    assert (counts.new_articles, counts.new_versions) == (0, 0)
    assert newsroom.rows(
        "select title, version, valid_from, run_id, reread_run_id, rule_set from article_versions order by title"
    ) == [
        ("Bridge opens", 1, START, "run-001", None, "rules-2"),
        ("Bridge opens today", 1, START, "run-001", "run-002", "rules-2"),
    ]
    assert newsroom.rows(
        "select count(*) from bylines join articles using (article_id) where title = 'Bridge opens today'"
    ) == [(0,)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_better_rules_at_a_later_fetch_of_the_same_bytes_rewrite_too(newsroom: Newsroom):
    newsroom.load(read())
    newsroom.load(Read(page(day=1), article(title="Bridge opens today")), rule_set="rules-2")
    assert newsroom.outcomes() == [(STORY, "article", 1)]
    assert newsroom.rows("select title, version, valid_from from article_versions") == [("Bridge opens today", 1, START)]


def test_rules_that_find_two_versions_alike_keep_the_first(newsroom: Newsroom):
    newsroom.load(read(day=0, chrome="x", text="The bridge is open.\n\nRead on."))
    newsroom.load(read(day=1, text="The bridge is open."))
    newsroom.load(Read(page(text="The bridge is open.\n\nRead on.", chrome="x"), article()), read(day=1), rule_set="rules-2")
    assert newsroom.versions() == [(1, "The bridge is open.", 0, None), (2, "The bridge is open.", 1, 1)]
    assert newsroom.rows("select version from article_versions where withdrawn_run_id is null") == [(1,)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_better_rules_make_no_version_of_a_page_that_showed_a_known_text(newsroom: Newsroom):
    newsroom.load(read())
    newsroom.load(read(day=1, chrome="x"))
    newsroom.load(Read(page(day=1, chrome="x"), article(text="The bridge is open.\n\nMore.")), rule_set="rules-2")
    assert newsroom.outcomes() == [(STORY, "unchanged", 1)]
    assert len(newsroom.versions()) == 1


def test_better_rules_withdraw_what_is_no_article(newsroom: Newsroom):
    newsroom.load(read(day=0))
    newsroom.load(read(day=1, text="Are you a robot?"))
    newsroom.load(rejected(day=1, text="Are you a robot?", code="challenge"), rule_set="rules-2")
    assert newsroom.rows(
        "select version, body, valid_to from articles join article_versions using (article_id, version, body)"
    ) == [(1, "The bridge is open.", None)]
    assert newsroom.rows("select withdrawn_run_id from article_versions where version = 2") == [("run-003",)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}
    newsroom.load(read(day=1, text="Are you a robot?"), rule_set="rules-3")
    assert newsroom.versions() == [(1, "The bridge is open.", 0, 1), (2, "Are you a robot?", 1, None)]


@pytest.mark.parametrize("code", ["timeout", "failed", "failed/memory"])
def test_a_reader_that_fails_withdraws_nothing(newsroom: Newsroom, code: str):
    newsroom.load(read())
    newsroom.load(rejected(text="The bridge is open.", code=code))
    assert newsroom.rows("select count(*) from articles") == [(1,)]


def test_a_page_that_turns_out_to_be_another_article_moves(newsroom: Newsroom):
    newsroom.load(read("https://gazette.example/?p=1"))
    newsroom.load(read("https://gazette.example/?p=1", canonical=STORY), rule_set="rules-2")
    assert newsroom.rows("select url, version from articles") == [(STORY, 1)]
    assert newsroom.outcomes() == [("https://gazette.example/?p=1", "article", 1)]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


def test_where_archived_pages_lie(newsroom: Newsroom):
    def lying(url: str, day: float, file: str, offset: int, publisher: str = "gazette") -> Read:
        return Read(
            page(url, day=day, warc_file=file, warc_offset=offset, publisher=publisher), article(url, publisher=publisher)
        )

    newsroom.load(lying(STORY, 1, "b.warc.gz", 90), lying(OTHER, 2, "a.warc.gz", 50), lying(GONE, 3, "a.warc.gz", 10))
    newsroom.load(lying(STORY, 4, "c.warc.gz", 0), lying("https://tribune.example/", 5, "t.warc.gz", 1, "tribune"))
    newsroom.load(unread("https://gazette.example/x", "failed", "reset"))
    with newsroom.store() as store:
        assert pages_to_reread(store) == [("a.warc.gz", [10, 50]), ("b.warc.gz", [90]), ("t.warc.gz", [1])]
        assert pages_to_reread(store, "tribune") == [("t.warc.gz", [1])]
        assert pages_to_reread(store, "gazette", at(2.5)) == [("a.warc.gz", [10]), ("c.warc.gz", [0])]


def test_names_of_contributors_are_folded_to_one(newsroom: Newsroom):
    def by(*names: str) -> dict[str, object]:
        return {"contributors": tuple(article().contributors[0].__class__("person", name) for name in names)}

    newsroom.load(
        read(**by("Ada Archer")), read(OTHER, day=1, **by("ADA  ARCHER", "Ben")), read(GONE, day=2, **by("Ada Árcher"))
    )
    assert newsroom.rows("select name from contributors order by name") == [("Ada Archer",), ("Ada Árcher",), ("Ben",)]


def test_a_home_may_have_any_name(tmp_path):
    from warehouse.home import Home

    (tmp_path / "a [1] *b").mkdir()
    assert Newsroom(Home(tmp_path / "a [1] *b")).load(read()).article == 1


def test_ended_runs_say_how(newsroom: Newsroom):
    with newsroom.store() as store:
        run = Run("r", "nightly", "schedule", START, {"publishers": ["gazette"]})
        load(
            store,
            newsroom.stage(read()),
            run,
            ended_at=START + timedelta(hours=1),
            state="cut short",
            code_version="2",
            rule_set="x",
        )
        assert store.execute(
            "select flow, trigger, state, ended_at - started_at, parameters->>'publishers' from runs"
        ).fetchall() == [("nightly", "schedule", "cut short", timedelta(hours=1), '["gazette"]')]


def test_what_was_mended_is_marked_until_it_is_broken_again(newsroom: Newsroom):
    standing = "select url, mended_run_id from rejects order by url"
    broken = unread("file:a.gz", "rejected", "damaged", reject=Reject("load", "damaged", "cut off"))
    empty = unread("file:b.txt", "rejected", "empty", reject=Reject("load", "empty", "no bytes"))
    newsroom.load(broken, empty)
    newsroom.load(read("file:a.gz"), empty)
    assert newsroom.rows(standing) == [("file:a.gz", "run-002"), ("file:b.txt", None)]
    newsroom.load(broken)
    assert newsroom.rows(standing) == [("file:a.gz", None), ("file:b.txt", "run-003")]
    with newsroom.store() as store:
        assert failed_checks(store) == {}


@pytest.mark.parametrize("answered_first", [True, False])
@pytest.mark.parametrize("put_off_on", [0, 1, 2])
def test_an_address_that_was_answered_was_not_put_off(newsroom: Newsroom, answered_first: bool, put_off_on: int):
    """Two files of one load may tell of one address, each another thing: the order in which they are written says nothing."""
    rows = [
        unread(OTHER, "unchanged", "not modified", 1, http_status=304),
        unread(OTHER, "deferred", "Retry-After 60", put_off_on),
    ]
    counts = newsroom.load(*(rows if answered_first else reversed(rows)))
    assert newsroom.outcomes() == [(OTHER, "unchanged", None)]
    assert (counts.asked, counts.unchanged, counts.deferred) == (1, 1, 0)
