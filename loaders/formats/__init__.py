"""One file a format: what it is, and how articles in it become pages."""
