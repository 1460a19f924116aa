"""Keeps what joining needs of many records in a scratch file, so that memory stays the same for any number of them."""

from __future__ import annotations

import functools
import itertools
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from components.collection.cast.article_units import ArticleUnits
from components.collection.cast.body_names import is_office
from components.collection.cast.cast import CastMember
from components.collection.cast.context import Context, Frequencies
from components.collection.cast.name_groups import SECOND, NameGroup, blocks_of, grouped, is_around_own
from components.collection.cast.namesakes import MOST, parted, parted_offices
from components.collection.cast.units import Unit, bucket
from components.collection.content_words import content_words

_CONTEXTS = 10_000  # kept at hand: some 30 MB
_GROUPS = 20_000
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32000;
CREATE TABLE articles (id INTEGER PRIMARY KEY, words BLOB);
CREATE TABLE units (id INTEGER PRIMARY KEY, article INTEGER, key TEXT, unit BLOB);
CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT, made BLOB);
CREATE TABLE blocks (block TEXT, name INTEGER, own INTEGER);
"""
_ENCODER = msgspec.msgpack.Encoder()
_UNITS = msgspec.msgpack.Decoder(Unit)
_NAMES = msgspec.msgpack.Decoder(NameGroup)


class UnitStore:
    """The units of many records, numbered as they came, and their names; a context manager, gone at its end."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own that has no name in any folder: nothing stays, however this ends.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)
        self.frequencies = Frequencies()
        self.units = self.names = self._articles = 0
        self.numbers: dict[CastMember, int] = {}
        self._of_units = np.zeros(0, dtype=np.int64)
        # Caches of each store: a method's would keep every store alive.
        self.context = functools.lru_cache(maxsize=_CONTEXTS)(self._context)
        self.name = functools.lru_cache(maxsize=_GROUPS)(self._name)

    def __enter__(self) -> UnitStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.cache_clear()
        self.name.cache_clear()
        self._db.close()

    def add(self, articles: Iterable[ArticleUnits], wanted: Collection[CastMember] = ()) -> None:
        """Keep the articles' units, then group them by name; called once. ``numbers`` are then those of ``wanted``."""
        self._db.execute("BEGIN")
        for article in articles:
            self._add(article, wanted)
        self._db.execute("CREATE INDEX units_key ON units (key, id, article)")
        self._part_namesakes()
        self._of_units = np.zeros(self.units, dtype=np.int64)
        for key, units in itertools.groupby(self._by_key(), key=lambda row: row[0]):
            group = grouped(self.names, key, self._noted(units))
            self._db.execute("INSERT INTO names VALUES (?, ?, ?)", (group.number, key, _ENCODER.encode(group)))
            rows = [(block, group.number, own) for block, own in sorted(blocks_of(group))]
            self._db.executemany("INSERT INTO blocks VALUES (?, ?, ?)", rows)
            self.names += 1
        self._db.execute("CREATE INDEX names_key ON names (key)")
        self._db.execute("CREATE INDEX blocks_block ON blocks (block, own DESC, name)")
        self._db.execute("COMMIT")

    def blocks(self) -> Iterator[tuple[list[int], list[int]]]:
        """Names that may be one, by what they share: (the block's own names, the others), of two names at least.

        Where a block has no own name it is one of equals, each of which may be any other.
        """
        rows = self._db.execute("SELECT block, own, name FROM blocks ORDER BY block, own DESC, name")
        for block, group in itertools.groupby(rows, key=lambda row: row[0]):
            listed = [(own, name) for _, own, name in group]
            if len(listed) > 1 and (listed[0][0] or not is_around_own(block)):
                yield [name for own, name in listed if own], [name for own, name in listed if not own]

    def in_block(self, block: str) -> list[int]:
        """The names of one block, but its own."""
        return [n for (n,) in self._db.execute("SELECT name FROM blocks WHERE block = ? AND NOT own", (block,))]

    def all_names(self) -> Iterator[NameGroup]:
        """Every name, in the order of their keys."""
        for (made,) in self._db.execute("SELECT made FROM names ORDER BY id"):
            yield _NAMES.decode(made)

    def units_of_name(self, key: str) -> Iterator[tuple[int, Unit]]:
        """The units of one name in order, with their numbers."""
        rows = self._db.execute("SELECT id, unit FROM units WHERE key = ? ORDER BY id", (key,))
        return ((number, _UNITS.decode(data)) for number, data in rows)

    def told_apart(self, a: NameGroup, b: NameGroup) -> float:
        """In how many of the articles with the rarer of two names the other stands as well, 0 to 1."""
        row = self._db.execute(
            "SELECT count(DISTINCT article) FROM units WHERE key = ?"
            " AND article IN (SELECT article FROM units WHERE key = ?)",
            (a.key, b.key),
        ).fetchone()
        return int(row[0]) / min(a.count, b.count)

    def likeness(self, a: int, b: int) -> float:
        """Of two units: 1.0 and more where they are told of in the same company."""
        return self.context(a).likeness(self.context(b))

    def nearest(self, a: Iterable[int], b: Iterable[int], *, enough: float = 4.0) -> float:
        """The highest likeness of any of ``a`` to any of ``b`` (units); looks no further once it is ``enough``."""
        best, others = 0.0, list(b)
        for one in a:
            for other in others:
                best = max(best, self.likeness(one, other))
                if best >= enough:
                    return best
        return best

    def unit(self, number: int) -> Unit:
        """One unit, without its words."""
        row = self._db.execute("SELECT unit FROM units WHERE id = ?", (number,)).fetchone()
        return _UNITS.decode(row[0])

    def name_of_units(self) -> npt.NDArray[np.int64]:
        """The number of each unit's name, by the unit's number."""
        return self._of_units

    def _noted(self, units: Iterable[tuple[str, int, Unit]]) -> Iterator[tuple[int, Unit]]:
        for _, number, unit in units:
            self._of_units[number] = self.names
            yield number, unit

    def _part_namesakes(self) -> None:
        """Give the second person of a full name, the second office of that name, and each further one, its own key."""
        keys = self._db.execute(
            "SELECT key FROM units GROUP BY key HAVING count(*) BETWEEN 2 AND ?", (MOST,)
        ).fetchall()
        for (key,) in keys:
            office = key.startswith("b ") and is_office(tuple(key.split()[1:]))
            if not office and not key.startswith("p "):
                continue
            units = list(self.units_of_name(key))
            namesakes = (parted_offices if office else parted)(units, self.likeness)
            for n, numbers in enumerate(namesakes[1:], start=2):
                rows = [(f"{key}{SECOND}{n}", number) for number in numbers]
                self._db.executemany("UPDATE units SET key = ? WHERE id = ?", rows)

    def _add(self, article: ArticleUnits, wanted: Collection[CastMember]) -> None:
        if not article.units:
            return
        self.frequencies.add(np.frombuffer(article.words, np.uint32), np.frombuffer(article.companions, np.uint32))
        self._db.execute("INSERT INTO articles VALUES (?, ?)", (self._articles, article.words))
        for number, unit in enumerate(article.units, start=self.units):
            self._db.execute("INSERT INTO units VALUES (?, ?, ?, ?)", (number, self._articles, unit.key, unit.unit))
            if wanted and (member := CastMember(article.article, unit.actor)) in wanted:
                self.numbers[member] = number
        self.units += len(article.units)
        self._articles += 1

    def _by_key(self) -> Iterator[tuple[str, int, Unit]]:
        # A connection's cursors see what it writes meanwhile, but nothing is written to this table any more.
        for key, number, data in self._db.execute("SELECT key, id, unit FROM units ORDER BY key, id"):
            yield key, number, _UNITS.decode(data)

    def _name(self, number: int) -> NameGroup:
        return _NAMES.decode(self._db.execute("SELECT made FROM names WHERE id = ?", (number,)).fetchone()[0])

    def _context(self, number: int) -> Context:
        words, data = self._db.execute(
            "SELECT words, unit FROM units JOIN articles ON articles.id = units.article WHERE units.id = ?", (number,)
        ).fetchone()
        unit = _UNITS.decode(data)
        # That two articles have the name in common is no sign that it is of one person in both.
        own = {bucket(word) for name in unit.names for word in content_words(name)}
        return Context((w for w in array("I", words) if w not in own), unit.companions, self.frequencies)
