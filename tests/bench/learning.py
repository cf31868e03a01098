"""What learning does for made-up papers: their fields and texts as each page says alone, and with what the others teach.

    .venv/bin/python -m tests.bench.learning [PAGES]

Twenty papers of sixty pages each, in six layouts and four languages, are loaded at once. Then
sixteen in eight languages with habits of their own, lines that many of their stories have and that are the stories' own, and agencies'
leads: of those no sentence may be lost that a page alone would not lose.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from articles.article import Article
from articles.read import read
from tests.papers.layouts import LAYOUTS
from tests.papers.nights import desk_of, night
from tests.papers.paper import Paper
from tests.papers.stories import HABITS_IN, LANGUAGES, Story
from warehouse.home import Home
from warehouse.query import run_query

PAGES, DAYS = 60, 5
"""Of a paper, and the days on which they were published; all are asked for on the last."""
FIELDS = ("title", "authors", "dateline", "date", "standfirst", "clean")
_TOLD = """
select
    url, title, authors, dateline, published_at::date, standfirst, body,
    (select list(text) from blocks where (article_id, version) = (articles.article_id, articles.version) and label = 'notice')
from articles
"""


def papers(count: int, pages: int, *, has_habits: bool = False) -> list[Paper]:
    """Papers of five days each, the layouts in turn."""
    layouts = tuple(LAYOUTS)
    return [
        Paper(
            f"paper{n}",
            100 + n,
            HABITS_IN[n % len(HABITS_IN)] if has_habits else LANGUAGES[n // len(layouts) % len(LANGUAGES)],
            (layouts[n % len(layouts)],),
            pages // DAYS,
            has_habits,
        )
        for n in range(count)
    ]


Told = tuple[object, ...]
"""What was read of a page: title, authors, dateline, day, standfirst, body, notices (a correction is one, and no body)."""


def alone(folder: Path, paper: Paper) -> dict[str, Told]:
    """Each page read by itself."""
    publisher = desk_of(folder, [paper], DAYS - 1).publishers()[paper.name]
    found = {page.url: read(page, publisher) for page in paper.pages(DAYS - 1)}
    return {url: _told(article) for url, article in found.items() if isinstance(article, Article)}


def _told(article: Article) -> Told:
    day = article.published_at.date() if article.published_at else None
    notices = [block.text for block in article.blocks if block.label == "notice"]
    return article.title, list(article.authors), article.dateline, day, article.standfirst, article.body, notices


def together(folder: Path, some: Sequence[Paper]) -> dict[str, Told]:
    """The pages of all papers, loaded in one night."""
    night(folder, some, DAYS - 1)
    return {str(row[0]): row[1:] for row in run_query(Home(folder / "home"), _TOLD).rows}


def scored(paper: Paper, found: dict[str, Told]) -> Iterator[Counter[str]]:
    """Of each page what is right, and the words of the body that are right, wanted and given."""
    for number in paper.numbers(DAYS - 1):
        own = paper.story(number, DAYS - 1)
        title, authors, dateline, day, deck, body, notices = found.get(paper.url(number), ("", [], "", None, None, "", []))
        kept = notices if isinstance(notices, list) else []
        wanted, given = Counter(" ".join(own.paragraphs).split()), Counter(str(body).split())
        has_deck = "standfirst" in LAYOUTS[paper.layouts[0]].head
        yield Counter(
            pages=1, title=title == own.title, authors=authors == [own.author],
            dateline=_bare(dateline) == _bare(own.dateline), date=day == own.published,
            standfirst=deck == (own.standfirst if has_deck else None),
            clean=body == "\n\n".join(text for text in own.paragraphs if text not in kept),
            right=(wanted & given).total(), words=wanted.total() + given.total(), lost=len(lost(own, "\n\n".join([str(body), *kept]))),
        )  # fmt: skip


def _bare(dateline: object) -> str:
    return str(dateline or "").strip(" .—-")


def lost(own: Story, body: str) -> list[str]:
    """Lines of a story that are not in a body, each as often as it is missing."""
    return [text for text, times in Counter(own.paragraphs).items() for _ in range(times - min(times, body.count(text)))]


def show(name: str, told: Counter[str]) -> None:
    """A line of the table."""
    shares = "".join(f"{told[field] / told['pages']:>12.3f}" for field in FIELDS)
    print(f"{name:<24}{2 * told['right'] / told['words']:>8.3f}{shares}")


def main(pages: int) -> None:
    """Measure and print."""
    with TemporaryDirectory() as made:
        some = papers(20, pages)
        before = {url: told for paper in some for url, told in alone(Path(made), paper).items()}
        after = together(Path(made), some)
    print(f"{'':<24}{'body F1':>8}{''.join(f'{field:>12}' for field in FIELDS)}")
    for layout in LAYOUTS:
        for when, found in (("alone", before), ("learned", after)):
            of = (one for paper in some if paper.layouts == (layout,) for one in scored(paper, found))
            show(f"{layout}, {when}", sum(of, Counter()))
    with TemporaryDirectory() as made:
        some = papers(16, pages, has_habits=True)
        before = {url: told for paper in some for url, told in alone(Path(made), paper).items()}
        after = together(Path(made), some)
        for when, found in (("alone", before), ("learned", after)):
            for language in HABITS_IN:
                own = sum((one for paper in some if paper.language == language for one in scored(paper, found)), Counter())
                print(f"papers with habits, {language}, {when}: {own['lost']} lines of stories lost on {own['pages']} pages")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
