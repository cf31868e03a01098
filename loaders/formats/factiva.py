"""Factiva: codes before each value, or the values line by line above a copyright line; a number ends each article."""

import re
from collections.abc import Iterator

from articles.extract.wrapped import NARROWEST
from loaders.formats.export import COPYRIGHT, WORDS, Export, any_of, date_line, plain
from loaders.source import Refused

_FIELDS = {code: field for field, codes in WORDS["factiva"].items() for code in codes}
_WORDS = WORDS["factiva_words"]
_FLAGS = re.MULTILINE | re.IGNORECASE
_NUMBER = re.compile(rf"^[^\S\n]*(?:AN[^\S\n]+)?(?:{any_of(_WORDS['number'])})[^\S\n]+([A-Za-z]\w{{9,40}})[^\S\n]*$", _FLAGS)
_LENGTH = re.compile(rf"^[^\S\n]*\d[\d.,\u202f\xa0 ]*[^\S\n](?:{any_of(_WORDS['length'])})[^\S\n]*$", _FLAGS)
_BY = re.compile(rf"(?:{any_of(_WORDS['by'])})\s\S", re.IGNORECASE)
_BY_ELSEWHERE = re.compile(rf"(?:{any_of(word for word in _WORDS['by'] if word != 'by')})\s", re.IGNORECASE)
"""The word of the interface, whose language need not be the paper's."""
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?", re.IGNORECASE)
_SURE = tuple(re.compile(rf"^(?:{codes})\b", re.MULTILINE) for codes in ("HD", "LP|TD", "SN|PD"))
_CODE = re.compile(rf"(?:{'|'.join(_FIELDS)})(?=\s|$)")
_SAME = 0.5
"""Share of the words of a line that the line of the rights or the name of the paper has too, where it names the company."""
_PROSE = 80
"""Characters of a line that can be no name of a paper or a language."""


def looks_like(text: str) -> bool:
    """Whether a text is an export of Factiva."""
    return bool(_NUMBER.search(text) and _LENGTH.search(text)) or all(code.search(text) for code in _SURE)


def articles(text: str) -> Iterator[Export | Refused]:
    """Each article, or why a part is none."""
    at = 0
    for end in _NUMBER.finditer(text):
        part, at = text[at : end.start()], end.end()
        if part.strip():
            export = _coded(part) if re.search(r"^HD\b", part, re.MULTILINE) else _by_line(part)
            export.key = end[1]
            yield export
    if re.search(r"^HD\b", rest := text[at:], re.MULTILINE):
        yield _coded(rest)
    elif _LENGTH.search(rest):
        yield Refused("damaged", "an article that ends without its number: the export was cut off, export it again")


def _coded(part: str) -> Export:
    export, field = Export("factiva"), ""
    for line in part.strip("\n").split("\n"):
        code = _CODE.match(line)
        if code:
            field = _FIELDS[code[0]]
            line = line[code.end() :].strip()
        if field == "body":
            export.body += [line] if not code or line else [""]
        elif field and line.strip():
            export.said[field] = f"{export.said.get(field, '')} {plain(line)}".strip()
    return export


def _by_line(part: str) -> Export:
    export = Export("factiva")
    lines = part.strip("\n").split("\n")
    at = _last_of_the_head(lines)
    above = [text for text in map(plain, lines[: at + 1]) if text and not COPYRIGHT.match(text)]
    export.body = lines[at + 1 :]
    rights = plain(lines[at]) if COPYRIGHT.match(plain(lines[at])) else ""
    words = next((n for n, text in enumerate(above) if _LENGTH.fullmatch(text)), len(above))
    byline = [text for text in above[1:words] if _BY.match(text)]
    titles = [text for text in above[:words] if text not in byline]
    if len(titles) > 1 and len(f"{titles[0]} {titles[1].split()[0]}") < NARROWEST:
        export.said["section"] = titles.pop(0)
    export.said["title"] = " ".join(titles)
    if byline:
        export.said["authors"] = _BY_ELSEWHERE.sub("", byline[0])
    rest = above[words + 1 :]
    day = date_line(rest)
    if day is not None:
        export.said["published_at"] = rest[day]
        after = rest[day + 1 :]
        if after and _TIME.fullmatch(after[0]):
            export.said["time"] = after.pop(0)
        if after:
            export.said["outlet"] = after[0]
        if len(after) > 2:
            export.said["language"] = after[-1]
    _without_the_house(export, rights)
    return export


def _last_of_the_head(lines: list[str]) -> int:
    """The line of the rights; where none says whose they are, the last before the first line of prose below the length."""
    words = next((n for n, line in enumerate(lines) if _LENGTH.fullmatch(plain(line))), 0)
    rights = next((n for n, line in enumerate(lines) if n > words and COPYRIGHT.match(plain(line))), None)
    prose = next((n for n, line in enumerate(lines) if n > words and len(plain(line)) > _PROSE), len(lines))
    return rights if rights is not None and rights < prose else prose - 1


def _without_the_house(export: Export, rights: str) -> None:
    """Take the name of the company off that stands below the text."""
    at = next((n for n in range(len(export.body) - 1, -1, -1) if plain(export.body[n])), 0)
    last = plain(export.body[at]) if export.body else ""
    named = _words(f"{rights} {export.said.get('outlet', '')}")
    if at and len(last) < _PROSE and len(_words(last) & named) > _SAME * len(_words(last)):
        del export.body[at:]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
