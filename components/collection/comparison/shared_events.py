"""The merged chronicle of the compared articles: what happened, who reports it, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from components.collection.chronicle import Difference, make_chronicle
from components.collection.comparison.event_times import may_stand_for
from components.collection.comparison.passages import CastNames, Place, TextWords, row_id, word_for_word
from components.collection.comparison.same_event import FoundEvent, events_of, join_events, may_be_same
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.domain.record import WRITER, Event, EventBasis, Record, Status
from components.domain.spans import Span


class EventTelling(msgspec.Struct, frozen=True, kw_only=True):
    """An event as one article tells it; ``earliest``/``latest`` are ISO days, None where it gives no bound.

    ``stated``: the writer tells it, in no quote. ``basis`` is how its date is known.
    """

    article: str
    event: str
    summary: str
    earliest: str | None
    latest: str | None
    status: Status
    confidence: float
    basis: EventBasis = "none"
    stated: bool = True


class SharedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event: who takes part (of the cast), and each article's telling, the fullest first.

    ``differences`` are the numbers and names that articles tell differently of it, as the chronicle finds them.
    ``perhaps`` are the articles that may report it in other words.
    """

    id: str
    actors: tuple[str, ...]
    perhaps: frozenset[str] = frozenset()
    differences: tuple[Difference, ...] = ()
    tellings: tuple[EventTelling, ...]
    places: tuple[Place, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that report it, those in which its words merely stand among them."""
        return frozenset(p.article for p in self.places)

    @property
    def dates_differ(self) -> bool:
        """Whether the texts of two articles put it on dates of which only one can be right.

        What is read from the tense alone stands on the day of publication, and differs with that.
        """
        dated = [t for t in self.tellings if t.basis != "tense"]
        return any(
            (a.latest or "9999")[:10] < (b.earliest or "")[:10] for a in dated for b in dated if a.article != b.article
        )  # fmt: skip

    @property
    def statuses(self) -> frozenset[Status]:
        """How it is told: as having happened, as planned, as somebody's claim."""
        return frozenset(t.status for t in self.tellings)

    @property
    def first_day(self) -> str:
        """The first day that is given, for sorting; a late one where there is none."""
        days = [d for t in self.tellings for d in (t.earliest, t.latest) if d]
        return min(days)[:10] if days else "9999"


def compare_events(records: Sequence[Record], names: CastNames, elsewhere: ToldElsewhere) -> list[SharedEvent]:
    """Every event that is no act of saying once, by date; those without one last, as they are told."""
    found = [one for record in records for one in events_of(record, names)]
    number = {(f.record.id, f.event.id): n for n, f in enumerate(found)}
    told: list[tuple[list[int], list[Difference]]] = []
    more: list[tuple[int, int]] = []
    for entry in make_chronicle(records, names.of).entries:
        there = [number[s.article, s.event] for s in entry.sources if (s.article, s.event) in number]
        more += [
            (n, m)
            for n, m in combinations(there, 2)
            if found[n].record.id != found[m].record.id and found[n].triggers & found[m].triggers
        ]
        told.append((there, [d for d in entry.differences if d.kind != "date"]))
    groups = join_events(found, more)
    near = _near(found, groups)
    texts, by_id = [TextWords(r) for r in records], {r.id: r for r in records}
    shared = []
    for group in groups:
        differences = [d for there, some in told if len(set(there) & set(group)) > 1 for d in some]
        maybe = frozenset(a for n in group for a in near[n])
        own = [found[n] for n in group]
        places = _places(own, texts, by_id, found)
        shared.append(_shared(own, places, differences, elsewhere, maybe))
    return sorted(shared, key=lambda e: e.first_day)


def _near(found: Sequence[FoundEvent], groups: Sequence[Sequence[int]]) -> list[set[str]]:
    """For each event the other articles that may report it, where that isn't sure."""
    group_of = {n: number for number, group in enumerate(groups) for n in group}
    near: list[set[str]] = [set() for _ in found]
    for (n, one), (m, other) in combinations(enumerate(found), 2):
        if one.record.id != other.record.id and group_of[n] != group_of[m] and may_be_same(one, other):
            near[n].add(other.record.id)
            near[m].add(one.record.id)
    return near


def _told(event: Event) -> tuple[Span, ...]:
    return ((event.start, event.end),)


def _places(
    group: Sequence[FoundEvent],
    texts: Sequence[TextWords],
    by_id: Mapping[str, Record],
    found: Sequence[FoundEvent],
) -> tuple[Place, ...]:
    """Where each article tells it; and where its words stand in others that tell no event of another time by them."""
    own, there = group[0], {f.record.id for f in group}
    places = [Place(f.record.id, f.event.id, _told(f.event)) for f in group]
    for place in word_for_word(_told(own.event), own.record, texts, own.event.id, there):
        ((start, end),) = place.spans
        others = any(
            f.record.id == place.article and start <= f.event.trigger[0] < end and f.triggers & own.triggers
            for f in found
        )
        if not others and may_stand_for(own.record, own.event, by_id[place.article], (start, end)):
            places.append(place)
    return tuple(places)


def _shared(
    group: Sequence[FoundEvent],
    places: Sequence[Place],
    differences: Sequence[Difference],
    elsewhere: ToldElsewhere,
    maybe: frozenset[str],
) -> SharedEvent:
    order = sorted(group, key=lambda f: (-f.event.confidence, -len(f.event.summary)))
    tellings = [
        EventTelling(
            article=f.record.id,
            event=f.event.id,
            summary=f.event.summary,
            earliest=f.event.earliest,
            latest=f.event.latest,
            status=f.event.status,
            confidence=f.event.confidence,
            basis=f.event.basis,
            stated=f.event.voice == WRITER and f.event.quote is None,
        )
        for f in order
    ]
    there = {p.article for p in places}
    actors = tuple(dict.fromkeys(a for f in order for a in sorted(f.actors)))
    perhaps = frozenset(
        a
        for f in group
        for a in elsewhere.by_words(f.words, there)
        | elsewhere.by_words(f.all_words, there)
        | elsewhere.by_two(f.triggers, f.all_words, there)
    )
    return SharedEvent(
        id=row_id("event", places[: len(group)]),
        actors=actors,
        perhaps=(perhaps | maybe) - there,
        differences=tuple(differences),
        tellings=tuple(tellings),
        places=tuple(places),
    )
