"""Chinese, Japanese and Korean datelines: closed by a bracket, an equals sign or 電, with no spaces to part the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.article import Dateline, DatelineAgency, DatelineDate, Place
from articles.dateline.lexicon import agency, is_outlet, wire_agency, wire_at, words
from articles.dateline.place_names import Paper
from articles.places.agencies import agency_of
from articles.places.gazetteer import fold, place
from articles.rule_table import first_match

_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_KANA = re.compile("[\u3040-\u30ff]")
_BRACKETED = re.compile(r"\s*[【［\[（(〔〈《](?P<inside>[^】］\]）)〕〉》\n]{2,46})[】］\]）)〕〉》]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF21, 0xFF5B)}
"""Latin letters as wide as Chinese ones: "ＡＦＰ"."""
_PARTING = " \u3000＝=・、／/|:：,－-"
_GAP = re.compile(r"[\s\u3000]*(?:[-–—―─=＝:：][\s\u3000]*)?")
_DATE = r"(?:\d{4}\s?年)?(?:\d{1,2}\s?月)?\d{1,2}\s?日"
_WIRED = re.compile(
    r"\s*[【（(〔\[]?(?:据|據)?(?P<head>[^\d，。,、；;！!？?「“：:】）)\n]{2,22}?)(?P<date>" + _DATE + ")?"
    r"(?:[／/]?(?P<joint>综合|綜合)?(?:外電|外电)?(?:專|专)?)(?P<word>電|电|訊|讯|報導|报道|報道|消息)(?P<close>[】）)〕\]])?"
    r"(?:\s?题[:：])?(?P<wrote>[\s\u3000]*[（(〔](?:[^）)〕]{0,8}(?:记者|記者)|文/)[^）)〕]{1,24}[）)〕])?"
)
_OWN = re.compile(r"本[报報刊台網网]|央视新闻(?:客户端)?|[\u4e00-\u9fff]{2,5}(?:社|网|網|報|报|台)(?=[\u4e00-\u9fff]{0,6}$)")
_REPORTER = re.compile(
    r"\s*(?P<open>[【（(〔［\[])?(?P<outlet>[^\s記记／/，。]{0,8}?)(?:記者|记者|特派員)\s?(?P<who>[^\s，。／/0-9（(]{2,12})\s?[／/]\s?"
    r"(?P<place>[^\s，。／/0-9]{2,6}?)(?:綜合|专题)?(?:報導|报道|報道|電|电|专电|專電|專訪)(?P<close>[】）)〕］\]])?"
)
_KOREAN = re.compile(
    r"\s*[\[(【［（](?P<place>[가-힣·ㆍ,/\s]{2,24}?)\s*(?P<foreign>[A-Z]{2,6}|[dD][pP][aA]|로이터|교도|신화|타스|이타르타스)?\s*[=＝]\s*(?P<agency>[^\])】］）=]{2,24})[\])】］）]"
)
_KOREAN_INSIDE = re.compile(r"(?P<agency>\S+)\s(?P<who>[가-힣]{2,4}\s?(?:기자|특파원|통신원))")
_KOREAN_OUTLET = re.compile(
    r"\s*[\[(【［（](?P<agency>[^\])】］）=|]{2,20}?)\s*[=＝|ㅣ:/]?\s*(?P<who>[가-힣]{2,4}\s?(?:전문|선임|수습|인턴|객원)?\s?(?:기자|특파원|논설위원))[\])】］）]"
)
_KOREAN_NAME = re.compile(
    r"\s*(?P<who>[가-힣]{2,4}(?:[·,\s]\s?[가-힣]{2,4}){0,4}\s?(?:전문|선임|수습|인턴|객원)?\s?(?:기자|특파원|통신원|리포터|PD))\s*(?:[=＝:]\s*|(?=\s))"
)
_TOWN = re.compile(r"\s*(?P<place>[^\s，。／/0-9]{2,4})[／/](?:綜合|综合|專題|专题|整理)?(?:報導|报道|報道)[\s\u3000]+")
_NOT_A_NAME = re.compile(
    r"五輪|世界|大会|陸上|国際|国内|選手|協定|原発|事件|同時|市場|株|円|外為|為替|条約|裁判|空港|動物|映画|合意|宣言|議定書|マラソン|パラ"
)


def parse(text: str, paper: Paper) -> Dateline | None:
    """The dateline that opens a Chinese, Japanese or Korean text, or None (also where it is of another form)."""
    if not _EAST.search(text, 0, 40):
        return None
    if paper.lang is None:
        paper = replace(paper, lang="ko" if _HANGUL.search(text) else "ja" if _KANA.search(text) else "zh")
    decided = first_match(FORMS, text, paper)
    return replace(decided[1], rule=decided[0]) if decided else None


def _known(name: str, paper: Paper, least: int = 100_000) -> Place | None:
    entry = paper.best(name)
    if entry is None or (entry.population < least and entry.rank < 100 * max(entry.population, 100)):
        return None
    return place(entry, name)


def _end(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def korean(text: str, paper: Paper) -> Dateline | None:
    """Places, an equals sign and an agency in brackets, or an outlet and its reporter.

    Taken: ko: [서울=뉴시스] 김철수 기자 = 시의회
    Left: ko: 서울시의회
    Known problems: A town that is not in the gazetteer.
    """
    if m := _KOREAN.match(text):
        names = [name.strip() for name in re.split(r"[·ㆍ,/]", m["place"]) if name.strip()]
        found = [_known(name, paper, 20_000) for name in names]
        agency_, who = m["agency"].strip(), None
        if inside := _KOREAN_INSIDE.fullmatch(agency_):
            agency_, who = inside["agency"], inside["who"]
        if m["foreign"]:
            agency_ = text[m.start("foreign") : m.end("agency")].strip()
        if found and all(found):
            end = m.end()
            if wrote := _KOREAN_NAME.match(text, end):
                end, who = wrote.end("who"), wrote["who"]
            body = wrote.end() if wrote else _end(text, end)
            return Dateline(tuple(p for p in found if p), None, agency(agency_), who, (_start(m), end), _skip(text, body))
    if m := _KOREAN_OUTLET.match(text):
        return Dateline((), None, agency(m["agency"].strip()), m["who"], (_start(m), m.end()), _end(text, m.end()))
    return None


def _start(m: re.Match[str]) -> int:
    return m.start() + len(m[0]) - len(m[0].lstrip())


def _skip(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip(" \t\u3000\xa0"))


def reporter_and_town(text: str, paper: Paper) -> Dateline | None:
    """A reporter and where from.

    Taken: zh: 〔記者陳小明／台北報導〕市議會
    Left: zh: 台北／綜合報導　市議會
    Known problems: A town that is not in the gazetteer.
    """
    m = _REPORTER.match(text)
    found = _known(m["place"].removesuffix("即時").removesuffix("綜合"), paper, 20_000) if m else None
    if not m or not found or bool(m["open"]) != bool(m["close"]):
        return None
    outlet = agency(m["outlet"]) if len(m["outlet"]) > 1 else None
    return Dateline((found,), None, outlet, m["who"], (_start(m), m.end()), _end(text, m.end()))


def town_alone(text: str, paper: Paper) -> Dateline | None:
    """A town and a word for reporting.

    Taken: zh: 台北／綜合報導　市議會
    Left: zh: 〔記者陳小明／台北報導〕市議會
    Known problems: A town that is not in the gazetteer.
    """
    m = _TOWN.match(text)
    found = _known(m["place"], paper, 20_000) if m else None
    return Dateline((found,), None, None, None, (_start(m), len(m[0].rstrip())), m.end()) if m and found else None


@dataclass(frozen=True, slots=True)
class _Inside:
    """What stands in brackets as `printed` and in narrow letters (`text`), read up to `at`, and the parts found so far."""

    printed: str
    text: str
    at: int = 0
    places: tuple[Place, ...] = ()
    day: DatelineDate | None = None
    wire: DatelineAgency | None = None
    who: str | None = None


def in_brackets(text: str, paper: Paper) -> Dateline | None:
    """Places, a day, an agency or a reporter in brackets.

    Taken: ja: 【ワシントン共同】市議会
    Left: zh: 新华社北京6月5日电 市议会
    Known problems: A label in brackets that is a Japanese town's name.
    """
    m = _BRACKETED.match(text)
    if not m:
        return None
    start, body = m.start("inside") - 1, _end(text, m.end())
    found: _Inside | None = _Inside(m["inside"], m["inside"].translate(_NARROW))
    if found and not _EAST.search(found.text):
        sole = found.text != m["inside"] and (wire_agency(found.text) or is_outlet(found.text)) and found.text.strip()
        return Dateline((), None, agency(m["inside"].strip()), None, (start, m.end()), body) if sole else None
    if re.search(r"[電电訊讯]$|報導|报道|記者|记者", m["inside"].translate(_NARROW)):
        return None
    while found and found.at < len(found.text):
        decided = first_match(INSIDE_PARTS, found, paper)
        found = decided[1] if decided else None
    if not found or not _is_dateline(found, text[m.end() :]):
        return None
    who = None if found.who == "支局" else found.who
    return Dateline(found.places, found.day, found.wire, who, (start, m.end()), body)


def _parting(this: _Inside, _: Paper) -> _Inside | None:
    return replace(this, at=this.at + 1) if this.text[this.at] in _PARTING else None


def _day_inside(this: _Inside, paper: Paper) -> _Inside | None:
    written = paper.date_at(this.text, this.at) if this.day is None else None
    day = DatelineDate(this.text[this.at : written.end], written.iso) if written else None
    return replace(this, day=day, at=written.end) if written else None


def _wire_inside(this: _Inside, _: Paper) -> _Inside | None:
    end = _wire_end(this.text, this.at) if this.wire is None else None
    if not end:
        return None
    wire = replace(agency(this.text[this.at : end]), as_written=this.printed[this.at : end])
    return replace(this, wire=wire, at=end)


def _place_inside(this: _Inside, paper: Paper) -> _Inside | None:
    """A place; another one only behind a mark, and none behind an agency that a place stands before."""
    if this.places and (this.wire or this.text[this.at - 1] not in _PARTING):
        return None
    found = _place_prefix(this.text, this.at, paper)
    return replace(this, places=(*this.places, found), at=this.at + len(found.as_written)) if found else None


def _reporter_inside(this: _Inside, paper: Paper) -> _Inside | None:
    """Whoever is named behind a place, a day or an agency, up to the end."""
    if this.who is not None or not (this.places or this.day or this.wire):
        return None
    this, rest = _second_pair(this, paper)
    name = rest.strip(" \u3000")
    marked = this.at > 0 and this.text[this.at - 1] in "＝=・、／/|:： \u3000,"
    fits = (marked and len(name) <= (16 if len(this.places) < 2 else 24)) or _is_signs_of_a_name(name, this.places)
    if not fits or fold(name) in words().labels or _NOT_A_NAME.search(name):
        return None
    return replace(this, who=name, at=len(this.text))


def _second_pair(this: _Inside, paper: Paper) -> tuple[_Inside, str]:
    """The rest, and where a second place and reporter stand in it with that place: "北京＝河津啓介、ソウル＝坂口裕彦"."""
    rest, more, others = this.text[this.at :].partition("、")
    further = _place_prefix(others, 0, paper) if more else None
    if not further or others[len(further.as_written) :][:1] not in ("", "＝", "="):
        return this, this.text[this.at :]
    names = rest + more + others[len(further.as_written) + 1 :]
    return replace(this, places=(*this.places, further)), names


def _is_signs_of_a_name(name: str, places: tuple[Place, ...]) -> bool:
    """Whether a few signs right behind a place abroad are a reporter's name."""
    signs = 3 <= len(name) <= 5 and re.fullmatch("[\u3400-\u9fff]+|[\u3041-\u30ff\u3400-\u9fff]+", name)
    return bool(signs) and bool(places) and places[0].country != "JP"


INSIDE_PARTS = (_parting, _day_inside, _wire_inside, _place_inside, _reporter_inside)


def _is_dateline(this: _Inside, rest: str) -> bool:
    """Whether parts are enough: an agency with a place or a day, a place with a day or a reporter, one of them alone."""
    places, day, wire, who = this.places, this.day, this.wire, this.who
    if (wire and (places or day)) or (places and (day or who)):
        return True
    if wire and (agency_of(wire.as_written) or wire.as_written == this.text):
        return True
    # No reporter, day or agency is known: a place alone must be told by what follows.
    return len(places) == 1 and not wire and _tells_at_home(places, rest)


def _tells_at_home(places: Sequence[Place], rest: str) -> bool:
    """Whether a Japanese town alone opens a story, as in the papers of the provinces: "【那覇】沖縄県の知事は..."."""
    clause = re.match(r"[^\s。、!?！？]{2,40}[、。]", rest)
    return [place.country for place in places] == ["JP"] and clause is not None and len(rest) > 40


def _wire_end(inside: str, at: int) -> int | None:
    end = wire_at(inside, at)
    while end and end < len(inside) and inside[end] in "＝=・" and (more := wire_at(inside, end + 1)):
        end = more
    return end


def _place_prefix(inside: str, at: int, paper: Paper) -> Place | None:
    """The longest known place that starts here."""
    block = re.match(r"[^\s\u3000＝=、／/|:：\d（(]{2,12}", inside[at:])
    if not block:
        return None
    for length in range(len(block[0]), 1, -1):
        if found := _known(block[0][:length].rstrip("・"), paper):
            return found
    return None


def wired(text: str, paper: Paper) -> Dateline | None:
    """An agency, a place and a day before a word for sending.

    Taken: zh: 新华社北京6月5日电 市议会
    Left: ja: 【ワシントン共同】市議会
    Known problems: A paper of one's own that is not called so.
    """
    m = _WIRED.match(text)
    if not m:
        return None
    head = m["head"]
    opened = text[: m.start("head")].strip(" \u3000\n据據")
    if bool(opened) != bool(m["close"]):
        return None
    source = _source(m, text, opened, paper)
    if source is None:
        return None
    found, who = _town_and_reporter(head[len(source) :], paper)
    if who and not found and (not m["date"] or len(who) > 8 or not re.search("记者|記者", head)):
        return None
    if not found and not m["date"] and not _stands_alone(m, text, source, opened):
        return None
    written = paper.date_at(m["date"], 0) if m["date"] else None
    day = DatelineDate(m["date"], written.iso if written else None) if m["date"] else None
    body = re.compile(r"[\s\u3000，,：:—-]*").match(text, m.end()).end()  # type: ignore[union-attr]
    return Dateline((found,) if found else (), day, agency(source) if source else None, who, (_start(m), m.end()), body)


def _source(m: re.Match[str], text: str, opened: str, paper: Paper) -> str | None:
    """Who sends: "新华社", "本报"; "" where a town is enough: "（新加坡讯）"; None where nothing tells a dateline."""
    head = m["head"]
    own = _OWN.match(head)
    end = wire_at(head, 0) or (own.end() if own else None)
    if end is not None and (m["word"] != "消息" or m["date"] or _is_news_of(m, text, head[:end])):
        return head[:end]
    digest = m["joint"] or m["word"] in "讯訊"  # "（华盛顿综合电）", "（新加坡讯）"
    return "" if opened and (m["date"] or digest) and _known(head, paper) else None


def _is_news_of(m: re.Match[str], text: str, source: str) -> bool:
    """ "央视网消息：..."."""
    return m["word"] == "消息" and text[m.end() : m.end() + 1] in ("：", ":") and source == m["head"]


def _town_and_reporter(rest: str, paper: Paper) -> tuple[Place | None, str | None]:
    """The longest town that ends the rest, and who is named before it; all of it is a name where no town is."""
    rest = re.sub(r"^(?:记者|記者|特派員)\s?", "", rest.strip(" \u3000"))
    for length in range(min(len(rest), 8), 1, -1):
        if town := _known(rest[-length:], paper, 30_000):
            return town, rest[:-length].strip() or None
    return None, rest or None


def _stands_alone(m: re.Match[str], text: str, source: str, opened: str) -> bool:
    """Whether a source without a town and a day is enough: one's own, one before a colon, a known one in brackets."""
    known = opened and (wire_agency(source) or is_outlet(source))
    return bool(source.startswith("本") or _is_news_of(m, text, source) or known)


FORMS = (korean, reporter_and_town, town_alone, in_brackets, wired)
"""What the first of these reads is the dateline."""
