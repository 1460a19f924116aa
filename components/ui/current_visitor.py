"""Who this session's visitor is, asked anew at every run, and the room that it may use."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from components.domain.permissions import STRANGER, Visitor
from components.services.share_links import GONE
from components.services.usage_limits_by_link import VisitorQuota
from components.services.visitor_access import tokens_in, visitor_of
from components.services.visitor_library import VisitorLibrary
from components.ui.server_settings import owner_needs_key
from components.ui.shared_analysis_queue import analysis_queue
from components.ui.text_nodes import draw_text

WATCH = 4.0  # seconds after which an open page notices that its link was taken back
SLOWED = "Many pages of this link are open or at work at the moment, so this one had to wait its turn."
quota = VisitorQuota()  # what colleagues use of this server, counted by the middleware
NAME = "visitor_name"  # where the session keeps the name that a colleague gave
SESSION = "visitor_session"  # and what it goes by where a sign-in doesn't say who it is


def request_facts() -> tuple[str | None, Mapping[str, str], str | None]:
    """Where the session comes from: address, headers by lower-case name, the token in the page's address."""
    headers = {str(k).lower(): str(v) for k, v in st.context.headers.to_dict().items()}
    headers["cookie"] = "; ".join(f"{name}={value}" for name, value in st.context.cookies.to_dict().items())
    return st.context.ip_address, headers, st.query_params.get("share")


def sign_in_configured() -> bool:
    """Whether the newsroom has set up Streamlit's own sign-in (OIDC)."""
    try:
        return "auth" in st.secrets
    except (StreamlitSecretNotFoundError, FileNotFoundError):
        return False


def current_visitor() -> Visitor:
    """The visitor, as of now: a link that was taken back opens nothing from the next run on."""
    return _asks()()


def account_of(claims: Mapping[str, object]) -> str | None:
    """What a sign-in knows someone by for good: the provider and its ``sub``, or the e-mail address; never a name.

    None where it tells neither.
    """
    for kind in ("sub", "email"):
        if value := str(claims.get(kind) or ""):
            # A sub is unique at its provider alone. Lengths keep two pairs from being spelled alike.
            issuer = str(claims.get("iss") or "")
            return f"{kind} {len(issuer)} {issuer} {value}"
    return None


def _account() -> str | None:
    """The visitor's account with the newsroom's sign-in; None where it isn't signed in."""
    if not (sign_in_configured() and st.user.is_logged_in):
        return None
    # Who can't be told from others shares with nobody, and keeps no longer than the session lasts.
    return account_of(st.user) or f"session {st.session_state.setdefault(SESSION, secrets.token_hex(16))}"


def _asks() -> Callable[[], Visitor]:
    """What tells the visitor of this session, at any later time and in any thread."""
    address, headers, token = request_facts()
    signed_in = None
    if sign_in_configured() and st.user.is_logged_in:
        signed_in = str(st.user.get("name") or st.user.get("email") or "signed in")
    name = str(st.session_state.get(NAME, ""))
    keyed = owner_needs_key()
    tokens: list[str | None] = [token] if token else [*tokens_in(headers.get("cookie", ""))] or [None]

    def now() -> Visitor:
        who = STRANGER
        for one in tokens:
            who = visitor_of(analysis_queue().store, address, headers, one, signed_in=signed_in, name=name, keyed=keyed)
            if who.kind != "stranger":
                break
        return who

    return now


def made_for(article_id: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file that is made when it is asked for, by then for whoever may still have it; raises NotFound, NotAllowed.

    It is made in a thread that knows no session, by the link that the page was drawn with.
    """
    ask = _asks()

    def made() -> bytes:
        VisitorLibrary(analysis_queue(), ask()).need_export(article_id)
        return make()

    return made


def made_for_articles(ids: Sequence[str], make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same of several articles: each of them has to be the visitor's to take away."""
    ask = _asks()

    def made() -> bytes:
        here = VisitorLibrary(analysis_queue(), ask())
        for one in ids:
            here.need_export(one)
        return make()

    return made


def visitor_library() -> VisitorLibrary:
    """What the visitor can reach; pages have no other way to the library."""
    return VisitorLibrary(analysis_queue(), current_visitor(), _account())


def admit() -> bool:
    """Whether the visitor may see any page; says what to do where it may not."""
    who = current_visitor()
    if who.kind == "stranger":
        draw_text("Dateline", "title", key="refused-title")
        draw_text(GONE, "body", key="refused")
        if sign_in_configured() and st.button("Sign in", type="primary", key="sign-in"):
            st.login()
        return False
    if who.kind != "editor":
        if who.share and quota.was_slowed(who.share):
            draw_text(SLOWED, "note", key="slowed")
        _watch()
    return True


@st.fragment(run_every=WATCH)
def _watch() -> None:
    """Empties an open page soon after its link was taken back or expired."""
    if current_visitor().kind == "stranger":
        st.rerun()
