"""Who is in the compared articles: in all, in some, in one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.cast import Cast
from components.collection.comparison.passages import CastNames, Place, row_id
from components.domain.record import ActorKind, Record


class SharedActor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor of the cast: where it is mentioned in each article, how often, and how often it speaks there.

    ``named``: by a name somewhere, not by a description alone.
    """

    id: str
    cast: str
    name: str
    kind: ActorKind
    role: str | None
    named: bool
    places: tuple[Place, ...]
    mentions: dict[str, int]
    quotes: dict[str, int]
    reason: str = ""

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that it is in."""
        return frozenset(self.mentions)


def compare_actors(records: Sequence[Record], cast: Cast, names: CastNames) -> list[SharedActor]:
    """Everybody who is mentioned, those of most articles and most mentions first."""
    found: dict[str, list[tuple[Record, int]]] = {}
    for record in records:
        for n, actor in enumerate(record.actors):
            key = names.of(record.id, actor.id)
            if actor.mentions and key is not None:
                found.setdefault(key, []).append((record, n))
    reasons = {a.id: a.reason for a in cast.actors}
    out = []
    for key, of in found.items():
        actors = [(record, record.actors[n]) for record, n in of]
        places = tuple(
            Place(record.id, actor.id, tuple((m.start, m.end) for m in sorted(actor.mentions, key=lambda m: m.start)))
            for record, actor in actors
        )
        mentions: dict[str, int] = {}
        quotes: dict[str, int] = {}
        for record, actor in actors:
            mentions[record.id] = mentions.get(record.id, 0) + len(actor.mentions)
            said = sum(q.speaker == actor.id and q.kind != "scare" for q in record.quotes)
            quotes[record.id] = quotes.get(record.id, 0) + said
        out.append(
            SharedActor(
                id=row_id("actor", places),
                cast=key,
                name=names.name[key],
                kind=names.kind[key],
                named=any(m.form == "name" for _, a in actors for m in a.mentions),
                role=next((a.role for _, a in actors if a.role), None),
                places=places,
                mentions=mentions,
                quotes=quotes,
                reason=reasons.get(key, ""),
            )
        )
    return sorted(out, key=lambda a: (-len(a.mentions), -sum(a.mentions.values()), a.name, a.id))
