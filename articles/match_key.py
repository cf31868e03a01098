"""Texts made comparable: the same words, however they are set."""

from functools import lru_cache

_ASCII_NOT_WORD = {code: None for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=8192)
def match_key(text: str) -> str:
    """Letters and digits alone, folded: what stays the same however a text was set."""
    if text.isascii():
        return text.translate(_ASCII_NOT_WORD).lower()
    return "".join(filter(str.isalnum, text)).casefold()
