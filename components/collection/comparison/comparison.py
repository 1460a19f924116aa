"""All that is compared of a few articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from components.collection.cast import CastMember, Decision, make_cast
from components.collection.comparison.changed_facts import changed_facts
from components.collection.comparison.fact_change import FactChange
from components.collection.comparison.passages import CastNames, Place
from components.collection.comparison.shared_actors import SharedActor, compare_actors
from components.collection.comparison.shared_claims import (
    SharedAttitude,
    SharedClaim,
    compare_attitudes,
    compare_claims,
)
from components.collection.comparison.shared_dates import SharedDay, compare_days
from components.collection.comparison.shared_events import SharedEvent, compare_events
from components.collection.comparison.shared_quotes import SharedQuote, compare_quotes
from components.collection.comparison.sound_records import sound
from components.collection.comparison.text_difference import Difference, difference
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.collection.comparison.voices import ArticleVoices, Voice, compare_voices, voices_of
from components.collection.comparison.words import keys_of, likeness, most_likeness, words_in
from components.domain.record import Record

NEAR = 0.7  # share of words in the same order, from which on two texts are versions of one story


class _Row(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def places(self) -> tuple[Place, ...]: ...


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A few articles compared; ``versions`` is the difference of two that are versions of one story."""

    names: dict[str, str]
    doubtful: frozenset[str]
    actors: tuple[SharedActor, ...]
    quotes: tuple[SharedQuote, ...]
    voices: tuple[Voice, ...]
    heard: tuple[ArticleVoices, ...]
    events: tuple[SharedEvent, ...]
    days: tuple[SharedDay, ...]
    claims: tuple[SharedClaim, ...]
    attitudes: tuple[SharedAttitude, ...]
    versions: Difference | None = None
    facts: tuple[FactChange, ...] = ()

    def places(self) -> dict[str, tuple[Place, ...]]:
        """Where each row's words stand in each article, by the row's id."""
        kinds: tuple[Sequence[_Row], ...] = (
            self.actors, self.quotes, self.voices, self.events, self.days, self.claims, self.attitudes, self.facts
        )  # fmt: skip
        found = {row.id: row.places for rows in kinds for row in rows}
        if self.versions is not None:
            found |= {s.id: self.versions.places(s) for s in self.versions.sentences}
        return found


def compare(
    records: Sequence[Record], decisions: Sequence[Decision] = (), version_of: Mapping[str, str | None] | None = None
) -> Comparison:
    """Compare two articles or more, in their order.

    ``decisions`` are what readers decided of the cast; ``version_of`` says of an article's id which it is a later
    version of.
    """
    records = [sound(r) for r in records]
    pair = versions_in(records, version_of or {})
    cast = make_cast(records, decisions)
    names = CastNames(records, cast, _same_in_versions(pair, decisions))
    elsewhere = ToldElsewhere(records)
    events = compare_events(records, names, elsewhere)
    versions = difference(*pair, order_known=_order_known(*pair, version_of or {})) if pair is not None else None
    quotes = compare_quotes(records, names, elsewhere)
    return Comparison(
        names=names.name,
        doubtful=names.doubtful,
        actors=tuple(compare_actors(records, cast, names, elsewhere)),
        quotes=tuple(quotes),
        voices=tuple(compare_voices(records, names, elsewhere, versions=pair is not None and len(records) == 2)),
        heard=tuple(voices_of(r, names) for r in records),
        events=tuple(events),
        days=tuple(compare_days(records)),
        claims=tuple(compare_claims(records, events, names)),
        attitudes=tuple(compare_attitudes(records, names, elsewhere)),
        versions=versions,
        facts=_facts(pair, records, names, quotes, versions) if pair is not None and versions is not None else (),
    )


def _facts(
    pair: tuple[Record, Record],
    records: Sequence[Record],
    names: CastNames,
    quotes: Sequence[SharedQuote],
    versions: Difference,
) -> tuple[FactChange, ...]:
    """What two versions have otherwise; ``quotes`` are those of all ``records``."""
    if len(records) > len(pair):
        quotes = compare_quotes(pair, names, ToldElsewhere(pair))
    return tuple(changed_facts(*pair, names, versions, quotes))


def _same_in_versions(
    pair: tuple[Record, Record] | None, decisions: Sequence[Decision]
) -> list[tuple[CastMember, CastMember]]:
    """Who is the same in two versions: whoever is called the same, "analysts" too, unless a reader parted them."""
    if pair is None:
        return []
    one, other = pair
    parted = {frozenset((d.left, d.right)) for d in decisions if not d.same}
    by_name = {(a.name.casefold(), a.kind): a.id for a in one.actors}
    out = []
    for actor in other.actors:
        known = by_name.get((actor.name.casefold(), actor.kind))
        if known is not None:
            both = CastMember(one.id, known), CastMember(other.id, actor.id)
            out += [both] if frozenset(both) not in parted else []
    return out


def _order_known(earlier: Record, later: Record, version_of: Mapping[str, str | None]) -> bool:
    dated = bool(earlier.date and later.date and earlier.date < later.date)
    return dated or version_of.get(later.id) == earlier.id


def versions_in(
    records: Sequence[Record], version_of: Mapping[str, str | None]
) -> tuple[Record, Record] | None:  # fmt: skip
    """The two that are versions of one story, the earlier first: as the library has it, else the likest pair.

    None where no two are near.
    """
    by_id = {r.id: r for r in records}
    for record in records:
        of = by_id.get(version_of.get(record.id) or "")
        if of is not None and of is not record:
            return of, record
    keys = {r.id: keys_of(words_in(r.text, [(0, len(r.text))])) for r in records}
    best: tuple[float, Record, Record] | None = None
    for n, one in enumerate(records):
        for other in records[n + 1 :]:
            if most_likeness(keys[one.id], keys[other.id]) < NEAR:
                continue
            share = likeness(keys[one.id], keys[other.id])
            if share >= NEAR and (best is None or share > best[0]):
                best = (share, one, other)
    if best is None:
        return None
    _, one, other = best
    return (other, one) if one.date and other.date and other.date < one.date else (one, other)
