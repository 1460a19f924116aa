"""What a server has said that it did, and what was under way when it was killed, held against its database.

A fact is (kind, of what); ``observe`` reads its value from the database in the same terms. An action changes one or
several facts, all together or none.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Fact = tuple[str, ...]
BY_ITSELF = {"read"}  # what happens without anybody's doing, too
Edit = tuple[str, str, bool]  # what, after as JSON, whether it is undone


_DRAFT = (
    "SELECT 1 FROM import_contents WHERE instr(CAST(json AS TEXT), ?1) "
    "UNION SELECT 1 FROM import_drafts WHERE instr(data, CAST(?1 AS BLOB))"
)


class Ledger:
    """Facts as they were acknowledged, and the actions that were not acknowledged yet."""

    def __init__(self) -> None:
        self.facts: dict[Fact, Any] = {}
        self.under_way: list[dict[Fact, Any]] = []
        self.acknowledged: Counter[str] = Counter()
        self.cut_off: Counter[str] = Counter()

    @contextlib.contextmanager
    def doing(self, what: str, changes: Mapping[Fact, Any]) -> Iterator[None]:
        """An action that makes facts so; it counts as acknowledged when the block ends without an error."""
        action = dict(changes)
        self.under_way.append(action)
        try:
            yield
        except BaseException:
            self.cut_off[what] += bool(action)
            raise  # it stays under way: it may have been done, or not
        self.under_way.remove(action)
        self.facts |= action
        self.acknowledged[what] += bool(action)

    def compare(self, db: sqlite3.Connection) -> list[str]:
        """What the database has that was never said, or lacks; what was under way is settled as it turned out."""
        wrong = []
        for action in self.under_way:
            seen = {fact: observe(db, fact) for fact in action}
            done = {fact: seen[fact] == action[fact] for fact in action}
            undone = {fact: seen[fact] == self.facts.get(fact, nothing(fact)) for fact in action}
            if not (all(done.values()) or all(undone.values())):
                wrong.append(f"half done: {action}, but the database has {seen}")
            self.facts |= seen
        self.under_way = []
        for fact, value in self.facts.items():
            if value is None and fact[0] in BY_ITSELF:
                continue
            if (seen_now := observe(db, fact)) != value:
                wrong.append(f"{fact} was {value!r}, but the database has {seen_now!r}")
                self.facts[fact] = seen_now
        return wrong

    # Facts about an article's edits, as they will be.

    def edits(self, article: str) -> tuple[Edit, ...]:
        """The edits of an article as they were acknowledged."""
        return tuple(self.facts.get(("edits", article), ()))

    def with_edits(self, article: str, *new: tuple[str, str]) -> dict[Fact, Any]:
        """The fact that edits (what, after) are kept at the end."""
        return {("edits", article): (*self.edits(article), *((what, after, False) for what, after in new))}

    def turned(self, article: str, place: int, *, undone: bool) -> dict[Fact, Any]:
        """The fact that an edit, the one in that place, is undone or done again."""
        edits = list(self.edits(article))
        edits[place] = (*edits[place][:2], undone)
        return {("edits", article): tuple(edits)}


def nothing(fact: Fact) -> Any:
    """What a fact is before anything was done."""
    return {"edits": (), "tags": frozenset(), "links": 0}.get(fact[0])


def observe(db: sqlite3.Connection, fact: Fact) -> Any:
    """A fact as the database has it."""
    kind, *of = fact
    if kind == "article":  # by words that no other article has
        row = db.execute("SELECT deleted_at FROM articles WHERE instr(text, ?)", of).fetchone()
        return None if row is None else "there" if row[0] is None else "deleted"
    if kind == "read":
        query = "SELECT 1 FROM records JOIN articles ON id = article_id WHERE instr(text, ?)"
        return True if db.execute(query, of).fetchone() else None
    if kind == "draft":
        return True if db.execute(_DRAFT, of).fetchone() else None
    if kind == "kept":  # read in or added
        return observe(db, ("draft", *of)) or (True if observe(db, ("article", *of)) else None)
    if kind == "edits":
        rows = db.execute("SELECT what, after, undone_at FROM edits WHERE article_id = ? ORDER BY seq", of)
        return tuple((what, bytes(after).decode(), undone is not None) for what, after, undone in rows)
    if kind == "tags":
        query = "SELECT name FROM tags JOIN article_tags ON tag_id = tags.id WHERE article_id = ?"
        return frozenset(name for (name,) in db.execute(query, of))
    if kind == "links":
        return int(db.execute("SELECT count(*) FROM shares").fetchone()[0])
    if kind == "link":  # by the SHA-256 of its token
        row = db.execute("SELECT revoked_at FROM shares WHERE token_hash = ?", of).fetchone()
        return None if row is None else "open" if row[0] is None else "taken back"
    raise ValueError(kind)
