"""From bytes to the blocks of text that are the article: the only package that knows trafilatura."""
