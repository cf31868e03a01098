"""Mail as programs write and keep it: paragraphs that flow, several parts, mails in mails, and boxes of many."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.loaders.formats.reading import came_of, story

DATE = "Fri, 20 Nov 2026 10:00:00 +0000"
TEXT = story(1)


def mail(body: str, *headers: str, subject: str = "Pier to be rebuilt") -> bytes:
    start = ["From: Tide <desk@tide.example>", "To: all@paper.example", f"Subject: {subject}", f"Date: {DATE}",
             "Message-ID: <" + subject.replace(" ", "-") + "@tide.example>", "MIME-Version: 1.0"]  # fmt: skip
    return "\n".join([*start, *(headers or ("Content-Type: text/plain; charset=utf-8",)), "", body]).encode()


def flowed(text: str, width: int, between: str) -> str:
    """Each paragraph broken at blanks, which stay at the ends of its lines."""
    lines = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + len(word) > width:
                lines.append(line)
                line = ""
            line += word + " "
        lines.append(line[:-1] + between)
    return "\n".join(f" {line}" if line.startswith((" ", "From ", ">")) else line for line in lines)


@pytest.mark.parametrize("width", [50, 66, 76])
@pytest.mark.parametrize("between", ["", "\n"], ids=["tight", "apart"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("said", ["format=flowed", "Format=Flowed", 'format="flowed"'])
def test_a_paragraph_that_flows_is_one(tmp_path: Path, width: int, between: str, end: str, said: str) -> None:
    raw = mail(flowed(TEXT, width, between), f"Content-Type: text/plain; charset=utf-8; {said}")
    came = came_of(tmp_path, "a.eml", raw.replace(b"\n", end.encode()))
    assert [a.body for a in came.articles] == [TEXT]


def test_a_language_without_blanks_flows_without_them(tmp_path: Path) -> None:
    text = "港口の桟橋は冬の嵐で最後の板を失い、樫の木で建て直されると町議会が月曜日に発表した。工事は五月に始まり、費用は三百万円になる見込みだ。"
    lines = " \n".join(text[at : at + 20] for at in range(0, len(text), 20))
    raw = mail(f"{lines}\n{lines}", "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes")
    (article,) = came_of(tmp_path, "a.eml", raw).articles
    assert article.body.split("\n\n")[0] == text


BORDERS = ["From desk@tide.example Fri Nov 20 10:00:00 2026", "From - Fri Nov 20 10:00:00 2026", "From MAILER-DAEMON Fri Nov  6 10:00:00 2026",
           "From ???@??? Fri Nov 20 10:00:00 2026", "From 17@xxx Fri Nov 20 10:00:00 +0000 2026", "From desk@tide.example Fri, 20 Nov 2026 10:00:00 +0100",
           '"From" is a word', "From a b c Fri Nov 20 10:00:00 2026"][:6]  # fmt: skip


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("blank", ["\n", "\n\n", "\n\n\n"], ids=["none", "one", "two"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_box_of_mails(tmp_path: Path, border: str, blank: str, end: bytes) -> None:
    first = (
        f"{TEXT}\n\nFrom Monday, 23 November 2026, at 10:00:00 the fares of the ferry rise, and nobody knows yet by how much."
    )
    box = "".join(
        f"{border}\n{mail(text, subject=subject).decode()}{blank}"
        for text, subject in ((first, "One pier"), (story(2), "Two piers"))
    )
    came = came_of(tmp_path, "a.mbox", box.encode().replace(b"\n", end))
    assert [(a.title, a.body) for a in came.articles] == [("One pier", first), ("Two piers", story(2))]


SENTENCES = ["From Monday 2026 will be counted anew, the council said, and so will all the boats in the harbour of the town.",
             "From desk to desk went the letter of Fri Nov 20 10:00:00 2026, and at last it was lost in the council's cellar."]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_with_from_is_one(tmp_path: Path, sentence: str) -> None:
    box = f"{BORDERS[0]}\n{mail(f'{TEXT}{chr(10) * 2}{sentence}{chr(10) * 2}{story(2)}').decode()}\n"
    came = came_of(tmp_path, "a.mbox", box)
    assert [a.body for a in came.articles] == [f"{TEXT}\n\n{sentence}\n\n{story(2)}"]


def parts(subtype: str, *inner: str) -> bytes:
    body = "".join(f"--B\n{one}\n" for one in inner) + "--B--\n"
    return mail(body, f'Content-Type: multipart/{subtype}; boundary="B"')


def html(text: str) -> str:
    return (
        "Content-Type: text/html; charset=utf-8\n\n<html><body>"
        + "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
        + "</body></html>"
    )


def plain(text: str) -> str:
    return f"Content-Type: text/plain; charset=utf-8\n\n{text}"


PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
ATTACHED = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nNot of the mail."
OTHER = story(7, "quay")


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (parts("mixed", html(TEXT), PICTURE, html(OTHER)), f"{TEXT}\n\n{OTHER}"),
        (parts("mixed", plain(TEXT), PICTURE, html(OTHER)), f"{TEXT}\n\n{OTHER}"),
        (parts("mixed", plain(TEXT), PICTURE, plain(OTHER)), f"{TEXT}\n\n{OTHER}"),
        (parts("mixed", html(TEXT), plain(OTHER)), f"{TEXT}\n\n{OTHER}"),
        (parts("alternative", plain("See the other part."), html(TEXT)), TEXT),
        (parts("alternative", html(TEXT), plain("See the other part.")), TEXT),
        (parts("alternative", plain(TEXT), html("")), TEXT),
        (parts("mixed", plain(TEXT), ATTACHED), TEXT),
        (parts("related", html(TEXT), PICTURE), TEXT),
        (parts("mixed", parts("alternative", plain("x"), html(TEXT)).decode().partition("MIME-Version: 1.0\n")[2].replace("--B", "--C").replace('"B"', '"C"')), TEXT),
    ],
)  # fmt: skip
def test_all_parts_and_of_alternatives_one(tmp_path: Path, raw: bytes, body: str) -> None:
    came = came_of(tmp_path, "a.eml", raw)
    assert ([a.body for a in came.articles], came.rejects) == ([body], [])


def digest(kind: str, *mails: EmailMessage, text: str = "") -> bytes:
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"], outer["Date"] = "a@b.example", "c@d.example", "Digest", DATE
    outer["Message-ID"] = "<0@b.example>"
    if kind == "digest":
        outer.make_mixed()
        outer.set_type("multipart/digest")
        for one in mails:
            part = EmailMessage()
            part.set_content(one)
            outer.attach(part)
    else:
        outer.set_content(text or "\n")
        for one in mails:
            outer.add_attachment(one)
    return outer.as_bytes()


def inner(number: int, text: str) -> EmailMessage:
    one = EmailMessage()
    one["From"], one["Subject"] = "Tide <desk@tide.example>", f"Pier {number} of the digest"
    one["Date"], one["Message-ID"] = format_datetime(datetime(2026, 11, 20 + number, tzinfo=UTC)), f"<{number}@tide.example>"
    one.set_content(text)
    return one


@pytest.mark.parametrize("kind", ["digest", "forwarded"])
def test_each_mail_in_a_mail(tmp_path: Path, kind: str) -> None:
    came = came_of(tmp_path, "a.eml", digest(kind, inner(1, TEXT), inner(2, OTHER)))
    assert [(a.title, a.body) for a in came.articles] == [("Pier 1 of the digest", TEXT), ("Pier 2 of the digest", OTHER)]
    assert [f"{a.published_at:%d}" for a in came.articles] == ["21", "22"]
    assert came.rejects == []


def test_a_mail_with_one_forwarded_is_two(tmp_path: Path) -> None:
    came = came_of(tmp_path, "a.eml", digest("forwarded", inner(1, TEXT), text=OTHER))
    assert [a.body for a in came.articles] == [OTHER, TEXT]


@pytest.mark.parametrize("charset", ["utf-8mb4", "utf8mb4", "unknown-8bit", "x-unknown", "us-ascii", "none", "utf-8"])
def test_a_charset_that_is_none(tmp_path: Path, charset: str) -> None:
    text = TEXT.replace("pier", "Größe des Piers")
    raw = mail(text, f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: 8bit")
    assert [a.body for a in came_of(tmp_path, "a.eml", raw).articles] == [text]
