"""Pages at rest, and what HTTP wraps around them."""
