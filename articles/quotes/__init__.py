"""Quotations: the words, where they stand, who said them by the text."""

from articles.quotes.quoting import quotes

__all__ = ["quotes"]
