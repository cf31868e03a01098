import json
import logging
import sys
import unicodedata
from functools import cache

import pytest

from articles.printable import Visible, visible, visible_json, visible_lines


@cache
def acting() -> list[str]:
    """All characters that do something to what stands around them."""
    return [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]


def test_every_character_that_acts_is_spelled_out_and_no_other_is():
    every = [chr(number) for number in range(sys.maxunicode + 1)]
    assert [one for one in every if visible(one) != one] == acting()
    assert all(visible(one).isascii() and visible(one).isprintable() for one in acting())
    assert [one for one in acting() if visible_lines(one) == one] == ["\t", "\n"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x07", r"a\x1b[31mb\x07"),
        ("one\ntwo\r", r"one\ntwo\r"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\udce4.txt", r"\udce4.txt"),
        ("می‌خواهد, Zoë 👩‍🚒, a\\n", "می‌خواهد, Zoë 👩‍🚒, a\\n"),
    ],
)
def test_how_it_is_spelled(text, shown):
    assert visible(text) == shown


def test_json_means_the_same_to_a_program():
    text = "".join(one for one in acting() if not "\ud800" <= one <= "\udfff") + 'é"\\'
    assert json.loads(visible_json({text: [text]})) == {text: [text]}
    assert visible(visible_json({text: [text]})) == visible_json({text: [text]})


def test_a_log_cannot_be_forged_by_a_message_or_an_exception():
    try:
        raise ValueError("\x1b[2J\ncopydesk: all is well")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 1, "Location: %s", ("\x9b\r\ncopydesk: all is well",), sys.exc_info()
        )
    assert Visible().filter(record)
    lines = logging.Formatter("%(message)s").format(record).split("\n")
    assert lines[0] == r"Location: \x9b\r\ncopydesk: all is well"
    assert all(line.startswith("  ") and visible(line) == line for line in lines[1:])
