"""A site looked at for a new publisher's file."""
