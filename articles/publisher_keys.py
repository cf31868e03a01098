"""Every key of a publisher's file, as docs/crawling.md shows it: what it means, what holds without it, and a line with it."""

from articles.publisher import EXAMPLES, Publisher

MEANINGS = {
    "name": "the paper's name; needed",
    "domain": "its host, or host:port; an address keeps its host. Needed",
    "also": "further hosts that are its own: pages, feeds and redirects elsewhere are not followed",
    "feeds": "RSS, Atom, RDF, JSON Feed. A feed that carries whole articles is kept as a candidate for the body",
    "sitemaps": "sitemaps, news sitemaps, indexes of them, gzipped or not, or in plain text: what is of the last 3 days",
    "sections": "section pages or the home page: links that look like articles, and up to 3 pages while there is news",
    "archive": "the address of a past day, with the day in it: a page or a sitemap, for filling in a past time",
    "article_pattern": "a regular expression for the addresses of articles, where a section's links are hard to tell apart",
    "requests_a_night": "what one host is asked at most in a night (a day in UTC); what is new goes first",
    "language": "of pages that do not say theirs, and of texts that are too short to tell (ISO 639)",
    "country": "where it is at home (ISO 3166-1): the order of day and month, and places of one name",
    "timezone": "of times that say none (an IANA name)",
    "contact": "who answers for the crawl, a mail address or a web page; goes before that of `desk.toml`",
    "render": "`true` for pages that are nothing without JavaScript",
    "delay_s": "seconds between two requests to a host, 1 if nothing is said. 0 is for a server of your own",
    "private_network": "`true` where its host may resolve to a loopback or private address",
    "expect.articles_min": "an alarm where a night has fewer articles",
    "expect.articles_max": "an alarm where a night has more",
    "bylines.replace": "printed bylines, and the names that they stand for",
    "boilerplate": "lines that stand on each page and are no text of the article",
    "keep": "lines that are the articles' own, whatever is learned of the pages",
}
"""In the order in which a file has them. A table of the file (`expect`, `bylines`) has a line for each key in it."""


def as_table() -> str:
    """Markdown, a row for each key. Raises KeyError for a key that has no meaning or no example here."""
    rows = (f"| `{key}` | {MEANINGS[key]} | {_default(key)} | `{EXAMPLES[key]}` |\n" for key in keys())
    return "| key | what it is | if it is not there | example |\n|---|---|---|---|\n" + "".join(rows)


NOT_IN_FILES = ("id", "profile")
"""The file's name, and what is learned."""


def keys() -> list[str]:
    """The keys that a file may have, as the code reads them."""
    found: list[str] = []
    for name, field in Publisher.model_fields.items():
        inner = getattr(field.default, "__class__", None)
        within = getattr(inner, "model_fields", {})
        found += [f"{name}.{key}" for key in within] if within else [name] if name not in NOT_IN_FILES else []
    return found


def _default(key: str) -> str:
    name, _, within = key.partition(".")
    field = Publisher.model_fields[name]
    if field.is_required():
        return "an error"
    value = getattr(field.default, within) if within else field.default
    return f"`{str(value).lower()}`" if isinstance(value, bool | int | float) else ""
