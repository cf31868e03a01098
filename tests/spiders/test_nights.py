"""What a crawl costs a server, night after night, by the server's own log."""

import ssl
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from articles.archive.warc import pages
from articles.page import Hint
from articles.publisher import Publisher, load_publishers
from spiders.crawl import Crawl
from spiders.crawl_state import Handover
from spiders.known import Known
from spiders.polite.retries import REFUSALS
from tests.newspaper.answers import answers
from tests.newspaper.newsroom import CLOCK
from tests.newspaper.site import Newspaper, Request
from tests.spiders.quickly import quickly
from tests.spiders.test_crawl import HTML, NO_ROBOTS, NOW, crawled, outcomes, publisher
from tests.spiders.wire import Wire, answer, feed

DAY = timedelta(days=1)


class Desk:
    """Crawls a publisher night after night, keeping what a warehouse keeps."""

    def __init__(self, folder: Path, paper: Publisher) -> None:
        self.folder, self.paper = folder, paper
        self.known: dict[str, Known] = {}
        self.handover = Handover()
        self.nights: list[Crawl] = []

    def night(self, now: datetime) -> Crawl:
        folder = self.folder / str(len(self.nights))
        crawl = crawled(folder, self.paper, now=now, known=self.known, handover=self.handover, hosts=self.folder / "hosts")
        self.nights.append(crawl)
        self.handover = Handover.model_validate_json(crawl.handover.model_dump_json())
        for page in pages(folder / "archive", f"{self.paper.id}.warc.gz") if crawl.archived else ():
            headers, had = {name.lower(): value for name, value in page.headers}, self.known.get(page.url, Known())
            self.known[page.url] = Known(headers.get("etag"), headers.get("last-modified"), had.first_seen or now, now)
        for unread in crawl.unread:
            had = self.known.get(unread.url, Known())
            if unread.outcome == "unchanged" or unread.http_status in (404, 410):
                self.known[unread.url] = Known(had.etag, had.last_modified, had.first_seen or now, now)
        return crawl


def test_three_days_of_the_sample_newspaper(tmp_path: Path) -> None:
    with Newspaper() as newspaper:
        newspaper.write_config(tmp_path / "config")
        papers = load_publishers(tmp_path / "config")
        desks = {paper: Desk(tmp_path / paper, papers[paper]) for paper in ("gazette", "register")}
        logs: list[list[Request]] = []
        nights = [(1, CLOCK[1]), (1, CLOCK[1] + timedelta(hours=2)), (2, CLOCK[2]), (3, CLOCK[3]), (3, CLOCK[3] + 30 * DAY)]
        for day, now in nights:
            newspaper.set_day(day)
            before = len(newspaper.requests)
            for desk in desks.values():
                desk.night(now)
            logs.append(newspaper.requests[before:])
    true = {day: {(a.paper, a.path): a for a in answers(day) if a.kind != "section" and a.paper in desks} for day in (1, 2, 3)}

    def transferred(night: int) -> list[tuple[str, str]]:
        return sorted(
            (r.paper, r.path.partition("?utm")[0])
            for r in logs[night]
            if r.status == 200 and (r.paper, r.path.partition("?utm")[0]) in true[3]
        )

    def changed(day: int) -> list[tuple[str, str]]:
        return sorted(
            key
            for key, piece in true[day].items()
            if day in (piece.from_day, piece.chrome_day) and piece.gone_day != day and not piece.disallowed
        )

    first = sorted(key for key, piece in true[1].items() if not piece.disallowed)
    assert transferred(0) == first
    # An hour later all is asked for again, and nothing has changed.
    assert transferred(1) == []
    assert set(changed(2)) <= set(transferred(2))
    assert set(changed(3)) <= set(transferred(3))
    gone = {key for key, piece in true[3].items() if piece.gone_day}
    answered_gone = {(r.paper, r.path) for log in logs for r in log if r.status in (404, 410)}
    assert gone <= answered_gone
    # A month later all of it is old: the last time that its age asks for, then no more.
    assert transferred(4) == []
    for desk in desks.values():
        desk.night(nights[-1][1] + DAY)
    assert sum(len(desk.nights[-1].archived) + len(desk.nights[-1].unread) for desk in desks.values()) <= 12
    assert not any(r.path.startswith(("/internal/", "/sponsored/")) for log in logs for r in log)
    for log in logs:
        assert max(Counter((r.paper, r.path) for r in log).values()) == 1


def test_a_night_with_nothing_new_costs_its_listings_and_they_are_asked_conditionally(tmp_path: Path) -> None:
    def conditional(path: str) -> bytes:
        head = next(asked.head for asked in reversed(wire.asked) if asked.path == path)
        if 'if-none-match: "1"' in head:
            return answer(status="304 Not Modified")
        return feed("/a", "/b").replace(b"HTTP/1.1 200 OK\r\n", b'HTTP/1.1 200 OK\r\nETag: "1"\r\n')

    with Wire({**NO_ROBOTS, "/rss": conditional, "/a": answer(HTML), "/b": answer(HTML)}) as wire:
        desk = Desk(tmp_path, publisher(wire))
        assert len(desk.night(NOW).archived) == 2
        before = len(wire.asked)
        second = desk.night(NOW + timedelta(minutes=30))
        assert wire.paths()[before:] == ["/robots.txt", "/rss"]
        assert outcomes(second, wire.host) == {"/rss": "unchanged: 304"}
        third = desk.night(NOW + DAY)
        assert outcomes(third, wire.host) == {"/rss": "unchanged: 304", "/a": "archived", "/b": "archived"}


def lot(path: str, attempt: int) -> float:
    return int.from_bytes(sha256(f"{path} {attempt}".encode()).digest()[:4], "big") / 2**32


def test_most_of_it_comes_through_faults_and_the_rest_the_next_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch, tmp_path, polite__retries__SLOWEST_S=0.06)
    attempts: Counter[str] = Counter()
    whole = answer(HTML * 20)
    faults = [answer(status="503 Busy"), answer(status="429 Slow"), b"", whole[: len(whole) // 2]]

    def faulty(path: str) -> bytes:
        attempts[path] += 1
        chance = lot(path, attempts[path])
        return faults[int(chance / 0.3 * 4)] if chance < 0.3 else whole

    paths = [f"/{n}" for n in range(200)]
    with Wire({**NO_ROBOTS, "/rss": feed(*paths), **dict.fromkeys(paths, faulty)}) as wire:
        desk = Desk(tmp_path, publisher(wire))
        first = desk.night(NOW)
        assert len(first.archived) >= 199, Counter(outcomes(first, wire.host).values())
        assert {unread.outcome for unread in first.unread} <= {"deferred"}
        wire.answers["/199"] = answer(status="502 Oh")
        wire.answers |= dict.fromkeys(paths[:199], whole)
        # Left over and no longer listed:
        desk.handover = Handover.model_validate(
            desk.handover.model_dump() | {"deferred": {f"http://{wire.host}/199": {"since": NOW}}}
        )
        wire.answers["/rss"] = feed()
        assert outcomes(desk.night(NOW + DAY), wire.host)["/199"] == "deferred: 502"
        assert outcomes(desk.night(NOW + 3 * DAY), wire.host)["/199"] == "failed: 502"
        assert desk.handover.deferred == {}


def test_a_budget_is_kept_and_what_is_over_comes_later(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(12)]
    with Wire({**NO_ROBOTS, "/rss": feed(*paths), **dict.fromkeys(paths, answer(HTML))}) as wire:
        desk = Desk(tmp_path, publisher(wire, requests_a_night=8))
        first = desk.night(NOW)
        assert (len(wire.asked), len(first.archived), len(desk.handover.deferred)) == (8, 6, 6)
        assert {unread.reason for unread in first.unread} == {"the night's budget of 8 requests is spent"}
        spent = desk.night(NOW + timedelta(hours=1))
        assert (len(wire.asked), {unread.outcome for unread in spent.unread}) == (8, {"deferred"})
        # What is new goes before what is only looked at again, and comes in the order of the feed.
        second = desk.night(NOW + DAY)
        assert [{page.url for page in night.archived} for night in (first, second)] == [
            {f"http://{wire.host}{path}" for path in some} for some in (paths[:6], paths[6:])
        ]
        assert {url.removeprefix(f"http://{wire.host}") for url in desk.handover.deferred} == set(paths[:6])


def test_a_host_that_refuses_everything_is_left_alone(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(60)]
    with Wire({**NO_ROBOTS, "/rss": feed(*paths), **dict.fromkeys(paths, answer(status="403 Forbidden"))}) as wire:
        reasons = Counter(outcomes(crawled(tmp_path, publisher(wire)), wire.host).values())
        assert sum(reasons.values()) == len(paths)
        # Four may be on their way when it is clear.
        assert REFUSALS <= reasons["failed: 403"] <= REFUSALS + 4
        assert set(reasons) == {"failed: 403", f"deferred: {REFUSALS} answers in a row were refusals, the last one 403"}
        assert len(wire.asked) <= 2 + REFUSALS + 4


def page_of_links(*paths: str, more: str = "") -> bytes:
    return answer(
        b"<html><body>" + "".join(f'<a href="{path}">x</a>' for path in paths).encode() + more.encode() + b"</body></html>"
    )


def test_sections_and_their_next_pages(tmp_path: Path) -> None:
    def section(path: str) -> bytes:
        page = int(path.partition("=")[2] or 1)
        return page_of_links(
            *(f"/town/{page}000{n}" for n in range(3)), more=f'<a rel="next" href="/town?page={page + 1}">n</a>'
        )

    articles = {f"/town/{page}000{n}": answer(HTML) for page in range(1, 6) for n in range(3)}
    with Wire({**NO_ROBOTS, "/town": section, **articles}) as wire:
        desk = Desk(tmp_path, publisher(wire, feeds=[], sections=[f"http://{wire.host}/town"]))
        assert len(desk.night(NOW).archived) == 9
        before = len(wire.asked)
        assert desk.night(NOW + timedelta(minutes=1)).found == 3
        assert wire.paths()[before:] == ["/robots.txt", "/town"]


def test_a_past_time_is_filled_in(tmp_path: Path) -> None:
    sitemap = "".join(f"<url><loc>{{base}}/m/{d}</loc><lastmod>2026-03-{d:02}</lastmod></url>" for d in range(1, 9))
    with Wire({**NO_ROBOTS, "/rss": feed("/today"), "/today": answer(HTML)}) as wire:
        base = f"http://{wire.host}"
        wire.answers["/map.xml"] = answer(f"<urlset>{sitemap}</urlset>".format(base=base).encode(), "Content-Type: text/xml")
        for day in range(1, 9):
            wire.answers |= {
                f"/day/2026-03-{day:02}": page_of_links(f"/old/{day}0000"),
                f"/old/{day}0000": answer(HTML),
                f"/m/{day}": answer(HTML),
            }
        paper = publisher(wire, sitemaps=[f"{base}/map.xml"], archive=base + "/day/{date:%Y-%m-%d}")
        result = crawled(tmp_path, paper, since=date(2026, 3, 3), until=date(2026, 3, 5))
        assert set(outcomes(result, wire.host)) == {f"/old/{d}0000" for d in (3, 4, 5)} | {f"/m/{d}" for d in (3, 4, 5)}
        assert "/rss" not in wire.paths()
        bare = crawled(tmp_path / "bare", publisher(wire), since=date(2026, 3, 3))
        assert (bare.archived, bare.unread) == ([], [])
        (warning,) = bare.warnings
        assert warning.startswith("no source for past articles: set 'archive' or 'sitemaps' in the publisher's file")
        assert f"({wire.host}/robots.txt may name one)" in warning


def test_reservations_are_recorded(tmp_path: Path) -> None:
    robots = b"User-agent: GPTBot\nUser-agent: CCBot # all\nDisallow: /a\n\nUser-agent: PerplexityBot\nDisallow: /elsewhere\n\nUser-agent: *\nAllow: /\n"
    meta = b"<!doctype html><html><head><meta name='TDM-Reservation' content='1'><meta name=robots content='index, noai'></head><p>noai</p></html>"
    with Wire({"/robots.txt": answer(robots), "/rss": feed("/a", "/b")}) as wire:
        wire.answers["/a"] = answer(HTML, "tdm-reservation: 1", "X-Robots-Tag: noimageai")
        wire.answers["/b"] = answer(meta, "X-Robots-Tag: max-snippet:50")
        crawled(tmp_path, publisher(wire))
        kept = {page.url.removeprefix(f"http://{wire.host}"): page for page in pages(tmp_path / "archive", "wire.warc.gz")}
    said = {path: [hint for hint in page.hints if hint.field == "reservation"] for path, page in kept.items()}
    assert said == {
        "/a": [
            Hint("reservation", "robots.txt disallows CCBot, GPTBot", "robots.txt"),
            Hint("reservation", "tdm-reservation: 1", "http"),
            Hint("reservation", "x-robots-tag: noimageai", "http"),
        ],
        "/b": [Hint("reservation", "tdm-reservation: 1", "meta"), Hint("reservation", "robots: index, noai", "meta")],
    }
    assert ("tdm-reservation", "1") in [(name.lower(), value) for name, value in kept["/a"].headers]


def certificate(file: Path, host: str) -> None:
    key, name, now = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]),
        datetime.now(UTC),
    )
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - DAY).not_valid_after(now + DAY)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + secret)


# The refused handshake ends the server's thread by an exception that says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_server_that_cannot_prove_who_it_is_is_not_read(tmp_path: Path) -> None:
    certificate(tmp_path / "own.pem", "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem")
    with Wire({**NO_ROBOTS, "/rss": feed("/a"), "/a": answer(HTML)}) as wire:
        wire.socket = context.wrap_socket(wire.socket, server_side=True, do_handshake_on_connect=False)
        result = crawled(tmp_path, publisher(wire, feeds=[f"https://{wire.host}/rss"]))
        why = "robots.txt: the server's certificate is invalid or belongs to another host"
        assert [(listing.outcome, listing.reason) for listing in result.listings] == [("failed", why)]
        assert result.warnings == [f"https://{wire.host} is not crawled: {why}"]
        assert wire.asked == []


def test_only_and_limit(tmp_path: Path) -> None:
    names = [f"/{n}" for n in range(6)]
    with Wire({**NO_ROBOTS, "/rss": feed(*names), **dict.fromkeys(names, answer(HTML))}) as wire:
        assert set(outcomes(crawled(tmp_path / "limit", publisher(wire), limit=2), wire.host)) == {"/0", "/1"}
        before = len(wire.asked)
        only = crawled(tmp_path / "only", publisher(wire), only=[f"http://{wire.host}/5#x"])
        assert outcomes(only, wire.host) == {"/5": "archived"}
        assert wire.paths()[before:] == ["/robots.txt", "/5"]
