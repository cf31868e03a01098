import pytest

from articles.publisher import Publisher
from spiders.site import is_on_site

PAPER = Publisher(id="p", name="P", domain="gull.example", also=("127.0.0.1:8001", "[::1]:90", "möwe.example"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://gull.example/a", True),
        ("http://gull.example:80/a", True),
        ("https://gull.example:443/a", True),
        ("https://www.gull.example/a", True),
        ("https://GULL.example./a", True),
        ("http://127.0.0.1:8001/", True),
        ("http://[::1]:90/", True),
        ("https://möwe.example/a", True),
        ("https://www.xn--mwe-sna.example/a", True),
        (f"https://{'a' * 70}.gull.example/a", False),
        ("https://gull.example:8443/a", False),
        ("https://notgull.example/a", False),
        ("https://gull.example.evil.example/a", False),
        ("https://gull.example@evil.example/a", False),
        ("https://me:pw@gull.example/a", False),
        ("http://127.0.0.1:8002/", False),
        ("http://127.0.0.1/", False),
        ("http://2130706433:8001/", False),
        ("ftp://gull.example/a", False),
        ("file:///etc/hostname", False),
        ("data:text/html,hi", False),
        ("javascript:void(0)", False),
        ("//gull.example/a", False),
        ("http://gull.example:port/", False),
        ("http://[::1/", False),
        ("", False),
    ],
)
def test_is_on_site(url: str, expected: bool) -> None:
    assert is_on_site(url, PAPER) is expected
