"""Whether who asks means this machine: the name that a browser asked for may be one that its owner lets lead here."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host: str, *also: str | None) -> bool:
    """Of a Host header: whether it names loopback, or one of `also`, with any port. Another name may be DNS rebinding."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in ("localhost", *also) or ip_address(name).is_loopback
    except ValueError:
        return False
