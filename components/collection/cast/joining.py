"""Joins the actors of many records into one cast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from components.collection.cast.cast import Cast, CastActor, CastMember, Decision
from components.domain.record import ActorKind, Record


def make_cast(records: Iterable[Record], decisions: Sequence[Decision] = ()) -> Cast:
    """One cast of the records, which are read once, one at a time; ``decisions`` are what readers decided."""
    found: dict[tuple[str, ActorKind], list[CastMember]] = defaultdict(list)
    names: dict[tuple[str, ActorKind], str] = {}
    for record in records:
        for actor in record.actors:
            key = (actor.name.casefold(), actor.kind)
            found[key].append(CastMember(record.id, actor.id))
            names.setdefault(key, actor.name)
    actors = [
        CastActor(id=f"{m[0].article}:{m[0].actor}", name=names[k], kind=k[1], members=tuple(m))
        for k, m in found.items()
    ]
    return Cast(tuple(sorted(actors, key=lambda a: (-len(a.members), a.name))))
