"""The claims of an article: what somebody says of somebody, who denies or answers it, whether the writer says it too.

Built from what a record has already (quotes, statuses, voices, denials), so that it holds after corrections as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from components.domain.accusation_words import accuser, accusing, deed
from components.domain.claim_answers import AnsweredGround
from components.domain.claim_ground import ACCUSES, NOT, OWN
from components.domain.record import WRITER, Actor, Claim, Event, Quote
from components.domain.spans import Span, overlaps

_OF_ONE_KIND = (
    re.compile(  # before a noun with one word of its own ("the high-level talks", "the mission's new potential")
        r"(?:\b(?:an?|the|this|these|those|its|their|our|my|your|any|no|some|such|of|about|for|on)|['’]s)\s+[\w-]+\s+$",
        re.IGNORECASE,
    )
)
_OF_ONE = re.compile(  # right before a noun that takes up an event ("these talks", "Jackson's death")
    r"(?:\b(?:an?|the|this|that|these|those|his|her|its|their|our|my|your|any|no|some|such)|\w['’]s)\s+$", re.IGNORECASE
)
_AS_NAMED = "named as something"  # how the analysis says of an event that a noun names it


def claims_of(
    text: str, events: Sequence[Event], quotes: Sequence[Quote], actors: Sequence[Actor]
) -> tuple[Claim, ...]:
    """A row for each event that is told in somebody's voice, or that somebody denies; in the events' order.

    Acts of saying are no claims: what is said is one, or the accusing itself where nothing else is. A denial that
    answers another claim has no row of its own.
    """
    ground = Ground(text, events, quotes, actors)
    claims = [claim for event in events if (claim := ground.claim(event)) is not None]
    held = {q for c in claims for q in ground.quotes_holding(ground.events[c.event])}
    claims += [c for e in events if (c := ground.accusation(e, held)) is not None]
    place = {e.id: n for n, e in enumerate(events)}
    answering = {q for c in claims if c.by or not c.denied_by for q in c.answers}
    return tuple(
        sorted(
            (c for c in claims if not ground.is_mere_answer(c, answering) and not ground.is_no_allegation(c)),
            key=lambda c: place[c.event],
        )
    )


class Ground(AnsweredGround):
    """What claims are built from, and the claims that it makes."""

    def claim(self, event: Event) -> Claim | None:
        """The claim that the event is, if it is one."""
        if event.kind == "reporting" or event.denies is not None:
            return None
        by = list(dict.fromkeys(self._tellers(event)))
        denied_by = list(dict.fromkeys(d.voice for d in self.denials[event.id] if d.voice in self.actors))
        if denied := event.status == "denied" and event.voice in self.actors:
            if self.is_of_others(event):  # "they never warned us" is a claim of its own
                by = [event.voice, *(a for a in by if a != event.voice)]
            elif self.all_tell_it_as_not_so(event, by):
                by = list(dict.fromkeys([event.voice, *by]))  # they say the same, and nobody denies another's word
            else:
                by, denied_by = [a for a in by if a != event.voice], [event.voice, *denied_by]
        stated = event.voice == WRITER and event.quote is None and event.status in ("happened", "ongoing")
        if not (event.status == "claimed" or denied or denied_by or (stated and by)):
            return None
        return self._made(event, by, list(dict.fromkeys(denied_by)), stated=stated)

    def accusation(self, event: Event, held: Collection[str]) -> Claim | None:
        """An act of accusing whose words hold no claim of their own (``held``: the quotes that do)."""
        if not ACCUSES.match(self.text[slice(*event.trigger)]) or event.status not in ("happened", "ongoing"):
            return None
        own = [q for q in self._near(event.trigger) if q.cue and overlaps(q.cue, event.trigger)]
        if any(q.id in held for q in own):
            return None
        by = [q.speaker for q in own if q.speaker in self.actors] or self._accusers(event)
        claim = self._made(event, list(dict.fromkeys(a for a in by if a)), [], stated=False)
        return claim if self.concerned(event, claim.by) else None

    def _made(self, event: Event, by: Sequence[str], denied_by: Sequence[str], *, stated: bool) -> Claim:
        concerned = self.concerned(event, by)
        clause = (event.start, event.end)
        own = () if event.status == "denied" else (clause, event.trigger)
        answers = tuple(q.id for q in self.answers(clause, own, by, concerned, event))
        bare = [d.actor for d in self.rejections(event, by, concerned)]
        denied_by = list(dict.fromkeys([*denied_by, *bare]))
        claim = Claim(event=event.id, by=tuple(by), denied_by=tuple(denied_by), answers=answers, stated=stated)
        return Claim(
            event=event.id, by=claim.by, denied_by=claim.denied_by, answers=answers, stated=stated,
            answered=not (self.is_accusation(claim) and self.unheard(claim, concerned, clause)),
        )  # fmt: skip

    def is_accusation(self, claim: Claim) -> bool:
        """Whether it holds something against whoever it is of, by its own words or by who says it, and how."""
        event = self.events[claim.event]
        quotes = {*self.quotes_holding(event), *([event.quote] if event.quote in self.quotes else [])}
        cues = " ".join(self.text[slice(*q.cue)] for q in map(self.quotes.__getitem__, quotes) if q.cue)
        who = " ".join(f"{self.actors[a].name} {self.actors[a].role or ''}" for a in claim.by)
        words = self.text[event.start : event.end]
        done = deed.search(words) and not NOT.search(words)
        return bool(done or accusing.search(f"{cues} {words}") or accuser.search(who))

    def is_mere_answer(self, claim: Claim, answering: Collection[str]) -> bool:
        """Whether it is a denial that stands among the answers to another claim."""
        event = self.events[claim.event]
        return bool(claim.denied_by) and not claim.by and event.status == "denied" and (
            event.quote in answering or any(q in answering for q in self.quotes_holding(event))
        )  # fmt: skip

    def is_no_allegation(self, claim: Claim) -> bool:
        """Whether it only names a thing ("Jackson's death"), tells of its teller alone, or of somebody's silence."""
        event = self.events[claim.event]
        quote = self.quotes.get(event.quote or "")
        if any(overlaps(span, event.trigger) for span in self.silenced.near(event.trigger)):
            return True
        if claim.denied_by and (event.status == "denied" or self.denials[event.id]):
            # Without a claim that it answers: a denial by its own words, or by what it is of.
            under = quote is not None and quote.stance == "denying"
            return not claim.by and event.status == "denied" and not (under or self.is_accusation(claim))
        before = self.text[max(0, event.trigger[0] - 60) : event.trigger[0]]
        if event.kind == "reporting" or "alleg" in self.text[event.start : event.end].lower():
            return False
        if _OF_ONE.search(before):
            return True
        if _AS_NAMED in event.rule and not re.search(r"(?:ed|ing)$", self.text[slice(*event.trigger)]):
            return True
        own = OWN.match(self.text[event.start : event.trigger[0]])
        return bool(own) and not set(event.actors) - set(claim.by) and not self.is_accusation(claim)

    def _tellers(self, event: Event) -> Iterator[str]:
        """The actors in whose words a telling of the event stands."""
        if event.voice in self.actors and event.status != "denied":
            yield event.voice
        for mention in event.mentions:
            if self._names_a_thing(mention) and (mention != event.trigger or event.status != "claimed"):
                continue
            for quote in self._near(mention, whole=False):
                if quote.speaker in self.actors and quote.kind != "scare" and quote.stance != "denying":
                    yield quote.speaker

    def _names_a_thing(self, telling: Span) -> bool:
        """Whether a telling of an event is a noun that takes it up: naming it in passing is no saying that it is so."""
        before = self.text[max(0, telling[0] - 60) : telling[0]]
        if _OF_ONE.search(before):
            return True
        doer = any(m.end + 1 == telling[0] for m, _ in self._placed.near(telling))
        return bool(_OF_ONE_KIND.search(before)) and not doer and not self.text[slice(*telling)].endswith("ed")
