"""Who is talked about or accused and nowhere heard, who was asked and kept silent: one rule for every view."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from components.domain.allegations import Allegation, unheard_names
from components.domain.answers import NoComment, no_comments, represented
from components.domain.bare_denials import bare_denials
from components.domain.once_per_record import once_per_record
from components.domain.record import Actor, Record
from components.domain.single_line_text import plain_line
from components.exports.actor_phrases import is_named, prominent_actors

LEAST_NAMED = 2  # times that somebody is named of whom it is told that they are talked about


@once_per_record
def never_heard(record: Record) -> frozenset[str]:
    """Named actors who speak and deny nowhere, for whom nobody speaks, and whom no attribution names."""
    speakers = [q.speaker for q in record.quotes if q.speaker]
    speaks_for = represented(record.text, record.quotes, record.actors)
    heard = {*speakers, *(d.actor for d in bare_denials(record.text, record.events, record.actors))}
    heard |= {b for a in tuple(heard) for b in speaks_for.get(a, ())}
    heard |= {a.of for a in record.actors if a.of and a.id in speakers}
    heard |= {e.voice for e in record.events}
    sources = [plain_line(record.text[slice(*q.source)]) for q in record.quotes if q.source]
    return frozenset(a.id for a in record.actors if is_named(a) and a.id not in heard and not _in(a, sources))


def _in(actor: Actor, sources: Sequence[str]) -> bool:
    last = actor.name.split()[-1:] if actor.kind == "person" else [actor.name]
    return any(re.search(rf"\b{re.escape(n)}\b", s) for n in (*last, *actor.aliases) for s in sources)


@once_per_record
def asked_in_vain(record: Record) -> Mapping[str, NoComment]:
    """By actor, of those who are never heard, where they are told to have been asked and said nothing."""
    speaks_for = represented(record.text, record.quotes, record.actors)
    silent = never_heard(record)
    found = no_comments(record.text, record.events, record.quotes, record.actors, speaks_for)
    return MappingProxyType({n.actor: n for n in reversed(found) if n.actor in silent})


def neither_heard_nor_asked(record: Record) -> frozenset[str]:
    """Named actors who are never heard, and of whom it isn't told that they were asked either."""
    return never_heard(record) - set(asked_in_vain(record))


def unheard_accused(record: Record, found: Sequence[Allegation]) -> list[Actor]:
    """Those whom these claims accuse, who answer nowhere, and who are neither quoted nor told to have been asked."""
    waiting = set(unheard_names(record, found))
    if not waiting:
        return []
    silent = neither_heard_nor_asked(record)
    order = [a for one in sorted(found, key=lambda a: a.place) for a in one.unheard]
    actors = {a.id: a for a in record.actors}
    named = (actors[a] for a in dict.fromkeys(order) if a in actors)
    return [a for a in named if a.name in waiting and a.id in silent]


def never_heard_people(record: Record) -> list[Actor]:
    """People who are named twice or more, neither quoted nor told to have been asked; the most prominent first."""
    silent = neither_heard_nor_asked(record)
    return [
        a for a in prominent_actors(record)
        if a.kind == "person" and a.id in silent and sum(m.form == "name" for m in a.mentions) >= LEAST_NAMED
        and not any(_is_part_of(a, other) for other in record.actors)
    ]  # fmt: skip


def _is_part_of(actor: Actor, other: Actor) -> bool:
    """Whether one word of another's name is all of this one's: perhaps they are the same."""
    return other.id != actor.id and " " not in actor.name and actor.name in other.name.split()
