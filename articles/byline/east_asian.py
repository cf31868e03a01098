"""What a few words of a byline in Chinese, Japanese or Korean are: names with their titles, with or without spaces."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.byline.kinds import Item, SegmentContext
from articles.byline.lexicon import wording
from articles.byline.names import is_eastern, split
from articles.byline.parts import items
from articles.byline.tokens import Token, is_noise
from articles.places.agencies import agency_of

_HANGUL_NAME = re.compile("[\uac00-\ud7a3]{2,4}")
_NAME = re.compile("[\u3400-\u4dbf\u4e00-\u9fff々ヶ\u3040-\u30ff]{1,8}(?:[・·][\u3400-\u9fff\u3040-\u30ff]{1,10}){0,3}")
_POSTED = re.compile("(.*?)[驻駐](.{2,4}?)(?:特派|特约|特約)?(?:记者|記者|特派員)(.*)")
_DESKS = (
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
_SCHOOLS = ("대", "대학교", "대학원", "연구소", "연구원", "병원", "협회")
_OURS = ("本报", "本報", "本刊", "本网", "本台")
_KANA = re.compile("[\u3040-\u30ff]")


def _is_organisation(word: str) -> bool:
    known = wording()
    if agency_of(word) or word in known.exact_outlets:
        return True
    if _HANGUL_NAME.match(word):
        return (len(word) > 3 and any(part in word for part in known.hangul)) or word.endswith(
            ("뉴스", "신문", "일보", "방송", "팀", "편집부")
        )
    return (len(word) > 3 and word.endswith(known.han)) or word in ("編集部", "编辑部", "編輯部", "取材班", "中央台", "央视")


def _is_place(word: str) -> bool:
    return word.lower() in wording().places


def is_eastern_name(word: str, lang: str | None) -> bool:
    """Whether one word in Chinese, Japanese or Korean letters may be a person's whole name."""
    if _HANGUL_NAME.fullmatch(word):
        if len(word) > 2 and word.endswith(("부", "팀")):
            return False
        return split(word).family is not None and not _is_place(word)
    if not _NAME.fullmatch(word) or len(word) < 2 or _is_place(word):
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
    town = next((bare[cut:] for cut in (2, 3) if _is_place(bare[cut:])), "")
    return bare.removesuffix(town), town


def _one(word: str, where: SegmentContext) -> list[Item]:
    """What one word with no space in it says: what the first of these readings makes of it."""
    for reading in (_house_or_town, _posted, _behind_title, _before_title, _unadorned):
        found = reading(word, where)
        if found is not None:
            return found
    return [Item("organisation" if where.photo else "prose", word)]


def _house_or_town(word: str, _: SegmentContext) -> list[Item] | None:
    if word in wording().eastern["titles"]:
        return None  # "인턴기자"
    desk = len(word) > 2 and word.endswith(_DESKS) and split(word).family is None
    sent = word.endswith(("发", "發")) and agency_of(word[:-1]) is not None  # "新华社发（李博 摄）"
    if sent:
        return [Item("organisation", word[:-1])]
    led = any(agency_of(word.removesuffix(tail)) for tail in ("編集", "编辑", "通信", "通信社") if word.endswith(tail))
    if _is_organisation(word) or desk or led:
        return [Item("organisation", word)]
    return [Item("place", word)] if _is_place(word) else None


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
        if not found or len(title) < 2 or not (not head or _is_organisation(head) or head in _OURS):
            continue
        name, town = _name_and_town(tail)
        if is_eastern_name(name, where.lang):
            towns = [Item("place", town)] if town else []
            return [*_house(head), Item("person", name), *towns, *_title_role(title)]
    if word in wording().eastern["titles"]:
        return [Item("role", word)]
    return [] if word in wording().eastern["before"] or word in wording().eastern["after"] else None


def _title_role(title: str) -> list[Item]:
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
        if name.endswith(_DESKS):
            return [Item("role", word)]  # "国際部記者"
        long = len(name) > 4 and not _KANA.search(name) and "・" not in name
        if is_eastern_name(name, where.lang) and len(name) < 7 and not long:
            return [Item("person", name), Item("role", title)]
        cuts = (cut for cut in (2, 3) if name[cut:].startswith(known["heads"]))
        cut = next((cut for cut in cuts if is_eastern_name(name[:cut], where.lang)), 0)
        if cut:
            return [Item("person", name[:cut]), Item("organisation", name[cut:]), Item("role", title)]
        if _is_organisation(name) or (len(name) > 2 and name.endswith(_HOUSES)):
            return [Item("organisation", name), Item("role", title)]
        if _is_place(name):
            return [Item("role", word)]
    return None


def _unadorned(word: str, where: SegmentContext) -> list[Item] | None:
    """A name, a house or a town, without what is set behind it."""
    bare = _bare(word)
    if not bare or word in ("綜合報導", "综合报道"):
        return []
    if _is_place(bare):
        return [Item("place", bare)]
    if bare != word and _is_organisation(bare):
        return [Item("organisation", bare), *_tail_role(word.removeprefix(bare))]
    cut = next((cut for cut in range(2, len(bare) - 1) if _is_place(bare[cut:]) and _is_organisation(bare[:cut])), 0)
    if cut:
        return [Item("organisation", bare[:cut]), Item("place", bare[cut:])]
    name, sent, town = bare.replace("發自", "发自").partition("发自")
    if sent:
        people = [Item("person", name)] if is_eastern_name(name, where.lang) else []
        return [*people, *([Item("place", town)] if town else [])]
    if is_eastern_name(bare, where.lang):
        return [Item("person", bare), *_tail_role(word.removeprefix(bare))]
    return None


def _tail_role(tail: str) -> list[Item]:
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


def eastern_items(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What some words name, in their order; words in Latin letters are read as they are everywhere."""
    if not any(is_eastern(word.text) for word in words):
        return items(words, where)
    words = [word for word in words if not is_noise([word])]
    texts = [word.text for word in words]
    joined = "".join(texts)
    if agency_of(" ".join(texts)) or (agency_of(joined) and len(texts) > 1):
        return [Item("organisation", " ".join(texts))]
    return _towns_before(_each(words, where))


def _each(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What each of some words says, and of whom."""
    texts, known = [word.text for word in words], wording().eastern
    # "实习生 徐梦 记者 高远": where one title stands before its name, all do.
    ahead = bool(texts) and texts[0] in known["before"]
    found: list[Item] = []
    title: list[Item] = []
    place = 0
    while place < len(texts):
        word, after = texts[place], texts[place + 1] if place + 1 < len(texts) else ""
        named = any(item.kind == "person" for item in found)
        length = 1
        if _is_pair(word, after, where.lang):
            said, length = [Item("person", f"{word} {after}")], 2
        elif word in known["after"] and named and not (ahead and word in known["before"]):
            # "著", "訳": what he did, and the end of what is said of him.
            said = _tail_role(word) or [Item("role", "=")]
        elif named and after in known["titles"] and word.endswith(_SCHOOLS):
            said = [Item("organisation", word)]  # "김철수 한국대 교수"
        elif word in known["before"] and (ahead or not named):
            # Not closed: it is nobody's but whose name comes next.
            said, title = [], [replace(role, text=role.text.removeprefix("=")) for role in _title_role(word)]
        elif not is_eastern(word):
            latin = next((end for end in range(place, len(words)) if is_eastern(texts[end])), len(words))
            said, length = items(words[place:latin], where), latin - place
        else:
            said = [Item("handle", word)] if "_" in word else _one(word, where)
        found += said
        if title and any(item.kind == "person" for item in said):
            found, title = found + title, []
        place += length
    return found


def _towns_before(found: list[Item]) -> list[Item]:
    """In Korean papers the towns before a reporter are where he stands."""
    person = max((at for at, item in enumerate(found) if item.kind == "person"), default=-1)
    return [
        Item("place", item.text)
        if item.kind == "prose" and at < person and _HANGUL_NAME.fullmatch(item.text) and not item.text.endswith(("부", "팀"))
        else item
        for at, item in enumerate(found)
    ]


def _is_pair(word: str, after: str, lang: str | None) -> bool:
    """Whether two words are a Japanese family and given name."""
    known = wording().eastern
    if not after or lang in ("zh", "ko") or not _NAME.fullmatch(word) or not _NAME.fullmatch(after):
        return False
    if word.endswith(_DESKS):
        return False  # "政治部 山田太郎"
    if len(word) > 3 or len(after) > 4 or _is_organisation(word) or _is_place(word) or _is_organisation(after):
        return False
    if after in known["after"]:
        return False
    return not any(text in known["titles"] or text in known["before"] or text in known["after"] for text in (word, after))
