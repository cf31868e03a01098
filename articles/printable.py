"""Text that others wrote, as people see it: what would act on a terminal, a log or the order of letters is spelled out."""

import json
import logging
import re
import traceback

_ACTS = "\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""Control characters (C0, DEL, C1), line and paragraph separators, bidi embeddings, overrides and isolates (UAX #9), and bytes
that are no text. Marks that belong to a script (ZWNJ, LRM, RLM) stay."""

_ACTING = re.compile(f"[{_ACTS}]")
_ACTING_BUT_FOR_LAYOUT = re.compile(f"(?![\t\n])[{_ACTS}]")
_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""One line in which nothing acts: "\x1b", "\n", "\u202e" stand as just that, the way Python writes them."""
    return _ACTING.sub(_spelled, text)


def visible_lines(text: str) -> str:
    r"""As `visible`, of a text that may have lines of its own: line breaks and tabs stay."""
    return _ACTING_BUT_FOR_LAYOUT.sub(_spelled, text)


def visible_json(value: object) -> str:
    r"""JSON on one line, for programs and for eyes: what acts is escaped (\u202e), and means the same to who reads it."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


class Visible(logging.Filter):
    """For a logger or a handler: a message is one line in which nothing acts, and the lines of a traceback are indented."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through."""
        record.msg, record.args = visible(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            lines = "".join(traceback.format_exception(*record.exc_info)).rstrip().splitlines()
            record.exc_text = "\n".join(f"  {visible(line)}" for line in lines)
        return True


def _spelled(found: re.Match[str]) -> str:
    return repr(found[0])[1:-1]
