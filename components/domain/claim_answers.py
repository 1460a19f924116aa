"""What answers a claim: quotes of whom it is of, denials of "it", and whether anything may be one at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from components.domain.answers import NoComment, no_comments, represented, speaks_for_others
from components.domain.bare_denials import BareDenial, PossibleDenial, bare_denials, possible_denials
from components.domain.cached_property import cached_property
from components.domain.claim_distance import ClaimDistance
from components.domain.claim_ground import ACCUSES, NOT, OWN, ClaimGround
from components.domain.record import Claim, Event, Quote
from components.domain.spans import Span, SpanIndex, overlaps

MIN_LETTERS = 5  # of a word that an answer shares with the claim that it answers
SHARED = 2  # such words, or numbers, that make a quote an answer; of somebody's lawyer or spokesman one is enough
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d")
_ANSWERS = re.compile(
    r"\b(?:respon[ds]|repl(?:y|ie)|answer|reject|dismiss|count|defend|refut|rebut|disput|admit|conced|acknowledg|"
    r"apologi[sz]|confess|insist)",
    re.IGNORECASE,
)
_OWN_DENIAL = re.compile(  # "I have never met him", "our client did not pay"
    r"\b(?:I|we|(?:my|our)\s+\w+)\s+(?:\w+\s+){0,2}?(?:never|(?:do|did|have|had|am|is|are|was|were)(?:\s+not|n['’]t))\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)  # whom a speaker doesn't call themselves so in a quote


class AnsweredGround(ClaimGround):
    """The answers that the text holds, with how near they must stand."""

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
    def distance(self) -> ClaimDistance:
        """What is near what in the text."""
        return ClaimDistance(self.text)

    @cached_property
    def bare_denials(self) -> list[BareDenial]:
        """Where somebody denies "it" or an accusation."""
        return bare_denials(self.text, list(self.events.values()), list(self.actors.values()))

    @cached_property
    def _possible_denials(self) -> list[PossibleDenial]:
        return possible_denials(self.text, list(self.actors.values()))

    @cached_property
    def silenced(self) -> SpanIndex[Span]:
        """The words that tell of somebody who said nothing."""
        spans = [(n.start, n.end) for found in self.no_comments.values() for n in found]
        return SpanIndex([(span, span) for span in spans])

    @cached_property
    def _denied_in(self) -> frozenset[str]:
        """The quotes in which their speaker says that their own side did not do something."""
        return frozenset(
            e.quote for e in self.events.values() if e.quote and e.status == "denied" and not self.is_of_others(e)
        )

    @cached_property
    def voices_of(self) -> dict[str, list[str]]:
        """By actor, those who speak for it, itself first."""
        out = {a: [a] for a in self.actors}
        for speaker, others in self.speaks_for.items():
            for other in sorted(others):
                out[other].append(speaker)
        return out

    def is_of_others(self, event: Event) -> bool:
        """Whether a denied event is what its teller says that somebody else did not do."""
        side = {event.voice, *self.speaks_for.get(event.voice, ())}
        quote = self.quotes.get(event.quote or "")
        before = self.text[event.start : event.trigger[0]]
        if quote is not None and quote.kind == "direct" and len(side) == 1 and _OF_ANOTHER.match(before):
            return True  # "he said nothing" is about somebody else, unless a lawyer says it
        subjects = self._subjects(event)
        own = OWN.search(self.text[event.start : event.trigger[0]])
        named = NOT.search(self.text[event.start : event.trigger[0]])
        return bool(named and subjects and not own and not side & set(subjects))

    def all_tell_it_as_not_so(self, event: Event, by: Sequence[str]) -> bool:
        """Whether others tell a denied event as well, and all of them with a "not" or "never" before it."""
        others = [a for a in by if a != event.voice]
        return bool(others) and all(
            any(
                NOT.search(self.text[max(0, start - 40) : start])
                for start, end in event.mentions
                if any(q.speaker == actor for q in self._near((start, end), whole=False))
            )
            for actor in others
        )

    def answers(
        self, words: Span, own: Sequence[Span], by: Sequence[str], concerned: Sequence[str], event: Event | None = None
    ) -> list[Quote]:
        """The quotes in which whom a claim is of, or who speaks for them, speak to it; in text order.

        ``words`` are the claim's, ``event`` what it tells; no quote that shares a character with ``own`` is an answer.
        Far from the claim only what speaks of the same thing is one.
        """
        claimed = self._content_words(self.text[slice(*words)])
        places = (words, *(event.mentions if event else ()))
        silent = {(n.start, n.end) for a in concerned for v in self.voices_of[a] for n in self.no_comments.get(v, ())}
        denied = self.rejections_after(places, by, concerned)
        claimers = set(by)
        found = {}
        for speaker in dict.fromkeys(v for a in concerned for v in self.voices_of[a]):
            if speaker in by:
                continue
            least = 1 if speaks_for_others(self.actors[speaker]) else SHARED
            side = {speaker, *claimers, *concerned}
            for quote in self._said[speaker]:
                parts = (*quote.content, *([quote.cue] if quote.cue else []))
                if any(overlaps(span, part) for span in own for part in parts):
                    continue
                said, named = self._said_of(quote)
                replies = self.is_denial(quote) or (quote.cue and _ANSWERS.search(self.text[slice(*quote.cue)]))
                shared = 0 if self._blames(quote) - side and not self._blames(quote) & side else len(claimed & said)
                if self.distance.is_near(places, quote.content[0]):
                    after = any(d.actor == speaker and 0 <= quote.content[0][0] - d.end <= 20 for d in denied)
                    quiet = any(overlaps(n, part) for n in silent for part in quote.content)
                    speaks_to_it = replies or claimers & named or quiet or after or shared >= least
                else:
                    retold = event is not None and event in self.told_in[quote.id]
                    speaks_to_it = retold or (replies and claimers & named) or shared >= SHARED
                if speaks_to_it:
                    found[quote.id] = quote
        return sorted(found.values(), key=lambda q: q.content[0])

    def _blames(self, quote: Quote) -> set[str]:
        """Whom a quote holds something against."""
        if quote.id not in self._blamed:
            self._blamed[quote.id] = self._blamed_in(quote)
        return self._blamed[quote.id]

    def _blamed_in(self, quote: Quote) -> set[str]:
        found = {a for e in self.told_in[quote.id] if e.status == "claimed" for a in self.concerned(e, [e.voice])}
        if quote.cue and ACCUSES.match(self.text[slice(*quote.cue)]):
            found |= {a for _, a in self._mentions(*quote.content[0])[:1]}
        return found

    def rejections(self, event: Event, by: Sequence[str], concerned: Sequence[str]) -> list[BareDenial]:
        """Where whom a claim is of, or who speaks for them, denies "it" right after the claim."""
        if event.status == "denied":
            return []
        places = (*event.mentions, (event.start, event.end))
        found = self.rejections_after(places, by, [*concerned, *event.actors])
        return [d for d in found if d.mark != event.id]

    def rejections_after(self, places: Sequence[Span], by: Sequence[str], whom: Sequence[str]) -> list[BareDenial]:
        """Where one of these, or who speaks for them, denies "it" right after one of the places."""
        asked = {a for a in whom if a in self.actors and a not in by}
        voices = {v for a in asked for v in self.voices_of[a]} - set(by)
        return [
            d for d in self.bare_denials
            if d.actor in voices and self.distance.right_after(places, (d.start, d.end))
        ]  # fmt: skip

    def perhaps_denied(self, places: Sequence[Span], actor: str) -> list[PossibleDenial]:
        """Sentences near a claim and after it that may be a denial of it by an actor, or by nobody that is named."""
        voices = set(self.voices_of.get(actor, (actor,)))
        names = {w for name in self._names(actor) for w in name.split() if w[:1].isupper() and len(w) > 2}
        return [
            d for d in self._possible_denials
            if (not d.before or voices & d.mentioned or names & d.words)
            and self.distance.follows(places, (d.start, d.end))
        ]  # fmt: skip

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

    def unheard(self, claim: Claim, concerned: Sequence[str], words: Span) -> tuple[str, ...]:
        """Those that the claim is of who neither deny nor answer it, nor are told to have been asked.

        ``words`` are the claim's. Of whom something that follows may be a denial, that isn't said either.
        """
        speaking = {*claim.denied_by, *(self.quotes[q].speaker for q in claim.answers if q in self.quotes)}
        event = self.events.get(claim.event)
        places = (words, *(event.mentions if event else ()))
        return tuple(
            a for a in concerned
            if not speaking & set(self.voices_of[a]) and not any(v in self.no_comments for v in self.voices_of[a])
            and not self.perhaps_denied(places, a)
        )  # fmt: skip
