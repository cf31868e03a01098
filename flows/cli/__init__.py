"""The commands of `copydesk`, one module a subject; `flows.cli.app` assembles them, `flows.cli.start` begins."""
