"""What is learned of a publisher's pages, and what must not be: papers are made up here, with what stands on their pages."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

import pytest

from articles.article import Article, Block, Evidence, Image
from articles.extract.blocks import match_key
from articles.labels.by_profile import standing_key
from tests.warehouse.pages import START, Newsroom, at, page
from warehouse import store as storing
from warehouse.load import load
from warehouse.profiles import LEAST, Line, learn, profiles
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.staging import Read

PAGES = 30
SUBJECTS = [
    "harbour",
    "council",
    "ferry",
    "school",
    "bakery",
    "tunnel",
    "library",
    "orchard",
    "tram",
    "lighthouse",
    "museum",
    "quarry",
    "market",
    "bridge",
    "hospital",
]
HAPPENINGS = ["closes", "opens", "moves"]


def text_of(number: int, of: int) -> str:
    """A paragraph of its own for each number and place."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}{of:02}")
    return f"The {subject} in street {letters} was spoken of for an hour, and nobody had expected what came of it there."


def title_of(number: int) -> str:
    return f"{SUBJECTS[number % 15].title()} of {SUBJECTS[(number // 15 + number + 1) % 15]} {HAPPENINGS[number // 15 % 3]} in autumn"


@dataclass(frozen=True)
class Paper:
    """A paper's articles of some days. `top`, `middle` and `end` say which further lines stand on an article's page, by number."""

    name: str = "gazette"
    pages: int = PAGES
    days: int = 10
    top: dict[str, range] = field(default_factory=dict)
    middle: dict[str, range] = field(default_factory=dict)
    end: dict[str, range] = field(default_factory=dict)
    label: str = "body"

    def read(self, number: int) -> Read:
        """An article of four paragraphs, with the lines of its page."""
        own = [Block(text_of(number, at), "body", "own", "\n\n") for at in range(4)]
        lines = [self._lines(where, number) for where in (self.top, self.middle, self.end)]
        blocks = (*lines[0], *own[:2], *lines[1], *own[2:], *lines[2])
        url = f"https://{self.name}.example/{number}"
        article = Article(
            url=url,
            publisher=self.name,
            title=title_of(number),
            body="\n\n".join(block.text for block in blocks),
            blocks=blocks,
            published_at=at(number % self.days),
            published_precision="day",
        )
        return Read(
            page(
                url, article.body, number % self.days, publisher=self.name, warc_offset=number, warc_file=f"{self.name}.warc.gz"
            ),
            article,
        )

    def _lines(self, where: dict[str, range], number: int) -> list[Block]:
        label = self.label
        return [Block(line.format(n=number), label, "line", "\n\n") for line, on in where.items() if number in on]  # type: ignore[arg-type]

    def all(self) -> list[Read]:
        return [self.read(number) for number in range(self.pages)]


def learned(newsroom: Newsroom, *papers: Paper) -> dict[str, list[str]]:
    """{publisher: the standing texts that these papers' pages taught}."""
    found = learn(newsroom.home, [newsroom.stage(*(read for paper in papers for read in paper.all()))])
    return {
        paper.name: [line.value for line in found.lines if (line.publisher, line.kind) == (paper.name, "standing text")]
        for paper in papers
    }


EVERY, MOST, HALF, FIFTH = range(PAGES), range(25), range(15), range(6)


@pytest.mark.parametrize(
    "paper",
    [
        Paper(top={"You are reading the free edition.": EVERY}),
        Paper(end={"The Gazette is printed on the old quay.": EVERY}),
        Paper(end={"The Gazette is printed on the old quay.": HALF}),
        Paper(middle={"Write to us: our readers know the harbour best.": MOST}),
        Paper(end={"Gazette, Hafenstraße 4": EVERY, "{n} readers liked this": EVERY}),
        Paper(end={"آخرین خبرها را در کانال ما بخوانید": EVERY}),
        Paper(end={"港の新聞は毎朝届きます。": EVERY}),
    ],
    ids=lambda paper: str([*paper.top, *paper.middle, *paper.end]),
)
def test_what_stands_on_many_pages_is_learned(newsroom: Newsroom, paper: Paper):
    wanted = {standing_key(line.format(n=1)) for line in (*paper.top, *paper.middle, *paper.end)}
    assert {standing_key(line) for line in learned(newsroom, paper)["gazette"]} == wanted


@pytest.mark.parametrize(
    "paper",
    [
        Paper(middle={"What happened next": EVERY}, label="heading"),  # a column's own heading, before a text of its own
        Paper(middle={"Why it matters": HALF}, label="heading"),
        Paper(end={"And that was the week in the harbour.": FIFTH}),  # a column's refrain
        Paper(end={"The trial goes on.": range(4)}),
        Paper(middle={"The bridge had fallen in the spring of last year, with nobody on it.": HALF}),  # what a saga tells again
        Paper(top={"OLDMILL (Wire) — Prices rose on Monday.": range(9)}),
        Paper(end={"With reporting by the Wire.": FIFTH}),
        Paper(end={"The Gazette is printed on the old quay.": EVERY}, days=1),  # one day's special
        Paper(end={"The Gazette is printed on the old quay.": EVERY}, pages=LEAST - 1),
        Paper(end={"{n}": EVERY, "* * *": EVERY}),  # nothing to know it by
        Paper(end={"The Gazette is printed on the old quay.": EVERY}, name="unknown"),  # pages of nobody in particular
    ],
    ids=lambda paper: f"{[*paper.top, *paper.middle, *paper.end]} {paper.days} {paper.pages} {paper.name}",
)
def test_what_is_an_articles_own_is_not(newsroom: Newsroom, paper: Paper):
    assert learned(newsroom, paper) == {paper.name: []}


def test_publishers_do_not_teach_each_other(newsroom: Newsroom):
    line = "Thank you for reading the news of the coast."
    found = learned(newsroom, Paper(end={line: range(8)}), Paper("herald", end={line: EVERY}))
    assert found == {"gazette": [], "herald": [line]}


def test_a_heading_goes_with_the_standing_text_below_it(newsroom: Newsroom):
    paper = Paper(end={"Sign up": EVERY, "News of the harbour in your inbox.": EVERY})
    headed = [
        replace(read, result=replace(read.result, blocks=tuple(map(_heading_of_sign_up, read.result.blocks))))
        for read in paper.all()
        if isinstance(read.result, Article)
    ]
    lines = learn(newsroom.home, [newsroom.stage(*headed)]).lines
    assert [line.value for line in lines if line.kind == "standing text"] == ["News of the harbour in your inbox.", "Sign up"]


def _heading_of_sign_up(block: Block) -> Block:
    return replace(block, label="heading") if block.text == "Sign up" else block


def test_the_order_of_pages_is_nothing(newsroom: Newsroom):
    reads = Paper(end={"The Gazette is printed on the old quay.": EVERY}).all()
    forth, back = (learn(newsroom.home, [newsroom.stage(*some)]) for some in (reads, reads[::-1]))
    assert (forth.lines, forth.profiles, set(forth.again)) == (back.lines, back.profiles, set(back.again))


def test_what_does_not_fit_into_little_memory_is_learned_all_the_same(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    staged = newsroom.stage(*Paper(end={"The Gazette is printed on the old quay.": EVERY}).all())
    at_ease = learn(newsroom.home, [staged])
    monkeypatch.setattr(storing, "LITTLE_MEMORY", "1MB")
    assert learn(newsroom.home, [staged]) == at_ease
    assert not staged[0].with_name("aside").exists()


def test_a_page_that_holds_what_was_learned_is_read_again_and_no_other(newsroom: Newsroom):
    reads = Paper(end={"The Gazette is printed on the old quay.": MOST}).all()
    assert sorted(learn(newsroom.home, [newsroom.stage(*reads)]).again) == [("gazette.warc.gz", number) for number in MOST]


def test_teasers_of_other_articles_are_known_by_their_headlines(newsroom: Newsroom):
    shown = {title_of(4): range(10, 20), "The ferryman has found a second captain.": range(10, 20), title_of(25): range(25, 26)}
    found = learn(newsroom.home, [newsroom.stage(*Paper(end=shown).all())])
    profile = found.profiles["gazette"]
    assert match_key(title_of(4)) in profile.headlines
    assert profile.summaries == {match_key("The ferryman has found a second captain.")}
    assert sorted(found.again) == [
        ("gazette.warc.gz", number) for number in range(10, 20)
    ]  # not the page whose own title it is


def _with(read: Read, number: int, picture: str, *told: tuple[str, str]) -> Read:
    assert isinstance(read.result, Article)
    evidence = tuple(Evidence(field, value, "meta") for field, value in told)
    return replace(read, result=replace(read.result, evidence=evidence, images=(Image(picture, None, None),)))


def test_what_a_field_says_everywhere_says_nothing(newsroom: Newsroom):
    reads = [
        _with(
            read,
            number,
            "https://gazette.example/logo.png" if number % 3 == 0 else f"https://gazette.example/{number}.jpg",
            ("title", f"{title_of(number)} | The Gazette"),
            ("tag", "news from the coast"),
            ("tag", SUBJECTS[number % 15]),
            ("section", "Harbour" if number % 2 else "Town"),
            ("standfirst", "All the news of the coast." if number < 9 else text_of(number, 9)),
        )
        for number, read in enumerate(Paper().all())
    ]
    profile = learn(newsroom.home, [newsroom.stage(*reads)]).profiles["gazette"]
    assert profile.names == {"thegazette"}
    assert profile.pictures == {"https://gazette.example/logo.png"}
    assert profile.values == {("tag", "news from the coast"), ("standfirst", "All the news of the coast.")}


def _load(newsroom: Newsroom, run: str, reads: list[Read]) -> list[tuple]:
    staged = newsroom.stage(*reads)
    lines = learn(newsroom.home, [staged]).lines
    with newsroom.store() as store:
        told = Run(run, "load-files", "shell", START, {})
        load(store, staged, told, ended_at=at(30), code_version="1.0", rule_set="rules-1", learned=lines)
        publish(store, newsroom.home)
        return store.execute(
            'select value, pages, "of", last_seen - first_seen, state, run_id from publisher_profiles order by value'
        ).fetchall()


def test_a_line_is_kept_with_its_support_and_ends_with_a_date(newsroom: Newsroom):
    old, new = "The Gazette is printed on the old quay.", "The Gazette is printed inland."
    first = _load(newsroom, "one", Paper(end={old: EVERY}).all())
    assert first == [(old, PAGES, PAGES, 9, "in use", "one")]
    assert standing_key(old) in profiles(newsroom.home)["gazette"].standing

    redesigned = [
        replace(read, page=replace(read.page, fetched_at=at(40)))
        for read in Paper(pages=180, end={new: range(180)}).all()[PAGES:]
    ]
    second = _load(newsroom, "two", redesigned)
    assert [(value, state, run) for value, *_, state, run in second] == [(new, "in use", "two"), (old, "over", "one")]
    # What is over still holds for pages of its time, which a reread may come to.
    assert profiles(newsroom.home)["gazette"].standing == {standing_key(old), standing_key(new)}


def test_what_is_known_is_not_read_again_for(newsroom: Newsroom):
    paper = Paper(end={"The Gazette is printed on the old quay.": EVERY})
    _load(newsroom, "one", paper.all())
    known = replace(paper, label="standing")
    later = [replace(read, page=replace(read.page, url=f"{read.page.url}/b")) for read in known.all()]
    found = learn(newsroom.home, [newsroom.stage(*later)])
    assert [line.value for line in found.lines] == ["The Gazette is printed on the old quay."]  # its support is still counted
    assert not found.again


def test_a_run_that_is_nobodys_leaves_what_was_learned(newsroom: Newsroom):
    line = "The Gazette is printed on the old quay."
    _load(newsroom, "one", Paper(end={line: EVERY}).all())
    assert [row[-2:] for row in _load(newsroom, "two", Paper("herald", pages=3).all())] == [("in use", "one")]


def test_the_texts_of_days_do_not_pile_up(newsroom: Newsroom):
    day = START.date()
    lines = [Line("gazette", "passing text", f"Line {number}", 3, 9, day, day + timedelta(number)) for number in range(5_003)]
    lines.append(Line("herald", "passing text", "Line 0", 3, 9, day, day))
    newsroom.load_staged([], "one", learned=lines)
    assert newsroom.rows("select publisher, count(*), min(last_seen - first_seen) from publisher_profiles group by 1 order by 1") == [
        ("gazette", 5_000, 3), ("herald", 1, 0),
    ]  # fmt: skip


def test_a_warehouse_from_before_has_taught_nothing(newsroom: Newsroom):
    with newsroom.store() as store:
        store.execute("drop view publisher_profiles")
        publish(store, newsroom.home)
    assert profiles(newsroom.home) == {}
    assert learn(newsroom.home, [newsroom.stage(*Paper().all())]).lines == ()


def test_texts_of_the_made_up_papers_are_all_different():
    texts = [text_of(number, at) for number in range(180) for at in range(4)]
    assert len({standing_key(text) for text in texts}) == len(texts)
    assert all(a != b for a, b in pairwise(sorted(title_of(number) for number in range(PAGES))))
