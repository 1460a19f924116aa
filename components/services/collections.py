"""Collections, the named sets of articles: made, renamed, filled, deleted; each is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Collection as Several

from components.domain.errors import NotFound, Refused
from components.domain.folded_words import fold
from components.domain.single_line_text import plain_line
from components.services.clock import now
from components.store import collection_queries as queries
from components.store.article_queries import which_are_there
from components.store.collection_queries import Collection
from components.store.collection_reading_queries import forget_ownerless_readings
from components.store.database import Store

LONGEST_NAME, LONGEST_NOTE = 120, 2_000  # characters
GONE = "This collection is not there: it was deleted, or the address is wrong."


def make_collection(store: Store, name: str, note: str = "", articles: Several[str] = ()) -> Collection:
    """A new collection that holds these articles; raises Refused where its name is none, too long or taken."""
    made, name, note = secrets.token_hex(8), _tidy_name(name), _tidy_note(note)
    with store.writing() as connection:
        _need_free(queries.name_taken(connection, name), name)
        queries.add_collection(connection, made, name, note, now())
        there = which_are_there(connection, articles)
        queries.put_in(connection, made, [a for a in articles if a in there])
        return _found(queries.get_collection(connection, made))


def change_collection(store: Store, collection_id: str, *, name: str, note: str) -> None:
    """Give a collection another name and note; raises NotFound, Refused."""
    name, note = _tidy_name(name), _tidy_note(note)
    with store.writing() as connection:
        _need_free(queries.name_taken(connection, name, collection_id), name)
        if not queries.update_collection(connection, collection_id, name, note):
            raise NotFound(GONE)


def delete_collection(store: Store, collection_id: str) -> None:
    """Delete a collection; its articles stay. Raises NotFound."""
    with store.writing() as connection:
        if not queries.delete_collection(connection, collection_id):
            raise NotFound(GONE)
        forget_ownerless_readings(connection)


def collect(store: Store, collection_id: str, articles: Several[str]) -> int:
    """Add articles to a collection; how many were not in it. Raises NotFound; articles that are gone are let be."""
    with store.writing() as connection:
        _found(queries.get_collection(connection, collection_id))
        there = which_are_there(connection, articles)
        return queries.put_in(connection, collection_id, [a for a in articles if a in there])


def uncollect(store: Store, collection_id: str, articles: Several[str]) -> int:
    """Take articles out of a collection; how many were in it. Raises NotFound."""
    with store.writing() as connection:
        _found(queries.get_collection(connection, collection_id))
        return queries.take_out(connection, collection_id, articles)


def list_collections(store: Store) -> list[Collection]:
    """Every collection and how many articles it has."""
    with store.reading() as connection:
        return queries.list_collections(connection)


def get_collection(store: Store, collection_id: str) -> Collection:
    """One collection; raises NotFound."""
    with store.reading() as connection:
        return _found(queries.get_collection(connection, collection_id))


def articles_of(store: Store, collection_id: str) -> list[str]:
    """The ids of a collection's articles, those added to the library last first; raises NotFound."""
    with store.reading() as connection:
        _found(queries.get_collection(connection, collection_id))
        return queries.member_ids(connection, collection_id)


def _found(one: Collection | None) -> Collection:
    if one is None:
        raise NotFound(GONE)
    return one


def _need_free(taken: bool, name: str) -> None:
    if taken:
        raise Refused(f"There is a collection “{name}” already. Give this one another name.")


def _tidy_name(name: str) -> str:
    line = plain_line(name)
    if not fold(line):
        raise Refused("A collection needs a name.")
    if len(line) > LONGEST_NAME:
        raise Refused(f"A collection's name has at most {LONGEST_NAME} characters, and this one has {len(line):,}.")
    return line


def _tidy_note(note: str) -> str:
    return "\n".join(plain_line(line) for line in note.splitlines())[:LONGEST_NOTE].strip()
