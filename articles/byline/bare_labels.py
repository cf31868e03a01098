"""Labels that no colon follows ("By Jane Doe", "Foto Jane Doe"): a table of named rules, of which the first decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.byline.kinds import is_name, outlet_at
from articles.byline.names import is_particle
from articles.byline.tokens import Token
from articles.rule_table import first_match

MID_LABELS = frozenset(("by", "por", "par", "door"))
"""Labels that may stand in the middle: "Posted by"."""

_NORDIC, _SLAVIC = (None, "sv", "nb", "da"), (None, "hr", "sr", "bs", "sl", "cs", "sk", "pl")
# With a capital these are names in other languages than theirs: "Di Wang", "Af Klint".
_NAMES_ELSEWHERE = {"di": (None, "it"), "av": _NORDIC, "af": _NORDIC, "od": _SLAVIC, "door": (None, "nl")}


@dataclass(frozen=True, slots=True)
class BareLabel:
    """What may be a label of `length` words at `index`, with its `role`; `chunk` are the words just before it."""

    words: Sequence[Token]
    low: Sequence[str]
    index: int
    length: int
    role: str
    lang: str | None
    chunk: Sequence[Token]

    @property
    def word(self) -> Token:
        """Its first word."""
        return self.words[self.index]

    @property
    def after(self) -> Token:
        """What follows it."""
        return self.words[self.index + self.length]


def taken_by(label: BareLabel) -> int:
    """How many tokens a label takes; 0 where it is none."""
    decided = first_match(BARE_LABEL_RULES, label)
    return decided[1] if decided else 0


def part_of_an_outlet(label: BareLabel) -> int | None:
    """A word that an outlet's name begins with is no label.

    Taken: Photo News -> o:Photo News [photo]
    Left: Photo Jane Doe -> Jane Doe [photo]
    Known problems: An outlet that no list has loses its first word to the label.
    """
    return 0 if outlet_at(label.words, label.index) >= max(label.length, 2) else None


def particle_of_a_name(label: BareLabel) -> int | None:
    """A particle behind a name belongs to it.

    Taken: ERIKA VON DER TANNE -> Erika von der Tanne
    Left: Photo Jane Doe -> Jane Doe [photo]
    Known problems: A "von" in capitals that parts two authors is read as part of one name.
    """
    particles = all(is_particle(one) for one in label.low[label.index : label.index + label.length])
    return 0 if label.chunk and particles else None


def picture_between_names(label: BareLabel) -> int | None:
    """ "Photo" between two names is the second one's.

    Taken: Jane Doe Photo John Smith -> Jane Doe ; John Smith [photo]
    Left: Photo Jane Doe -> Jane Doe [photo]
    Known problems: None known.
    """
    if not label.chunk or label.role != "photo" or label.length != 1:
        return None
    between = is_name(label.chunk) and is_name(label.words[label.index + 1 : label.index + 3])
    return int(not outlet_at(label.words, label.index)) if between else None


def capital_within_a_name(label: BareLabel) -> int | None:
    """ "Por" with a capital, or behind words with capitals, is part of a name; "By" never is.

    Taken: Anna Por Novak -> Anna Por Novak
    Left: Photo Jane Doe -> Jane Doe [photo]
    Known problems: A label with a capital between two names ("Jane Doe Por Ana Gil") makes one name of them.
    """
    mid = bool(label.chunk) and label.word.low in MID_LABELS and label.word.text != "By"
    capitals = not label.word.text.islower() or any(one.text.islower() for one in label.chunk)
    return 0 if mid and capitals else None


def word_within_a_name(label: BareLabel) -> int | None:
    """Other labels of one word start no new name behind words.

    Taken: Jane Foto Doe -> Jane Foto Doe
    Left: Jane Doe photo by John Smith -> Jane Doe ; John Smith [photo]
    Known problems: "Jane Doe Text John Smith" is one name of five words.
    """
    plain = label.length == 1 and label.role in ("", "photo", "both") and label.word.low not in (*MID_LABELS, "©", "(c)")
    return 0 if label.chunk and plain else None


def name_in_other_languages(label: BareLabel) -> int | None:
    """A label of one language that is a name in others.

    Taken (en): Di Wang -> Di Wang
    Left (it): di Anna Rossi -> Anna Rossi
    Known problems: Where the page names no language, the label counts before a name of any.
    """
    named = _NAMES_ELSEWHERE.get(label.word.low)
    return 0 if named and label.lang not in named and not label.word.text.islower() else None


def picture_and_slash(label: BareLabel) -> int | None:
    """A picture's label of several words, and a slash.

    Taken: Jane Doe Photos by / John Smith -> Jane Doe ; John Smith [photo]
    Left: Photo Jane Doe -> Jane Doe [photo]
    Known problems: None known.
    """
    return label.length + 1 if label.after.kind == "/" and label.role == "photo" and label.length > 1 else None


def before_an_address(label: BareLabel) -> int | None:
    """A label before a handle, an address, a quotation mark, or glued to what follows.

    Taken: Photo @janedoe -> h: [photo] %janedoe
    Left: Photo Jane Doe -> Jane Doe [photo]
    Known problems: None known.
    """
    glued = label.after.kind == "glue"
    return label.length + glued if glued or label.after.kind in ("handle", "email", '"') else None


def before_a_name(label: BareLabel) -> int | None:
    """A label before a word with a capital; the author's, and one of several words, before any word.

    Taken: By Jane Doe -> Jane Doe
    Left: Photo editor Jane Doe -> Jane Doe [Photo editor]
    Known problems: A person whose first name is a label of some language ("By Par Lind") loses it.
    """
    if label.after.kind != "word":
        return None
    sure = label.length > 1 or not label.role or label.word.low[-1] in "©."
    return label.length if sure or not label.after.text[0].islower() else None


BARE_LABEL_RULES = (
    part_of_an_outlet,
    particle_of_a_name,
    picture_between_names,
    capital_within_a_name,
    word_within_a_name,
    name_in_other_languages,
    picture_and_slash,
    before_an_address,
    before_a_name,
)
