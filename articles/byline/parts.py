"""What a few words between two separators of a byline are: a person, an organisation, a role, a place."""

from collections.abc import Sequence

from articles.byline.kinds import (
    GREAT_PLACE,
    KNOWN_PLACE,
    NAME_WORDS,
    UNCASED,
    Item,
    SegmentContext,
    is_name,
    is_organisation,
    low_of,
    outlet_at,
    rank_of,
    shouts,
    text_of,
)
from articles.byline.lexicon import phrase_at, wording
from articles.byline.names import is_initial
from articles.byline.roles import is_modifier, role_at, role_items
from articles.byline.tokens import Token, is_noise
from articles.places.agencies import agency_of
from articles.places.gazetteer import find


def items(words: Sequence[Token], where: SegmentContext) -> list[Item]:
    """What some words name, in their order; words that name nothing are "prose"."""
    known = wording()
    degree = len(words) == 1 and (words[0].low in known.suffixes or words[0].low.rstrip(".") in known.suffixes)
    if where.attribute and degree and not words[0].text.islower():
        return [Item("suffix", words[0].text)]
    words = _without_furniture(words)
    if not words:
        return []
    low = low_of(words)
    text = text_of(words)
    if where.attribute and where.quoted and not any(role_at(words, at) for at in range(len(words))):
        return [Item("organisation", text)]
    if where.before_colon and not where.attribute and rank_of(text) >= GREAT_PLACE:
        return [Item("place", text)]  # "الرياض: ..." is the town, though a paper is called so
    if agency_of(text) or text in known.exact_outlets or outlet_at(words, 0) == len(words):
        return [Item("organisation", text)]
    if where.photo and len(words) > 1 and _is_archive(words):
        words, low = words[1:], low[1:]
    # A title goes where a given and a family name are left without it.
    while len(words) > 2 and low[0] in known.honorifics and (not words[1].text.islower() or low[1] in known.honorifics):
        words, low = words[1:], low[1:]
    if len(words) > 2 and _are_initials(words[0].text, words[1:]):
        words, low = words[1:], low[1:]
    suffixes: list[Item] = []
    while (
        len(words) > 1
        and (low[-1] in known.suffixes)
        and (words[-1].text != words[-1].text.title() or low[-1] in ("jr", "jr.", "sr", "sr.", "esq", "esq."))
        and (not words[-1].text.islower() or low[-1] in ("jr.", "sr.", "ml.", "st."))
    ):
        suffixes.insert(0, Item("suffix", words[-1].text))
        words, low = words[:-1], low[:-1]
    return _split_items(list(words), where) + suffixes


def _is_archive(words: Sequence[Token]) -> bool:
    """Whether the first word says where a picture lay rather than whose it is: "Dok. Kemenkes", "Archiv Müller"."""
    noise = phrase_at(wording().credit_noise, [words[0].low.rstrip(".")], 0)
    return bool(noise) and words[1].text[:1].isupper() and not is_organisation(words[:1]) and not outlet_at(words, 0)


def _are_initials(text: str, words: Sequence[Token]) -> bool:
    """Whether a word is what stands in a writer's picture that did not load: "JD" before "Jane Doe"."""
    names = words[: len(text)]
    return 1 < len(text) < 4 and text.isupper() and text == "".join(word.text[0] for word in names)


def _without_furniture(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without the page's furniture at either end ("Updated", "View all posts by")."""
    known = wording()
    if is_noise(list(words)) and not any(outlet_at(words, place) for place in range(len(words))):
        return ()
    low = [word.low.rstrip(".:") for word in words]
    while words:
        found = phrase_at(known.noise, low, 0)
        if not found or not (found[0] > 1 or len(low[0]) > 4) or found[0] == len(words) or outlet_at(words, 0):
            break
        words, low = words[found[0] :], low[found[0] :]
        if len(words) > 1 and low[0] in known.bare and words[0].text.islower():
            words, low = words[1:], low[1:]
    for size in range(min(4, len(words) - 1), 0, -1):
        place = len(words) - size
        if (
            is_noise(list(words[place:]))
            and (size > 1 or len(low[place]) > 4)
            and not any((length := outlet_at(words, at)) and at + length > place for at in range(len(words)))
        ):
            return words[:place]
    while len(words) > 1 and low[len(words) - 1] in known.small and words[-1].text.islower():
        words = words[:-1]
    return words


def _split_items(words: list[Token], where: SegmentContext) -> list[Item]:
    """`items` of words at whose ends nothing is left to be cut off."""
    known, low = wording(), low_of(words)
    twice = _said_twice(words)
    if twice:
        return [*_split_items(words[:twice], where), *(_split_items(words[2 * twice :], where) if words[2 * twice :] else [])]
    if led := _led(words, where.lang):
        return led
    end = _shouted_end(words)
    if end:
        return [
            *_split_items(words[:end], where),
            *_split_items(words[end:], SegmentContext(where.lang, attribute=True, sure=where.sure)),
        ]
    behind = _town_behind(words)
    if behind:
        return [*_split_items(words[:behind], where), Item("place", text_of(words[behind:]))]
    if low[0] in known.places_in or low[0] in known.before_place:
        # "Aus Kiew berichtet Jane Doe"
        verb = next((place for place in range(2, len(words) - 1) if phrase_at(known.copula, low, place)), 0)
        if verb and is_name(words[verb + 1 :]):
            return [Item("place", text_of(words[1:verb])), Item("person", text_of(words[verb + 1 :]))]
    for place in range(1, len(words)):
        found = phrase_at(known.copula, low, place)
        if (
            found
            and words[place].text.islower()
            and is_name(words[:place])
            and not any(role_at(words, at) for at in range(place))
        ):
            rest = words[place + found[0] :]
            if found[0] == len(words) - place:
                return [Item("person", text_of(words[:place]))]
            after = [
                item
                for item in items(rest, SegmentContext(where.lang, attribute=True))
                if item.kind in ("role", "place", "organisation")
            ]
            return [Item("person", text_of(words[:place])), *after]
    for place in range(len(words) - 1):
        found = phrase_at(known.before_employer, low, place)
        if found and low[place] == "per" and not words[place].text.islower():
            continue  # "Per Wall"
        employer = words[place + found[0] :] if found and (place or where.attribute or found[0] > 1) else []
        if employer and _may_employ(employer, low[place]):
            if not place and not where.attribute:
                return [Item("employer", text_of(employer))]  # "Special to The Courier" before the name
            before = items(words[:place], where) if place else []
            if before and before[-1].kind == "organisation" and not where.photo:
                # "Jane Doe, Acme Media for acme.example"
                whole = words[place - len(before[-1].text.split()) :]
                return [*before[:-1], Item("organisation", text_of(whole))]
            return [*before, Item("organisation", text_of(employer))]
    cut = _place_split(words, where.lang)
    if cut and (cut[0] == 0 or len(words) - cut[0] - cut[1] <= 3):
        front, town = words[: cut[0]], words[cut[0] + cut[1] :]
        named = len(front) < 2 or is_name(front, where.sure and where.lone) or is_organisation(front)
        if named or any(role_at(front, at) for at in range(len(front))):
            return [*(items(front, where) if front else []), Item("place", text_of(town))]
    said, rest = role_items(words, where)
    return [*said, *(items(rest, SegmentContext(where.lang, sure=where.sure)) if rest else [])]


def _led(words: Sequence[Token], lang: str | None) -> list[Item]:
    """What stands before a name: "Corresponsal en Nueva York Ana Gil", "Z Brukseli dla WP Anna Stec"; empty without a town."""
    known, low = wording(), low_of(words)
    ours = words[0].low in known.ours and len(words) > 1
    role = role_at(words, int(ours))
    at = role[0] + ours if role else 0
    said = [Item("role", text_of(words[:at]))] if role else []
    while at < len(words) - 2:
        length = _before_town(words, at, lang)
        sizes = range(min(3, len(words) - at - length - 2), 0, -1) if length else ()
        size = next((size for size in sizes if _is_town(words[at + length : at + length + size], lang)), 0)
        link = phrase_at(known.before_employer, low, at)
        links = link[0] if link else int(words[at].text in known.of_houses)
        links = 0 if role and outlet_at(words, at) else links or len(words)  # "Korespondent RMF FM w Brukseli
        house = outlet_at(words, at + links) if at + links < len(words) else 0
        if size:
            said.append(Item("place", text_of(words[at + length : at + length + size])))
        elif house:
            length, size = links, house
            said.append(Item("organisation", text_of(words[at + links : at + links + house])))
        else:
            break
        at += length + size
    sent = any(item.kind == "place" or (item.kind == "organisation" and said[0].kind == "role") for item in said)
    return [*said, Item("person", text_of(words[at:]))] if sent and is_name(words[at:]) else []


def _is_town(words: Sequence[Token], lang: str | None) -> bool:
    name = text_of(words)
    return (name.istitle() or bool(UNCASED.match(name))) and (
        rank_of(name) >= KNOWN_PLACE or (len(words) == 1 and find(name, lang=lang) is not None)
    )


def _before_town(words: Sequence[Token], place: int, lang: str | None) -> int:
    """How many words at `place` are an "in"."""
    known, low = wording(), low_of(words)
    found = phrase_at(known.before_place, low, place)
    return found[0] if found else int(lang in known.places_in.get(low[place], ()))


def _may_employ(words: Sequence[Token], link: str) -> bool:
    """Whether words after "for" or "at" name whom somebody works for."""
    if outlet_at(words, 0) == len(words) or is_organisation(words):
        return True
    named = words[len(words) > 1 and words[0].low == "the" :]
    return link not in ("at", "bei", "chez", "hos") and len(named) <= 4 and named[0].text[:1].isupper()


def _said_twice(words: Sequence[Token]) -> int:
    """How many words stand at the start twice in a row, as where a page prints a name beside a picture and again below."""
    texts = [word.text for word in words]
    lengths = range(2, min(NAME_WORDS, len(texts) // 2) + 1)
    return next((length for length in lengths if texts[:length] == texts[length : 2 * length]), 0)


def _shouted_end(words: Sequence[Token]) -> int:
    """Where a name ends whose family name alone is in capitals: "Jean DUPONT Envoyé spécial"; 0 where there is no such end."""
    texts = [word.text for word in words]
    loud = [shouts(text) and len(text) > 2 and not is_initial(text) for text in texts]
    named = loud.index(False) if False in loud else 0
    if 1 < named < 4 and is_organisation(words[named:]) and not outlet_at(words, 0):
        return named  # "JANE DOE Tribune Staff"
    if len(texts) < 3 or loud[0] or True not in loud or not texts[0].istitle() or not texts[0].isalpha():
        return 0
    first = loud.index(True)
    if is_modifier(words, first) or (first > 1 and len(texts[first]) < 4):
        return 0
    last = first + next((place for place, shout in enumerate(loud[first:]) if not shout), len(texts) - first)
    if first > 2 or last == len(texts) or not texts[last][0].isupper():
        return 0
    return 0 if outlet_at(words, 0) or any(outlet_at(words, place) for place in range(first, last)) else last


def _town_behind(words: Sequence[Token]) -> int:
    """Where a town starts that a name in capitals stands before: "MARTA RUIZ Bruselas"; 0 where none does."""
    end = next((place for place, word in enumerate(words) if not word.text.isupper()), 0)
    stop = next((place for place, word in enumerate(words[:-1], 1) if len(word.text) > 4 and word.text[-1] == "."), 0)
    end = end or stop * (words[0].text.istitle() and stop > 1)  # "Iván Cañas. Valencia"
    town = words[end:]
    known = end > 1 and all(word.text.istitle() for word in town) and rank_of(text_of(town)) >= KNOWN_PLACE
    return end if known and not outlet_at(words, 0) else 0


def _place_split(words: Sequence[Token], lang: str | None) -> tuple[int, int] | None:
    """Where "in Baghdad" starts and how many words the "in" has."""
    for place in range(len(words) - 1):
        length = _before_town(words, place, lang)
        small = words[place].text.islower() or UNCASED.match(words[place].text)
        if length and small and place + length < len(words):
            rest = words[place + length :]
            if len(rest) <= 4 and (rest[0].text[0].isupper() or UNCASED.match(rest[0].text)) and not outlet_at(rest, 0):
                return place, length
    return None
