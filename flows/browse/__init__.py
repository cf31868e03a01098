"""The published warehouse in a browser: read-only pages on loopback."""

from flows.browse.app import create_app as create_app
