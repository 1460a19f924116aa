"""A record while edits are replayed over it: changed in place, and looked up by what hangs on what.

A step costs what it changes, not what the article holds: a list of edits takes time as it is long.
"""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from components.domain.cached_property import cached_property
from components.domain.claims import claims_of
from components.domain.clickable_marks import tone_id
from components.domain.item_index import ItemIndex
from components.domain.record import (
    UNKNOWN,
    Actor,
    Claim,
    Event,
    Mention,
    Quote,
    Record,
    Relation,
    Tone,
    Unsure,
    UnsureEvent,
    UnsureMention,
    UnsureQuote,
    UnsureRelation,
    UnsureTone,
    unsure_of,
)
from components.domain.spans import Span, hull, stands_on

FEW = 16  # mentions of an actor that are simply gone through
AnyRelation = TypeVar("AnyRelation", Relation, UnsureRelation)
BLOCK = 1024  # characters: what hangs on an actor is found by where it stands, too
LONG = 8  # blocks beyond which an item stands everywhere


class RecordDraft:
    """The parts of a record that edits change. The actors' mentions are held apart from them."""

    def __init__(self, record: Record) -> None:
        self.machine, self.text = record, record.text
        self.actors = ItemIndex(((a.id, a) for a in record.actors), lambda a: {a.of})
        self.quotes = ItemIndex(((q.id, q) for q in record.quotes), _of_quote)
        self.events = ItemIndex(((e.id, e) for e in record.events), self._of_event)
        unsure = unsure_of(record, UnsureTone)
        behind = len(record.tones) + len(unsure)  # those too unsure to tell; what is told comes before them
        self.tones = ItemIndex((*enumerate(record.tones), *enumerate(unsure, behind)), _of_tone)
        self._unsure_others: tuple[Unsure, ...] = tuple(u for u in record.unsure if not isinstance(u, UnsureTone))
        self._next_told = itertools.count(len(record.tones))
        self.relations = ItemIndex(enumerate(record.relations), _of_relation)
        self.added: Counter[str] = Counter()  # what readers added, by things
        self.ranking = list(self.actors.items)
        self._ranked = False  # whether the ranking is by prominence yet
        self._once = False  # whether no two tones are of the same sentence, voice and target yet
        self._changed: set[str] = set()  # actors whose mentions changed

    def record(self) -> Record:
        """The record as it is now."""
        actors = tuple(self._actor(identity) for identity in self.ranking)
        quotes, events = tuple(self.quotes.items.values()), tuple(self.events.items.values())
        return msgspec.structs.replace(
            self.machine,
            actors=actors,
            quotes=quotes,
            events=events,
            claims=self._claims(events, quotes, actors),
            tones=tuple(t for t in self.tones.items.values() if not isinstance(t, UnsureTone)),
            unsure=(
                *self._unsure_others,
                *(t for t in self.tones.items.values() if isinstance(t, UnsureTone)),
            ),
            relations=tuple(self.relations.items.values()),
        )

    def _claims(
        self, events: tuple[Event, ...], quotes: tuple[Quote, ...], actors: tuple[Actor, ...]
    ) -> tuple[Claim, ...]:
        """The claims of what the record holds now."""
        if (events, quotes, actors) == (self.machine.events, self.machine.quotes, self.machine.actors):
            return self.machine.claims
        return claims_of(self.text, events, quotes, actors)

    def rename_in_unsure(self, old: str, new: str | None) -> None:
        """Put another actor in the place of one in what is too unsure to be told; None: it goes, or is unknown."""
        self._unsure_others = tuple(u for item in self._unsure_others if (u := _renamed_unsure(item, old, new)))

    def _actor(self, identity: str) -> Actor:
        actor = self.actors.items[identity]
        if identity not in self._changed:
            return actor
        mentions = self.mentions[identity]
        return msgspec.structs.replace(actor, mentions=tuple(mentions[span] for span in sorted(mentions)))

    # Mentions

    @cached_property
    def mentions(self) -> defaultdict[str, dict[Span, Mention]]:
        """The mentions of each actor by their places."""
        out: defaultdict[str, dict[Span, Mention]] = defaultdict(dict)
        for actor in self.machine.actors:
            out[actor.id] = {(m.start, m.end): m for m in actor.mentions}
        return out

    @cached_property
    def actors_at(self) -> defaultdict[Span, list[str]]:
        """The actors that are mentioned at a place: one, or none any more."""
        out: defaultdict[Span, list[str]] = defaultdict(list)
        for identity, mentions in self.mentions.items():
            for span in mentions:
                out[span].append(identity)
        return out

    @cached_property
    def _places(self) -> list[Span]:
        return sorted(self.actors_at)

    @cached_property
    def _longest(self) -> int:
        return max((e - s for s, e in self.actors_at), default=0)

    def add_mention(self, identity: str, mention: Mention) -> None:
        """Add a mention to an actor."""
        span = (mention.start, mention.end)
        if "_places" in self.__dict__ and span not in self.actors_at:
            bisect.insort(self._places, span)
            self._longest = max(self._longest, span[1] - span[0])
        if identity not in self.actors_at[span]:
            self.actors_at[span].append(identity)
        self.mentions[identity][span] = mention
        self._changed.add(identity)

    def remove_mention(self, identity: str, span: Span) -> Mention:
        """Take a mention from an actor."""
        self.actors_at[span].remove(identity)
        self._changed.add(identity)
        return self.mentions[identity].pop(span)

    def overlapping(self, identity: str, start: int, end: int) -> Iterator[Mention]:
        """The actor's mentions that touch these characters."""
        mentions = self.mentions.get(identity, {})
        if len(mentions) <= FEW:
            yield from (m for m in mentions.values() if stands_on(m, (start, end)))
            return
        places, longest = self._places, self._longest
        for k in range(bisect.bisect_left(places, (start - longest, 0)), len(places)):
            if places[k][0] >= end:
                return
            mention = mentions.get(places[k])
            if mention is not None and start < mention.end:
                yield mention

    # Actors

    def add_actor(self, actor: Actor) -> None:
        """Add an actor that has no mention yet, as the last."""
        self.actors.put(actor.id, actor)
        self.ranking.append(actor.id)
        self.mentions[actor.id] = {}

    def drop_actor(self, identity: str) -> None:
        """Take out an actor and its mentions; what hangs on it stays as it is."""
        self.actors.put(identity, None)
        self.ranking.remove(identity)
        owners = self.actors_at  # made of the mentions, where nobody asked for it yet
        for span in self.mentions.pop(identity):
            owners[span].remove(identity)

    def weigh(self, prominences: dict[str, float]) -> None:
        """Give actors their prominence and put them where a stable sort by it would."""
        falling: list[str] = []  # towards the end of the ranking
        rising: list[str] = []  # towards its head
        for identity in sorted(prominences, key=self.ranking.index):
            old, new = self.actors.items[identity], prominences[identity]
            if old.prominence != new:
                (falling if new < old.prominence else rising).append(identity)
                self.actors.put(identity, msgspec.structs.replace(old, prominence=new))
        if not self._ranked:
            self.ranking.sort(key=self._rank)
            self._ranked = True
            return
        for identity in (*falling, *rising):
            self.ranking.remove(identity)
        for identity in reversed(falling):  # before all that are as prominent
            bisect.insort_left(self.ranking, identity, key=self._rank)
        for identity in rising:  # behind them
            bisect.insort_right(self.ranking, identity, key=self._rank)

    def _rank(self, identity: str) -> float:
        return -self.actors.items[identity].prominence

    # Tones

    def tell_tone(self, place: int, tone: Tone) -> None:
        """Put a tone in place of one; where that was too unsure to be told, as the last of those that are."""
        if isinstance(self.tones.items[place], UnsureTone):
            self.tones.put(place, None)
            place = next(self._next_told)
        self.tones.put(place, tone)

    def settle_tones(self, changed: Iterable[int]) -> None:
        """One tone for a sentence, voice and target: the plainest that is told; none of anybody towards oneself."""
        places = sorted(changed) if self._once else list(self.tones.items)
        self._once = True
        for place in places:
            tone = self.tones.items.get(place)
            if tone is None:
                continue
            if tone.voice == tone.target:
                self.tones.put(place, None)
                continue
            key = (tone.start, tone.voice, tone.target)
            alike = self.tones.items_of(("id", tone_id(tone)))
            same = sorted(k for k, t in alike if (t.start, t.voice, t.target) == key)
            if len(same) > 1:
                plainest = max(
                    (self.tones.items[k] for k in same), key=lambda t: (not isinstance(t, UnsureTone), abs(t.score))
                )
                self.tones.put(same[0], plainest)
                for other in same[1:]:
                    self.tones.put(other, None)

    # The text

    def context(self, span: Span) -> Span:
        """The sentences that a span touches (``sentence_context``, without going through all of them)."""
        first = bisect.bisect_right(self._ends, span[0])
        after = bisect.bisect_left(self._starts, span[1])
        return hull(((self._starts[first], self._ends[after - 1]), span)) if first < after else span

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.machine.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [s.end for s in self.machine.sentences]

    def _of_event(self, event: Event) -> set[Any]:
        # A clause's actor may stand outside it, in its sentence ("She came and went").
        near = _blocks(self.context((event.start, event.end)))
        names = {*event.actors, event.voice, ("in", event.quote), ("of", event.denies), ("of", event.perhaps_same)}
        return names | {(actor, block) for actor in event.actors for block in near}


def names_near(identity: str, spans: Iterable[Span]) -> set[Any]:
    """The names on which everything hangs that is an actor's and stands where these spans do, or near."""
    return {(identity, None)} | {(identity, block) for s, e in spans for block in range(s // BLOCK, e // BLOCK + 1)}


def _blocks(span: Span) -> Iterable[int | None]:
    blocks = range(span[0] // BLOCK, span[1] // BLOCK + 1)
    return blocks if len(blocks) <= LONG else (None,)


def _renamed_unsure(item: Unsure, old: str, new: str | None) -> Unsure | None:
    """An unsure item with another actor in the place of one; None where it is of nobody else."""
    if isinstance(item, UnsureQuote):
        return msgspec.structs.replace(item, speaker=new) if item.speaker == old else item
    if isinstance(item, UnsureMention):
        if item.actor != old:
            return item
        return msgspec.structs.replace(item, actor=new) if new else None
    if isinstance(item, UnsureRelation):
        return renamed_relation(item, old, new)
    if isinstance(item, UnsureEvent):
        others = tuple(dict.fromkeys(new if a == old else a for a in item.actors if new or a != old))
        voice = (new or UNKNOWN) if item.voice == old else item.voice
        return msgspec.structs.replace(item, actors=tuple(a for a in others if a), voice=voice)
    return item


def renamed_relation(relation: AnyRelation, old: str, new: str | None) -> AnyRelation | None:
    """A relation with another actor in the place of one; None where it would be of nobody, or of one with oneself."""
    agent, patient = (new if a == old else a for a in (relation.agent, relation.patient))
    if agent is None or patient is None or (agent == patient and relation.agent != relation.patient):
        return None
    voice = (new or UNKNOWN) if relation.voice == old else relation.voice
    return msgspec.structs.replace(relation, agent=agent, patient=patient, voice=voice)


def _of_quote(quote: Quote) -> set[Any]:
    here = _blocks(quote.source) if quote.source else ()
    return {quote.speaker} | {(quote.speaker, block) for block in here}


def _of_tone(tone: Tone) -> set[Any]:
    whose = (tone.target, tone.voice)
    near = {*_blocks((tone.start, tone.end)), *(_blocks(tone.holder) if tone.holder else ())}
    return {*whose, ("id", tone_id(tone))} | {(w, block) for w in whose for block in near}


def _of_relation(relation: Relation) -> set[Any]:
    whose = (relation.agent, relation.patient, relation.voice)
    return {*whose} | {(w, block) for w in whose for block in _blocks((relation.start, relation.end))}
