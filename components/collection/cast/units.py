"""What joining needs of each actor that a record names: its names, its role, whom and what it is told with."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import msgspec

from components.collection.cast.folding import fold
from components.collection.content_words import content_words
from components.domain.record import Actor, ActorKind, Record

BUCKETS = 1 << 22  # words and names are kept as numbers below this, so that counting them takes the same memory always
_MOST_COMPANIONS = 24
_MOST_WORDS = 160
_MOST_CHARACTERS = 4000  # hold that many words


class Unit(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """An actor of one record; ``names`` are its name and its short forms.

    ``companions`` are the other actors' names and ``words`` those of the article's text, each as a number under
    ``BUCKETS``.
    """

    article: str
    actor: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    role: str | None
    companions: tuple[int, ...]
    words: tuple[int, ...]


def units_of(record: Record) -> Iterator[Unit]:
    """The actors that the record names, in its order; those only described ("the company") are none."""
    names = [_names(actor) for actor in record.actors]
    numbers = [bucket(fold(actor.name)) for actor in record.actors]
    words = _words(record.text)
    for at, actor in enumerate(record.actors):
        if not names[at]:
            continue
        others = [n for i, n in enumerate(numbers) if i != at and names[i]]
        yield Unit(
            article=record.id,
            actor=actor.id,
            name=actor.name,
            kind=actor.kind,
            names=names[at],
            role=actor.role,
            companions=tuple(others[:_MOST_COMPANIONS]),
            words=words,
        )


def bucket(word: str) -> int:
    """The number that a folded word or name is counted under; the same in every run."""
    return zlib.crc32(word.encode()) % BUCKETS


def _names(actor: Actor) -> tuple[str, ...]:
    """The name and its short forms, where the actor is named at all; mentions hold titles and descriptions as well."""
    return (actor.name, *actor.aliases) if any(m.form == "name" for m in actor.mentions) else ()


def _words(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(bucket(word) for word in content_words(text[:_MOST_CHARACTERS])))[:_MOST_WORDS]
