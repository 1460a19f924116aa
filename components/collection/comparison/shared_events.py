"""The merged chronicle of the compared articles: what happened, who reports it, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import OSA

from components.collection.chronicle import Difference, make_chronicle
from components.collection.comparison.event_labels import event_label
from components.collection.comparison.passages import (
    VERBATIM,
    CastNames,
    Groups,
    Place,
    TextWords,
    row_id,
    word_for_word,
)
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.collection.comparison.words import STOP_WORDS, keys_of, likeness, negations, words_in
from components.collection.content_words import content_words
from components.domain.record import WRITER, Event, EventBasis, Record, Status
from components.domain.spans import Span

COMMON = 0.5  # share of the longer telling's words, from which on two events of one day and the same people are one
COMMON_ELSE = 0.75  # where the day is open, or is another one: then the two differ on it
ONE_SPELLING = 0.7  # of letters in their order, from which on two words are forms or spellings of one
SAME_WORDS = 0.9  # share of a clause's words in the same order, from which on it is the same clause
FEWEST = 2  # words in common, where one telling isn't all in the other
FEWEST_ELSE = 3  # where the days differ


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


class _Found(msgspec.Struct, frozen=True):
    """An event with its content words: ``words`` without names, ``triggers`` those that say what happens."""

    record: Record
    event: Event
    label: str
    words: frozenset[str]
    all_words: frozenset[str]
    triggers: frozenset[str]
    actors: frozenset[str]
    keys: tuple[str, ...]


def compare_events(records: Sequence[Record], names: CastNames, elsewhere: ToldElsewhere) -> list[SharedEvent]:
    """Every event that is no act of saying once, by date; those without one last, as they are told."""
    found = [one for record in records for one in _events_of(record, names)]
    groups, near = Groups(len(found)), [set[str]() for _ in found]
    for n, one in enumerate(found):
        for m in range(n + 1, len(found)):
            other = found[m]
            if other.record.id == one.record.id:
                continue
            if _same(one, other):
                groups.join(n, m)
            elif _perhaps_same(one, other):
                near[n].add(other.record.id)
                near[m].add(one.record.id)
    texts = [TextWords(r) for r in records]
    number = {(f.record.id, f.event.id): n for n, f in enumerate(found)}
    told: list[tuple[list[int], list[Difference]]] = []
    for entry in make_chronicle(records, names.of).entries:
        there = [number[s.article, s.event] for s in entry.sources if (s.article, s.event) in number]
        for a, n in enumerate(there):
            for m in there[a + 1 :]:
                one, other = found[n], found[m]
                if one.record.id != other.record.id and one.triggers & other.triggers and not _opposed(one, other):
                    groups.join(n, m)
        told.append((there, [d for d in entry.differences if d.kind != "date"]))
    shared = []
    for group in groups.sets():
        differences = [d for there, some in told if len(set(there) & set(group)) > 1 for d in some]
        maybe = frozenset(a for n in group for a in near[n])
        shared.append(_shared([found[n] for n in group], texts, differences, elsewhere, maybe))
    return sorted(shared, key=lambda e: e.first_day)


def _events_of(record: Record, names: CastNames) -> list[_Found]:
    named = {word for actor in record.actors for word in content_words(actor.name)}
    out = []
    for event in record.events:
        if event.kind != "reporting":
            label = event_label(record, event)
            words = frozenset(content_words(label))
            triggers = frozenset(
                w for s, e in {event.trigger, *event.mentions} for w in content_words(record.text[s:e])
            )  # fmt: skip
            actors = names.all_of(record.id, event.actors)
            keys = tuple(keys_of(words_in(record.text, _told(event))))
            out.append(_Found(record, event, label, words - named, words, triggers, actors, keys))
    return out


def _told(event: Event) -> tuple[Span, ...]:
    return ((event.start, event.end),)


def _same(a: _Found, b: _Found) -> bool:
    """Whether two events are one: told alike, and neither the opposite nor another thing of the kind."""
    return _told_alike(a, b) and not _opposed(a, b)


def _told_alike(a: _Found, b: _Found) -> bool:
    """Whether the same happens, on the same day, to the same people, in like words."""
    one, other = _bounds(a.event), _bounds(b.event)
    apart = one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
    if _opposed(a, b):
        return False
    if (
        not apart
        and likeness(a.keys, b.keys) >= SAME_WORDS
        and min(len(a.keys), len(b.keys)) >= (FEWEST_ELSE if a.actors & b.actors else VERBATIM)
    ):
        return True
    if not a.triggers & b.triggers or (not a.actors & b.actors and (a.actors or b.actors)):
        return False
    common = len(a.words & b.words)
    share = common / max(1, len(a.words), len(b.words))
    if apart:
        return common >= FEWEST_ELSE and share >= COMMON_ELSE
    if one is not None and one == other and one[0] == one[1]:
        within = bool(common) and common == min(len(a.words), len(b.words))
        return within or (common >= FEWEST and share >= COMMON)
    if a.words == b.words:
        return common >= FEWEST or (common > 0 and bool(a.actors) and a.actors == b.actors)
    return common >= FEWEST and share >= COMMON_ELSE


def _opposed(a: _Found, b: _Found) -> bool:
    """Whether one denies what the other tells, or has those whom both name in another order: who does it to whom?"""
    denied = {a.event.status, b.event.status}
    if negations(a.keys) % 2 != negations(b.keys) % 2 or ("denied" in denied and len(denied) > 1):
        return True
    if len(a.keys) == len(b.keys):
        differing = [(x, y) for x, y in zip(a.keys, b.keys, strict=True) if x != y]
        if len(differing) == 1 and _are_two_things(*differing[0]):
            return True
    both = (a.all_words - a.words) & (b.all_words - b.words)  # of names
    orders = [list(dict.fromkeys(k for k in one.keys if k in both)) for one in (a, b)]
    return sorted(orders[0]) == sorted(orders[1]) and orders[0] != orders[1]


def _are_two_things(one: str, other: str) -> bool:
    """Whether two words at the same place tell of two things ("a man", "a woman"), and are no forms of one.

    Numbers may be two reports of one.
    """
    if not (one.isalpha() and other.isalpha()) or {one, other} & STOP_WORDS:
        return False
    return content_words(one) != content_words(other) and OSA.normalized_similarity(one, other) < ONE_SPELLING


def _perhaps_same(a: _Found, b: _Found) -> bool:
    """Whether two events that aren't surely one may be: the same may happen, to the same people."""
    one, other = _bounds(a.event), _bounds(b.event)
    apart = one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
    strangers = a.actors and b.actors and not a.actors & b.actors
    alike = a.triggers & (b.triggers | b.words) or b.triggers & a.words
    return bool(alike) and not strangers and not apart


def _bounds(event: Event) -> tuple[str, str] | None:
    """The first and the last day of an event that has both."""
    return (event.earliest[:10], event.latest[:10]) if event.earliest and event.latest else None


def _shared(
    group: Sequence[_Found],
    texts: Sequence[TextWords],
    differences: Sequence[Difference],
    elsewhere: ToldElsewhere,
    maybe: frozenset[str],
) -> SharedEvent:
    order = sorted(group, key=lambda f: (-f.event.confidence, -len(f.event.summary)))
    tellings = [
        EventTelling(
            article=f.record.id,
            event=f.event.id,
            summary=f.label,
            earliest=f.event.earliest,
            latest=f.event.latest,
            status=f.event.status,
            confidence=f.event.confidence,
            basis=f.event.basis,
            stated=f.event.voice == WRITER and f.event.quote is None,
        )
        for f in order
    ]
    places = tuple(Place(f.record.id, f.event.id, _told(f.event)) for f in group)
    own = group[0]
    row = row_id("event", places)
    there = {p.article for p in places}
    places += tuple(word_for_word(_told(own.event), own.record, texts, own.event.id, there))
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
        id=row,
        actors=actors,
        perhaps=(perhaps | maybe) - there,
        differences=tuple(differences),
        tellings=tuple(tellings),
        places=places,
    )
