"""Articles over several pages, and what only looks like one: made for the tests in many layouts and languages."""

from dataclasses import dataclass

_SENTENCES = {
    "en": "On the {n}th street of the old harbour the council counted {m} boats, and nobody had asked where they came from.",
    "de": "In der {n}. Straße am alten Hafen zählte der Rat {m} Boote, und niemand hatte gefragt, woher sie gekommen waren.",
    "fr": "Dans la {n}e rue du vieux port, le conseil a compté {m} bateaux, et personne n'avait demandé d'où ils venaient.",
    "es": "En la calle {n} del puerto viejo el consejo contó {m} barcos, y nadie había preguntado de dónde habían llegado.",
    "nl": "In straat {n} van de oude haven telde de raad {m} boten, en niemand had gevraagd waar ze vandaan waren gekomen.",
}
_TITLES = {
    "en": "The harbour that nobody in the whole of the town wanted", "de": "Der Hafen, den niemand wollte", "fr": "Le port dont personne ne voulait",
    "es": "El puerto que nadie quería", "nl": "De haven die niemand wilde",
}  # fmt: skip


def paragraph(language: str, page: int, number: int) -> str:
    """Two sentences that stand nowhere else."""
    return " ".join(_SENTENCES[language].format(n=page * 20 + number * 2 + i, m=page * 700 + number * 30 + i) for i in (0, 1))


@dataclass(frozen=True)
class Layout:
    """How a site numbers the pages of its articles and says so. `{n}` is the number, `{m}` the one before."""

    name: str
    first: str
    later: str
    says: str
    language: str = "en"
    canonical: str = ""
    counts_from: int = 1
    whole: bool = False
    chapters: bool = False

    def path(self, page: int) -> str:
        number = page - 1 + self.counts_from
        return self.first if page == 1 else self.later.format(n=number)

    def paragraphs(self, page: int) -> list[str]:
        return [paragraph(self.language, page, number) for number in range(4)]

    def page(self, page: int, of: int, *, paragraphs: list[str] | None = None) -> str:
        """One page of `of`: headline, byline, text, a box of teasers and the links to the others."""
        if self.whole and page == 2:
            shown = [p for number in range(1, of + 1) for p in self.paragraphs(number)]
        else:
            shown = self.paragraphs(page) if paragraphs is None else paragraphs
        title = _TITLES[self.language]
        further = page < (2 if self.whole else of)
        head, foot = self.says.split("|") if "|" in self.says else (self.says, "")
        names = {"next": self.path(page + 1), "n": page + 1, "of": of}
        own = self.canonical.format(own=self.path(page), first=self.path(1)) if self.canonical else ""
        canonical = f'<link rel="canonical" href="{own}">' if own else ""
        headline = f"{title} - {page}" if page > 1 else title
        if self.chapters and page > 1:
            headline = f"What the {page}th boat brought"
        back = f'<link rel="prev" href="{self.path(page - 1)}">' if page > 1 else ""
        return f"""<!doctype html><html lang="{self.language}"><head><meta charset="utf-8"><title>{title} - The Quay</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">{canonical}{back}
{head.format(**names) if further else ""}</head><body><header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>
<main><article><h1>{headline}</h1><p class="byline">By Ada Archer</p>
{"".join(f"<p>{p}</p>" for p in shown)}
<p class="share">Share this story with your friends at home</p><p>Page {page} of {of}</p>
<div class="pager">{foot.format(**names) if further else ""}</div></article>
<aside class="related"><h3>Read more</h3><a href="/tides">The tides of March are higher than ever</a></aside></main>
<footer>© The Quay, all rights reserved</footer></body></html>"""


_LINK = '<link rel="next" href="{next}">'
_NUMBERS = '|<a href="{next}">{n}</a>'
LAYOUTS = (
    Layout("parameter", "/news/the-old-harbour", "/news/the-old-harbour?page={n}", _LINK),
    Layout("number", "/news/the-old-harbour", "/news/the-old-harbour/{n}", '|<a rel="next" href="{next}">Next page</a>'),
    Layout("wordpress", "/2026/03/the-old-harbour/", "/2026/03/the-old-harbour/page/{n}/", _LINK, canonical="{first}"),
    Layout("seite", "/politik/der-alte-hafen-a-4711.html", "/politik/der-alte-hafen-a-4711.html?seite={n}", _NUMBERS, "de"),
    Layout("page-of", "/news/harbour.html", "/news/harbour-page-{n}.html", '|<a href="{next}">Page {n} of {of}</a>'),
    Layout("bare", "/a-812.html", "/a-812-{n}.html", '|<a rel="next" href="{next}">weiter</a>', "de", canonical="{first}"),
    Layout("drupal", "/node/512/harbour", "/node/512/harbour?page={n}", _LINK, "nl", counts_from=0),
    Layout("whole", "/wirtschaft/alter-hafen", "/wirtschaft/alter-hafen/komplettansicht", '|<a href="{next}">Auf einer Seite</a>', "de", whole=True),
    Layout("pagewanted", "/2026/03/01/harbour.html", "/2026/03/01/harbour.html?pagewanted=all", '|<a href="{next}">Single Page</a>', whole=True),
    Layout("based", "/actu/le-vieux-port", "/actu/le-vieux-port/page-{n}", '<link rel="next" href="{next}">', "fr", canonical="{own}"),
    Layout("pagina", "/sociedad/el-puerto.html", "/sociedad/el-puerto.html?pagina={n}", '|<a href="{next}">{n}</a>', "es"),
    Layout("query", "/story.php?id=512", "/story.php?id=512&p={n}", '|<a rel="next nofollow" href="{next}">&raquo;</a>'),
    Layout("chapters", "/review/harbour", "/review/harbour/{n}", _LINK, chapters=True),
    Layout("read-on", "/news/harbour-walk", "/news/harbour-walk/{n}", '|<a href="{next}">Read on &rsaquo;</a>'),
    Layout("amp", "/news/harbour-talks?utm_source=rss", "/news/harbour-talks?page={n}", _LINK, "fr"),
)  # fmt: skip


def alone(title: str, text: list[str], head: str = "", foot: str = "", kind: str = "article") -> str:
    """A page by itself, with what may look as if it went on."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><meta property="og:type" content="{kind}">
{head}</head><body><main><article><h1>{title}</h1>{"".join(f"<p>{p}</p>" for p in text)}</article>{foot}</main></body></html>"""


_OWN = [paragraph("en", 1, number) for number in range(4)]
_OTHER = [paragraph("en", 7, number) for number in range(4)]
_TEASERS = "".join(f'<h2><a href="/s/{n}">Story number {n}</a></h2><p>{paragraph("en", 9, n)}</p>' for n in range(6))


_SAID = "".join(f"<div><p>{paragraph('en', 5, number)}</p></div>" for number in range(9))


def _next(href: str) -> str:
    return f'<link rel="next" href="{href}">'


@dataclass(frozen=True)
class Trap:
    """An article at `first`, and at `second` what its page seems to go on with."""

    name: str
    first: str
    second: str
    page: str
    there: str

    @property
    def may_be_asked_for(self) -> bool:
        """Whether only what is there shows that it is none."""
        return self.name in _TOLD_BY_WHAT_IS_THERE


def _other(name: str, first: str, second: str, head: str = "", foot: str = "", there_head: str = "") -> Trap:
    page = alone("A story", _OWN, head or _next(second), foot)
    return Trap(name, first, second, page, alone("Another story", _OTHER, there_head))


def _comments(name: str, second: str, head: str = "", foot: str = "") -> Trap:
    said = [f"<div><p>{paragraph('en', number, 9)}</p></div>" for number in (3, 4)]
    page = alone("A story", _OWN, head, f"{foot}{said[0]}")
    return Trap(name, "/news/a-long-story", second, page, alone("A story", _OWN, "", said[1]))


def _gallery(name: str, first: str, second: str, head: str = "", foot: str = "") -> Trap:
    pages = [
        alone("Pictures", [f"Boat number {n} in the harbour."], head or _next(second), f'<img src="/p{n}.jpg">{foot}')
        for n in (1, 2)
    ]
    return Trap(name, first, second, *pages)


def _listing(name: str, first: str, second: str, head: str = "") -> Trap:
    page = alone("News", [], head + _next(second), _TEASERS, "website")
    return Trap(name, first, second, page, page.replace("number", "no."))


def _loop(name: str, second: str, head: str, there: str = "") -> Trap:
    page = alone("A story", _OWN, head)
    return Trap(name, "/news/a-long-story", second, page, there or page)


_TOLD_BY_WHAT_IS_THERE = (
    "another canonical", "of the same name", "of the same name, .html", "of the same name, canonical", "Drupal", "unnamed box", "long discussion",
    "the same on each number", "the same on each path", "page 1", "no text there",
)  # fmt: skip
STORY = "/news/a-long-story"
TRAPS = {
    "the next article": [
        _other("wordpress", "/2026/03/a-story/", "/2026/03/another-story/"),
        _other("wordpress with a title", STORY, "/news/b", '<link rel="next" title="B" href="/news/b">'),
        _other("link in the text", STORY, "/news/b", "<i></i>", '<a rel="next" href="/news/b">Next article</a>'),
        _other("of the same name", "/weekly-round-up/", "/weekly-round-up-2/"),
        _other("of the same name, .html", "/weekly.html", "/weekly-2.html"),
        _other("of the same name, canonical", "/weekly.html", "/weekly-2.html", "", "", '<link rel="canonical" href="/weekly-2.html">'),
        _other("numbered", "/article/41", "/article/42"),
        _other("first of all", "/article/1", "/article/2"),
        _other("by parameter", "/index.php?id=1", "/index.php?id=2"),
        _other("WordPress without addresses", "/?p=11", "/?p=12"),
        _other("of a series", "/the-diary-part-1/", "/the-diary-part-2/"),
        _other("the second of a series", "/the-diary/", "/the-diary-part-2/"),
        _other("another id behind it", "/s?id=1", "/s/2?id=2"),
        _other("without its id", "/story.php?id=5", "/story.php?page=2"),
        _other("below it", STORY, f"{STORY}/and-what-came-of-it"),
        _other("another canonical", STORY, f"{STORY}?page=2", "", "", '<link rel="canonical" href="/news/other">'),
    ],
    "comments": [
        _comments("parameter", f"{STORY}?comments=2", _next(f"{STORY}?comments=2")),
        _comments("cpage", f"{STORY}?cpage=2", _next(f"{STORY}?cpage=2")),
        _comments("path", f"{STORY}/comment-page-2/", _next(f"{STORY}/comment-page-2/")),
        _comments("fragment", f"{STORY}?page=2", _next(f"{STORY}?page=2#comments")),
        _comments("in their box", f"{STORY}?page=2", "", f'<div id="comments"><a rel="next" href="{STORY}?page=2">2</a></div>'),
        _comments("numbers in their box", f"{STORY}?p=2", "", f'<ol class="comment-list"><a href="{STORY}?p=2">2</a></ol>'),
        _comments("Kommentare", f"{STORY}?seite=2", "", f'<section class="kommentare"><a href="{STORY}?seite=2">2</a></section>'),
        _comments("Drupal", f"{STORY}?page=1", _next(f"{STORY}?page=1")),
        _comments("unnamed box", f"{STORY}?page=2", "", f'<div><a href="{STORY}?page=2">2</a></div>'),
        _comments("long discussion", f"{STORY}?page=2", "", f'<div class="comments">{_SAID}</div><a href="{STORY}?page=2">2</a>'),
        _comments("replies", f"{STORY}?page=2", "", f'<div class="replies"><a rel="next" href="{STORY}?page=2">older</a></div>'),
    ],
    "galleries": [
        _gallery("path", "/gallery/boats", "/gallery/boats/2"),
        _gallery("parameter", "/gallery/boats", "/gallery/boats?page=2"),
        _gallery("image", "/gallery/boats", "/gallery/boats?image=2"),
        _gallery("slide", "/gallery/boats", "/gallery/boats?slide=2"),
        _gallery("foto", "/fotos/boote.html", "/fotos/boote.html?bild=2"),
        _gallery("seite", "/fotos/boote.html", "/fotos/boote-seite-2.html"),
        _gallery("link", "/g/boats", "/g/boats/2", "<i></i>", '<a rel="next" href="/g/boats/2">next</a>'),
        _gallery("number", "/g/boats", "/g/boats?page=2", "<i></i>", '<a href="/g/boats?page=2">2</a>'),
        _gallery("page", "/g/boats/", "/g/boats/page/2/"),
        _gallery("photo", "/g/boats", "/g/boats/photo/2"),
    ],
    "listings": [
        _listing("parameter", "/news", "/news?page=2"),
        _listing("path", "/news/", "/news/page/2/"),
        _listing("number", "/news", "/news/2"),
        _listing("drupal", "/news", "/news?page=1"),
        _listing("tag", "/tag/harbour", "/tag/harbour?p=2"),
        _listing("collection", "/topics/sea", "/topics/sea?page=2", '<script type="application/ld+json">{"@type":"CollectionPage"}</script>'),
        _listing("of articles", "/topics/sea", "/topics/sea?page=2", '<script type="application/ld+json">{"@type": "ItemList", "x": {"@type": "NewsArticle"}}</script>'),
        _listing("author", "/author/ada-archer/", "/author/ada-archer/page/2/"),
        _listing("seite", "/thema/hafen.html", "/thema/hafen.html?seite=2"),
        _listing("front page", "/", "/?page=2", '<meta property="og:type" content="article">'),
        _listing("archive", "/2026/03/", "/2026/03/page/2/"),
    ],
    "loops": [
        _loop("itself", STORY, _next(STORY)),
        _loop("itself with a fragment", STORY, _next(f"{STORY}#top")),
        _loop("page 1", f"{STORY}?page=1", _next(f"{STORY}?page=1")),
        _loop("the same on each number", f"{STORY}?page=2", _next(f"{STORY}?page=2")),
        _loop("the same on each path", f"{STORY}/2", _next(f"{STORY}/2")),
        _loop("page 0", f"{STORY}?page=0", _next(f"{STORY}?page=0")),
        _loop("another host", f"{STORY}?page=2", _next(f"https://elsewhere.example{STORY}?page=2")),
        _loop("another scheme", f"{STORY}?page=2", _next("javascript:next()")),
        _loop("far away", f"{STORY}?page=900", _next(f"{STORY}?page=900")),
        _loop("no text there", f"{STORY}?page=2", _next(f"{STORY}?page=2"), alone("A story", ["The end."])),
    ],
}  # fmt: skip
