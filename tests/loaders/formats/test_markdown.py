import pytest

from loaders.formats.markdown import unmarked


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
        (r"Not \*bold\* at all", "Not *bold* at all"),
    ],
)
def test_marks_are_taken_off(given: str, expected: str) -> None:
    assert unmarked(given) == expected
