"""Feeds in files: a blog's whole export among them."""

from pathlib import Path

import pytest

from tests.loaders.formats.reading import came_of, story

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{version}/" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/">
<channel><title>Tide</title><link>https://tide.example</link><wp:wxr_version>{version}</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[annlee]]></wp:author_login>
<wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>"""


def item(number: int, kind: str = "post", status: str = "publish", text: str = "", writer: str = "annlee") -> str:
    return f"""<item><title>Pier {number}</title><link>https://tide.example/{number}/</link>
<pubDate>Mon, 02 Mar 2026 09:3{number % 10}:00 +0000</pubDate><dc:creator><![CDATA[{writer}]]></dc:creator>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>{text or story(number)}</p><!-- /wp:paragraph -->]]></content:encoded>
<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type></item>"""


def export(*items: str, version: str = "1.2") -> str:
    return HEAD.format(version=version) + "".join(items) + "</channel></rss>"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_of_a_blogs_export_the_posts_that_are_out_are_articles(tmp_path: Path, version: str) -> None:
    others = [
        item(n, status=status) for n, status in enumerate(("draft", "pending", "private", "future", "trash", "auto-draft"), 2)
    ]
    kinds = [item(n, kind) for n, kind in enumerate(("page", "attachment", "nav_menu_item", "revision", "wp_block"), 10)]
    came = came_of(tmp_path, "blog.xml", export(item(1), *others, *kinds, item(20, "noticia"), version=version))
    assert [a.title for a in came.articles] == ["Pier 1", "Pier 20"]
    assert came.rejects == []


def test_a_login_is_the_writer_whom_the_export_names(tmp_path: Path) -> None:
    came = came_of(tmp_path, "blog.xml", export(item(1), item(2, writer="Bo Carr")))
    assert [[c.name for c in a.contributors] for a in came.articles] == [["Ann Lee"], ["Bo Carr"]]
