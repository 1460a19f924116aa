"""The claims of an article: what somebody says of somebody, who denies or answers it, whether the writer says it too.

Built from what a record has already (quotes, statuses, voices, denials), so that it holds after corrections as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from components.domain.accusation_words import accuser, accusing, deed
from components.domain.answers import NoComment, no_comments, represented, speaks_for_others
from components.domain.record import WRITER, Actor, Claim, Event, Mention, Quote
from components.domain.spans import Span, SpanIndex, contains, overlaps

MIN_LETTERS = 5  # of a word that an answer shares with the claim that it answers
SHARED = 2  # such words, or numbers, that make a quote an answer; of somebody's lawyer or spokesman one is enough
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d")
_ACCUSES = re.compile(r"(?:accus|blam)", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\b(?:respon[ds]|repl(?:y|ie)|answer|reject|dismiss|count|defend|refut|rebut|disput|admit|conced|acknowledg|"
    r"apologi[sz]|confess|insist)",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|got|gets?)\s+(?:\w+ly\s+|also\s+|not\s+|never\s+)*$", re.I)
_NOT = re.compile(r"\b(?:not|never|no|none|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|we|my|our)\b", re.IGNORECASE)
_OWN_DENIAL = re.compile(  # "I have never met him", "our client did not pay"
    r"\b(?:I|we|(?:my|our)\s+\w+)\s+(?:\w+\s+){0,2}?(?:never|(?:do|did|have|had|am|is|are|was|were)(?:\s+not|n['’]t))\b",
    re.IGNORECASE,
)
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


class Ground:
    """What claims are built from, found by place and by actor."""

    def __init__(self, text: str, events: Sequence[Event], quotes: Sequence[Quote], actors: Sequence[Actor]) -> None:
        self.text = text
        self.actors = {a.id: a for a in actors}
        self.events = {e.id: e for e in events}
        self.quotes = {q.id: q for q in quotes}
        self._told = SpanIndex([(part, (part, q)) for q in quotes for part in q.content])
        self._placed = SpanIndex([((m.start, m.end), (m, a.id)) for a in actors for m in a.mentions])
        self._quoted: dict[str, tuple[set[str], set[str]]] = {}
        self._by_trigger = SpanIndex([(e.trigger, e) for e in events])
        self.denials: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.denies is not None:
                self.denials[event.denies].append(event)
        self._said: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in quotes:
            if quote.speaker and quote.kind != "scare":
                self._said[quote.speaker].append(quote)

    @cached_property
    def speaks_for(self) -> dict[str, frozenset[str]]:
        """By actor, the others whom it speaks for."""
        return represented(self.text, list(self.quotes.values()), list(self.actors.values()))

    @cached_property
    def no_comments(self) -> dict[str, list[NoComment]]:
        """By actor, where it is told to have said nothing when asked."""
        out: defaultdict[str, list[NoComment]] = defaultdict(list)
        for one in no_comments(
            self.text,
            list(self.events.values()),
            list(self.quotes.values()),
            list(self.actors.values()),
            self.speaks_for,
        ):
            out[one.actor].append(one)
        return dict(out)

    @cached_property
    def _silences(self) -> SpanIndex[Span]:
        spans = [(n.start, n.end) for found in self.no_comments.values() for n in found]
        return SpanIndex([(span, span) for span in spans])

    @cached_property
    def _denied_in(self) -> frozenset[str]:
        """The quotes in which their speaker says that their own side did not do something."""
        return frozenset(
            e.quote for e in self.events.values() if e.quote and e.status == "denied" and not self._is_of_others(e)
        )

    @cached_property
    def voices_of(self) -> dict[str, list[str]]:
        """By actor, those who speak for it, itself first."""
        out = {a: [a] for a in self.actors}
        for speaker, others in self.speaks_for.items():
            for other in sorted(others):
                out[other].append(speaker)
        return out

    def claim(self, event: Event) -> Claim | None:
        """The claim that the event is, if it is one."""
        if event.kind == "reporting" or event.denies is not None:
            return None
        by = list(dict.fromkeys(self._tellers(event)))
        denied_by = list(dict.fromkeys(d.voice for d in self.denials[event.id] if d.voice in self.actors))
        if denied := event.status == "denied" and event.voice in self.actors:
            if self._is_of_others(event):  # "they never warned us" is a claim of its own
                by = [event.voice, *(a for a in by if a != event.voice)]
            else:
                by, denied_by = [a for a in by if a != event.voice], [event.voice, *denied_by]
        stated = event.voice == WRITER and event.quote is None and event.status in ("happened", "ongoing")
        if not (event.status == "claimed" or denied or denied_by or (stated and by)):
            return None
        return self._made(event, by, list(dict.fromkeys(denied_by)), stated=stated)

    def accusation(self, event: Event, held: Collection[str]) -> Claim | None:
        """An act of accusing whose words hold no claim of their own (``held``: the quotes that do)."""
        if not _ACCUSES.match(self.text[slice(*event.trigger)]) or event.status not in ("happened", "ongoing"):
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
        answers = tuple(q.id for q in self.answers(clause, own, by, concerned))
        claim = Claim(event=event.id, by=tuple(by), denied_by=tuple(denied_by), answers=answers, stated=stated)
        return Claim(
            event=event.id, by=claim.by, denied_by=claim.denied_by, answers=answers, stated=stated,
            answered=not (self.is_accusation(claim) and self.unheard(claim, concerned)),
        )  # fmt: skip

    def is_accusation(self, claim: Claim) -> bool:
        """Whether it holds something against whoever it is of, by its own words or by who says it, and how."""
        event = self.events[claim.event]
        quotes = {*self.quotes_holding(event), *([event.quote] if event.quote in self.quotes else [])}
        cues = " ".join(self.text[slice(*q.cue)] for q in map(self.quotes.__getitem__, quotes) if q.cue)
        who = " ".join(f"{self.actors[a].name} {self.actors[a].role or ''}" for a in claim.by)
        words = self.text[event.start : event.end]
        done = deed.search(words) and not _NOT.search(words)
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
        if any(overlaps(span, event.trigger) for span in self._silences.near(event.trigger)):
            return True
        if claim.denied_by:  # without a claim that it answers: a denial by its own words, or by what it is of
            under = quote is not None and quote.stance == "denying"
            return not claim.by and event.status == "denied" and not (under or self.is_accusation(claim))
        before = self.text[max(0, event.trigger[0] - 60) : event.trigger[0]]
        if event.kind == "reporting" or "alleg" in self.text[event.start : event.end].lower():
            return False
        if _OF_ONE.search(before):
            return True
        if _AS_NAMED in event.rule and not re.search(r"(?:ed|ing)$", self.text[slice(*event.trigger)]):
            return True
        own = _OWN.match(self.text[event.start : event.trigger[0]])
        return bool(own) and not set(event.actors) - set(claim.by) and not self.is_accusation(claim)

    def quotes_holding(self, event: Event) -> list[str]:
        """The ids of the quotes in whose words a telling of the event stands."""
        return [q.id for span in event.mentions or (event.trigger,) for q in self._near(span, whole=False)]

    def _near(self, span: Span, *, whole: bool = True) -> list[Quote]:
        """The quotes whose words, or (``whole``) whose cue a span shares."""
        if not whole:
            return [q for part, q in self._told.near(span) if overlaps(part, span)]
        return [q for q in self.quotes.values() if q.cue and overlaps(q.cue, span)]

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

    def concerned(self, event: Event, by: Iterable[str]) -> tuple[str, ...]:
        """The actors that the claim is of and who could be asked: not who says it, nor who belongs to them.

        They are who does it. A group without a name can't be asked.
        """
        saying = set(by)
        saying |= {a.of for a in self.actors.values() if a.id in saying and a.of}
        if event.status == "denied" and not by:
            return ()  # whoever denies it is heard
        if _ACCUSES.match(self.text[slice(*event.trigger)]):
            found = self._accused(event, saying)
        elif _OWN.match(self.text[event.start : event.trigger[0]]):
            return ()
        else:
            found = self._agents(event) or self._subjects(event) or self._subjects_of_words(event)
        return tuple(a for a in dict.fromkeys(found) if self.can_be_asked(a, saying))

    def can_be_asked(self, actor_id: str, saying: Collection[str]) -> bool:
        """Whether an actor is somebody who could answer: not of those who say it, no nameless group."""
        actor = self.actors[actor_id]
        if actor_id in saying or actor.of in saying or any(_OWN.match(self._words(m)) for m in actor.mentions[:1]):
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

    def _is_of_others(self, event: Event) -> bool:
        """Whether a denied event is what its teller says that somebody else did not do."""
        side = {event.voice, *self.speaks_for.get(event.voice, ())}
        subjects = self._subjects(event)
        own = _OWN.search(self.text[event.start : event.trigger[0]])
        named = _NOT.search(self.text[event.start : event.trigger[0]])
        return bool(named and subjects and not own and not side & set(subjects))

    def answers(self, words: Span, own: Sequence[Span], by: Sequence[str], concerned: Sequence[str]) -> list[Quote]:
        """The quotes in which whom a claim is of, or who speaks for them, speak to it; in text order.

        ``words`` are the claim's; no quote that shares a character with ``own`` is an answer.
        """
        claimed = self._content_words(self.text[slice(*words)])
        silent = {(n.start, n.end) for a in concerned for v in self.voices_of[a] for n in self.no_comments.get(v, ())}
        claimers = set(by)
        found = {}
        for speaker in dict.fromkeys(v for a in concerned for v in self.voices_of[a]):
            if speaker in by:
                continue
            least = 1 if speaks_for_others(self.actors[speaker]) else SHARED
            for quote in self._said[speaker]:
                parts = (*quote.content, *([quote.cue] if quote.cue else []))
                if any(overlaps(span, part) for span in own for part in parts):
                    continue
                if (
                    self.is_denial(quote)
                    or (quote.cue and _ANSWERS.search(self.text[slice(*quote.cue)]))
                    or claimers & self._said_of(quote)[1]
                    or any(overlaps(n, part) for n in silent for part in quote.content)
                    or len(claimed & self._said_of(quote)[0]) >= least
                ):
                    found[quote.id] = quote
        return sorted(found.values(), key=lambda q: q.content[0])

    def _said_of(self, quote: Quote) -> tuple[set[str], set[str]]:
        """The telling words of a quote, and the actors that are mentioned in it."""
        if quote.id not in self._quoted:
            words = self._content_words(" ".join(self.text[s:e] for s, e in quote.content))
            near = self._placed.near(*quote.content)
            named = {a for m, a in near if any(overlaps((m.start, m.end), part) for part in quote.content)}
            self._quoted[quote.id] = words, named
        return self._quoted[quote.id]

    def is_denial(self, quote: Quote) -> bool:
        """Whether its words, or the word that attributes it, say that something is not so."""
        said = (self.text[s:e] for s, e in quote.content)
        return quote.stance == "denying" or quote.id in self._denied_in or any(_OWN_DENIAL.search(w) for w in said)

    @cached_property
    def _name_words(self) -> frozenset[str]:
        names = (words for a in self.actors for words in self._names(a))
        return frozenset(w.lower() for words in names for w in _WORD.findall(words))

    def _content_words(self, words: str) -> set[str]:
        found = (w.lower() for w in _WORD.findall(words) if len(w) >= MIN_LETTERS or w[0].isdigit())
        return {w for w in found if w not in self._name_words}

    def unheard(self, claim: Claim, concerned: Sequence[str]) -> tuple[str, ...]:
        """Those that the claim is of who neither deny nor answer it, nor are told to have been asked."""
        speaking = {*claim.denied_by, *(self.quotes[q].speaker for q in claim.answers if q in self.quotes)}
        return tuple(
            a for a in concerned
            if not speaking & set(self.voices_of[a]) and not any(v in self.no_comments for v in self.voices_of[a])
        )  # fmt: skip
