"""Rules that say what a run of text is, by what they look at. Their order is in `articles.labels.rules`."""
