"""Everything that a record tells and that may be wrong, the riskiest first: how likely it is wrong, times the harm.

One item a mark. What a named person did, said or is accused of does more harm where it is wrong than a date does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from components.domain.accusation_words import accuser, accusing, deed
from components.domain.allegations import allegations
from components.domain.clickable_marks import Item, Mark, marks_of, mention_id, sentence_id, timex_id, tone_id
from components.domain.quotation_marks import unclosed_quotation_marks
from components.domain.record import Actor, Mention, Quote, Record, Tone
from components.domain.review_doubts import (
    Doubt,
    Reason,
    actor_doubts,
    chance_of,
    event_doubts,
    mention_doubts,
    quote_doubts,
    timex_doubts,
    tone_doubts,
)
from components.domain.spans import Span, SpanIndex, overlaps

ReviewKind = Literal["actor", "quote", "event", "tone", "mention", "date", "sentence"]
FIRST_ACTORS = 8  # by prominence: whoever an article is about
_PERSON, _IN_WORDS, _OTHER, _NOBODY = 3.0, 2.5, 1.0, 0.7  # the harm by whom an item is of
_NEVER_SURE = 0.1  # added to every chance, so that harm counts where nothing is doubted
_ACCUSED, _DEED = 2.0, 1.4  # times as much where it accuses, or tells of a misdeed
_HARM_OF_KIND: dict[ReviewKind, float] = {"mention": 0.5, "date": 0.5, "sentence": 0.5}


class RankedItem(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be checked: the mark ``mark``, whose words are ``start``..``end``, and why.

    ``reasons`` come in the order of what they add to ``chance`` (0..1), that of its being wrong; ``risk`` is that times
    the harm.
    ``actors`` are those it concerns; ``accuses`` those of them whom it accuses of something.
    """

    mark: str
    kind: ReviewKind
    reasons: tuple[Reason, ...]
    chance: float
    risk: float
    start: int
    end: int
    actors: tuple[str, ...] = ()
    accuses: tuple[str, ...] = ()
    names_person: bool = False


def rank_items(record: Record) -> list[RankedItem]:
    """The items of a record, the riskiest first, those alike in text order."""
    ranking = _Ranking(record)
    doubts: dict[str, list[Doubt]] = {}
    kinds: dict[str, ReviewKind] = {}
    for mark, kind, found in ranking.doubted():
        doubts.setdefault(mark, []).extend(found)
        kinds.setdefault(mark, kind)
    items = [ranking.item(mark, kinds[mark], doubts[mark]) for mark in doubts]
    return sorted(items, key=lambda i: (-i.risk, i.start, i.end, i.mark))


class _Ranking:
    """A record's marks, people and accusations, looked up once for all items."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.marks = marks_of(record)
        self.actors = {a.id: a for a in record.actors}
        people = (a for a in record.actors if a.kind == "person")
        self._people = SpanIndex([((m.start, m.end), m) for a in people for m in a.mentions])
        self._accused = dict(_accused(record))

    def doubted(self) -> Iterator[tuple[str, ReviewKind, list[Doubt]]]:
        """Every mark that may be wrong, what it is and the doubts about it; a mark may come twice."""
        record, quotes = self.record, {q.id: q for q in self.record.quotes}
        denied = {e.denies for e in record.events if e.denies}
        for quote in record.quotes:
            yield quote.id, "quote", list(quote_doubts(record, quote, self.actors.get(quote.speaker or "")))
        for event in record.events:
            if event.kind != "reporting" or event.id in self._accused:
                contested = bool(event.denies) or event.id in denied
                yield event.id, "event", list(event_doubts(event, quotes.get(event.quote or ""), contested=contested))
        for tone in record.tones:
            if tone.target and tone.label != "neutral":
                yield tone_id(tone), "tone", list(tone_doubts(tone))
        for actor in record.actors[:FIRST_ACTORS]:
            if first := first_mention(actor):
                yield mention_id(first), "actor", list(actor_doubts(actor, first))
        for actor in record.actors:
            for mention in actor.mentions:
                if found := list(mention_doubts(mention)):
                    yield mention_id(mention), "mention", found
        for timex in record.timexes:
            if found := list(timex_doubts(timex)):
                yield timex_id(timex), "date", found
        for sentence, _ in unclosed_quotation_marks(record):
            yield sentence_id(sentence), "sentence", [Doubt("mark open", 0.5)]

    def item(self, mark_id: str, kind: ReviewKind, doubts: list[Doubt]) -> RankedItem:
        """One item of all the doubts about a mark."""
        mark = self.marks[mark_id]
        accused = self._accused.get(mark_id, ())
        if isinstance(mark.item, Tone) and mark.item.label == "negative" and mark.item.target:
            accused = (mark.item.target,)
        chance = chance_of(doubts)
        start, end = words_of_item(mark.item)
        return RankedItem(
            mark=mark_id,
            kind=kind,
            reasons=tuple(dict.fromkeys(d.reason for d in sorted(doubts, key=lambda d: -d.chance))),
            chance=round(chance, 4),
            risk=round((_NEVER_SURE + chance) * self._harm(mark, kind, accused), 4),
            start=start,
            end=end,
            actors=mark.actors,
            accuses=accused,
            names_person=self._is_person((*mark.actors, *accused)) or self._holds_person(mark.item),
        )

    def _harm(self, mark: Mark, kind: ReviewKind, accused: tuple[str, ...]) -> float:
        if self._is_person((*mark.actors, *accused)):
            harm = _PERSON
        elif self._holds_person(mark.item):
            harm = _IN_WORDS
        else:
            harm = _OTHER if mark.actors else _NOBODY
        if accused:
            harm *= _ACCUSED
        elif kind in ("event", "quote") and deed.search(self._words(mark.item)):
            harm *= _DEED
        return harm * _HARM_OF_KIND.get(kind, 1.0)

    def _is_person(self, ids: Iterable[str]) -> bool:
        return any(a in self.actors and self.actors[a].kind == "person" for a in ids)

    def _holds_person(self, item: Item) -> bool:
        return any(overlaps((m.start, m.end), part) for part in parts_of(item) for m in self._people.near(part))

    def _words(self, item: Item) -> str:
        return " ".join(self.record.text[s:e] for s, e in parts_of(item))


def _accused(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The events and quotes that accuse somebody who is an actor, and whom."""
    actors = {a.id: a for a in record.actors}
    for one in allegations(record):
        event = one.event
        words = [record.text[slice(*q.cue)] for q in one.told_in if q.cue]
        words += [record.text[event.start : event.end]] if event else []
        by = (f"{actors[a].name} {actors[a].role or ''}" for a in one.by if a in actors)
        charges = any(accusing.search(w) for w in words) or any(accuser.search(who) for who in by)
        if not one.concerned or (event and not charges and not deed.search(words[-1])):
            continue
        if event:
            yield event.id, one.concerned
        elif one.quote:
            yield one.quote.id, one.concerned


def first_mention(actor: Actor) -> Mention | None:
    """Where an actor is first named, else first mentioned: the mark on which the actor itself is checked."""
    return next((m for m in actor.mentions if m.form == "name"), next(iter(actor.mentions), None))


def parts_of(item: Item) -> tuple[Span, ...]:
    """The words that an item rests on: of a quote its own and its source's, of an attitude those that judge."""
    if isinstance(item, Quote):
        return (*item.content, *([item.source] if item.source else []))
    if isinstance(item, Tone):
        return (*item.evidence, *([item.holder] if item.holder else []))
    return ((item.start, item.end),)


def words_of_item(item: Item) -> Span:
    """The words that stand for an item in a list: a quote's, an event's clause, an attitude's sentence."""
    if isinstance(item, Quote):
        return item.content[0][0], item.content[-1][1]
    return item.start, item.end
