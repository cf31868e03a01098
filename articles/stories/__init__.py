"""What an article is about, as terms that two articles can share, and which articles make one story."""
