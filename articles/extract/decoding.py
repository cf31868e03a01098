"""Bytes to text: which encoding, page or plain text."""

import re
from html import unescape

from charset_normalizer import from_bytes

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
# The web's names for what browsers decode as something wider: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"), **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    "iso-8859-9": "cp1254", "big5": "big5hkscs", "tis-620": "cp874", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
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

    In order: byte order mark, valid UTF-8, the header's charset, the page's own, detection. Valid UTF-8 goes before what is
    declared, since text in another encoding hardly ever happens to be valid UTF-8, and mislabelled UTF-8 is common.
    """
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return _tidy(payload[len(mark) :].decode(encoding, "replace"))
    if payload.startswith(_MAGIC):
        return None
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _plain(text) if _holds_unseen(payload) else _with_line_ends(text)
    header, meta = _HEADER.search(content_type), _META.search(payload[:4096])
    declared = [header[1]] if header else []
    if meta:
        declared.append((meta[1] or meta[2]).decode("ascii"))
    for name in declared:
        name = _WIDER.get(name.lower(), name.lower())
        try:
            # A page cut or patched in the middle has a few wrong bytes: what it declares is still the best guess.
            text = payload.decode(name, "replace")
        except (LookupError, UnicodeError):
            continue
        if text.count("\ufffd") <= 5 + len(text) // 200:
            return _plain(text)
    best = from_bytes(payload[:65536]).best()
    if best is not None and not best.encoding.startswith(("utf_16", "utf_32")):
        return _plain(payload.decode(best.encoding, "replace"))
    text = payload.decode("utf-8", "replace")
    return _plain(text) if text.count("\ufffd") <= 5 + len(text) // 20 else None


_CONTROLS = bytes(code for code in (*range(32), 127) if code not in (9, 10, 12, 13))


def _holds_unseen(payload: bytes) -> bool:
    """Whether valid UTF-8 may hold what `_UNSEEN` takes out: the bytes are looked at ten times as fast as the text."""
    return len(payload.translate(None, _CONTROLS)) != len(payload) or b"\xef\xb7" in payload or b"\xef\xbf" in payload


def _plain(text: str) -> str | None:
    """`text` tidied, or None where control characters say that it never was text."""
    unseen = len(_UNSEEN.findall(text[:20000]))
    return None if unseen > 10 + len(text[:20000]) // 50 else _tidy(text)


def _tidy(text: str) -> str:
    """One kind of line end, and no characters that cannot be seen or stored."""
    return _UNSEEN.sub("", _with_line_ends(text))


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")


_AS_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_TWICE = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{''.join(map(chr, _AS_BYTES))}]")
"""What a letter of UTF-8 looks like after its bytes were taken for letters of Latin-1."""


def encoded_once(text: str) -> str:
    """A text whose UTF-8 was taken for Latin-1 and encoded again ("cafÃ©") as it was meant; any other as it is.

    Only where the whole of it is such: no text of another kind is valid UTF-8 throughout.
    """
    # The marks first: to look for one letter is a hundred times as fast as to look for any of many.
    if not ("Ã" in text or "Â" in text or "â" in text) or len(_TWICE.findall(text)) < 3:
        return text
    try:
        return text.translate(_AS_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


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
