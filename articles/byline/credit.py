"""Whether people wrote an article or made its picture."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from articles.byline.kinds import Item, picture_agency
from articles.byline.people import ContributorDraft
from articles.byline.statements import PICTURES, Said
from articles.places.agencies import Agency, agency_of


def kind_of(
    drafts: Sequence[ContributorDraft], said: Sequence[Said], *, author_named: bool, caption: bool
) -> Literal["byline", "photo-credit", "mixed"]:
    """Byline, credit of a picture, or both in one.

    A credit without a label gets its role here. It is told by where it stands (`caption`) or by how it names an agency.
    """
    if any(one.what == "both" for one in said):
        return "mixed"
    roles = {draft.role for draft in drafts}
    if roles == {None} and (caption or (not author_named and _reads_as_credit(drafts, said))):
        for draft in drafts:
            draft.role = "photo"
        roles = {"photo"}
    pictures = roles & set(PICTURES)
    return "byline" if not pictures else "photo-credit" if pictures == roles else "mixed"


def _reads_as_credit(drafts: Sequence[ContributorDraft], said: Sequence[Said]) -> bool:
    """Whether a picture's agency stands there, or one after a slash as credits have it: "Jane Doe/AFP", "AP Photo/Jane Doe"."""
    if any(one.names("role", "unknown") for one in said) or any(draft.location for draft in drafts):
        return False
    return any(sign(drafts, said) for sign in CREDIT_SIGNS)


def pictures_named(_: Sequence[ContributorDraft], said: Sequence[Said]) -> bool:
    """ "AP Photo"."""
    return any(isinstance(one.what, Item) and picture_agency(one.what.text) for one in said)


def person_slash_house(drafts: Sequence[ContributorDraft], said: Sequence[Said]) -> bool:
    """ "Jane Doe/The Courier", where nobody but persons is credited."""
    joined = any(one.sep == "/" and before.names("person") and one.names("organisation") for before, one in pairwise(said))
    return joined and all(draft.kind == "person" for draft in drafts)


def agency_of_pictures(drafts: Sequence[ContributorDraft], _: Sequence[Said]) -> bool:
    """An agency that sends more than words: "Getty Images"."""
    return any(agency.trade != "wire" for agency in _agencies(drafts))


def agency_linked(drafts: Sequence[ContributorDraft], said: Sequence[Said]) -> bool:
    """ "Jane Doe/Reuters", "Jane Doe via AP"."""
    employed = any(draft.affiliation for draft in drafts)
    return bool(_agencies(drafts)) and any(one.sep == "via" or (one.sep == "/" and employed) for one in said)


CREDIT_SIGNS = (pictures_named, person_slash_house, agency_of_pictures, agency_linked)


def _agencies(drafts: Sequence[ContributorDraft]) -> list[Agency]:
    """The agencies among the houses that are credited or employ who is."""
    employers = (name for draft in drafts for name in draft.affiliation)
    houses = (draft.name for draft in drafts if draft.kind == "organisation")
    return [agency for house in (*employers, *houses) if (agency := agency_of(house))]
