"""What a few words of a byline in Chinese, Japanese or Korean are: names with their titles, with or without spaces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.byline.east_asian_word import (
    DESKS,
    HANGUL_NAME,
    NAME,
    is_organisation,
    is_place,
    one_word,
    tail_role,
    title_role,
)
from articles.byline.kinds import Item, SegmentContext
from articles.byline.lexicon import wording
from articles.byline.names import is_eastern
from articles.byline.parts import items
from articles.byline.tokens import Token, is_noise
from articles.places.agencies import agency_of

_SCHOOLS = ("대", "대학교", "대학원", "연구소", "연구원", "병원", "협회")


def eastern_items(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What some words name, in their order; words in Latin letters are read as they are everywhere."""
    if not any(is_eastern(word.text) for word in words):
        return items(words, where)
    words = [word for word in words if not is_noise([word])]
    texts = [word.text for word in words]
    joined = "".join(texts)
    if agency_of(" ".join(texts)) or (agency_of(joined) and len(texts) > 1):
        return [Item("organisation", " ".join(texts))]
    return _towns_before(_each(words, where))


@dataclass(frozen=True, slots=True)
class _Row:
    """Words read up to `index`; `named`: somebody has been. `ahead`: titles stand before their names."""

    words: Sequence[Token]
    where: SegmentContext
    index: int
    named: bool
    ahead: bool

    @property
    def word(self) -> str:
        return self.words[self.index].text

    @property
    def after(self) -> str:
        return self.words[self.index + 1].text if self.index + 1 < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What `length` words say, and the `title` that they give to whose name comes next."""

    said: list[Item]
    length: int = 1
    title: list[Item] | None = None


def _each(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What each of some words says, and of whom."""
    # "实习生 徐梦 记者 高远": where one title stands before its name, all do.
    ahead = bool(words) and words[0].text in wording().eastern["before"]
    found: list[Item] = []
    title: list[Item] = []
    index = 0
    while index < len(words):
        row = _Row(words, where, index, any(item.kind == "person" for item in found), ahead)
        read = next(filter(None, (reading(row) for reading in ROW_READINGS)), None) or _alone(row)
        found += read.said
        title = title if read.title is None else read.title
        if title and any(item.kind == "person" for item in read.said):
            found, title = found + title, []
        index += read.length
    return found


def _family_and_given(row: _Row) -> _Read | None:
    """ "山田 太郎"."""
    pair = _is_pair(row.word, row.after, row.where.lang)
    return _Read([Item("person", f"{row.word} {row.after}")], 2) if pair else None


def _what_he_did(row: _Row) -> _Read | None:
    """ "著", "訳": what he did, and the end of what is said of him."""
    known = wording().eastern
    if not row.named or row.word not in known["after"] or (row.ahead and row.word in known["before"]):
        return None
    return _Read(tail_role(row.word) or [Item("role", "=")])


def _school(row: _Row) -> _Read | None:
    """ "김철수 한국대 교수"."""
    school = row.named and row.after in wording().eastern["titles"] and row.word.endswith(_SCHOOLS)
    return _Read([Item("organisation", row.word)]) if school else None


def _title_of_the_next(row: _Row) -> _Read | None:
    """A title before its name. Not closed: it is nobody's but whose name comes next."""
    if row.word not in wording().eastern["before"] or (row.named and not row.ahead):
        return None
    return _Read([], title=[replace(role, text=role.text.removeprefix("=")) for role in title_role(row.word)])


def _in_latin_letters(row: _Row) -> _Read | None:
    if is_eastern(row.word):
        return None
    end = next((at for at in range(row.index, len(row.words)) if is_eastern(row.words[at].text)), len(row.words))
    return _Read(items(row.words[row.index : end], row.where), end - row.index)


ROW_READINGS = (_family_and_given, _what_he_did, _school, _title_of_the_next, _in_latin_letters)


def _alone(row: _Row) -> _Read:
    return _Read([Item("handle", row.word)] if "_" in row.word else one_word(row.word, row.where))


def _towns_before(found: list[Item]) -> list[Item]:
    """In Korean papers the towns before a reporter are where he stands."""
    person = max((at for at, item in enumerate(found) if item.kind == "person"), default=-1)
    return [
        Item("place", item.text)
        if item.kind == "prose" and at < person and HANGUL_NAME.fullmatch(item.text) and not item.text.endswith(("부", "팀"))
        else item
        for at, item in enumerate(found)
    ]


def _is_pair(word: str, after: str, lang: str | None) -> bool:
    """Whether two words are a Japanese family and given name."""
    known = wording().eastern
    if not after or lang in ("zh", "ko") or not NAME.fullmatch(word) or not NAME.fullmatch(after):
        return False
    if word.endswith(DESKS):
        return False  # "政治部 山田太郎"
    if len(word) > 3 or len(after) > 4 or is_organisation(word) or is_place(word) or is_organisation(after):
        return False
    if after in known["after"]:
        return False
    return not any(text in known["titles"] or text in known["before"] or text in known["after"] for text in (word, after))
