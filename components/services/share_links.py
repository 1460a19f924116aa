"""Links that open a view to a colleague: made, opened, looked up, revoked.

A token has 128 bits from ``secrets`` and is kept only as its SHA-256: whoever reads the library's file can't open a
link. Looking up a hash tells nothing of a token by the time it takes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from components.domain.errors import NotFound
from components.domain.permissions import Kind, Visitor
from components.services.clock import now, surely_past
from components.store import article_queries
from components.store.collection_reading_queries import forget_ownerless_readings
from components.store.database import Store
from components.store.share_queries import Share, add_share, get_share, list_shares, note_opened, purge_shares, revoke

TOKEN_BYTES = 16
VIEWS = (
    "overview",
    "timeline",
    "actors",
    "quotes",
    "sentiment",
    "text",
    "check",
    "collection",
    "compare",
)
FORGET = dt.timedelta(days=90)  # after which a link that opens nothing is no longer listed
GONE = "This link opens nothing here: it may be mistyped, expired or taken back. Ask whoever sent it for a new one."
_TOKEN = re.compile(r"^[\w-]{22}$")
_NOT_OF_A_VIEW = {"article", "share"}
_OPENED = {"collection": 0, "compare": 6}  # how many of a link's articles its view opens, where it isn't one


def token_hash(token: str) -> str:
    """What a token is kept as."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def make_link(
    store: Store,
    articles: Sequence[str],
    *,
    view: str = "overview",
    query: Mapping[str, str] | None = None,
    correct: bool = False,
    days: float | None = 7,
) -> tuple[Share, str]:
    """Make a link to a view of one article or several: (what is kept, the token). Raises NotFound, ValueError.

    The first article is the one that the view opens; ``days`` None: until revoked.
    """
    if view not in VIEWS or not articles:
        raise ValueError("a link needs a view and an article")
    if days is not None and days <= 0:
        raise ValueError("The number of days must be over 0.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    at = now()
    made = Share(
        id=secrets.token_hex(6),
        token_hash=token_hash(token),
        view=view,
        query={k: v for k, v in (query or {}).items() if k not in _NOT_OF_A_VIEW},
        articles=tuple(dict.fromkeys(articles)),
        correct=correct,
        made_at=at,
        expires_at=now(-dt.timedelta(days=days)) if days is not None else None,
    )
    with store.writing() as connection:
        there = article_queries.which_are_there(connection, made.articles)
        if missing := [one for one in made.articles if one not in there]:
            raise NotFound(f"The article “{missing[0]}” is not in the library.")
        purge_shares(connection, surely_past(FORGET))
        add_share(connection, made)
    return made, token


def find_link(store: Store, token: str | None) -> Share | None:
    """The link that a token opens now; None where it is wrong, expired or revoked."""
    if not token or not _TOKEN.match(token):
        return None
    hashed = token_hash(token)
    with store.reading() as connection:
        link = get_share(connection, hashed)
    if link is None or not hmac.compare_digest(link.token_hash, hashed):
        return None
    return link if link.open_at(now()) else None


def count_opening(store: Store, token: str, counted: Callable[[str], bool] = lambda _: True) -> Share:
    """The link that a token opens, counted as opened; raises NotFound, the same whatever is wrong with it.

    ``counted`` says of a link's id whether this opening is worth a write.
    """
    link = find_link(store, token)
    if link is None:
        raise NotFound(GONE)
    with store.reading() as connection:
        there = article_queries.which_are_there(connection, link.articles)
    if not there:
        raise NotFound(GONE)
    if counted(link.id):
        with store.writing() as connection:
            note_opened(connection, link.id, now())
    return link


def visitor_by_link(link: Share, name: str = "") -> Visitor:
    """Who comes by a link."""
    kind: Kind = "corrector" if link.correct else "reader"
    collection = link.query.get("collection") if link.view == "collection" else None
    return Visitor(kind=kind, articles=frozenset(link.articles), share=link.id, collection=collection, name=name)


def list_links(store: Store) -> list[Share]:
    """Every link that was given out, newest first."""
    with store.reading() as connection:
        return list_shares(connection)


def revoke_one(store: Store, which: str) -> None:
    """Take a link back by its id, its token or its address; raises NotFound."""
    token = which.strip().rstrip("/").rpartition("/s/")[2].partition("?")[0]
    with store.writing() as connection:
        link = get_share(connection, token_hash(token))
        if not revoke(connection, now(), link.id if link else which.strip()):
            raise NotFound("There is no such link, or it was taken back already.")
        forget_ownerless_readings(connection)


def revoke_all(store: Store) -> int:
    """Take every link back; how many."""
    with store.writing() as connection:
        taken_back = revoke(connection, now())
        forget_ownerless_readings(connection)
        return taken_back


def path_of(link: Share, token: str) -> str:
    """The address on this server that a link leads to."""
    opened = _OPENED.get(link.view, 1)
    query = [*(("article", one) for one in link.articles[:opened]), *link.query.items(), ("share", token)]
    return f"/{link.view}?{urlencode(query)}"


def still_open(shares: Iterable[Share]) -> list[Share]:
    """Those that open something now."""
    at = now()
    return [s for s in shares if s.open_at(at)]
