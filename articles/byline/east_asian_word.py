"""What one word of a byline in Chinese, Japanese or Korean says: a name with its title and house, without a space."""

import re

from articles.byline.kinds import Item, SegmentContext
from articles.byline.lexicon import wording
from articles.byline.names import split
from articles.places.agencies import agency_of
from articles.rule_table import first_match

HANGUL_NAME = re.compile("[\uac00-\ud7a3]{2,4}")
NAME = re.compile("[\u3400-\u4dbf\u4e00-\u9fff々ヶ\u3040-\u30ff]{1,8}(?:[・·][\u3400-\u9fff\u3040-\u30ff]{1,10}){0,3}")
_POSTED = re.compile("(.*?)[驻駐](.{2,4}?)(?:特派|特约|特約)?(?:记者|記者|特派員)(.*)")
DESKS = (
    "政治部",
    "経済部",
    "社会部",
    "国際部",
    "外信部",
    "科学部",
    "文化部",
    "運動部",
    "支局",
    "総局",
    "報道部",
    "取材班",
    "編集局",
    "時政新聞部",
)
_HOUSES = ("报", "報", "社", "网", "網", "台", "电视", "電視")
_OURS = ("本报", "本報", "本刊", "本网", "本台")
_KANA = re.compile("[\u3040-\u30ff]")


def is_organisation(word: str) -> bool:
    """Whether one word names an organisation."""
    known = wording()
    if agency_of(word) or word in known.exact_outlets:
        return True
    if HANGUL_NAME.match(word):
        return (len(word) > 3 and any(part in word for part in known.hangul)) or word.endswith(
            ("뉴스", "신문", "일보", "방송", "팀", "편집부")
        )
    return (len(word) > 3 and word.endswith(known.han)) or word in ("編集部", "编辑部", "編輯部", "取材班", "中央台", "央视")


def is_place(word: str) -> bool:
    """Whether one word is a town or country."""
    return word.lower() in wording().places


def is_eastern_name(word: str, lang: str | None) -> bool:
    """Whether one word in Chinese, Japanese or Korean letters may be a person's whole name."""
    if HANGUL_NAME.fullmatch(word):
        if len(word) > 2 and word.endswith(("부", "팀")):
            return False
        return split(word).family is not None and not is_place(word)
    if not NAME.fullmatch(word) or len(word) < 2 or is_place(word):
        return False
    if "・" in word or "·" in word:
        return True
    if lang == "ja" or _KANA.search(word):
        return True
    return split(word).family is not None


def _house(word: str) -> list[Item]:
    return [Item("organisation", word)] if word and word not in _OURS else []


def _name_and_town(word: str) -> tuple[str, str]:
    """A name and the town that stands behind it: "王小明台北12日電"."""
    bare = re.sub(r"\d{1,2}日$", "", _bare(word))
    town = next((bare[cut:] for cut in (2, 3) if is_place(bare[cut:])), "")
    return bare.removesuffix(town), town


def one_word(word: str, where: SegmentContext) -> list[Item]:
    """What one word with no space in it says: what the first of these readings makes of it."""
    found = first_match(EASTERN_READINGS, word, where)
    return found[1] if found else [Item("organisation" if where.photo else "prose", word)]


def _house_or_town(word: str, _: SegmentContext) -> list[Item] | None:
    if word in wording().eastern["titles"]:
        return None  # "인턴기자"
    desk = len(word) > 2 and word.endswith(DESKS) and split(word).family is None
    sent = word.endswith(("发", "發")) and agency_of(word[:-1]) is not None  # "新华社发（李博 摄）"
    if sent:
        return [Item("organisation", word[:-1])]
    led = any(agency_of(word.removesuffix(tail)) for tail in ("編集", "编辑", "通信", "通信社") if word.endswith(tail))
    if is_organisation(word) or desk or led:
        return [Item("organisation", word)]
    return [Item("place", word)] if is_place(word) else None


def _posted(word: str, where: SegmentContext) -> list[Item] | None:
    """ "新华社驻北京记者李明"."""
    posted = _POSTED.fullmatch(word)
    if not posted:
        return None
    named = [Item("person", posted[3])] if is_eastern_name(posted[3], where.lang) else []
    return [*_house(posted[1]), Item("place", posted[2]), *named]


def _behind_title(word: str, where: SegmentContext) -> list[Item] | None:
    """A title, a name and what is set behind it: "中央社記者王小明台北12日電"."""
    for title in wording().eastern["before"]:
        head, found, tail = word.partition(title)
        if not found or len(title) < 2 or not (not head or is_organisation(head) or head in _OURS):
            continue
        name, town = _name_and_town(tail)
        if is_eastern_name(name, where.lang):
            towns = [Item("place", town)] if town else []
            return [*_house(head), Item("person", name), *towns, *title_role(title)]
    if word in wording().eastern["titles"]:
        return [Item("role", word)]
    return [] if word in wording().eastern["before"] or word in wording().eastern["after"] else None


def title_role(title: str) -> list[Item]:
    """What a title before a name says of him: nothing where it is the reporter's."""
    labels = wording().label.get(title) or wording().label.get(title[-2:])
    if labels:
        return [Item("role", "=" + labels[0][1])] if labels[0][1] else []
    return [Item("role", title)] if title in wording().eastern["titles"] else []


def _before_title(word: str, where: SegmentContext) -> list[Item] | None:
    """A name or a house before a title: "김철수기자"."""
    known = wording().eastern
    for title in known["titles"]:
        name = word[: -len(title)]
        if not word.endswith(title) or len(name) < 2:
            continue
        if name.endswith(DESKS):
            return [Item("role", word)]  # "国際部記者"
        long = len(name) > 4 and not _KANA.search(name) and "・" not in name
        if is_eastern_name(name, where.lang) and len(name) < 7 and not long:
            return [Item("person", name), Item("role", title)]
        cuts = (cut for cut in (2, 3) if name[cut:].startswith(known["heads"]))
        cut = next((cut for cut in cuts if is_eastern_name(name[:cut], where.lang)), 0)
        if cut:
            return [Item("person", name[:cut]), Item("organisation", name[cut:]), Item("role", title)]
        if is_organisation(name) or (len(name) > 2 and name.endswith(_HOUSES)):
            return [Item("organisation", name), Item("role", title)]
        if is_place(name):
            return [Item("role", word)]
    return None


def _unadorned(word: str, where: SegmentContext) -> list[Item] | None:
    """A name, a house or a town, without what is set behind it."""
    bare = _bare(word)
    if not bare or word in ("綜合報導", "综合报道"):
        return []
    if is_place(bare):
        return [Item("place", bare)]
    if bare != word and is_organisation(bare):
        return [Item("organisation", bare), *tail_role(word.removeprefix(bare))]
    cut = next((cut for cut in range(2, len(bare) - 1) if is_place(bare[cut:]) and is_organisation(bare[:cut])), 0)
    if cut:
        return [Item("organisation", bare[:cut]), Item("place", bare[cut:])]
    name, sent, town = bare.replace("發自", "发自").partition("发自")
    if sent:
        people = [Item("person", name)] if is_eastern_name(name, where.lang) else []
        return [*people, *([Item("place", town)] if town else [])]
    if is_eastern_name(bare, where.lang):
        return [Item("person", bare), *tail_role(word.removeprefix(bare))]
    return None


EASTERN_READINGS = (_house_or_town, _posted, _behind_title, _before_title, _unadorned)


def tail_role(tail: str) -> list[Item]:
    """What the word behind a name says that he did: "摄", "供图", "訳"."""
    labels = wording().label.get(tail)
    return [Item("role", "=" + labels[0][1])] if labels and labels[0][1] else []


def _bare(word: str) -> str:
    """A name without what is set behind it: "张三摄", "王小明綜合報導"."""
    for tail in wording().eastern["after"]:
        if (
            word.endswith(tail)
            and len(word) - len(tail) > 1
            and (len(tail) > 1 or len(word) > 3 or split(word[: -len(tail)]).family)
        ):
            if len(tail) == 1 and len(word) == 3 and len(word[:-1]) == 2 and tail not in "摄攝撰電电記":
                continue
            return word[: -len(tail)]
    return word
