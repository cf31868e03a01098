"""One address for one page, however it was linked."""

import re
from calendar import monthrange
from datetime import date
from urllib.parse import parse_qsl, quote, unquote_plus, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|custom\d|ptr_name|bbc_team|format)|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|ns_\w+|pk_\w+|mtm_\w+|"
    r"(?:fb|g|dc|ms|tt|tw|wbra|gbra|y|irc|li_fat_)cl(?:id|src)|wt_?\.?(?:mc|zmc)\w*|cmpid|ocid|smid|smtyp|xtor|ref_?src|ref_url|"
    r"feed(?:type|name)|sr_share|igsh(?:id)?|share(?:_?id|Type|d)|soc_(?:src|trk)|traffic_source|__twitter_impression|"
    r"amp(?:_js_v)?|usqp|outputtype|guccounter|guce_\w+|__source|sref|wtrid|kampagne|dicbo|mkt_tok|trk\w*|emci|emdi|ceid",
    re.IGNORECASE,
)  # fmt: skip
_TRACKING_UNLESS_NUMBER = re.compile("cmp|cid|ito|ref|rss|share|taid|output|partner", re.IGNORECASE)
"""Names that campaigns and content systems share: `cid=rss-top` is a campaign, `cid=48211` may be the article."""
_SESSION = re.compile(
    r"(?:php|j|asp|cf)?sess(?:ion)?_?id|aspsessionid\w*|cfid|cftoken|oscsid|zenid|x-session-?id", re.IGNORECASE
)
_SESSION_IF_LONG = re.compile(r"s|sid|sess|session|phpsid|token_?id", re.IGNORECASE)
"""Names that other things have, too: a session's value is long and random."""
_RANDOM = re.compile(r"[0-9a-f]{16,}|(?=[a-z]*\d)[0-9a-z]{20,}", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";(?:j|php)?sess(?:ion)?_?id=[^/;?#]*|/\((?:[A-Z]\([a-z0-9]{24}\))+\)(?=/)", re.IGNORECASE)
_AMP_ENDING = re.compile(r"(?:/amp/?|\.amp(?:\.html)?|/amp\.html)$", re.IGNORECASE)
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_UNRESERVED_ESCAPE = re.compile(r"%(?:2[dDeE]|[57][fFeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])")


def canonical(url: str) -> str:
    """The address without fragment, tracking parameters, session ids, default port and AMP ending; host in lower case.

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
    parameters = [part for part in without_session_in(parts.query).split("&") if part and not _is_tracking(*_taken_apart(part))]
    path = _SESSION_IN_PATH.sub("", parts.path)
    path = _AMP_ENDING.sub("", path) or "/"
    path = quote(_UNRESERVED_ESCAPE.sub(lambda e: chr(int(e[0][1:], 16)), path), safe="/%:@!$&'()*+,;=~-._")
    path = _ESCAPE.sub(lambda e: e[0].upper(), path)
    query = quote("&".join(parameters), safe="%:@!$&'()*+,;=/?~-._[]{}|")
    return urlunsplit((scheme, host, path, query, ""))


def without_session(url: str) -> str:
    """The address as it is written, but for the visit that it was linked in: each visit has another id."""
    before, question, query = url.partition("?")
    kept = without_session_in(query)
    return _SESSION_IN_PATH.sub("", before) + (question if kept or not query else "") + kept


def without_session_in(query: str) -> str:
    """As `without_session`, of a query alone."""
    return "&".join(part for part in query.split("&") if not _is_session(*_taken_apart(part)))


def _taken_apart(parameter: str) -> tuple[str, str]:
    key, _, value = parameter.partition("=")
    return unquote_plus(key, "latin-1"), unquote_plus(value, "latin-1")


def _is_session(key: str, value: str) -> bool:
    return bool(_SESSION.fullmatch(key) or (_SESSION_IF_LONG.fullmatch(key) and _RANDOM.fullmatch(value)))


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
    part is made of words or ends in a number, and stays where it may be a code (`/s/aB3xQ`). Parameters have one order, and
    escapes are compared byte by byte, whatever encoding they are in.
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
        for key, value in sorted(parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1"))
        if not (_TWIN_PARAMETER.fullmatch(key) and value.lower() in _YES)
        and not (_FORM_PARAMETER.fullmatch(key) and _FORM.fullmatch(value))
    ]
    return f"{_TWIN_HOST.sub('', parts.netloc, count=1)}{path}{'?' if query else ''}{urlencode(query, encoding='latin-1')}"


def _names_a_piece(name: str) -> bool:
    """Whether a part of a path is an article's and no section's: three words, or a number."""
    return name.count("-") >= 2 or re.search(r"\d{4}", name) is not None


def _says_which(name: str) -> bool:
    """Whether a path's last part names its article whatever the case of its letters: three words, or a number at its end."""
    return len([word for word in re.split("[-_]", name) if word]) >= 3 or _NUMBER_ENDING.search(name) is not None


def _is_tracking(key: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(key) or (_TRACKING_UNLESS_NUMBER.fullmatch(key) and not value.isdecimal()))


_VARIANT = re.compile(r"amp|print|page|seite|pagina|comments?|all|full|single|mobile|\d{1,2}", re.IGNORECASE)
_PAGE_PARAMETER = re.compile(r"p|pg|page|seite|pagina|start|offset|from|view|format|print|amp", re.IGNORECASE)


def names_article(url: str) -> bool:
    """Whether an address names one article by itself: three words or a number at its end, or a number in its query."""
    parts = urlsplit(url)
    return _says_which(parts.path.rstrip("/").rpartition("/")[2]) or any(
        re.search(r"\d{2}", value or key) and not (_PAGE_PARAMETER.fullmatch(key) and len(value) < 3)
        for key, value in parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")
    )


def is_above(other: str, url: str) -> bool:
    """Whether an address can only be the section that another stands in, or the script that gives it: it names no article,
    and what the other has more is no page number and no form of the page.
    """
    above, own = urlsplit(canonical(other)), urlsplit(canonical(url))
    if names_article(canonical(other)):
        return False
    if above.path.rstrip("/") == own.path.rstrip("/"):
        return not above.query and names_article(canonical(url))
    start = above.path.rstrip("/") + "/"
    rest = own.path.removeprefix(start).strip("/").split("/")
    return own.path.startswith(start) and not all(_VARIANT.fullmatch(part) for part in rest)


_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_.-])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>[12]\d|3[01]|0?[1-9])(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>[12]\d|3[01]|0?[1-9])(?P<s>[/_.-])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>" + "|".join(_MONTH_NAMES) + r")[a-z]*/(?P<d>\d{1,2})(?=/|$)", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_.-]?(?P<m>0[1-9]|1[0-2])(?!\d)(?P<d>)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>" + "|".join(_MONTH_NAMES) + r")[a-z]*(?=/|$)(?P<d>)", re.IGNORECASE),
    re.compile(r"(?:/|sitemap[_-]?|archive[_-]?)(?P<y>(?:19|20)\d\d)(?P<m>)(?P<d>)(?=/|$|\.xml)"),
)


def span_of(url: str) -> tuple[date, date] | None:
    """The first and the last of the days that an address names, a day, a month or a year in its path; None without any."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for pattern in _DAYS:
        for found in pattern.finditer(path):
            year, month, day = int(found["y"]), found["m"], found["d"]
            number = int(month) if month.isdecimal() else _MONTH_NAMES.index(month[:3].lower()) + 1 if month else None
            last = monthrange(year, number or 12)[1]
            if day and int(day) > last:
                continue
            first = date(year, number or 1, int(day) if day else 1)
            return first, first if day else date(year, number or 12, last)
    return None


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
