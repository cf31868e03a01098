"""How the pages of made-up papers are set. Each layout is an element for each part, and the order in which they stand."""

import json
from dataclasses import dataclass
from html import escape

from tests.papers.stories import Story, words

Line = tuple[str, str]
"""A part's name (an element of the layout), and its text."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`elements` says how each part is set, `page` what surrounds them; `data` what the page says of itself: "", "meta", "json-ld".

    `rail` says where the day's teasers stand: "before", "middle" or "after" the text. `box` surrounds them. `by` says whether a byline has the
    word for it, or is a name alone.
    """

    elements: dict[str, str]
    page: str
    data: str = ""
    head: tuple[str, ...] = ("title", "standfirst", "author", "date")
    rail: str = "after"
    box: str = "{}"
    by: bool = True

    def set_line(self, part: str, text: str) -> str:
        """One part of the page."""
        return self.elements.get(part, self.elements["text"]).format(escape(text))


_DIV = "<div>{}</div>"
_ROW = "<tr><td>{}</td></tr>"
_SOUP_PAGE = "<h1>{site}</h1>"

LAYOUTS = {
    "json-ld": Layout(
        {
            "title": "<h1 class=headline>{}</h1>", "standfirst": "<p class=standfirst>{}</p>", "author": "<div class=byline>{}</div>",
            "date": "<time>{}</time>", "text": "<p>{}</p>", "teaser": "<h3><a href=/a>{}</a></h3>",
        },
        "<header>{site}</header><article>{lines}</article><footer>{site}</footer>", "json-ld", box="<aside class=related>{}</aside>",
    ),
    "classes": Layout(
        {
            "title": "<h1 class=hl>{}</h1>", "standfirst": "<div class=lead>{}</div>", "author": "<div class=author>{}</div>",
            "date": "<div class=pubdate>{}</div>", "text": "<p>{}</p>", "teaser": "<h4>{}</h4>",
        },
        "<div class=top>{site}</div><div class=story>{lines}</div>", "meta", rail="middle", box="<div class=c12>{}</div>",
    ),
    "paragraphs": Layout(
        {"title": "<h1>{}</h1>", "text": "<p>{}</p>", "date": "<p><time>{}</time></p>", "teaser": "<p><a href=/a>{}</a></p>"},
        "<main>{lines}</main>", head=("title", "author", "date"),
    ),
    "div soup": Layout({"text": _DIV}, _SOUP_PAGE + "<div><div>{lines}</div></div>", head=("title", "author", "date")),
    "table soup": Layout({"text": _ROW}, _SOUP_PAGE + "<table>{lines}</table>", head=("title", "date", "author")),
    "opaque": Layout(
        {
            "title": "<div class=f3>{}</div>", "standfirst": "<div class=f7>{}</div>", "author": "<span class=q1>{}</span>",
            "date": "<span class=q2>{}</span>", "text": "<p class=t>{}</p>", "teaser": "<div class=k4>{}</div>",
        },
        _SOUP_PAGE + "<div class=m>{lines}</div>", "some", rail="middle", box="<div class=k>{}</div>", by=False,
    ),
}  # fmt: skip
REDESIGNED = "redesigned"
"""What no paper begins with: its pages say nothing of themselves, and in other elements, and name no author."""
LAYOUTS_AFTER = {
    REDESIGNED: Layout(
        {"title": "<div class=w1>{}</div>", "date": "<i class=w3>{}</i>", "text": "<p class=w4>{}</p>"},
        _SOUP_PAGE + "<div class=w>{lines}</div>", head=("title", "date"),
    ),
}  # fmt: skip
FIVE = ("json-ld", "classes", "paragraphs", "div soup", "table soup")
"""The designs of one newspaper."""


def html(layout: Layout, site: str, language: str, story: Story, top: list[Line], rail: list[Line], foot: list[Line]) -> str:
    """A page: the story's own parts, with what stands around them that day."""
    of = words(language)
    day = story.published
    date = of["date"].format(day=day.day, month=of["months"][day.month - 1], year=day.year)
    own = {
        "title": story.title,
        "standfirst": story.standfirst,
        "author": of["by"].format(name=story.author) if layout.by else story.author,
        "date": date,
    }
    texts = [("text", story.dateline + story.paragraphs[0]), *(("text", text) for text in story.paragraphs[1:])]
    box = layout.box.format("".join(layout.set_line(*line) for line in rail))
    lines = [layout.set_line(*line) for line in (*top, *((part, own[part]) for part in layout.head), *texts)]
    at = {"before": len(top), "middle": len(lines) - len(texts) // 2, "after": len(lines)}[layout.rail]
    lines[at:at] = [box]
    lines += [layout.set_line(*line) for line in foot]
    body = layout.page.format(site=escape(site), lines="".join(lines))
    return f"<!doctype html><html lang={language}><head>{_data(layout, site, story)}</head><body>{body}</body></html>"


def _data(layout: Layout, site: str, story: Story) -> str:
    kind = ("json-ld" if story.number % 4 else "") if layout.data == "some" else layout.data
    if kind == "json-ld":
        told = {
            "@type": "NewsArticle", "headline": story.title, "author": {"@type": "Person", "name": story.author},
            "datePublished": f"{story.published}T08:00:00Z", "description": story.standfirst,
        }  # fmt: skip
        data = f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **told})}</script>'
        return f"<title>{escape(story.title)} | {escape(site)}</title>{data}"
    if kind == "meta":
        return (
            f'<title>{escape(story.title)} | {escape(site)}</title><meta property="og:title" content="{escape(story.title)}">'
        )
    return f"<title>{escape(site)}</title>"
