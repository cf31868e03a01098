"""What a page's server and author reserve: text and data mining (W3C TDMRep, `noai` tags), and robots.txt for AI agents.

Recorded with the page, so that people can keep to it in what they do with the text; fetching follows robots.txt alone.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from protego import Protego

from articles.page import Hint

AI_AGENTS: tuple[str, ...] = tuple(tomllib.loads(Path(__file__).with_name("ai_agents.toml").read_text("utf-8"))["agents"])

FIELD = "reservation"
"""Of the hints."""

_SAID_IN = ("tdm-reservation", "tdm-policy", "robots")
_NO_AI = ("noai", "noimageai")


def ai_groups(robots_txt: str) -> tuple[str, ...]:
    """The AI agents that a robots.txt has rules for."""
    lines = (line.partition("#")[0].partition(":") for line in robots_txt.splitlines())
    named = {value.strip().lower() for key, _, value in lines if key.strip().lower() == "user-agent"}
    return tuple(agent for agent in AI_AGENTS if agent.lower() in named)


def shut_out(rules: Protego, groups: tuple[str, ...], url: str) -> tuple[str, ...]:
    """Those of the agents that may not fetch an address."""
    return tuple(agent for agent in groups if not rules.can_fetch(url, agent))


def reservations(headers: tuple[tuple[str, str], ...], payload: bytes, agents: tuple[str, ...]) -> Iterator[Hint]:
    """What is reserved, as hints: each says what and where it stands ("robots.txt", "http" or "meta")."""
    if agents:
        yield Hint(FIELD, f"robots.txt disallows {', '.join(agents)}", "robots.txt")
    for name, value in headers:
        if name.lower() in _SAID_IN[:2] or (name.lower() == "x-robots-tag" and any(tag in value.lower() for tag in _NO_AI)):
            yield Hint(FIELD, f"{name.lower()}: {value}", "http")
    head = payload[: 256 << 10].lower()
    if any(sign.encode() in head for sign in (*_SAID_IN[:2], *_NO_AI)):
        yield from dict.fromkeys(_in_meta(payload))


def _in_meta(payload: bytes) -> Iterator[Hint]:
    try:
        tree = document_fromstring(payload[: 256 << 10], parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return
    for meta in tree.iter("meta"):
        name, value = meta.get("name", "").lower(), " ".join(meta.get("content", "").split())[:300]
        if name in _SAID_IN[:2] or (name == "robots" and any(tag in value.lower() for tag in _NO_AI)):
            yield Hint(FIELD, f"{name}: {value}", "meta")
