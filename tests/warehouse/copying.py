"""Articles that others copy as newsrooms do, and articles that look alike and are no copies: with what is true of each."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from tests.warehouse.pages import article, at, page
from warehouse.staging import Read

LETTERS = {
    "en": "abcdefghiklmnoprstuvw",
    "ru": "абвгдежзиклмнопрстуфхчшя",
    "ar": "ابتثجحدرزسشصطعغفقكلمنهوي",
    "el": "αβγδεζηθικλμνξοπρστυφχω",
    "zh": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动",
}
FORMULA = {
    language: "".join(
        letters[index % len(letters)] + (" " if index % 5 == 4 and language != "zh" else "") for index in range(90)
    )
    for language, letters in LETTERS.items()
}
"""A paragraph that every look-alike ends with."""

PAIRS = """
select one.publisher, other.publisher
from text_reuse
join articles as one on one.article_id = text_reuse.article_id
join articles as other on other.article_id = text_reuse.other_article_id
where one.publisher < other.publisher
"""
ORIGINS = """
select article.publisher, origin.publisher
from articles as article
left join articles as origin on origin.article_id = article.origin_article_id
"""
"""What the warehouse says of them: each paper of the generator is a publisher with one article."""


@dataclass(frozen=True)
class Told:
    """A text as a paper has it. `origins` are the papers that it has it from."""

    paper: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    day: float
    language: str
    origins: tuple[str, ...] = ()
    dateline_agency: str | None = None

    def read(self) -> Read:
        """As a page of the paper and its article."""
        joint = "" if self.language == "zh" else " "
        text = "\n\n".join(joint.join(sentences) for sentences in self.paragraphs)
        url = f"https://{self.paper}.example/1"
        own = article(
            url, text, publisher=self.paper, title=self.title, published_at=at(self.day), published_precision="minute",
            language=self.language, dateline_agency=self.dateline_agency, contributors=(),
        )  # fmt: skip
        return Read(page(url, text, self.day, publisher=self.paper), own)


class Newsrooms:
    """Writes texts by chance, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        """Chance from a seed."""
        self.chance = random.Random(seed)
        self.papers = 0

    def word(self, language: str) -> str:
        """A word of no language, in the letters of one."""
        return "".join(self.chance.choices(LETTERS[language], k=self.chance.randint(2, 9)))

    def sentence(self, language: str) -> str:
        """A sentence of 6 to 30 words."""
        words = [self.word(language) for _ in range(self.chance.randint(6, 30))]
        return "".join(words) + "。" if language == "zh" else " ".join(words).capitalize() + "."

    def original(self, language: str) -> Told:
        """An article of its own: 4 to 9 paragraphs."""
        paragraphs = tuple(
            tuple(self.sentence(language) for _ in range(self.chance.randint(2, 3))) for _ in range(self.chance.randint(4, 9))
        )
        return Told(self.paper(), self.sentence(language), paragraphs, self.chance.random(), language)

    def paper(self) -> str:
        """A paper that has told nothing yet."""
        self.papers += 1
        return f"paper{self.papers}"

    def copied(self, told: Told, change: Callable[["Newsrooms", Told], Told]) -> Told:
        """The same in another paper, up to two days later."""
        later = told.day + 0.05 + self.chance.random() * 2
        return replace(change(self, told), paper=self.paper(), day=later, origins=(told.paper,))

    def merged(self, one: Told, other: Told) -> Told:
        """Two articles that a third paper made one of."""
        day = max(one.day, other.day) + 0.1
        paragraphs = one.paragraphs + other.paragraphs
        return replace(one, paper=self.paper(), paragraphs=paragraphs, day=day, origins=(one.paper, other.paper))

    def look_alike(self, told: Told) -> Told:
        """Another matter, with one paragraph that each of its kind ends with."""
        own = self.original(told.language)
        return replace(own, paragraphs=(*own.paragraphs[:4], (FORMULA[told.language],)), title=told.title)


def word_for_word(_: Newsrooms, told: Told) -> Told:
    """As it is."""
    return told


def cut(newsrooms: Newsrooms, told: Told) -> Told:
    """Its beginning alone."""
    return replace(told, paragraphs=told.paragraphs[: newsrooms.chance.randint(2, len(told.paragraphs) - 1)])


def retitled(newsrooms: Newsrooms, told: Told) -> Told:
    """Under a headline of the paper's own."""
    return replace(told, title=newsrooms.sentence(told.language))


def lede_reworded(newsrooms: Newsrooms, told: Told) -> Told:
    """With a first paragraph of its own."""
    return replace(told, paragraphs=((newsrooms.sentence(told.language),), *told.paragraphs[1:]))


def another_dateline(_: Newsrooms, told: Told) -> Told:
    """With a place and an agency before its first words."""
    first, *rest = told.paragraphs
    return replace(told, paragraphs=((f"OLDMILL (AP) — {first[0]}", *first[1:]), *rest))


def credited(_: Newsrooms, told: Told) -> Told:
    """With the agency in its dateline."""
    return replace(told, dateline_agency="Wire")


def paragraphs_joined(_: Newsrooms, told: Told) -> Told:
    """Each two paragraphs made one."""
    pairs = (told.paragraphs[at : at + 2] for at in range(0, len(told.paragraphs), 2))
    return replace(told, paragraphs=tuple(tuple(sentence for one in pair for sentence in one) for pair in pairs))


def requoted(_: Newsrooms, told: Told) -> Told:
    """With other marks and spaces."""
    return replace(told, paragraphs=tuple(tuple(f"“{s[:-1]}”{s[-1]}" for s in one) for one in told.paragraphs))


CHANGES = (
    word_for_word, cut, retitled, lede_reworded, another_dateline, credited, paragraphs_joined, requoted,
)  # fmt: skip


def copies(seed: int, originals: int) -> list[Told]:
    """Originals in all scripts, copies of each by three of the changes, merged ones, and look-alikes."""
    newsrooms = Newsrooms(seed)
    found: list[Told] = []
    for number in range(originals):
        original = newsrooms.original(list(LETTERS)[number % len(LETTERS)])
        found += [original, *(newsrooms.copied(original, change) for change in newsrooms.chance.sample(CHANGES, 3))]
        found += [newsrooms.look_alike(original) for _ in range(3)]
        if number % 5 == 0:
            other = newsrooms.original(original.language)
            found += [other, newsrooms.merged(original, other)]
    return found


def true_pairs(told: list[Told]) -> Iterator[frozenset[str]]:
    """Papers of which one has its text from the other, or both from a third."""
    for one, other in combinations(told, 2):
        if _own_sentences(one) & _own_sentences(other):
            yield frozenset((one.paper, other.paper))


def _own_sentences(told: Told) -> set[str]:
    """Its sentences but for the formula, without marks and what was put before them."""
    bare = {sentence.removeprefix("OLDMILL (AP) — ").strip("“”.。") for paragraph in told.paragraphs for sentence in paragraph}
    return bare - set(FORMULA.values())
