"""XML of strangers: parsed without entities, network or depth, and the name of its outermost element."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from loaders.source import Refused

_NAME = re.compile(r"<([\w.:-]+)")
_BEFORE_ROOT = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))


def root_of(head: bytes) -> str:
    """The outermost element's name without its prefix, in lower case; "" where it cannot be told."""
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").decode("latin-1").lstrip()
    while found := next(((start, end) for start, end in _BEFORE_ROOT if text.startswith(start)), None):
        start, end = found
        close = text.find(end)
        if start == "<!" and 0 <= text.find("[") < close:  # a DTD within the document
            close = text.find(end, text.find("]"))
        if close < 0:
            return ""
        text = text[close + len(end) :].lstrip()
    name = _NAME.match(text)
    return name[1].rpartition(":")[2].lower() if name else ""


def parse(payload: bytes, where: str, *, recover: bool = False) -> _Element:
    """The outermost element. Raises Refused: bomb for one that defines entities within entities, else damaged."""
    head = payload[:65536]
    if re.search(rb"<!ENTITY[^>]{0,500}&\w+;", head):
        raise Refused("bomb", f"{where}: XML with nested entity definitions: save it without its DTD")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)
        root = etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("damaged", f"{where}: damaged XML ({error}): fetch it again") from error
    if root is None:
        raise Refused("damaged", f"{where}: XML without an element: fetch it again")
    return root


def named(element: _Element, *names: str) -> Iterator[_Element]:
    """The elements below it with one of these local names, in the document's order, whatever their namespace."""
    for found in element.iter("{*}*"):
        if etree.QName(found).localname in names:
            yield found


def text(element: _Element | None) -> str:
    """All text in an element, white space made single."""
    return " ".join(written(element).split()) if element is not None else ""


def written(element: _Element) -> str:
    """All text in an element, as it is."""
    return "".join(str(part) for part in element.itertext(with_tail=False))


def first(element: _Element, *names: str) -> str:
    """The text of the first element of the first of these names that has any."""
    for name in names:
        for found in named(element, name):
            if said := text(found):
                return said
    return ""
