"""Which names this server answers to, and which web pages may speak to it.

Checked before anything else sees a request. A Host that isn't this server's is a name that was made to lead here (DNS
rebinding); an Origin that isn't this server's is another page in the visitor's browser, also one of another port of
this very computer. (RFC 6454; OWASP ASVS 5.0 V3.5, V4.4.)
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from components.services.server_address import ServerAddress, public_url

_PORTS = {"http": 80, "https": 443}
# What a browser says of a request that a page of another site, or of another port, made it send.
_OTHERS = ("cross-site", "same-site")


def host_name(host: str) -> str:
    """The name or address in a Host header, in lower case; "" where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        return "" if set(host) & set("@/?#\\ ") else (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def names_this_computer(host: str) -> bool:
    """Whether a Host header names the computer that it is sent from."""
    name = host_name(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_own_host(host: str, where: ServerAddress, more: Iterable[str] = ()) -> bool:
    """Whether a Host header names this server; ``more`` are further names that its owner configured."""
    name = host_name(host)
    if not name:
        return False
    if names_this_computer(host) or name in {h.strip().lower() for h in more}:
        return True
    # An address in numbers can't be made to lead elsewhere; a name can.
    if _is_address(name):
        return True
    return where.open_to_others and (name == _public_name() or name in _machine_names())


def is_own_origin(origin: str | None, host: str, more: Iterable[str] = ()) -> bool:
    """Whether an Origin header is this server's own, or none; ``more`` are further origins that its owner allows."""
    if origin is None:
        return True
    asked_origin = _origin(origin)
    if asked_origin is None:
        return False
    # The scheme that the browser sees isn't known behind a proxy that speaks https for this server.
    if host and asked_origin in {_origin(f"{scheme}://{host}") for scheme in ("http", "https")}:
        return True
    allowed = [public_url() or "", *more]
    return asked_origin in {parsed for one in allowed if (parsed := _origin(one.strip(" []\"'")))}


def is_of_another_page(headers: Mapping[str, str]) -> bool:
    """Whether the browser says that another site's page, or another port's, asks for this in the background.

    A link that somebody follows is no such request. Header names are lower-case; browsers send these (Fetch Metadata,
    W3C) where they hold, other programs don't.
    """
    return headers.get("sec-fetch-site") in _OTHERS and headers.get("sec-fetch-mode") != "navigate"


def follows_a_link(headers: Mapping[str, str]) -> bool:
    """Whether a browser follows a link of another site's page: then it sends no cookie that is Strict."""
    return headers.get("sec-fetch-site") in _OTHERS and headers.get("sec-fetch-mode") == "navigate"


def is_secure(scheme: str, headers: Mapping[str, str]) -> bool:
    """Whether the visitor's browser speaks https, with this server or with the proxy before it."""
    if scheme in {"https", "wss"} or headers.get("x-forwarded-proto", "").strip().lower() == "https":
        return True
    public = public_url() or ""
    return public.lower().startswith("https://") and host_name(headers.get("host", "")) == _public_name()


def _origin(words: str) -> tuple[str, str, int] | None:
    """Scheme, name and port of an origin; None where it is none ("null")."""
    try:
        parts = urlsplit(words)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port is None:
        return None
    return parts.scheme, parts.hostname.rstrip(".").lower(), port


def _public_name() -> str:
    return host_name(urlsplit(public_url() or "").netloc)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1)
def _machine_names() -> frozenset[str]:
    """What this computer calls itself; nothing is asked of the network."""
    name = socket.gethostname().rstrip(".").lower()
    short = name.partition(".")[0]
    return frozenset(n for n in (name, short, f"{short}.local") if n)
