"""The commands of `copydesk`, by what they are about; `flows.cli.app` puts them together."""
