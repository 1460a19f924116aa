"""Decides who a visitor is, from where the request comes, what it carries and what its link opens.

On a server for this computer alone its visitor is the editor: a loopback address, a Host that names this computer, and
no sign that the request was forwarded. Where others can reach the server (``needs_key``) the editor is whoever
proves to be the owner. Whoever else comes needs a link, or the newsroom's sign-in.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from components.domain.permissions import EDITOR, STRANGER, Visitor
from components.services.allowed_origins import names_this_computer
from components.services.cookie_header import cookie_values
from components.services.owner_key import proves_owner
from components.services.share_links import find_link, visitor_by_link
from components.store.database import Store

COOKIE = "dateline_share"  # holds the tokens of the links that a browser opened, the last one first, dots between
TOKENS = 5  # that the cookie holds
# A proxy adds one of these: whoever it speaks for is not on this computer.
FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-server",
             "x-real-ip", "forwarded", "via", "x-client-ip", "x-cluster-client-ip", "true-client-ip",
             "cf-connecting-ip", "fastly-client-ip", "x-original-forwarded-for", "x-original-host")  # fmt: skip


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this computer itself; header names are lower-case.

    Streamlit tells no address for this computer; a session whose visitor is gone has neither address nor headers, and
    is nobody's.
    """
    if any(name in headers for name in FORWARDED):
        return False
    if address is not None:
        try:
            ip = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
        if not (mapped or ip).is_loopback:
            return False
    # A site that makes its own name lead here (DNS rebinding) sends that name.
    return names_this_computer(headers.get("host", ""))


def tokens_in(cookies: str) -> list[str]:
    """The tokens that a Cookie header holds, the link that was opened last first."""
    tokens = [token for value in cookie_values(cookies, COOKIE) for token in value.split(".") if token]
    return list(dict.fromkeys(tokens))[:TOKENS]


def cookie_with(token: str, cookies: str) -> str:
    """The cookie's value once a link was opened, those opened before kept."""
    earlier = [one for one in tokens_in(cookies) if one != token and one.replace("-", "").replace("_", "").isalnum()]
    return ".".join([token, *earlier][:TOKENS])


def visitor_of(
    store: Store,
    address: str | None,
    headers: Mapping[str, str],
    token: str | None,
    *,
    signed_in: str | None = None,
    name: str = "",
    keyed: bool = False,
) -> Visitor:
    """The visitor; ``token`` is its link's, ``signed_in`` whom the newsroom's sign-in knows it as.

    ``keyed``: the owner has to prove to be one; an address is not enough.
    """
    if proves_owner(headers) if keyed else is_local(address, headers):
        return EDITOR
    if signed_in is not None:
        return Visitor(kind="editor", name=signed_in)
    link = find_link(store, token)
    return visitor_by_link(link, name) if link is not None else STRANGER
