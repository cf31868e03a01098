"""Where an answer sends on to."""

import string
from urllib.parse import quote

from scrapy.http import Response

from spiders.site import joined

REDIRECTS = (301, 302, 303, 307, 308)


def leads_to(response: Response) -> str | None:
    """Where an answer redirects to, absolute and without a fragment; None where it does not.

    What cannot be joined comes back as it is written: it is on nobody's site.
    """
    location = response.headers.get("Location")
    if response.status not in REDIRECTS or not location:
        return None
    try:
        written = location.decode("utf-8")
    except UnicodeDecodeError:  # in another encoding: only its bytes are sure
        written = quote(location, safe=string.printable)
    return joined(response.url, written)
