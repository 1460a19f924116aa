"""What joining keeps of one article: its units under the keys of their names, ready to be stored or sent."""

from __future__ import annotations

import msgspec
import numpy as np

from components.collection.cast.name_groups import name_key
from components.collection.cast.units import Unit, units_of
from components.domain.record import Record

_ENCODER = msgspec.msgpack.Encoder()


class KeyedUnit(msgspec.Struct, frozen=True, array_like=True):
    """A unit as it is stored: the actor's id in its record, the key of its name, the `Unit` in msgpack, no words."""

    actor: str
    key: str
    unit: bytes


class ArticleUnits(msgspec.Struct, frozen=True, array_like=True):
    """The units of one article; ``words`` and ``companions`` are the numbers of all of them, as bytes of uint32.

    Each number stands once; the words are in the text's order. Bytes, as what is sent between processes is many times
    larger than what is done with it there.
    """

    article: str
    words: bytes
    companions: bytes
    units: tuple[KeyedUnit, ...]


def article_units(record: Record) -> ArticleUnits:
    """The units of a record; it depends on nothing else, so that records may be read in any process."""
    units = list(units_of(record))
    return ArticleUnits(
        article=record.id,
        words=_numbers(units[0].words if units else ()),
        companions=_numbers({number for unit in units for number in unit.companions}),
        units=tuple(_keyed(unit) for unit in units),
    )


def _keyed(unit: Unit) -> KeyedUnit:
    slim = msgspec.structs.replace(unit, words=())  # they are the article's, kept once
    return KeyedUnit(unit.actor, name_key(unit), _ENCODER.encode(slim))


def _numbers(numbers: set[int] | tuple[int, ...]) -> bytes:
    return np.fromiter(numbers, dtype=np.uint32, count=len(numbers)).tobytes()
