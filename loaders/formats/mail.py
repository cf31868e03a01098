"""E-mail: a newsletter as `.eml`, many of them as mbox, and web pages saved as MHTML, which is a mail too."""

import re
from collections.abc import Iterator
from datetime import UTC
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from functools import partial

from articles.page import Hint, Page
from loaders.source import Loaded, Refused, Source, each

LARGEST = 48 << 20
"""Bytes of one mail with its attachments."""

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\n]*(?:\n[ \t]+[^\n]*)*\n?")
_SURE = frozenset((b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature"))
_KNOWN = _SURE | {b"from", b"to", b"date", b"subject", b"content-type", b"snapshot-content-location", b"reply-to", b"list-id"}
_FROM_LINE = re.compile(rb"From \S{1,200}.{0,80}\d{4}[^\n]{0,12}\n(?:>?From )?[A-Za-z][A-Za-z0-9-]{1,40}:")


def is_it(head: bytes, name: str) -> bool:
    """By the headers it starts with; a text may start with "From:" and "Date:" too, so one that only mail has is asked for."""
    head = head.replace(b"\r\n", b"\n")
    if _FROM_LINE.match(head):
        return True
    seen, at = set(), 0
    while found := _HEADER.match(head, at):
        seen.add(found[1].lower())
        at = found.end()
    ends = at >= len(head) or head[at : at + 1] == b"\n"
    named = name.lower().endswith((".eml", ".mht", ".mhtml"))
    return ends and len(seen & _KNOWN) >= 2 and (named or bool(seen & _SURE))


def load(source: Source) -> Loaded:
    """A page a mail, one mail in memory. Raises Refused."""
    if _FROM_LINE.match(source.head.replace(b"\r\n", b"\n")):
        return each(source, ((str(n), partial(_page, source, raw, str(n))) for n, raw in enumerate(_mbox(source), 1)))
    raw = source.payload(LARGEST)
    return each(source, [("", partial(_page, source, raw, ""))])


def _mbox(source: Source) -> Iterator[bytes]:
    """Each mail of an mbox (mboxrd and mboxo: ">From " is "From "); of one that is too long only the start."""
    source.file.seek(0)
    lines: list[bytes] = []
    size, blank = 0, True
    while line := source.file.readline(1 << 20):
        if blank and re.match(rb"From \S{1,200}.{0,80}\d{4}", line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= LARGEST:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
            size += len(line)
        blank = line in (b"\n", b"\r\n")
    if lines:
        yield b"".join(lines)


def _page(source: Source, raw: bytes, key: str) -> Page:
    if len(raw) > LARGEST:
        raise Refused("too_large", f"{source.place(key)}: a mail of more than {LARGEST} bytes")
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    kind = mail.get_content_type()
    if kind in ("application/pkcs7-mime", "multipart/encrypted") or b"-----BEGIN PGP MESSAGE" in raw:
        raise Refused("encrypted", f"{source.place(key)}: an encrypted mail: save it decrypted")
    location = _header(mail, "Snapshot-Content-Location")
    saved = bool(location) or (kind == "multipart/related" and not mail["To"])
    part = _part(mail)
    if part is None:
        raise Refused("no_text", f"{source.place(key)}: a mail without HTML or text in it ({kind})")
    payload = _payload(part)
    charset = part.get_content_charset() or ""
    content_type = part.get_content_type() + (f"; charset={charset}" if charset else "")
    hints: list[Hint] = []
    if not saved:
        hints = list(_said(mail))
        key = key and (_header(mail, "Message-ID").strip("<> ") or key)
    url = location or (_header(part, "Content-Location") if saved else "") or _header(mail, "Archived-At").strip("<> ")
    return source.page(payload, content_type, url=url, key=key, hints=hints, outlet="" if saved else _sender(mail))


def _part(mail: Message) -> Message | None:
    """The first HTML that is no attachment, else the first text."""
    found: dict[str, Message] = {}
    for part in mail.walk():
        if part.get_content_disposition() != "attachment" and not part.is_multipart():
            found.setdefault(part.get_content_type(), part)
    return found.get("text/html") or found.get("application/xhtml+xml") or found.get("text/plain")


def _payload(part: Message) -> bytes:
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _said(mail: EmailMessage) -> Iterator[Hint]:
    if subject := _header(mail, "Subject"):
        yield Hint("title", re.sub(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", "", subject, flags=re.IGNORECASE), "mail")
    try:
        date = parsedate_to_datetime(_header(mail, "Date"))
        yield Hint("published_at", (date if date.tzinfo else date.replace(tzinfo=UTC)).isoformat(), "mail")
    except (ValueError, TypeError, OverflowError, IndexError):
        pass  # a mail without a readable date has none
    if language := _header(mail, "Content-Language"):
        yield Hint("language", language, "mail")
    name = _sender_name(mail)
    if name:
        yield Hint("sender", name, "mail")


def _sender_name(mail: EmailMessage) -> str:
    return re.sub(r"<[^<>]*>|[\"']", "", _header(mail, "From")).strip()


def _sender(mail: EmailMessage) -> str:
    """The sender's host, by which a publisher is known; else its name."""
    host = re.search(r"@([\w.-]+)", _header(mail, "From"))
    return host[1] if host else _sender_name(mail)


def _header(mail: Message, name: str) -> str:
    """A header as text; "" where there is none, or none that can be read."""
    try:
        return " ".join(str(mail[name] or "").split())
    except Exception:  # the standard library's header parsers raise whatever they stumble over
        return ""
