"""Texts made comparable: the same words, however they are set."""

import re
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_ASCII_NOT_WORD = {code: None for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=8192)
def match_key(text: str) -> str:
    """Letters and digits alone, folded: what stays the same however a text was set."""
    if text.isascii():
        return text.translate(_ASCII_NOT_WORD).lower()
    # Most words hold nothing else, which is seen faster than each of their letters is looked at.
    return "".join([word if word.isalnum() else _NOT_WORD.sub("", word) for word in text.split()]).casefold()
