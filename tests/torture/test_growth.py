"""No input costs more than its length: twice of it, at most two and a half times the processor time."""

import re
from collections.abc import Callable

import pytest

from articles.extract.decoding import decode
from tests.torture.faces import faces
from tests.torture.growing import MARKS, asked_of, growth, longest_seen, looked_for, modules, patterns, repeated
from warehouse.recipes import question

FACES = faces()
SUSPECT_OF_A_FACE_S = 0.1
MET = [
    ("feed", "", "<!DOCTYPE["),  # 849 bytes, packed, held a crawl for 40 s
    ("feed", "", "\n"),
    ("feed", "<rss version='2.0'><channel>", "<!DOCTYPE x ["),
    ("a field of a feed", "", "-"),  # feedparser's own patterns, for dates and authors
    ("load .warc", "", "WARC/1.0\r\n"),  # 200 kB, 27 s
    ("load .warc", "", "WARC/1.0\r\nContent-Length: 99999\r\n\r\n"),
    ("read a page", "<html><body><p>", "<script>"),
    ("read a page", "", "<div "),
    ("load .csv", "url,title,text\n", '"'),
    ("robots", "User-agent: *\nDisallow: ", "*"),
    ("a field of a JSON Feed", "", "<div "),
    ("a field of a JSON Feed", "", "<style>"),
    ("sitemap", "<urlset>", "<url>"),
    ("sitemap", "<urlset>&", "<![CDATA["),
    ("sitemap", "<urlset><url><loc>https://paper.example/x", " "),
    (
        "read a page",
        "<html lang='en'><body><article><h1>x</h1><p>The ",
        "A Brunt ",
    ),  # a run of capitals to its end from each word
    ("read a page", "<html lang='ar'><body><article><h1>x</h1><p>", "الرئيس "),
    ("read a text", "A title\n\n", "x\n\n"),  # a mail that is sent on was looked for from each line to the end
]
"""What was met, or might be: the start of an input, and what it repeats."""


def test_patterns_are_found():
    written = sum(file.read_text("utf-8").count("re.compile(") for _, file in modules())
    assert len(patterns()) > written


def test_no_pattern_is_quadratic_in_what_it_looks_for():
    slow = {}
    for where, pattern in patterns().items():
        for way, work in asked_of(where, pattern).items():
            for token in looked_for(pattern)[:4]:
                if said := growth(work, "", token, longest_seen(where)):
                    slow[f"{where} {way}"] = f"{token!r}: {said}"
    assert slow == {}


def test_a_pattern_that_is_quadratic_is_found(monkeypatch):
    monkeypatch.setattr("tests.torture.growing.GIVEN_UP_S", 0.6)  # what is given up is the dearest
    assert growth(lambda text: re.search(r"\s+$", text), "", " ", 1 << 18) == ""
    assert "for twice as many" in growth(lambda text: re.search(r"\s+$", text + "x"), "", " ", 1 << 18)
    assert "for twice as many" in growth(lambda text: re.search(r"\s+$", text + "x"), "", " ", 1 << 18, 1 << 17), "given up"


@pytest.mark.parametrize(("face", "start", "token"), MET)
def test_no_face_is_quadratic_in_what_was_met(face: str, start: str, token: str) -> None:
    assert grown(face, start, token, 1 << 17) == ""


def test_paragraphs_that_come_again_are_looked_for_within_bounds() -> None:
    assert grown("read a page", "<article><h1>x</h1>", '<p itemprop="author">By A, B and ', 1 << 15) == ""


@pytest.mark.parametrize(
    "part",
    [
        "<NewsLines/>",
        "<ContentItem><DataContent>x</DataContent></ContentItem>",
        "<NewsComponent><NewsLines><HeadLine>x</HeadLine></NewsLines><DataContent>x</DataContent></NewsComponent>",
    ],
)
def test_what_stands_around_a_text_of_newsml_is_looked_through_once(part: str) -> None:
    def work(text: str) -> object:
        texts = "<DataContent>x</DataContent>" * (len(text) // len(part))
        whole = f"<NewsML><NewsItem><NewsComponent>{text}{texts}</NewsComponent></NewsItem></NewsML>"
        return FACES["load .xml"][0](whole)

    assert growth(work, "", part, 1 << 18, 1 << 15, SUSPECT_OF_A_FACE_S) == ""


def test_a_charset_of_no_page_is_not_decoded() -> None:
    assert (
        growth(lambda text: decode(b"caf\xe9 " + text.encode(), "text/html; charset=punycode"), "", "9", 1 << 19, 1 << 17) == ""
    )


def test_a_shorthand_that_is_none_is_refused_at_once() -> None:
    assert growth(lambda text: question(f".tables{text}!", {}), "", " ", 1 << 18) == ""


def grown(face: str, start: str, token: str, first: int) -> str:
    return growth(FACES[face][0], start, token, 4 * first, first, SUSPECT_OF_A_FACE_S)


def long(_: int, say: Callable[[str], None]) -> list[str]:
    """Each pattern on all that it looks for and all marks, each face on all marks behind each of its beginnings."""
    found = []
    for where, pattern in patterns().items():
        for way, work in asked_of(where, pattern).items():
            for start, token in repeated(pattern):
                if said := growth(work, start, token, longest_seen(where)):
                    found.append(f"{where} {way} {start!r} {token!r}: {said}")
    say(f"{len(patterns())} patterns, {len(found)} of them too slow")
    for face, (_work, starts) in FACES.items():
        before = len(found)
        tried = ((start, token, grown(face, start, token, 1 << 15)) for start in starts for token in MARKS)
        found += [f"{face} {start!r} {token!r}: {said}" for start, token, said in tried if said]
        say(f"{face}: {len(found) - before} too slow")
    return found
