"""The merged chronicle of the compared articles: what happened, who reports it, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.chronicle import Difference, make_chronicle
from components.collection.comparison.passages import (
    VERBATIM,
    CastNames,
    Groups,
    Place,
    TextWords,
    row_id,
    word_for_word,
)
from components.collection.comparison.words import keys_of, likeness, telling_words, words_in
from components.domain.record import Event, Record, Status

COMMON = 0.5  # share of the shorter telling's words, from which on two events of one day and the same people are one
COMMON_ELSE = 0.75  # where the day is open, or is another one: then the two differ on it
SAME_WORDS = 0.9  # share of a clause's words in the same order, from which on it is the same clause
FEWEST = 3  # words in common, where the day isn't the same


class EventTelling(msgspec.Struct, frozen=True, kw_only=True):
    """An event as one article tells it; ``earliest``/``latest`` are ISO days, None where it gives no bound."""

    article: str
    event: str
    summary: str
    earliest: str | None
    latest: str | None
    status: Status
    confidence: float


class SharedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event: who takes part (of the cast), and each article's telling, the fullest first.

    ``differences`` are the numbers and names that articles tell differently of it, as the chronicle finds them.
    """

    id: str
    actors: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    tellings: tuple[EventTelling, ...]
    places: tuple[Place, ...]

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that report it, those in which its words merely stand among them."""
        return frozenset(p.article for p in self.places)

    @property
    def days(self) -> frozenset[tuple[str | None, str | None]]:
        """The different dates that articles give; those that give none are left out."""
        return frozenset((t.earliest, t.latest) for t in self.tellings if t.earliest or t.latest)

    @property
    def statuses(self) -> frozenset[Status]:
        """How it is told: as having happened, as planned, as somebody's claim."""
        return frozenset(t.status for t in self.tellings)

    @property
    def first_day(self) -> str:
        """The first day that is given, for sorting; a late one where there is none."""
        days = [d for t in self.tellings for d in (t.earliest, t.latest) if d]
        return min(days)[:10] if days else "9999"


class _Found(msgspec.Struct, frozen=True):
    record: Record
    event: Event
    words: frozenset[str]
    actors: frozenset[str]
    keys: tuple[str, ...]


def compare_events(records: Sequence[Record], names: CastNames) -> list[SharedEvent]:
    """Every event that is no act of saying once, by date; those without one last, as they are told."""
    named = {(r.id, k) for r in records for a in r.actors for k in _name_words(a.name)}
    found = []
    for record in records:
        for event in record.events:
            if event.kind == "reporting":
                continue
            words = frozenset(k for k in telling_words(record.text, _told(event)) if (record.id, k) not in named)
            summary = telling_words(event.summary, [(0, len(event.summary))])
            both = words | frozenset(k for k in summary if (record.id, k) not in named)
            keys = tuple(keys_of(words_in(record.text, _told(event))))
            found.append(_Found(record, event, both, names.all_of(record.id, event.actors), keys))
    groups = Groups(len(found))
    for n, one in enumerate(found):
        for m in range(n + 1, len(found)):
            if found[m].record.id != one.record.id and _same(one, found[m]):
                groups.join(n, m)
    texts = [TextWords(r) for r in records]
    entries = make_chronicle(records, names.of).entries
    number = {(f.record.id, f.event.id): n for n, f in enumerate(found)}
    differences: dict[int, list[Difference]] = {}
    for entry in entries:
        sources = [(s.article, s.event) for s in entry.sources]
        told = [number[source] for source in sources if source in number]
        for n in told[1:]:
            groups.join(told[0], n)
        if told:
            differences.setdefault(told[0], []).extend(d for d in entry.differences if d.kind != "date")
    shared = [
        _shared([found[n] for n in group], texts, [d for n in group for d in differences.get(n, ())])
        for group in groups.sets()
    ]
    return sorted(shared, key=lambda e: e.first_day)


def _name_words(name: str) -> frozenset[str]:
    return telling_words(name, [(0, len(name))])


def _told(event: Event) -> tuple[tuple[int, int], ...]:
    return ((event.start, event.end),)


def _same(a: _Found, b: _Found) -> bool:
    """Whether two events are one: the same day, the same people, the same words."""
    alike = likeness(a.keys, b.keys) >= SAME_WORDS
    if alike and min(len(a.keys), len(b.keys)) >= (FEWEST if a.actors & b.actors else VERBATIM):
        return True
    common = len(a.words & b.words)
    share = common / max(1, min(len(a.words), len(b.words)))
    if not (a.actors & b.actors) and (a.actors or b.actors):
        return False
    if _one_day(a.event) and _one_day(a.event) == _one_day(b.event):
        return common >= 1 and share >= COMMON
    return common >= FEWEST and share >= COMMON_ELSE


def _one_day(event: Event) -> str | None:
    """The day of an event that has a single one."""
    if event.earliest and event.latest and event.earliest[:10] == event.latest[:10]:
        return event.earliest[:10]
    return None


def _shared(group: Sequence[_Found], texts: Sequence[TextWords], differences: Sequence[Difference]) -> SharedEvent:
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
        )
        for f in order
    ]
    places = tuple(Place(f.record.id, f.event.id, _told(f.event)) for f in group)
    own = group[0]
    row = row_id("event", places)
    there = {p.article for p in places}
    places += tuple(word_for_word(_told(own.event), own.record, texts, own.event.id, there))
    actors = tuple(dict.fromkeys(a for f in order for a in sorted(f.actors)))
    return SharedEvent(id=row, actors=actors, differences=tuple(differences), tellings=tuple(tellings), places=places)
