"""Names of persons, organisations and places in a text: where each stands, and which of them are one name's."""

from articles.names.mentions import key_of, mentions

__all__ = ["key_of", "mentions"]
