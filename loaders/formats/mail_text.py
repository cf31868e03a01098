"""The text of a mail: of alternatives the richest, of several parts all, each in its place."""

import re
from collections.abc import Iterator
from email.message import Message
from html import escape

from articles.extract import code_pages
from loaders.formats.flowed import unflowed

_HTML = ("text/html", "application/xhtml+xml")
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)

_TAG = re.compile(r"<[^<>]{0,2000}>")

Text = tuple[str, str]
"""Media type and text of a part."""


def says_something(part: Text) -> bool:
    """Whether there is more in it than markup."""
    kind, text = part
    return bool((_TAG.sub("", text) if kind == "text/html" else text).strip())


def text_parts(mail: Message) -> list[Text]:
    """Its texts that are no attachments, in their order, without those of mails within it."""
    return list(_parts(mail))


def _parts(part: Message) -> Iterator[Text]:
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return
    if not part.is_multipart():
        if kind in (*_HTML, "text/plain", "text/enriched"):
            yield ("text/html" if kind in _HTML else "text/plain"), decoded(part)
        return
    inner = [list(_parts(one)) for one in part.get_payload() if isinstance(one, Message)]
    if kind == "multipart/alternative":
        inner.sort(key=lambda texts: any(part[0] == "text/html" and says_something(part) for part in texts), reverse=True)
        inner = [next((texts for texts in inner if any(map(says_something, texts))), [])]
    for texts in inner:
        yield from texts


def together(parts: list[Text]) -> tuple[str, str]:
    """One text of several, and its media type: plain where all are, else HTML."""
    parts = list(filter(says_something, parts))
    if all(kind == "text/plain" for kind, _ in parts):
        return "\n\n".join(text for _, text in parts), "text/plain; charset=utf-8"
    if len(parts) == 1:
        return parts[0][1], "text/html; charset=utf-8"
    inner = "\n".join(f"<div>{text if kind == 'text/plain' else _inside(text)}</div>" for kind, text in map(_as_html, parts))
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n{inner}\n</body></html>\n',
        "text/html; charset=utf-8",
    )


def _as_html(part: Text) -> Text:
    kind, text = part
    if kind == "text/html":
        return part
    return kind, "".join(f"<p>{escape(one)}</p>" for one in re.split(r"\n\s*\n", text) if one.strip())


def _inside(document: str) -> str:
    found = _BODY.search(document)
    return found[1] if found else document


def first_text(mail: Message) -> Message | None:
    """The first part of HTML that is no attachment, else the first text."""
    found: dict[str, Message] = {}
    for part in mail.walk():
        if part.get_content_disposition() != "attachment" and not part.is_multipart():
            found.setdefault(part.get_content_type(), part)
    return found.get("text/html") or found.get("application/xhtml+xml") or found.get("text/plain")


def payload_of(part: Message) -> bytes:
    """Its bytes without their transfer encoding."""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def decoded(part: Message) -> str:
    """Its text: by its charset, by UTF-8 where that is none, else by what is most likely; format=flowed is put together."""
    raw, charset = payload_of(part), part.get_content_charset() or "utf-8"
    text = _decoded(raw, charset)
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _decoded(raw: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode(code_pages.likeliest(raw) or "cp1252", "replace")
