"""Rules that say what a block of text is, by what they look at. Their order is in `articles.labels.rules`."""
