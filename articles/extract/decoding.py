"""Bytes to text: which encoding, page or plain text."""

import re
from html import unescape

from articles.extract import code_pages

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
# How pictures, archives, fonts, films and programs begin.
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"PK\x05\x06", b"\x7fELF", b"\x1f\x8b", b"RIFF", b"ID3",
    b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x20ftyp", b"\xd0\xcf\x11\xe0", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!", b"wOFF",
    b"OggS", b"wOF2", b"\x1aE\xdf\xa3",
)  # fmt: skip
# What XML cannot hold and no reader can see, raw or as a reference, breaks the parsers further on.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:0*(\d{1,8})|[xX]0*([0-9a-fA-F]{1,7}))(?!\w);?")


def decode(payload: bytes, content_type: str = "") -> str | None:
    """The payload as text with \\n line ends, or None where it is no text (a picture, an archive, noise).

    In order: byte order mark, valid UTF-8, the header's charset, the page's own, detection; of the last three the letters
    have a word (`code_pages`). Valid UTF-8 goes before what is
    declared, since text in another encoding hardly ever happens to be valid UTF-8, and mislabelled UTF-8 is common.
    """
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return _tidy(payload[len(mark) :].decode(encoding, "replace"))
    if payload.startswith(_MAGIC):
        return None
    try:
        whole = payload.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _plain(whole) if _holds_unseen(payload) else _with_line_ends(whole)
    header, meta = _HEADER.search(content_type), _META.search(payload[:4096])
    declared = [header[1]] if header else []
    if meta:
        declared.append((meta[1] or meta[2]).decode("ascii"))
    text = code_pages.decoded(payload, declared)
    return None if text is None else _plain(text)


_CONTROLS = bytes(code for code in (*range(32), 127) if code not in (9, 10, 12, 13))
_RARE = re.compile(rb"\xef[\xb7\xbf]")
"""How the rarer of them begin, from U+FDD0 on."""


def _holds_unseen(payload: bytes) -> bool:
    """Whether valid UTF-8 may hold what `_UNSEEN` takes out: bytes are looked through many times as fast as letters."""
    return len(payload.translate(None, _CONTROLS)) < len(payload) or _RARE.search(payload) is not None


def _plain(text: str) -> str | None:
    """`text` tidied, or None where control characters say that it never was text."""
    unseen = len(_UNSEEN.findall(text[:20000]))
    return None if unseen > 10 + len(text[:20000]) // 50 else _tidy(text)


def _tidy(text: str) -> str:
    """One kind of line end, and no characters that cannot be seen or stored."""
    return _UNSEEN.sub("", _with_line_ends(text))


def _with_line_ends(text: str) -> str:
    if "\r" in text:  # one letter is found a hundred times as fast as two
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x0c", "\n")


_AS_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_FOLLOWING = f"[\u0080-\u00bf{''.join(map(chr, _AS_BYTES))}]"
_TWICE = re.compile(f"[\u00c2-\u00f4]{_FOLLOWING}")
"""What a letter of UTF-8 looks like after its bytes were taken for letters of Latin-1."""
_ONCE = re.compile(f"[\u00c2-\u00f4](?!{_FOLLOWING})")
"""A letter that was not, as most texts with an accent have one in their first lines."""
_IN_BYTES = re.compile(rb"\xc3(?:[\x82-\xb4]\xc2|\xa2\xe2\x82\xac)")
"""What any text that was encoded twice holds; bytes are looked through many times as fast as letters."""
_BETWEEN_TAGS = re.compile(r"[^<>]+")
_FEWEST = 3
"""Such letters on a page that is taken for encoded twice."""


def encoded_once(text: str) -> str:
    """A text whose UTF-8 was taken for Latin-1 and encoded again ("cafÃ©") as it was meant; any other as it is.

    Where the whole of it is such, or all that stands between two tags: no text of another kind is valid UTF-8 throughout.
    """
    if text.isascii() or not _IN_BYTES.search(text.encode(errors="replace")) or len(_TWICE.findall(text)) < _FEWEST:
        return text
    if (whole := _once(text)) is not None:
        return whole
    pieces = {piece: once for piece in set(_BETWEEN_TAGS.findall(text)) if _TWICE.search(piece) and (once := _once(piece))}
    if sum(len(_TWICE.findall(piece)) for piece in pieces) < _FEWEST:
        return text
    return _BETWEEN_TAGS.sub(lambda piece: pieces.get(piece[0], piece[0]), text)


def _once(text: str) -> str | None:
    if _ONCE.search(text):
        return None
    try:
        return text.translate(_AS_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


_TAG = re.compile(r"<[a-zA-Z/!]")
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|div|br|a|b|i|em|strong|img|span|h[1-6]|ul|ol|li|blockquote|figure)\b[^<>]{0,500}?&gt;", re.IGNORECASE
)


def markup_once(markup: str) -> str:
    """Markup that was escaped once too often (`&lt;p&gt;`), as feeds carry it, as it was meant; any other as it is.

    Only where it has no tag of its own and begins with one or has several: "the &lt;p&gt; tag" is what a text says.
    """
    if "&lt;" not in markup or _TAG.search(markup):
        return markup
    tags = _ESCAPED_TAG.findall(markup)
    return unescape(markup) if len(tags) > 2 or _ESCAPED_TAG.match(markup.lstrip()) else markup


def without_bad_references(html: str) -> str:
    """Character references to what XML cannot hold (`&#8;`, `&#xFFFE;`, `&#xD800;`) become nothing."""

    def kept(reference: re.Match[str]) -> str:
        code = int(reference[1]) if reference[1] else int(reference[2], 16)
        bad = code > 0x10FFFF or (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE
        return "" if bad else reference[0]

    return _REFERENCE.sub(kept, html)


def looks_like_html(text: str) -> bool:
    """Whether it is markup: what it is called may be wrong, so its first tags decide."""
    start = text[:4096].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<head", "<body", "<!--")):
        return True
    return len(re.findall(r"<(?:html|head|body|div|p|meta|title|article|section|h1|span|script|table|a)\b[^<>]*>", start)) >= 2
