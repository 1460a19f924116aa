"""A small library with something in every table, and what stands in it row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from sqlalchemy import select

from components.domain.article import make_article
from components.domain.correction_replay import edit_path
from components.domain.correction_values import Days
from components.domain.original_file import Original
from components.services import cast_decisions, collections, corrections, share_links, tags
from components.services.clock import now
from components.services.library import Library
from components.store import article_queries, collection_reading_queries, draft_queries
from components.store.database import Store
from components.store.draft_queries import StoredDraft
from components.store.library_copy import COPIED
from tests.specimen import TEXT, specimen

T = TypeVar("T")
ODD = "Zoë’s “toll”\u2028\U0001f309 \u202eabc\u202c e\u0301 \u5927\u6a4b \t\r\n end"
FILE = bytes(range(256)) * 40
BRIDGE, SECOND, FERRY, OPERA, DELETED = ARTICLES = (
    make_article(TEXT, title="Bridge", outlet="The Arden Post", date="2026-03-02", date_basis="user"),
    make_article(f"{TEXT}\n\nLater.", title="Bridge, again", version_of=make_article(TEXT).id),
    make_article(f"{TEXT}\n\n{ODD}", title=ODD, byline="Ida \u0130lk", filename="ferry \U0001f6a2.txt"),
    make_article(f"{TEXT}\n\nThe opera closed.", title="Opera"),
    make_article(f"{TEXT}\n\nNobody reads this.", title="Deleted"),
)
DECIDED = (SECOND.id, "ida-berg"), (OPERA.id, "ida-berg")


def fill(store: Store) -> list[str]:
    """Fill an empty library; the tokens of its links: to correct, to read, revoked."""
    Library(store).add(ARTICLES, {BRIDGE.id: Original(name="b.pdf", kind="pdf", data=FILE, zones=()),
                                  FERRY.id: Original(name="\u6a4b.txt", kind="text")})  # fmt: skip
    event = next(e for e in specimen().events if not e.earliest and not e.latest)
    with store.writing() as connection:
        for article in ARTICLES[:-1]:
            record = msgspec.structs.replace(specimen(), id=article.id, text=article.text)
            article_queries.put_record(connection, record, "v1", now())
        article_queries.put_failure(connection, DELETED.id, "No prose.")
        reading = collection_reading_queries.StoredReading(
            made_from="x" * 32, made_at=now(), articles=2, reading=b"\0\xff"
        )
        collection_reading_queries.put_reading(connection, "share:1", reading)
        put_drafts(connection, "editor")
    what = edit_path("events", event.id, "date")
    for day in ("2026-02-01", "2026-02-02", "2026-02-03"):
        corrections.correct(store, BRIDGE.id, what, Days(day, day), by="Ïda", sure=True)
    corrections.undo(store, BRIDGE.id)
    tags.tag_articles(store, "Élection 2026", [BRIDGE.id, FERRY.id])
    tags.tag_articles(store, "toll", [OPERA.id])
    collections.make_collection(store, "Bridges", "A note.", [BRIDGE.id, SECOND.id, DELETED.id])
    cast_decisions.decide(store, (BRIDGE.id, "ida-berg"), (SECOND.id, "ida-berg"), same=True, by="Ann")
    cast_decisions.undo_decision(store, cast_decisions.decide(store, *DECIDED, same=False, by="Ann"))
    made = [
        share_links.make_link(store, [BRIDGE.id], correct=True, days=None),
        share_links.make_link(store, [BRIDGE.id, FERRY.id], query={"actor": "x"}),
        share_links.make_link(store, [OPERA.id]),
    ]
    share_links.count_opening(store, made[1][1])
    share_links.revoke_one(store, made[2][1])
    Library(store).delete(DELETED.id)
    with store.writing() as connection:  # deleting has forgotten it
        collection_reading_queries.put_reading(connection, f"share:{made[0][0].id}", reading)
    return [token for _, token in made]


def put_drafts(connection: Any, owner: str) -> None:
    """What a visitor has read in and not added."""
    draft = StoredDraft(number=1, entry=b"{}", choices=b"{}", data=FILE)
    draft_queries.put_drafts(connection, owner, [draft], now())


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that a backup holds, in one order."""
    with store.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr) for table in COPIED
        }


def filled(url: str) -> list[str]:
    """Fill a library at an address; the tokens of its links."""
    return asked(url, fill)


def asked(url: str, ask: Callable[[Store], T]) -> T:
    """What is asked of the library at an address, which is closed again."""
    store = Store(url)
    try:
        return ask(store)
    finally:
        store.close()


def rows_at(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the library at an address."""
    return asked(url, rows)
