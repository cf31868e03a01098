"""From bytes to the runs of text that are the article: the only package that knows trafilatura."""
