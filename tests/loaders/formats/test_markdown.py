from pathlib import Path

import pytest

from articles.article import Article
from loaders.formats.markdown import unmarked
from tests.loaders.formats.reading import came_of, story


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("# A title #\n\nText.", "A title\n\nText."),
        ("A **bold** word, an *odd* one, `code` and __this__.", "A bold word, an odd one, code and this."),
        ("snake_case_name, 2 * 3 * 4", "snake_case_name, 2 * 3 * 4"),
        ("[The ferry](https://x.example/a) is [late][1].\n\n[1]: https://x.example", "The ferry is late.\n\n"),
        ("Before\n\n![A ferry](a.jpg)\n\nafter", "Before\n\n\n\nafter"),
        ("> She said so.\n> Twice.", "She said so.\nTwice."),
        ("A title\n=======\n\nText.", "A title\n\n\nText."),
        ("See [[Ferries|the ferry]] and [[Lowmere]].\n\n![[map.png]]", "See the ferry and Lowmere.\n\n"),
        ('{{< figure src="a.jpg" title="The gate" >}}\n\nText {{% ref "b" %}}.\n{% include ad.html %}', "\n\nText .\n"),
        (r"Not \*bold\* at all", "Not *bold* at all"),
    ],
)
def test_marks_are_taken_off(given: str, expected: str) -> None:
    assert unmarked(given) == expected


FRONT = {
    "hugo.md": '+++\ntitle = "Pier to be rebuilt"\ndate = 2026-03-02T09:30:00Z\nauthors = ["Ann Lee"]\ntags = ["pier"]\n+++\n',
    "hugo-params.md": '+++\ntitle = "Pier to be rebuilt"\ndate = 2026-03-02\ntags = ["pier"]\n[params]\nauthor = "Ann Lee"\n+++\n',
    "zola.md": '+++\ntitle = "Pier to be rebuilt"\ndate = 2026-03-02\n[taxonomies]\ntags = ["pier"]\n[extra]\nauthor = "Ann Lee"\n+++\n',
    "2026-03-02-pier.markdown": "---\nlayout: post\ntitle: Pier to be rebuilt\nauthor:\n  name: Ann Lee\n  url: /ann\ntags: [pier]\n---\n",
    "clipping.md": '---\ntitle: "Pier to be rebuilt"\nauthor:\n  - "[[Ann Lee]]"\npublished: 2026-03-02\ntags:\n  - "pier"\n---\n',
    "linked.md": "---\ntitle: Pier to be rebuilt\nauthor: [[People/Ann|Ann Lee]]\ndate: 2026-03-02\ntags: [[[pier]]]\n---\n",
    "quarto.md": "---\ntitle: Pier to be rebuilt\nauthors:\n  - name: Ann Lee\n    email: a@x.example\ndate: 2026-03-02\nkeywords:\n- pier\n---\n",
    "folded.md": "---\ntitle: >-\n  Pier to be\n  rebuilt\nauthor: Ann Lee\ndate: 2026-03-02\ntags:\n- pier\n---\n",
    "remarks.md": "---\n# made by hand\ntitle: Pier to be rebuilt  # the short one\nauthor: Ann Lee\ndate: 2026-03-02 # a Monday\ntags: [pier] # more?\n---\n",
    "quoted.md": "---\ntitle: \"Pier \\x74o be rebuilt\"\nauthor: 'Ann Lee'\ndate: '2026-03-02'\ntags: [\"pier\",]\n---\n",
    "flow.md": "---\ntitle: Pier to be rebuilt\nauthors: [{name: Ann Lee, url: /ann}]\ndate: 2026-03-02\ntags:\n    - pier\n---\n",
    "hand.md": "---\ntitle: Pier to be rebuilt\nsummary: Pier: it goes, @last, and comes again\nauthor: Ann Lee\nhandle: @ann\ndate: 2026-03-02\ntags: [pier]\n---\n",
    "tabs.md": "---\ntitle:\tPier to be rebuilt\nauthor:\tAnn Lee\ndate:\t2026-03-02\ntags:\n\t- pier\n---\n",
    "windows.md": '+++\r\ntitle = "Pier to be rebuilt"\r\ndate = 2026-03-02\r\nauthor = "Ann Lee"\r\ntags = ["pier"]\r\n+++\r\n',
}  # fmt: skip


def said(article: Article) -> tuple[object, ...]:
    return (
        article.title,
        [c.name for c in article.contributors],
        f"{article.published_at:%Y-%m-%d}",
        list(article.tags),
        article.body,
    )


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_gives_the_fields_however_it_is_written(tmp_path: Path, name: str) -> None:
    came = came_of(tmp_path, name, FRONT[name] + story(1) + "\n")
    assert list(map(said, came.articles)) == [("Pier to be rebuilt", ["Ann Lee"], "2026-03-02", ["pier"], story(1))]


def test_the_day_that_is_stated_goes_before_that_of_the_name(tmp_path: Path) -> None:
    came = came_of(tmp_path, "2026-03-02-pier.md", f"---\ntitle: Pier\ndate: 2026-03-05\n---\n{story(1)}\n")
    assert came.days() == ["2026-03-05 00:00"]


def test_what_is_no_yaml_is_taken_word_for_word(tmp_path: Path) -> None:
    front = "title: Pier: the “end” of it 🙂\nauthor: Ann Lee\nmotto: @ann: she"
    came = came_of(tmp_path, "a.md", f"---\n{front}\n---\n{story(1)}\n")
    assert [(a.title, a.authors) for a in came.articles] == [("Pier: the “end” of it 🙂", ("Ann Lee",))]


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "Pier\n+++',
        "---\ntitle: [Pier\n---",
        "---\n- one\n- two\n---",
        "---\ntitle: &a [*a]\n---",
        "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---",
        f"---\ntitle: {'[' * 5000}\n---",
    ],
)
def test_front_matter_that_is_damaged_is_left_out(tmp_path: Path, front: str) -> None:
    came = came_of(tmp_path, "a.md", f"{front}\n# Pier\n\n{story(1)}\n")
    assert [a.body for a in came.articles] == [story(1)]
