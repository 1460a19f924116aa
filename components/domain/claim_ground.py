"""What claims are built from: events, quotes and actors by place, and whom a claim is of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from components.domain.record import Actor, Event, Mention, Quote
from components.domain.spans import Span, SpanIndex, contains, overlaps

ACCUSES = re.compile(r"(?:accus|blam)", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|no|none|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
OWN = re.compile(r"\b(?:I|we|my|our)\b", re.IGNORECASE)
_BE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|got|gets?)\s+(?:\w+ly\s+|also\s+|not\s+|never\s+)*$", re.I)


class ClaimGround:
    """Events, quotes and actors, found by place and by actor."""

    def __init__(self, text: str, events: Sequence[Event], quotes: Sequence[Quote], actors: Sequence[Actor]) -> None:
        self.text = text
        self.actors = {a.id: a for a in actors}
        self.events = {e.id: e for e in events}
        self.quotes = {q.id: q for q in quotes}
        self._told = SpanIndex([(part, (part, q)) for q in quotes for part in q.content])
        self._placed = SpanIndex([((m.start, m.end), (m, a.id)) for a in actors for m in a.mentions])
        self._cues = SpanIndex([(q.cue, (q.cue, q)) for q in quotes if q.cue])
        self._quoted: dict[str, tuple[set[str], set[str]]] = {}
        self._blamed: dict[str, set[str]] = {}  # whom each quote holds something against
        self._by_trigger = SpanIndex([(e.trigger, e) for e in events])
        self.denials: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.denies is not None:
                self.denials[event.denies].append(event)
        self.told_in: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.quote is not None:
                self.told_in[event.quote].append(event)
        self._said: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in quotes:
            if quote.speaker and quote.kind != "scare":
                self._said[quote.speaker].append(quote)

    def acts_at(self, spans: Sequence[Span]) -> list[Event]:
        """The events whose triggers share a character with any of these, in the events' order."""
        return [e for e in self._by_trigger.near(*spans) if any(overlaps(e.trigger, span) for span in spans)]

    def quotes_holding(self, event: Event) -> list[str]:
        """The ids of the quotes in whose words a telling of the event stands."""
        return [q.id for span in event.mentions or (event.trigger,) for q in self._near(span, whole=False)]

    def _near(self, span: Span, *, whole: bool = True) -> list[Quote]:
        """The quotes whose words, or (``whole``) whose cue a span shares."""
        if not whole:
            return [q for part, q in self._told.near(span) if overlaps(part, span)]
        return [q for cue, q in self._cues.near(span) if overlaps(cue, span)]

    def concerned(self, event: Event, by: Iterable[str]) -> tuple[str, ...]:
        """The actors that the claim is of and who could be asked: not who says it, nor who belongs to them.

        They are who does it. A group without a name can't be asked.
        """
        saying = set(by)
        saying |= {a.of for a in self.actors.values() if a.id in saying and a.of}
        if event.status == "denied" and not by:
            return ()  # whoever denies it is heard
        if ACCUSES.match(self.text[slice(*event.trigger)]):
            found = self._accused(event, saying)
        elif OWN.match(self.text[event.start : event.trigger[0]]):
            return ()
        else:
            found = self._agents(event) or self._subjects(event) or self._subjects_of_words(event)
        return tuple(a for a in dict.fromkeys(found) if self.can_be_asked(a, saying))

    def can_be_asked(self, actor_id: str, saying: Collection[str]) -> bool:
        """Whether an actor is somebody who could answer: not of those who say it, no nameless group."""
        actor = self.actors[actor_id]
        if actor_id in saying or actor.of in saying or any(OWN.match(self._words(m)) for m in actor.mentions[:1]):
            return False
        return actor.kind != "group" or actor.of is not None or any(m.form == "name" for m in actor.mentions)

    def _words(self, mention: Mention) -> str:
        return self.text[mention.start : mention.end]

    def _mentions(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Mentions between two places that stand in no longer one and aren't the owner of something, in text order."""
        if end <= start:
            return []
        near = [(m, a) for m, a in self._placed.near((start, end)) if start <= m.start and m.end <= end]
        longest = [
            (m, a) for m, a in near
            if not any(o is not m and contains((o.start, o.end), (m.start, m.end)) and o.end - o.start > m.end - m.start
                       for o, _ in near)
        ]  # fmt: skip
        return sorted(
            ((m, a) for m, a in longest if not self.text.startswith(("'s ", "’s ", "' ", "’ "), m.end)),
            key=lambda ma: ma[0].start,
        )

    def _subjects(self, event: Event) -> list[str]:
        """Who stands before the verb in its clause, or whom the label begins with."""
        found = [a for _, a in self._mentions(event.start, event.trigger[0])]
        if found:
            return [a for a in found if a in event.actors] or found[:1]
        fits = [(len(w), a) for a in self.actors for w in self._names(a) if event.summary.startswith(f"{w} ")]
        return [max(fits)[1]] if fits else []

    def _names(self, actor_id: str) -> Iterable[str]:
        actor = self.actors[actor_id]
        return (actor.name, *actor.aliases)

    def _subjects_of_words(self, event: Event) -> list[str]:
        """Whom the words begin with that the event is told in, or who is charged with it where nobody says it."""
        quote = self.quotes.get(event.quote or "")
        if quote is None or event.start < event.trigger[0]:
            return []
        found = [a for _, a in self._mentions(min(start for start, _ in quote.content), event.trigger[0])]
        if not found and quote.speaker is None and quote.cue:
            charges = [e for e in self._by_trigger.near(quote.cue) if overlaps(e.trigger, quote.cue)]
            found = [a for e in charges for a in self._subjects(e)]
        return found[:1]

    def _agents(self, event: Event) -> list[str]:
        """Who does it where it is told in the passive: "the files were shredded by Holt"."""
        if not _BE.search(self.text[event.start : event.trigger[0]]):
            return []
        after = self._mentions(event.trigger[1], event.end)
        return [a for m, a in after if re.search(r"\bby\s+(?:the\s+)?$", self.text[event.trigger[1] : m.start])][:1]

    def _accusers(self, event: Event) -> list[str]:
        if _BE.search(self.text[event.start : event.trigger[0]]):
            return self._agents(event)
        return self._subjects(event)[:1]

    def _accused(self, event: Event, saying: Collection[str]) -> list[str]:
        """Whom an act of accusing is of: who stands after the verb, in the passive before it."""
        if _BE.search(self.text[event.start : event.trigger[0]]):
            return [a for _, a in self._mentions(event.start, event.trigger[0])][:1]
        end = max([event.end, *(e for q in self._near(event.trigger) for _, e in q.content)])
        return [a for _, a in self._mentions(event.trigger[1], end) if a not in saying][:1]
