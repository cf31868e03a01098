"""The commands of `copydesk`, by what they are about; `flows.cli` puts them together."""
