"""Fetches a web page for the editor: public addresses alone, redirects checked, little time, few bytes.

Addresses of this computer and of private networks are refused after DNS, at the moment of connecting, so that neither a
redirect nor a name that changes its mind gets past (server-side request forgery; OWASP ASVS 5.0 V4.1, V15.3).
"""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

import httpcore
import httpx

from components.domain.errors import NotFetched
from components.ingest.limits import FETCH_BYTES, FETCH_REDIRECTS, FETCH_SECONDS

log = logging.getLogger(__name__)

_AGENT = "Mozilla/5.0 (compatible; Dateline; reads one page for one reporter)"
_OFF = {"off", "no", "0", "false"}
_ON = {"on", "yes", "1", "true"}


class Page(NamedTuple):
    """A page as it came: its bytes, its final address, the encoding that its server named."""

    data: bytes
    url: str
    declared: str | None


def fetching_allowed() -> bool:
    """Whether web addresses may be fetched at all: ``DATELINE_FETCH`` is not ``off``."""
    return os.environ.get("DATELINE_FETCH", "on").strip().lower() not in _OFF


def private_allowed() -> bool:
    """Whether addresses of this computer and of private networks may be fetched (``DATELINE_FETCH_PRIVATE``)."""
    return os.environ.get("DATELINE_FETCH_PRIVATE", "").strip().lower() in _ON


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's; what stands within IPv6 for IPv4 is judged as IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _Backend(httpcore.SyncBackend):
    """Resolves a name itself and connects to an address that was checked, never to the name."""

    def __init__(self, until: float) -> None:
        self._until = until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no such host: {error}") from error
        addresses = [str(one[4][0]) for one in found]
        if not private_allowed() and not all(is_public(a) for a in addresses):
            raise NotFetched(
                "This address leads to this computer or a private network, which Dateline doesn't fetch from. "
                "Open it in your browser, then save the page or copy its text."
            )
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ConnectTimeout("no time left")
        wait = min(left, timeout or left)
        return super().connect_tcp(addresses[0], port, wait, local_address, socket_options)


def fetch(url: str) -> Page:
    """The page at an address; raises NotFetched with the reason and what to do."""
    if not fetching_allowed():
        raise NotFetched(
            "Fetching from the web is switched off here (DATELINE_FETCH). Save the page, or copy its text."
        )
    until = time.monotonic() + FETCH_SECONDS
    address = _address(url)
    transport = httpx.HTTPTransport(trust_env=False, retries=0)
    # httpx has no setting for how names are resolved; its pool has (httpcore's network backends).
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_Backend(until), max_connections=1
    )
    with httpx.Client(transport=transport, trust_env=False, follow_redirects=False, headers=_headers()) as client:
        try:
            for _ in range(FETCH_REDIRECTS + 1):
                left = max(0.1, until - time.monotonic())
                with client.stream("GET", address, timeout=httpx.Timeout(left)) as answer:
                    if answer.is_redirect and (to := answer.headers.get("location")):
                        address = _address(str(answer.url.join(to)))
                        continue
                    _check(answer)
                    return Page(_body(answer, until), str(answer.url), answer.charset_encoding)
        except httpx.TimeoutException as error:
            raise NotFetched(_slow()) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError, httpcore.TimeoutException) as error:
            log.info("a page could not be fetched: %s", type(error).__name__)
            raise NotFetched(
                "The page could not be reached. Check the address and your connection, or save the page and add that."
            ) from error
    raise NotFetched(f"The address led on over {FETCH_REDIRECTS} times. Open it in your browser and save the page.")


def _headers() -> dict[str, str]:
    return {
        "User-Agent": _AGENT, "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Language": "en", "Accept-Encoding": "gzip, deflate",
    }  # fmt: skip


def _address(url: str) -> httpx.URL:
    """A web address that may be asked for; one without a scheme is taken as https."""
    words = url.strip()
    if "://" not in words[:12]:
        words = f"https://{words}"
    try:
        made = httpx.URL(words)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched("This is not a web address. It begins with https:// or http://.") from error
    if made.scheme not in {"http", "https"} or not made.host:
        raise NotFetched("Only addresses that begin with https:// or http:// can be fetched.")
    if made.userinfo:
        raise NotFetched("The address holds a name or password. Leave them out, or save the page and add that.")
    return made.copy_with(fragment=None)


def _check(answer: httpx.Response) -> None:
    if answer.status_code in {401, 402, 403, 407, 429, 451}:
        raise NotFetched(
            f"The site refused to give the page ({answer.status_code}): it may ask for a subscription or a person. "
            "Open it in your browser, then save the page or copy its text."
        )
    if answer.status_code >= 400:
        raise NotFetched(f"The site has no page there ({answer.status_code}). Check the address.")
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith(("image/", "video/", "audio/", "font/")):
        raise NotFetched(f"The address leads to no page, but to a file of the kind {kind[:40]}.")
    size = answer.headers.get("content-length", "")
    if size.isdigit() and int(size) > FETCH_BYTES:
        raise NotFetched(_large())


def _body(answer: httpx.Response, until: float) -> bytes:
    out = bytearray()
    # Counted as unpacked: a small answer may swell.
    for chunk in answer.iter_bytes(65536):
        out += chunk
        if len(out) > FETCH_BYTES:
            raise NotFetched(_large())
        if time.monotonic() > until:
            raise NotFetched(_slow())
    return bytes(out)


def _large() -> str:
    return f"The page is over {FETCH_BYTES // 2**20} MB. Save the article alone, or copy its text."


def _slow() -> str:
    return f"The page took over {FETCH_SECONDS} seconds. Try again later, or save the page and add that."
