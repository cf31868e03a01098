"""Every key of a publisher's file, as docs/crawling.md shows it: what it means, what holds without it, and a line with it."""

from articles.publisher import EXAMPLES, Publisher

MEANINGS = {
    "name": "the paper's name",
    "domain": "its host, or host:port; of an address only the host is kept",
    "also": "further hosts of its own: pages, feeds and redirects on any other host are not followed",
    "feeds": "RSS, Atom, RDF, JSON Feed. A feed that carries whole articles is kept as a candidate for the body",
    "sitemaps": "sitemaps, news sitemaps, indexes of them, gzipped or not, or in plain text: entries of the last 3 days",
    "sections": "section pages or the home page: links that look like articles; up to 3 pages while they have news",
    "archive": "the address of a past day's page or sitemap, with the day in it, for filling in a past period",
    "article_pattern": "a regular expression for the addresses of articles, if a section's links are hard to tell apart",
    "requests_a_night": "the most requests to one host in a night (a day in UTC); new articles go first",
    "language": "the language of pages that do not state one, and of texts too short to tell (ISO 639)",
    "country": "its home country (ISO 3166-1): decides the order of day and month, and between places of the same name",
    "timezone": "the time zone of times that state none (an IANA name)",
    "contact": "who is responsible for the crawl, a mail address or a web page; takes precedence over `desk.toml`",
    "render": "`true` for pages that are empty without JavaScript",
    "delay_s": "seconds between two requests to a host; 1 if not given. 0 is for a server of your own",
    "private_network": "`true` if its host may resolve to a loopback or private address",
    "expect.articles_min": "raise an alarm if a night has fewer articles",
    "expect.articles_max": "raise an alarm if a night has more",
    "bylines.replace": "printed bylines, and the names they stand for",
    "boilerplate": "lines that are on every page and not part of the article",
    "keep": "lines that belong to the articles, whatever is learned from the pages",
    "pin": "the value of a kind, whatever is learned from the pages; `copydesk publisher learned ID` shows the kinds",
    "forbid": "kinds of which nothing learned is used",
}
"""In the order in which a file has them. A table of the file (`expect`, `bylines`) has a line for each key in it."""


def as_table() -> str:
    """Markdown, a row for each key. Raises KeyError for a key that has no meaning or no example here."""
    rows = (f"| `{key}` | {MEANINGS[key]} | {_default(key)} | `{EXAMPLES[key]}` |\n" for key in keys())
    return "| key | what it is | default | example |\n|---|---|---|---|\n" + "".join(rows)


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
        return "required"
    value = getattr(field.default, within) if within else field.default
    return f"`{str(value).lower()}`" if isinstance(value, bool | int | float) else ""
