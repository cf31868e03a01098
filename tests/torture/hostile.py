"""Pages and files that mean harm: name of the file -> (its bytes, what comes of it: "article" or a reject's code).

Most are a good article with something bad in it or around it: that must still be read.
"""

import gzip
import json
import random
from collections.abc import Iterator

from tests.loaders.bad import FILES, info, tarred, zipped
from tests.torture.press import article

KB, MB = 1 << 10, 1 << 20
GOOD = article("https://paper.example/good", random.Random("good"))
_HEAD, _, _BODY = GOOD.partition("</head>")
Case = tuple[bytes, str]


def good_page(number: int) -> bytes:
    """The nth good neighbour."""
    return article(f"https://paper.example/{number}", random.Random(f"neighbour {number}")).encode()


def in_head(markup: str) -> bytes:
    """The good article with something at the end of its head."""
    return f"{_HEAD}{markup}</head>{_BODY}".encode("utf-8", "surrogatepass")


def in_body(markup: str, after: str = "") -> bytes:
    """The good article with something before and after the text."""
    return (
        GOOD.replace("<article>", markup + "<article>")
        .replace("</article>", "</article>" + after)
        .encode("utf-8", "surrogatepass")
    )


def in_text(words: str) -> bytes:
    """The good article with words in the middle of a paragraph."""
    return GOOD.replace("what it is about.", f"what {words} it is about.").encode("utf-8", "surrogatepass")


def titled(title: str) -> bytes:
    """The good article under another title, as written in the page."""
    start, end = GOOD.index("<title>"), GOOD.index("</title>")
    words = GOOD[start + 7 : end]
    return GOOD.replace(words, title).encode("utf-8", "surrogatepass")


def by(author: str) -> bytes:
    """The good article with another byline."""
    start = GOOD.index('"byline">By ') + 12
    return (GOOD[:start] + author + GOOD[GOOD.index("</p>", start) :]).encode("utf-8", "surrogatepass")


def linked_data(text: str) -> bytes:
    """The good article with JSON-LD."""
    return in_head(f'<script type="application/ld+json">{text}</script>')


def dated(when: object) -> bytes:
    """The good article with a date of publication in its JSON-LD."""
    return linked_data(json.dumps({"@type": "NewsArticle", "datePublished": when, "dateModified": when}))


def cases() -> dict[str, Case]:
    """All of them."""
    made = {f"{family}-{number:02}.html": case for family, made in _PAGES for number, case in enumerate(made())}
    files = {f"bad-{name}": (made if isinstance(made, bytes) else made(), code) for name, (made, code) in FILES.items()}
    return made | files | _files()


def _deep() -> Iterator[Case]:
    for tag in ("div", "span", "b", "table", "ul", "blockquote", "font", "p", "form"):
        yield in_body(f"<{tag}>" * 100, f"</{tag}>" * 100), "article"
    for tag in ("div", "span", "table"):
        yield in_body(f"<{tag}>" * 1_500, f"</{tag}>" * 1_500), "article"
        yield in_body("", f"<{tag}><p>A line at each depth.</p>" * 1_500), "article"
    for tag in ("svg", "a"):  # a picture, and one long link
        yield in_body(f"<{tag}>" * 100, f"</{tag}>" * 100), "no_text"
    for tag in ("div", "span", "b", "ul", "blockquote", "font"):  # libxml2 leaves out what lies below 2048 elements
        yield in_body(f"<{tag}>" * 3_000, f"</{tag}>" * 3_000), "article"
    for tag in ("svg", "a"):
        yield in_body(f"<{tag}>" * 3_000, f"</{tag}>" * 3_000), "no_text"
    yield in_body("", "<div>" * 200_000), "article"
    yield ("<div>" * 200_000).encode(), "no_text"
    yield b"<" * 500_000, "no_text"
    yield ("<i>x" * 100_000).encode(), "article"  # one paragraph of one word


def _attributes() -> Iterator[Case]:
    yield in_body(f'<p class="{"x" * MB}">x</p>'), "article"
    yield in_body(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>x</p>"), "article"
    yield in_body(f'<p style="{"(" * 200_000}">x</p>'), "article"
    yield in_body(f'<a href="{"/.." * 100_000}">x</a>'), "article"
    yield in_body(f'<img src="data:image/png;base64,{"A" * MB}">'), "article"
    yield in_head(f'<meta property="og:title" content="{"word " * 100_000}">'), "article"
    yield in_head('<meta name="author" content="Eve Evil">' * 20_000), "article"


def _charsets() -> Iterator[Case]:
    text = GOOD.replace("what it is about", "café, señor, naïve – what it is about")
    for claimed, real in (
        ("latin-1", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8"), ("shift_jis", "utf-8"), ("gb18030", "utf-8"), ("koi8-r", "utf-8"),
        ("utf-7", "utf-8"), ("x-nothing", "utf-8"), ("", "utf-8"), ("utf-8" * 500, "utf-8"), ("utf-8", "utf-16"), ("utf-8", "utf-8-sig"),
    ):  # fmt: skip
        yield text.replace("utf-8", claimed).encode(real, "replace"), "article"
    whole = text.encode()
    yield whole.replace(b"A caf", b"A \xff\xfe\x80caf"), "article"
    yield whole + "señor".encode("latin-1") + "日本".encode("shift_jis"), "article"
    yield whole.replace(b"A caf", b"A \xc0\xaf\xe0\x80\xaf\xed\xa0\x80caf"), "article"
    yield whole.replace(b"</head>", b'<meta charset="utf-16"><meta charset="big5"></head>'), "article"


def _characters() -> Iterator[Case]:
    for words in (
        "\0", "\0" * 10_000, "".join(map(chr, range(1, 32))), "".join(map(chr, range(0x80, 0xA0))), "\ud800", "\udfff\ud800", "\ufeff", "\ufffe\uffff",
        "\u202e\u2066\u202d", "\u200b" * 50_000, "\u200d\u200c", "e" + "\u0301" * 20_000, "\ufdfa" * 5_000, "\U000e0041" * 1_000, "\U0001f3f4\u200d\u2620",
        "&#xD800;", "&#0;", "&#x110000;", "&#99999999999;", "&#xFFFE;", "&amp" * 50_000, "&nosuchentity;", "&#8238;",
    ):  # fmt: skip
        yield in_text(words), "unsupported" if words == "\0" * 10_000 else "article"  # half of it NUL is no text


def _dates() -> Iterator[Case]:
    for when in (
        "0000-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "10000-01-01", "-0044-03-15", "2126-01-01T00:00:00Z", "2026-02-31",
        "2026-03-01T24:00:00Z", "2026-12-31T23:59:60Z", "2026-03-01T00:00:00+99:99", "٢٠٢٦-٠٣-٠١", "9" * 100_000, 1e308, -1, 2**63, 10**400, None, {},
        ["2026-03-01"], True, "P1D", "\0", "1970-01-01T00:00:00Z", "now",
    ):  # fmt: skip
        yield dated(when), "article"


def _json() -> Iterator[Case]:
    for text in (
        "[" * 100_000, '{"a":' * 50_000, "{", "", "null", "NaN", '"', '{"@type": "NewsArticle", "headline": NaN}', "{}" * 1_000,
        '{"@type": "NewsArticle", "headline": "\\ud800"}', '{"@type": "NewsArticle", "headline": ' + "9" * 6_000 + "}",
        '{"@type": "NewsArticle", "author": ' + "[" * 500 + "]" * 500 + "}", '{"@type": "NewsArticle", "author": {"author": {"author": {}}}}',
        json.dumps({"@graph": [{"@type": "NewsArticle", "headline": f"H {n}"} for n in range(20_000)]}),
        json.dumps({"@type": "NewsArticle", "articleBody": "lies " * 300_000}),
        json.dumps({"@type": ["NewsArticle"] * 10_000, "headline": ["a", {}, None], "author": 5, "keywords": {"a": 1}, "image": [[[]]]}),
        json.dumps({"@type": "NewsArticle", "author": [{"@type": "Person", "name": f"Eve {n}"} for n in range(5_000)]}),
        "<!-- /* <![CDATA[ */ {'a': 1} // ]]> -->", "{\"a\": \"</scr\" + \"ipt>\"}",
    ):  # fmt: skip
        yield linked_data(text), "article"


def _titles() -> Iterator[Case]:
    for title in (
        "'; drop table base.version; --", "=cmd|'/c calc'!A0", "@SUM(1+1)*cmd", "&lt;script&gt;alert(1)&lt;/script&gt;", "{{7*7}}{% raw %}", "${jndi:ldap://127.0.0.1/x}",
        "%s%n%x%d", "../../../../etc/passwd", "a&#10;b&#13;c&#9;d", '"""\'\'\'\\', "word " * 50_000, "\U0001f600" * 500, "\u202etxt.exe", "NULL", "$1 $$ $fn$",
    ):  # fmt: skip
        yield titled(title), "article"


def _authors() -> Iterator[Case]:
    for author in (
        "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>", "Robert'); drop table base.contributor;--", ", ".join(["Eve Evil"] * 5_000), "X" * MB,
        "and " * 20_000, "(" * 20_000, "By By By " * 10_000, "a@b." * 20_000, "Eve\nBcc: all@paper.example", "=1+1", ". " * 30_000, "\u202eevE", "O'" * 5_000,
    ):  # fmt: skip
        yield by(author), "article"


def _addresses() -> Iterator[Case]:
    for url in (
        "javascript:alert(1)", "file:///etc/passwd", "http://169.254.169.254/", "http://[", "http://paper.example:99999/", "//", "x" * 60_000, "\0", "data:text/html,x",
        "http://user:secret@paper.example/", "http://①②⑦.⓪.⓪.①/", "?" + "a=b&" * 20_000, "http://" + "a." * 5_000 + "example/",
    ):  # fmt: skip
        yield GOOD.replace("https://paper.example/good", url).encode(), "article"
        yield in_head(f'<base href="{url}">'), "article"


def _lengths() -> Iterator[Case]:
    for words in (
        " " * 300_000, "-" * 200_000, ", " * 100_000, "a" * MB, "1" * 200_000, "A B " * 50_000, "(((" * 30_000, "—" * 50_000, "” “" * 30_000, "http://a.b/" * 20_000,
        "Photo: " * 20_000, "Reuters) - " * 20_000, "Read more: " * 20_000, "| " * 50_000, "@" * 100_000,
    ):  # fmt: skip
        yield in_text(words), "article"
    yield in_body("", "<p>Short.</p>" * 30_000), "article"
    yield in_body("", '<a href="/x">link</a> ' * 50_000), "article"
    yield in_body("", "<img src=/a.jpg>" * 20_000), "article"
    yield in_body("", f"<table>{'<tr><td>1</td></tr>' * 30_000}</table>"), "article"
    yield in_body("", "<h2>Heading</h2>" * 20_000), "article"
    yield in_body("", "<br>" * 200_000), "article"


def _markup() -> Iterator[Case]:
    laughs = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    yield (laughs + GOOD.replace("A first", "&b; first")).encode(), "article"
    yield b"<?xml version='1.0'?>" + GOOD.encode(), "article"
    yield in_body("", "<!-- never closed"), "article"
    yield in_body("<![CDATA[ x ]]>"), "article"
    yield in_body("<template><p>not shown</p></template><noscript><p>x</p></noscript>"), "article"
    yield in_body("<svg><foreignObject><p>x</p></foreignObject></svg><math><mi>x</mi></math>"), "article"
    yield in_body("<iframe srcdoc='<p>x</p>'></iframe><object data=file:///etc/passwd></object>"), "article"
    yield in_head("<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"), "article"
    yield in_body("", "<plaintext> all of it"), "article"
    yield (GOOD * 50).encode(), "article"
    yield in_body("<select>" + "<option>x" * 20_000 + "</select>"), "article"
    yield in_body("<script>" + "if (a < b) { document.write('<p>x</p>') }" * 5_000 + "</script>"), "article"


_PAGES = (
    ("deep", _deep), ("attributes", _attributes), ("charsets", _charsets), ("characters", _characters), ("dates", _dates), ("json", _json),
    ("titles", _titles), ("authors", _authors), ("addresses", _addresses), ("lengths", _lengths), ("markup", _markup),
)  # fmt: skip


def _files() -> dict[str, Case]:
    page = GOOD.encode()
    return {
        "newline\nin its name.html": (page, "article"),
        "quote'\"; drop table.html": (page, "article"),
        "bad-\udcff\udcfe.html": (page, "article"),
        "\u202elmth.txt": (page, "article"),
        "-rf.html": (page, "article"),
        "%2e%2e%2f.html": (page, "article"),
        "n" * 250 + ".html": (page, "article"),
        "climbs.zip": (zipped(("../../../../tmp/climbed.html", page)), "outside_roots"),
        "absolute.zip": (zipped(("/tmp/climbed.html", page)), "outside_roots"),
        "climbs.tar": (tarred((info("../../climbed.html"), page)), "outside_roots"),
        "empty-entries.xml": (b"<rss version='2.0'><channel>" + b"<item/>" * 50_000 + b"</channel></rss>", "no_text"),
        "empty-members.zip": (zipped(*((f"{n}.txt", b"") for n in range(50_000))), "empty"),
        "zips.zip": (zipped(*((f"{n}.zip", zipped(*((str(m), b"") for m in range(100)))) for n in range(100))), "empty"),
        "versions.warc": (b"WARC/1.0\r\n" * 20_000, "damaged"),
        "doctypes.xml": (b"<!DOCTYPE[" * 80_000, "unsupported"),
        "twice-packed.tar.gz": (gzip.compress(tarred((info("a.html.gz"), gzip.compress(page, mtime=0))), mtime=0), "article"),
    }
