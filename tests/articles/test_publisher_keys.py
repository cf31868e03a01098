from articles.publisher import EXAMPLES
from articles.publisher_keys import MEANINGS, keys
from tests.docs import CHECKOUT, with_keys


def test_every_key_has_a_row_and_no_other():
    assert set(keys()) == set(MEANINGS) <= set(EXAMPLES)
    assert {"expect.articles_min", "bylines.replace"} < set(keys())


def test_the_page_has_the_table_that_the_code_makes():
    text = (CHECKOUT / "docs" / "crawling.md").read_text("utf-8")
    assert with_keys(text) == text
    assert text.count("\n| `") >= len(MEANINGS)
