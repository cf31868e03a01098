"""What stands for an article, a contributor, a speaker, a name: 16 hex digits that every load derives alike."""

from functools import cache
from hashlib import sha256
from unicodedata import normalize

from articles.article import Contributor, ContributorKind, NameKind
from articles.languages.words import of_all
from articles.places.agencies import agency_of


def article_id(url: str, payload_sha256: str) -> str:
    """16 hex digits that stand for a canonical address, whatever its scheme; for a file without one, for its bytes."""
    scheme, _, rest = _in_order(url).partition("://")
    return digest(rest if scheme in ("http", "https") else payload_sha256)[:16]


def _in_order(url: str) -> str:
    """An address with its parameters in the one order that all its writings share."""
    before, question, query = url.partition("?")
    return before + question + "&".join(sorted(query.split("&")))


def contributor_id(contributor: Contributor, publisher: str = "") -> str | None:
    """16 hex digits that stand for a kind and a name, however they are cased and spaced; None where there is no name.

    All names of an agency, in any script, stand for one: "AFP", "Agence France-Presse", "法新社". A name that any newsroom
    may sign with ("Redaktion", "Staff Reporter", "admin") is each publisher's own.
    """
    name = contributor.name or contributor.handle or contributor.email
    if not name:
        return None
    if contributor.kind == "organisation" and (agency := agency_of(name)):
        name = agency.name
    own = (publisher,) if publisher and _folded(name).strip(".") in _newsrooms() else ()
    return digest(contributor.kind, _folded(name), *own)[:16]


@cache
def _newsrooms() -> frozenset[str]:
    return frozenset(_folded(name) for key in ("byline.newsroom", "byline.nobody") for name in of_all(key))


def agency_behind(contributor: Contributor) -> str | None:
    """The agency that a contributor is or works for, by its usual name: what it sends is printed by many."""
    own = (contributor.name,) if contributor.kind == "organisation" and contributor.name else ()
    found = (agency_of(name) for name in (*own, *contributor.affiliation))
    return next((agency.name for agency in found if agency and agency.trade == "wire"), None)


def speaker_id(name: str | None) -> str | None:
    """16 hex digits that stand for somebody who is quoted: those that a byline of that name has, a person's or an agency's."""
    kind: ContributorKind = "organisation" if name and agency_of(name) else "person"
    return contributor_id(Contributor(kind, name))


def name_id(kind: NameKind, key: str) -> str:
    """16 hex digits that stand for a name in texts, by the key that all its forms share (articles/names)."""
    return digest("named", kind, key)[:16]


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())


def digest(*parts: str) -> str:
    """SHA-256 of texts, one after the other, in hex digits."""
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()
