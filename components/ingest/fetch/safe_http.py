"""Asks the web for one page, within the fetching process: public addresses alone, redirects checked, few bytes.

Addresses of this computer and of private networks are refused after DNS, at the moment of connecting, so that neither a
redirect nor a name that changes its mind gets past (server-side request forgery; OWASP ASVS 5.0 V4.1, V15.3).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from components.domain.errors import NotFetched
from components.ingest.fetch.messages import MAX_ENCODING, Page, too_slow_message
from components.ingest.fetch.response_body import Body, content_encoding, too_large_message
from components.ingest.limits import FETCH_BYTES, FETCH_HEAD_BYTES, FETCH_REDIRECTS

_AGENT = "Mozilla/5.0 (compatible; Dateline; reads one page for one reporter)"
_HEADERS = {
    "User-Agent": _AGENT, "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "en", "Accept-Encoding": "gzip, deflate",
}  # fmt: skip

_RELAYS = ipaddress.ip_network("192.88.99.0/24")  # 6to4 relays: whatever stands behind them (RFC 7526)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's; what stands within IPv6 for IPv4 is judged as IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    elif ip in _RELAYS:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def trust() -> ssl.SSLContext:
    """The authorities that sites' certificates are checked by; loading them takes a moment."""
    return httpx.create_ssl_context(trust_env=False)


class _Budget:
    """What one fetch may still cost: seconds in all, bytes until a page itself begins."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.head: int | None = 0  # bytes of the head so far; None within a page

    def left(self, most: float | None = None) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no time left")
        return left if most is None else min(left, most)

    def spend(self, size: int) -> None:
        if self.head is not None:
            self.head += size
            if self.head > FETCH_HEAD_BYTES:
                raise NotFetched(
                    f"The site sent over {FETCH_HEAD_BYTES // 1024} KB before the page itself, so it was given up. "
                    "Open it in your browser, then save the page or copy its text."
                )


class _Wire(httpcore.NetworkStream):
    """A connection whose every step, the handshake too, takes from the same budget."""

    def __init__(self, stream: httpcore.NetworkStream, budget: _Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._budget.left(timeout))
        self._budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._budget.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._budget.left(timeout))
        return _Wire(secure, self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    """Resolves a name itself and connects to an address that was checked, never to the name."""

    def __init__(self, budget: _Budget, private: bool) -> None:
        self._budget, self._private = budget, private

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
        if not self._private and not all(is_public(a) for a in addresses):
            raise NotFetched(
                "This address leads to this computer or a private network, which Dateline doesn't fetch from. "
                "Open it in your browser, then save the page or copy its text."
            )
        wait = self._budget.left(timeout)
        return _Wire(super().connect_tcp(addresses[0], port, wait, local_address, socket_options), self._budget)


def get(url: str, *, seconds: float, private: bool, context: ssl.SSLContext | None = None) -> Page:
    """The page at an address; raises NotFetched with the reason and what to do."""
    budget = _Budget(seconds)
    address = _address(url)
    context = context or trust()
    transport = httpx.HTTPTransport(verify=context, trust_env=False, retries=0)
    # httpx has no setting for how names are resolved; its pool has (httpcore's network backends).
    transport._pool = httpcore.ConnectionPool(
        ssl_context=context, network_backend=_Backend(budget, private), max_connections=1
    )
    with httpx.Client(transport=transport, trust_env=False, follow_redirects=False, headers=_HEADERS) as client:
        try:
            for _ in range(FETCH_REDIRECTS + 1):
                budget.head = 0
                with client.stream("GET", address, timeout=seconds) as answer:
                    budget.head = None
                    if answer.is_redirect and (to := answer.headers.get("location")):
                        # What else a redirect says is not read: its connection is closed.
                        address = _address(str(answer.url.join(to)))
                        continue
                    return _page(answer)
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise NotFetched(too_slow_message(seconds)) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError, OSError) as error:
            raise NotFetched(
                "The page could not be reached. Check the address and your connection, or save the page and add that."
            ) from error
    raise NotFetched(f"The address led on over {FETCH_REDIRECTS} times. Open it in your browser and save the page.")


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


def _page(answer: httpx.Response) -> Page:
    _check(answer)
    body = Body(content_encoding(answer.headers.get_list("content-encoding", split_commas=True)), FETCH_BYTES)
    for chunk in answer.iter_raw():  # as it came over the wire: httpx unpacks without a limit
        body.add(chunk)
    declared = answer.charset_encoding
    return Page(body.whole(), str(answer.url), declared if declared and len(declared) <= MAX_ENCODING else None)


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
    if size.isdigit() and (len(size) > 18 or int(size) > FETCH_BYTES):
        raise NotFetched(too_large_message(FETCH_BYTES))
