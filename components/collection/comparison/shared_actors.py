"""Who is in the compared articles: in all, in some, in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from components.collection.cast import Cast
from components.collection.comparison.passages import CastNames, Place, row_id
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.domain.record import Actor, ActorKind, Record


class SharedActor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor of the cast: where it is mentioned in each article, how often, and how often it speaks there.

    ``named``: by a name somewhere, not by a description alone. ``perhaps`` are articles that may have it, too: they
    describe somebody alike, or have the words of its name (of a person's the last).
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
    perhaps: frozenset[str] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that it surely is in."""
        return frozenset(self.mentions) - self.perhaps


def compare_actors(
    records: Sequence[Record], cast: Cast, names: CastNames, elsewhere: ToldElsewhere
) -> list[SharedActor]:  # fmt: skip
    """Everybody who is mentioned, those of most articles and most mentions first.

    Those who are described alike ("officials") without being known to be the same are one row.
    """
    found: dict[str, list[tuple[Record, int]]] = {}
    for record in records:
        for n, actor in enumerate(record.actors):
            key = names.of(record.id, actor.id)
            if actor.mentions and key is not None:
                found.setdefault(key, []).append((record, n))
    reasons = {a.id: a.reason for a in cast.actors}
    out = []
    for keys in _rows(records, found, names):
        key, of = keys[0], [one for k in keys for one in found[k]]
        actors = [(record, record.actors[n]) for record, n in of]
        named = any(m.form == "name" for _, a in actors for m in a.mentions)
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
                named=named,
                role=next((a.role for _, a in actors if a.role), None),
                places=places,
                mentions=mentions,
                quotes=quotes,
                reason=reasons.get(key, ""),
                perhaps=_perhaps(actors, {r.id for r, _ in found[key]}, set(mentions), elsewhere),
            )
        )
    return sorted(out, key=lambda a: (-len(a.articles), -len(a.mentions), -sum(a.mentions.values()), a.name, a.id))


def _rows(
    records: Sequence[Record], found: Mapping[str, Sequence[tuple[Record, int]]], names: CastNames
) -> list[list[str]]:  # fmt: skip
    """The cast's actors, those together whom descriptions alone tell of, in the same words."""
    named = names.by_name(records)
    rows: dict[tuple[str, str, str], list[str]] = {}
    for key in found:
        alike = ("", names.name[key].casefold(), names.kind[key])
        rows.setdefault((key, "", "") if key in named else alike, []).append(key)
    return list(rows.values())


def _perhaps(
    actors: Sequence[tuple[Record, Actor]], sure: set[str], mentioned: set[str], elsewhere: ToldElsewhere
) -> frozenset[str]:
    """The articles that describe somebody alike, and those in which a name's words stand."""
    names = {record.text[m.start : m.end] for record, a in actors for m in a.mentions if m.form == "name"}
    names = names or {a.name for _, a in actors}
    names |= {a.name.split()[-1] for _, a in actors if a.kind == "person" and a.name.strip()}
    return frozenset(mentioned - sure) | elsewhere.by_names(names, mentioned)
