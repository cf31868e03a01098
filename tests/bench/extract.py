"""One extractor over pages: JSON lines `{"html": path of a .html or .html.gz, "url"}` in, `{"title", "authors", "published", "body", "cpu"}` out.

Run by `tests.bench.extractors` with the Python of an environment that holds the extractor and nothing of Copydesk; the name of
the extractor is the one argument. What it fails on comes out empty. CPU is in seconds.
"""

import gzip
import json
import logging
import socket
import sys
import time
from pathlib import Path


def trafilatura(html, url):
    import trafilatura

    found = trafilatura.bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    if found is None:
        return {}
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "authors": authors, "published": found.date, "body": found.text}


def newspaper4k(html, url):
    import newspaper

    article = newspaper.Article(url, fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    published = article.publish_date
    return {
        "title": article.title,
        "authors": article.authors,
        "published": published.isoformat() if hasattr(published, "isoformat") else published,
        "body": article.text,
    }


def news_please(html, url):
    from newsplease import NewsPlease

    article = NewsPlease.from_html(html.decode("utf-8", "replace"), url=url)
    published = article.date_publish
    return {
        "title": article.title,
        "authors": article.authors,
        "published": published.isoformat() if published else None,
        "body": article.maintext,
    }


def readability_lxml(html, url):
    import lxml.html
    import readability

    page = readability.Document(html.decode("utf-8", "replace"), url=url)
    blocks = lxml.html.fromstring(page.summary()).iter("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td")
    return {"title": page.short_title(), "body": "\n\n".join(" ".join(block.text_content().split()) for block in blocks)}


def goose3(html, url):
    from goose3 import Goose

    with Goose({"enable_image_fetching": False}) as goose:
        article = goose.extract(url=None, raw_html=html.decode("utf-8", "replace"))
    published = article.publish_datetime_utc
    return {
        "title": article.title,
        "authors": article.authors,
        "published": published.isoformat() if published else None,
        "body": article.cleaned_text,
    }


def names(given):
    """The authors as flat strings: some tools pass on the lists in lists, nulls and nodes that a page's data hold."""
    for one in given if isinstance(given, list | tuple) else [given]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, list | tuple):
            yield from names(one)


def refuse(*_, **__):
    """In place of the network: what an extractor would fetch (lists of domains, pictures) is not there, and at once."""
    raise OSError("no network")


def main():
    socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse
    logging.disable(logging.CRITICAL)
    extractor = {"newspaper4k": newspaper4k, "news-please": news_please, "readability-lxml": readability_lxml,
                 "goose3": goose3, "trafilatura": trafilatura}[sys.argv[1]]  # fmt: skip
    answers = sys.stdout
    sys.stdout = sys.stderr  # some of them print
    for line in sys.stdin:
        page = json.loads(line)
        payload = Path(page["html"]).read_bytes()
        html = gzip.decompress(payload) if page["html"].endswith(".gz") else payload
        start = time.process_time()
        try:
            found = extractor(html, page["url"])
        except Exception:
            found = {}
        found["authors"] = list(names(found.get("authors")))
        answers.write(json.dumps({**found, "cpu": time.process_time() - start}, default=str) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
