import pytest

from articles.extract.decoding import decode, encoded_once, looks_like_html, without_bad_references

REFERENCES = [
    ("a&#8;b", "ab"),
    ("a&#xFFFE;b", "ab"),
    ("&#xD800;", ""),
    ("&#99999999;", ""),
    ("&#233;", "&#233;"),
    ("&#10;", "&#10;"),
    ("&amp;", "&amp;"),
]


@pytest.mark.parametrize(("html", "expected"), REFERENCES)
def test_bad_references(html, expected):
    assert without_bad_references(html) == expected


MARKUP = [
    ("<!doctype html><p>x", True),
    ("  <html>", True),
    ("<p>one</p><p>two</p>", True),
    ("Plain text with a < b and c > d", False),
    ("A crane fell into the basin.\n\nNobody was hurt.", False),
]


@pytest.mark.parametrize(("text", "expected"), MARKUP)
def test_looks_like_html(text, expected):
    assert looks_like_html(text) is expected


def test_line_ends_become_one_kind():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


MEANT = "<p>The café said “no” – nobody’s naïve.</p>"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (MEANT.encode().decode("latin-1"), MEANT),
        # As Windows shows it, with the five bytes it has no letter for.
        ("".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in MEANT.encode()), MEANT),
        (MEANT, MEANT),
        ("Ã la carte, SÃO PAULO, Â la mode", "Ã la carte, SÃO PAULO, Â la mode"),
        # Mixed with text that was encoded once: what was meant cannot be told.
        (MEANT.encode().decode("latin-1") + " – więcej", MEANT.encode().decode("latin-1") + " – więcej"),
    ],
)
def test_text_that_was_encoded_twice(given, expected):
    assert encoded_once(given) == expected
