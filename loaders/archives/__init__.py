"""Files that hold files or pages: ZIP, tar, WARC, ARC, and what is compressed."""
