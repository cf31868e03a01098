"""What lists the articles of a publisher: feeds, sitemaps, sections, and how each is read."""
