"""Whether people wrote an article or made its picture."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from articles.byline.kinds import Item, picture_agency
from articles.byline.people import ContributorDraft
from articles.byline.statements import PICTURES, Said
from articles.places.agencies import agency_of


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
    for one in said:
        if isinstance(one.what, Item) and picture_agency(one.what.text):
            return True
    if all(draft.kind == "person" for draft in drafts):
        for before, one in pairwise(said):
            if one.sep == "/" and before.names("person") and one.names("organisation"):
                return True
    employers = [name for draft in drafts for name in draft.affiliation]
    houses = [*employers, *(draft.name for draft in drafts if draft.kind == "organisation")]
    agencies = [agency for house in houses if (agency := agency_of(house))]
    linked = any(one.sep == "via" or (one.sep == "/" and employers) for one in said)
    return bool(agencies) and (linked or any(agency.trade != "wire" for agency in agencies))
