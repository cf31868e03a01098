"""The pictures that a page shows with its article: where each stands, and at which address."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from articles.address import absolute
from articles.extract.blocks import TextBlock, match_key
from articles.extract.elements import class_of
from articles.fields.teaser_pictures import PICTURE_FILE, is_in_a_teaser, leads_elsewhere
from articles.labels.element_names import names_say
from articles.remembered import remembered

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-bg",
    "data-background-image",
)
_OF_BACKGROUNDS = frozenset(("style", *_LAZY[-2:]))
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_OF_SET = re.compile(r"([^\s,]\S{0,2000})(?:\s{1,9}([\d.]{1,9})[wx])?")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_NO_PICTURE = re.compile(
    r"(?:^|[/_.\s-])(?:logos?|icons?|avatars?|gravatar|sprites?|spacer|piwik|matomo|vgwort|placeholder|emojis?|badges?|1x1|"
    r"transparent|spinner|favicon|captcha|newsletters?|qr(?:-?(?:code|img))?|banner|fallback|(?:play-?)?overlay|app-?icon|"
    r"shar(?:e|ing)[-_](?:images?|snippets?|cards?)|user-?pic|profile|portraits?|authors?|headshots?|"
    r"(?P<thing>arrow|beacon|blank|button|(?<!-c-)default(?!/)|loader|loading|pixel|smil(?:ey|ies)))(?=[/_.\s-]|$)",
    re.IGNORECASE,
)
_DESCRIBED = 5
"""Words of a file's name that describes its picture."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_ELEMENT = re.compile(
    r"(?:^|[_\s-])(?:logos?|icons?|avatars?|gravatar|sprites?|pixel|spacer|emojis?|badges?|captcha|button|smil(?:ey|ies)|arrow|"
    r"newsletters?|qr(?:-?(?:code|img))?|banner|user-?pic|profile|portraits?|authors?)(?:[_\s-]|$)",
    re.IGNORECASE,
)
"""The same in the names of elements, where "placeholder", "loading" and "default" tell only how a picture comes."""
_POSTER = re.compile(r"/(?:poster|video-?(?:still|thumb\w*|preview))\.(?:jpe?g|png|webp)(?:$|\?)", re.IGNORECASE)
"""The still of a film."""
_SMALLEST = 110
"""Pixels of width and height that a picture says it has; less is an icon or a pixel that counts readers."""
_PLACES = 4
"""Other places of one picture that are looked at: in the list of a gallery, in large, for narrow screens."""
_RATIOS = frozenset(((2, 3), (3, 4), (9, 16), (4, 5), (9, 21)))
"""Width and height by which some pages give a picture's form."""
_ARTICLES = frozenset(("article", "post", "hentry", "entry", "story"))
_APART = frozenset(("nav", "footer", "form", "button", "dialog"))
_OTHERS = ("related", "bio", "byline", "comments", "never")
_OFFERS = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*|newsletters?|share|sharing|social\w*|donat\w*|cta)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<!\d)\d{9,}(?!\d)")
_NO_ID = re.compile(r"1[2-9]\d{8}(?:\d{3})?|2147483647")
"""Seconds or thousandths since 1970, when a file was saved as others were in that moment; and a machine's largest number."""
_ORIGINAL = frozenset(("url", "src", "image", "img"))
"""Parameters in which a service that sends pictures in any size is told where to find one."""
_HASH = re.compile(r"(?<![0-9a-f])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{20,}")
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d{6}(?!\d))\d{7,8}(?!\d)")
"""A folder's number that is no date: many pictures of an article have one name, and a folder each."""
_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|jfif|svg|ashx|aspx)$", re.IGNORECASE)
_SIZE = re.compile(
    r"(?:[-_@.]?\d{2,4}x\d{2,4}|[-_]scaled|@[23]x|[-_][whqr]\d{1,4}(?:\.\d+)?|[-_](?:\d{3,4}w|[346-9]00|320|[46-7]80|640|7[25]0|768|960|1\d00|1024|1080|1280|1440|1920|2\d00|2048|2560)|[-_]{1,2}(?:small|large|medium|big|full|thumb|retina)|(?<![-_])[-_]+(?:v-)?\d{1,2}(?:to|x)(?:\d{1,2}|X))$"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its place. `key` is what its file has in common with itself in another size, `url` "" where none is told.

    `below` is the element with the next text, `again` are the other places in which it is shown.
    """

    element: HtmlElement
    url: str
    key: str
    below: HtmlElement | None = None
    again: tuple[HtmlElement, ...] = ()


@remembered(512)
def key_of(url: str) -> str:
    """What the addresses of one picture in several sizes have in common."""
    try:
        parts = urlsplit(url)
        original = next((value for name, value in parse_qsl(parts.query) if name in _ORIGINAL and "/" in value), None)
        if original and not urlsplit(original).query:
            return key_of(original)
        path = unquote(parts.path)
    except ValueError:
        path = url
    if found := _ids(path) or _ids(unquote(url)):
        return found[-1]
    folders, _, last = path.rstrip("/").rpartition("/")
    for _ in range(3):
        last = _SIZE.sub("", _ENDING.sub("", last))
    key = match_key(last)
    return "".join((*_NUMBER.findall(unquote(folders))[-1:], key)) if len(key) > 4 else match_key(path)


def _ids(text: str) -> list[str]:
    return [number for number in _ID.findall(_HASH.sub("", text)) if not _NO_ID.fullmatch(number)]


def pictures(elements: Sequence[HtmlElement], blocks: list[TextBlock], base: str, lead: Iterable[str] = ()) -> list[Picture]:
    """Those among a page's elements that stand in the article: from its headline to the end of its text, and above the headline
    in the article's own element.

    `lead` are the addresses that the page's data give: such a picture is the article's wherever it stands above the text.
    """
    text = [block.element for block in blocks if block.is_main_text and block.element is not None]
    if not text:
        return []
    held = frozenset(text[len(text) // 2].iterancestors())
    first = text[0] if blocks[0].element is None else blocks[0].element
    own = _holders((*text, first))
    home = _home(first, held)
    last = _last(text, blocks[-1].element)
    written = {block.element for block in blocks}
    leading = {key_of(url) for url in lead}
    inside, found, seen = False, list[Picture](), dict[str, int]()
    for element in elements:
        if found and found[-1].below is None and element in written:
            found[-1] = replace(found[-1], below=element)
        inside = inside or element is home or element is first
        file = _file(element, base, leading, inside=inside)
        if file and not _is_none(element, file[0], held, base) and not is_in_a_teaser(element, own, base):
            _add(found, seen, element, *file)
        if element is last:
            break
    return found


def _holders(elements: Iterable[HtmlElement]) -> Set[HtmlElement]:
    return {above for element in elements for above in element.iterancestors()}


def _add(found: list[Picture], seen: dict[str, int], element: HtmlElement, url: str, key: str) -> None:
    if key in seen:
        shown = found[seen[key]]
        found[seen[key]] = replace(shown, again=(*shown.again, element)[:_PLACES])
    else:
        seen[key] = len(found)
        found.append(Picture(element, url, key))


def _file(element: HtmlElement, base: str, leading: Set[str], *, inside: bool) -> tuple[str, str] | None:
    """Address and key of the picture that an element shows, if it does and may: above the article a leading one alone."""
    if not (_shows_some(element) if inside else leading and element.tag in _SHOWS):
        return None
    if url := _address(element, base):
        key = key_of(url)
        return (url, key) if inside or key in leading else None
    said = _captioned(element, base) if inside else ""
    return ("", said) if said else None


_SHOWS = frozenset(("img", "amp-img"))


def _shows_some(element: HtmlElement) -> bool:
    """A quick first look: whether an element may show a picture. Most of a page's have nothing to show one with."""
    return element.tag in _SHOWS or not _OF_BACKGROUNDS.isdisjoint(element.keys())


def _captioned(element: HtmlElement, base: str) -> str:
    """What a figure says of a picture whose address only a script knows, as a match key; "" for any other."""
    if element.tag not in _SHOWS:
        return ""
    figure = next((above for above in element.iterancestors() if above.tag == "figure"), None)
    if figure is None or any(_address(other, base) for other in figure.iter()):
        return ""
    return match_key(" ".join(caption.text_content() for caption in figure.iter("figcaption")))


def _last(text: list[HtmlElement], end: HtmlElement | None) -> HtmlElement | None:
    """The last element of the article: a picture may stand below the last paragraph, as another one."""
    for below in text[-1].itersiblings():
        if not isinstance(below.tag, str):
            continue
        if below.tag not in ("p", "figure", "div", "img") or next(below.iter("img"), None) is None:
            break
        *_, end = below.iter()
    return end


def _home(first: HtmlElement, held: frozenset[HtmlElement]) -> HtmlElement | None:
    """The article or main element that holds both the first block and the text; else one that is named so."""
    both = [above for above in first.iterancestors() if above in held]
    return next((above for above in both if above.tag in ("article", "main")), next(filter(_is_named_article, both), None))


def _is_named_article(element: HtmlElement) -> bool:
    names = (element.get("class") or "").split()
    return element.tag not in ("html", "body") and (
        not _ARTICLES.isdisjoint(names)
        or element.get("role") in ("article", "main")
        or "Article" in (element.get("itemtype") or "")
    )


def _address(element: HtmlElement, base: str) -> str | None:
    """The first address that can be a picture's: what a script would load, else what is shown, else what other widths have."""
    good = (address.strip() for address in _addresses(element))
    good = (address for address in good if address and not address.startswith(("data:", "blob:", "#", "{")))
    return next((absolute(address, base) for address in good if not _is_called_none(_file_of(address))), None)


def _addresses(element: HtmlElement) -> Iterator[str]:
    if element.tag in _SHOWS:
        yield from _said(element)
        # The parser puts an img into the source before it, which has no end tag.
        around = next((above for above in element.iterancestors() if above.tag != "source"), None)
        for source in () if around is None or around.tag != "picture" else around.iter("source"):
            yield from _said(source)
    elif _shows_some(element):
        yield from _BACKGROUND.findall(element.get("style") or "")
        yield from (element.get(name) or "" for name in _LAZY[-2:])


def _file_of(address: str) -> str:
    """An address without its query, in which words are parameters."""
    return address.partition("?")[0] if PICTURE_FILE.search(address.partition("?")[0]) else address


def _width(written: str) -> float:
    return float(written) if written.replace(".", "", 1).isdigit() else 0


def _said(element: HtmlElement) -> Iterator[str]:
    yield from (element.get(name) or "" for name in _LAZY)
    sets = [element.get(name) or "" for name in _SETS]
    yield element.get("src") or ""
    for some in sets:
        widths = [(_width(width), address.rstrip(",")) for address, width in _OF_SET.findall(some)]
        if widths:
            yield max(widths, key=lambda one: one[0])[1]


def _is_none(element: HtmlElement, url: str, held: frozenset[HtmlElement], base: str) -> bool:
    """Whether it is an icon, an advertisement, a portrait of the author or the picture of another article."""
    if url == base or _is_small(element) or url.lower().partition("?")[0].endswith(".svg") or _POSTER.search(url):
        return True
    if _NO_ELEMENT.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    for above in element.iterancestors():
        if above in held:
            return False
        if above.tag in _APART or (above.tag == "a" and leads_elsewhere(above, base)):
            return True
        names = f"{class_of(above)} {above.get('id') or ''}"
        if names_say(names, _OTHERS) or _OFFERS.search(names):
            return True
    return False


def is_a_picture(url: str, base: str) -> bool:
    """Whether an address that the page's data give can be a picture's: none of the page itself, a logo or a stand-in."""
    return url.partition("#")[0] != base.partition("#")[0] and not _is_called_none(_file_of(url).rpartition("/")[2])


def _is_called_none(path: str) -> bool:
    """Whether a file or one of its folders is called as logos, portraits and stand-ins are.

    A word for a thing may stand within a name that describes its picture ("fire-at-old-button-factory-in-oldmill.jpg"), or
    behind the picture's number, where it tells which form of it this is ("0123456789_default_0.jpg").
    """
    begin = len(path) - len(path.rpartition("/")[2])
    words = [begin + word.start() for word in _WORD.finditer(PICTURE_FILE.sub("", path[begin:]))]
    within = words[1:-1] if len(words) >= _DESCRIBED else []
    return any(
        not found["thing"] or not (found.start() + 1 in within or _ID.search(path, begin, found.start()))
        for found in _NO_PICTURE.finditer(path)
    )


def _is_small(element: HtmlElement) -> bool:
    sizes = [int(value) for name in ("width", "height") if (value := element.get(name) or "").isdecimal()]
    return any(size < _SMALLEST for size in sizes) and tuple(sorted(sizes)) not in _RATIOS
