"""E-mail: a newsletter as `.eml`, many of them as mbox, and web pages saved as MHTML, which is a mail too.

Files: e-mail (`.eml`, mbox), MHTML
Articles: each mail, also those in a digest and forwarded ones: all its parts; of alternatives, the HTML; `format=flowed` is
rejoined. Of MHTML, the page
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from functools import partial

from articles.page import Hint, Page
from loaders.formats.mail_text import first_text, payload_of, says_something, text_parts, together
from loaders.source import Loaded, Refused, Source, each

LARGEST = 48 << 20
"""Bytes of one mail with its attachments."""

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\n]*(?:\n[ \t]+[^\n]*)*\n?")
_SURE = frozenset((b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature"))
_KNOWN = _SURE | {b"from", b"to", b"date", b"subject", b"content-type", b"snapshot-content-location", b"reply-to", b"list-id"}
_SHAPE = (
    rb"From [^\n]{0,200}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:[A-Z][a-z]{2} {1,2}\d{1,2}|\d{1,2} [A-Z][a-z]{2})[ ,]"
    rb"[^\n]{0,40}\d{1,2}:\d{2}[^\n]{0,40}"
)
_FROM_LINE = re.compile(_SHAPE + rb"\n(?:>?From )?[A-Za-z][A-Za-z0-9-]{1,40}:")
_BORDER = re.compile(_SHAPE)
_HEADER_LINE = re.compile(rb"(?:>From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_EVERYBODYS = ("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "gmx.de", "gmx.net", "web.de",
               "icloud.com", "substack.com", "beehiiv.com", "ghost.io", "mailchimpapp.net", "ccsend.com")  # fmt: skip
"""Hosts from which many send: mailboxes and services for newsletters."""
_QUOTED_FROM = re.compile(rb">+From ")
_LONGEST_LINE = 1 << 20


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
    """A page a mail, one mail in memory; a mail within one (of a digest, a forwarded one) has its own. Raises Refused."""
    if _FROM_LINE.match(source.head.replace(b"\r\n", b"\n")):
        mails: Iterator[tuple[str, bytes]] = ((str(n), raw) for n, raw in enumerate(_mbox(source), 1))
    else:
        mails = iter([("", source.payload(LARGEST))])
    return each(source, ((key, make) for number, raw in mails for key, make in _makers(source, raw, number)))


def _mbox(source: Source) -> Iterator[bytes]:
    """Each mail of an mbox (mboxrd and mboxo: ">From " is "From "); of one that is too long only the start.

    A mail begins at a line of the shape "From somebody Fri Nov 20 10:00:00 2026" with a header below it, whether or not a blank
    line stands above; a sentence that begins with "From" is one, whatever year it names.
    """
    source.file.seek(0)
    lines: list[bytes] = []
    size = 0
    line = source.file.readline(_LONGEST_LINE)
    while line:
        following = source.file.readline(_LONGEST_LINE)
        if _BORDER.match(line) and _HEADER_LINE.match(following):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= LARGEST:
            lines.append(line[1:] if _QUOTED_FROM.match(line) else line)
            size += len(line)
        line = following
    if lines:
        yield b"".join(lines)


def _makers(source: Source, raw: bytes, key: str) -> Iterator[tuple[str, Callable[[], Page]]]:
    if len(raw) > LARGEST:
        too_large = Refused("too_large", f"{source.place(key)}: a mail of more than {LARGEST} bytes")
        yield key, partial(_refusing, too_large)
        return
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    inner = list(_mails_in(mail))
    # A digest has no text of its own but what its program writes above it.
    is_digest = mail.get_content_type() == "multipart/digest" or (inner and not _has_text(mail))
    if not is_digest:
        yield key, partial(_page, source, mail, key)
    for number, one in enumerate(inner, 1):
        own = ".".join(filter(None, (key, str(number))))
        yield own, partial(_page, source, one, own)


def _refusing(refused: Refused) -> Page:
    raise refused


def _mails_in(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The mails within a mail, at any depth."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            for inner in part.get_payload() if isinstance(part.get_payload(), list) else ():
                if isinstance(inner, EmailMessage):
                    yield inner


def _has_text(mail: EmailMessage) -> bool:
    return any(map(says_something, text_parts(mail)))


def _page(source: Source, mail: EmailMessage, key: str) -> Page:
    kind = mail.get_content_type()
    parts = text_parts(mail)
    if kind in ("application/pkcs7-mime", "multipart/encrypted") or any("-----BEGIN PGP MESSAGE" in part for _, part in parts):
        raise Refused("encrypted", f"{source.place(key)}: an encrypted mail: save it decrypted")
    location = _header(mail, "Snapshot-Content-Location")
    saved = bool(location) or (kind == "multipart/related" and not mail["To"])
    if saved:
        return _saved_page(source, mail, location, key)
    if not any(map(says_something, parts)):
        raise Refused("no_text", f"{source.place(key)}: a mail without HTML or text in it ({kind})")
    payload, content_type = together(parts)
    name = key and (_header(mail, "Message-ID").strip("<> ") or key)
    url = _header(mail, "Archived-At").strip("<> ")
    return source.page(payload, content_type, url=url, key=name, hints=_said(mail), outlet=_sender(mail))


def _saved_page(source: Source, mail: EmailMessage, location: str, key: str) -> Page:
    """A web page that was saved as MHTML: its bytes as they are."""
    part = first_text(mail)
    if part is None:
        raise Refused("no_text", f"{source.place(key)}: a mail without HTML or text in it ({mail.get_content_type()})")
    charset = part.get_content_charset() or ""
    content_type = part.get_content_type() + (f"; charset={charset}" if charset else "")
    return source.page(payload_of(part), content_type, url=location or _header(part, "Content-Location"), key=key)


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
    """The sender's host, by which a publisher is known; its name where the host is everybody's, or there is none."""
    host = re.search(r"@([\w.-]+)", _header(mail, "From"))
    name = _sender_name(mail)
    return host[1] if host and not (name and host[1].lower().endswith(_EVERYBODYS)) else name


def _header(mail: Message, name: str) -> str:
    """A header as text; "" where there is none, or none that can be read."""
    try:
        return " ".join(str(mail[name] or "").split())
    except Exception:  # the standard library's header parsers raise whatever they stumble over
        return ""
