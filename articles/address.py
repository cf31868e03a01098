"""One address for one page, however it was linked."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|custom\d|ptr_name|bbc_team|format)|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|ns_\w+|pk_\w+|mtm_\w+|"
    r"(?:fb|g|dc|ms|tt|tw|wbra|gbra|y|irc|li_fat_)cl(?:id|src)|wt_?\.?(?:mc|zmc)\w*|cmpid|ocid|smid|smtyp|xtor|ref_?src|ref_url|"
    r"feed(?:type|name)|sr_share|igsh(?:id)?|share(?:_?id|Type|d)|soc_(?:src|trk)|traffic_source|__twitter_impression|"
    r"amp(?:_js_v)?|usqp|outputtype|guccounter|guce_\w+|__source|sref|wtrid|kampagne|dicbo|mkt_tok|trk\w*|emci|emdi|ceid",
    re.IGNORECASE,
)  # fmt: skip
_TRACKING_UNLESS_NUMBER = re.compile("cmp|cid|ito|ref|rss|share|taid|output|partner", re.IGNORECASE)
"""Names that campaigns and content systems share: `cid=rss-top` is a campaign, `cid=48211` may be the article."""
_AMP_ENDING = re.compile(r"(?:/amp/?|\.amp(?:\.html)?|/amp\.html)$", re.IGNORECASE)
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_UNRESERVED_ESCAPE = re.compile(r"%(?:2[dDeE]|[57][fFeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])")


def canonical(url: str) -> str:
    """The address without fragment, tracking parameters, default port and AMP ending; host in lower case, parameters in order.

    An address that is none, or of another scheme than http(s), comes back as it was, without its fragment. Of a file: address
    the fragment says which part of the file, so it stays.
    """
    url = url.strip()
    if url.startswith("file:"):
        return url
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.partition("#")[0]
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url.partition("#")[0]
    scheme = parts.scheme.lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(key, value)]
    path = _AMP_ENDING.sub("", parts.path) or "/"
    path = quote(_UNRESERVED_ESCAPE.sub(lambda e: chr(int(e[0][1:], 16)), path), safe="/%:@!$&'()*+,;=~-._")
    path = _ESCAPE.sub(lambda e: e[0].upper(), path)
    return urlunsplit((scheme, host, path, urlencode(sorted(query)), ""))


_TWIN_HOST = re.compile(r"(?:www|m|mobile|amp)\.(?=[^.]+\.)", re.IGNORECASE)
_PRINT = frozenset(("print", "drucken", "imprimir", "imprimer", "stampa"))
_AMP_START = re.compile(r"^/amp(?=/[^/]+/|/[^/]*-[^/]*-|/\d{4})", re.IGNORECASE)
_NUMBER_ENDING = re.compile(r"\d{4}(?:\.\w+)?$")
_TWIN_PARAMETER = re.compile("amp|print|printable|printview|mobile", re.IGNORECASE)
_YES = frozenset(("", "1", "true", "yes", "y"))
_FORM_PARAMETER = re.compile("view|format|mode|version|layout|display|template", re.IGNORECASE)
_FORM = re.compile("amp|print|printable|printer|printview|mobile", re.IGNORECASE)


def identity(url: str) -> str:
    """What the twins of one page have in common: two addresses with the same identity are one page. It is nothing to ask for.

    Besides what `canonical` takes off: scheme, `www.`, `m.`, `mobile.` and `amp.`, a trailing slash, index.html, and AMP, print
    and mobile versions that say so. Nothing is taken off that numbers or names an article. A path's case goes where its last
    part is made of words or ends in a number, and stays where it may be a code (`/s/aB3xQ`).
    """
    parts = urlsplit(canonical(url)) if url.strip().lower().startswith(("http:", "https:")) else None
    if parts is None or not parts.netloc:
        return canonical(url)
    path = re.sub(r"/index\.html?$", "/", parts.path)
    path = _AMP_START.sub("", path).rstrip("/")
    above, _, last = path.rpartition("/")
    if last.lower() in _PRINT and _names_a_piece(above.rpartition("/")[2]):
        path = above
    path = path.lower() if _says_which(path.rpartition("/")[2]) else path
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (_TWIN_PARAMETER.fullmatch(key) and value.lower() in _YES)
        and not (_FORM_PARAMETER.fullmatch(key) and _FORM.fullmatch(value))
    ]
    return f"{_TWIN_HOST.sub('', parts.netloc, count=1)}{path}{'?' if query else ''}{urlencode(query)}"


def _names_a_piece(name: str) -> bool:
    """Whether a part of a path is an article's and no section's: three words, or a number."""
    return name.count("-") >= 2 or re.search(r"\d{4}", name) is not None


def _says_which(name: str) -> bool:
    """Whether a path's last part names its article whatever the case of its letters: three words, or a number at its end."""
    return len([word for word in re.split("[-_]", name) if word]) >= 3 or _NUMBER_ENDING.search(name) is not None


def _is_tracking(key: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(key) or (_TRACKING_UNLESS_NUMBER.fullmatch(key) and not value.isdecimal()))


def host_of(url: str) -> str:
    """Host, with its port where one is written; "" where there is none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def absolute(href: str, base: str) -> str:
    """An address made whole, or as it stands where it is none."""
    if href.startswith(("https://", "http://")):  # most are, and urljoin takes a third of the time of a page's links
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href
