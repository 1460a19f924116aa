"""The claims of a record as an editor goes through them: who is to be heard first, with what leads to each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from components.domain.accusation_words import accusing, deed
from components.domain.answers import NoComment
from components.domain.bare_denials import BareDenial, PossibleDenial
from components.domain.claims import Ground
from components.domain.clickable_marks import sentence_context
from components.domain.correction_replay import is_by_reader
from components.domain.once_per_record import once_per_record
from components.domain.record import WRITER, Claim, Event, Quote, Record
from components.domain.spans import Span, hull, overlaps

_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|did|been|being|\w+ed|that)\b")
SURE_ENOUGH = 0.55  # of the date of an act of saying: below it the date is a guess that asks to be checked


class Denial(msgspec.Struct, frozen=True):
    """Who denies a claim, and the event that does."""

    actor: str
    event: Event


class Allegation(msgspec.Struct, frozen=True, kw_only=True):
    """A claim: ``event`` or, where its words hold no event, ``quote`` is what is claimed.

    ``told_in`` are the quotes that it is told in, ``sayings`` the dated acts of saying, the first one first;
    ``denying`` the ids of the answers that deny it;
    ``concerned`` whom it is of, ``silences`` where they are told to have said nothing, ``unheard`` those of them who
    are accused and of whom the text has no answer; ``rejections`` where somebody denies "it", ``perhaps`` by actor
    the first sentence that may be a denial of whom nothing surer is told.
    """

    event: Event | None = None
    quote: Quote | None = None
    by: tuple[str, ...] = ()
    told_in: tuple[Quote, ...] = ()
    sayings: tuple[Event, ...] = ()
    denials: tuple[Denial, ...] = ()
    answers: tuple[Quote, ...] = ()
    denying: frozenset[str] = frozenset()
    silences: tuple[NoComment, ...] = ()
    rejections: tuple[BareDenial, ...] = ()
    perhaps: tuple[tuple[str, PossibleDenial], ...] = ()
    concerned: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    stated: bool = False

    @property
    def place(self) -> Span:
        """Where in the text it is claimed."""
        return self.event.trigger if self.event else hull(self.quote.content) if self.quote else (0, 0)

    @property
    def actors(self) -> frozenset[str]:
        """Everybody who says it, denies it, answers it, or of whom it is."""
        answering = {
            *(q.speaker for q in self.answers if q.speaker),
            *(d.actor for d in self.denials),
            *(d.actor for d in self.rejections),
        }
        told = self.event.actors if self.event else ()
        return frozenset({*self.by, *self.concerned, *told, *answering})


def allegations(record: Record, actor: str | None = None) -> list[Allegation]:
    """Every claim, those of somebody who isn't heard first, then by place; ``actor``: only what concerns that one."""
    return [a for a in _all(record) if actor is None or actor in a.actors]


@once_per_record
def _all(record: Record) -> tuple[Allegation, ...]:
    ground = Ground(record.text, record.events, record.quotes, record.actors)
    found = [_of_claim(ground, c, record) for c in record.claims if c.event in ground.events]
    found += _in_words_alone(ground, record, found)
    return tuple(sorted(found, key=lambda a: (not a.unheard, a.place)))


def unheard_names(record: Record, found: Sequence[Allegation]) -> list[str]:
    """The names of those who are accused and nowhere answer, as they are first told of: whom to call."""
    heard = {a for one in found for a in one.concerned if a not in one.unheard and _is_answered(one)}
    waiting = [a for one in sorted(found, key=lambda a: a.place) for a in one.unheard if a not in heard]
    actors = {a.id: a for a in record.actors}
    named = (actors[a] for a in dict.fromkeys(waiting) if a in actors)
    return [a.name for a in named if any(m.form == "name" for m in a.mentions)]


def _is_answered(one: Allegation) -> bool:
    return bool(one.denials or one.rejections or one.answers or one.silences)


def _of_claim(ground: Ground, claim: Claim, record: Record) -> Allegation:
    event = ground.events[claim.event]
    concerned = ground.concerned(event, claim.by)
    told = [ground.quotes[q] for q in dict.fromkeys(ground.quotes_holding(event))]
    told = [q for q in told if q.speaker in claim.by or (not claim.by and q.id == event.quote)]
    own = [event] if event.kind == "reporting" else [e for e in _sayings(ground, told) if e.id != event.id]
    answers = [ground.quotes[q] for q in claim.answers if q in ground.quotes]
    accused = concerned if not claim.answered else ()
    words = (event.start, event.end)
    silences = _silences(ground, concerned)
    rejections = tuple(ground.rejections(event, claim.by, concerned))
    return Allegation(
        event=event,
        by=claim.by,
        told_in=tuple(told),
        sayings=tuple(_dated(record, own)),
        denials=tuple(_denials(ground, event, claim)),
        answers=tuple(answers),
        denying=frozenset(q.id for q in answers if ground.is_denial(q)),
        silences=silences,
        rejections=rejections,
        perhaps=_perhaps(ground, claim, words, [] if silences else concerned, removed=_has_removed(record)),
        concerned=concerned,
        unheard=ground.unheard(claim, accused, words),
        stated=claim.stated,
    )


def _denials(ground: Ground, event: Event, claim: Claim) -> Iterator[Denial]:
    """Who denies it and where, unless an answer holds the same words."""
    answers = [part for q in claim.answers if q in ground.quotes for part in ground.quotes[q].content]
    bare = {d.actor for d in ground.bare_denials}
    for actor in claim.denied_by:
        denying = next((d for d in ground.denials[event.id] if d.voice == actor), event)
        if denying is event and event.voice != actor and actor in bare:
            continue  # "it" is all that they deny
        if not any(overlaps(denying.trigger, part) for part in answers):
            yield Denial(actor, denying)


def _silences(ground: Ground, concerned: Sequence[str]) -> tuple[NoComment, ...]:
    found = {(n.start, n.end): n for a in concerned for n in ground.no_comments.get(a, ())}
    return tuple(found[span] for span in sorted(found))


def _perhaps(
    ground: Ground, claim: Claim, words: Span, concerned: Sequence[str], *, removed: bool
) -> tuple[tuple[str, PossibleDenial], ...]:
    """By actor the first sentence that may deny an accusation, of those of whom no answer is known.

    ``removed``: a reader took quotes out, so that a denial may stand in none: of any claim, then.
    """
    event = ground.events.get(claim.event)
    if event is not None and not (ground.is_accusation(claim) or removed):
        return ()
    speaking = {*claim.denied_by, *(ground.quotes[q].speaker for q in claim.answers if q in ground.quotes)}
    places = (words, *(event.mentions if event else ()))
    waiting = [a for a in concerned if not speaking & set(ground.voices_of[a])]
    found = (
        (a, [d for d in ground.perhaps_denied(places, a) if d.before or ground.distance.right_after(places, d.place)])
        for a in waiting
    )
    return tuple((a, denials[0]) for a, denials in found if denials)


def _has_removed(record: Record) -> bool:
    return any(c.what.startswith("quotes/") and c.what.endswith("/removed") for c in record.corrections)


def _sayings(ground: Ground, quotes: Sequence[Quote]) -> list[Event]:
    """The acts of saying, or of charging, that the quotes are attributed with."""
    return ground.acts_at([q.cue for q in quotes if q.cue])


def _dated(record: Record, sayings: Sequence[Event]) -> list[Event]:
    """The acts of saying whose day the text gives, by day; one that is guessed from elsewhere in the story is none."""
    dated = [e for e in sayings if (e.earliest or e.latest) and _is_given(record, e)]
    return sorted(dated, key=lambda e: (e.earliest or e.latest or "", e.trigger))


def _is_given(record: Record, saying: Event) -> bool:
    """Whether a date stands in the sentence of the saying, or a reader has given it."""
    if is_by_reader(record, saying):
        return True
    if saying.confidence < SURE_ENOUGH or saying.basis == "tense":
        return False
    if saying.timex is None or saying.timex >= len(record.timexes):
        return saying.basis == "stated"
    timex = record.timexes[saying.timex]
    return overlaps(sentence_context(record, saying.trigger), (timex.start, timex.end))


def _in_words_alone(ground: Ground, record: Record, found: Sequence[Allegation]) -> Iterator[Allegation]:
    """What is claimed in words that tell no event: "a history of coercion by Beijing", "that the files were shredded".

    What accuses nobody that is known is a claim where its words are a clause with a deed and the cue calls it a claim.
    """
    known = {q.id for one in found for q in (*one.told_in, *one.answers)}
    known |= {q for e in record.events if e.status in ("claimed", "denied") for q in ground.quotes_holding(e)}
    for quote in record.quotes:
        cue = record.text[slice(*quote.cue)] if quote.cue else ""
        said = " ".join(record.text[s:e] for s, e in quote.content)
        if quote.speaker not in ground.actors or quote.kind == "scare" or quote.id in known or ground.is_denial(quote):
            continue
        if not deed.search(said) and not accusing.search(cue):
            continue
        by = (quote.speaker,)
        saying = {quote.speaker, ground.actors[quote.speaker].of or ""}
        targets = dict.fromkeys(
            t.target for t in record.tones
            if t.label == "negative" and t.voice not in (WRITER, t.target) and t.voice == quote.speaker
            and t.confidence >= SURE_ENOUGH and t.target in ground.actors
            and any(overlaps(words, part) for words in t.evidence for part in quote.content)
        )  # fmt: skip
        concerned = tuple(a for a in targets if a and ground.can_be_asked(a, saying))
        if not concerned and not (deed.search(said) and accusing.search(cue) and _is_clause(record, quote)):
            continue
        words = hull(quote.content)
        answers = tuple(ground.answers(words, quote.content, by, concerned))
        rejections = tuple(ground.rejections_after([words], by, concerned))
        denied_by = tuple(dict.fromkeys(d.actor for d in rejections))
        claim = Claim(event="", by=by, denied_by=denied_by, answers=tuple(q.id for q in answers))
        yield Allegation(
            quote=quote, by=by, told_in=(quote,), answers=answers,
            sayings=tuple(_dated(record, _sayings(ground, [quote]))),
            denying=frozenset(q.id for q in answers if ground.is_denial(q)), silences=_silences(ground, concerned),
            rejections=rejections, perhaps=_perhaps(ground, claim, words, concerned, removed=_has_removed(record)),
            concerned=concerned, unheard=ground.unheard(claim, concerned, words),
        )  # fmt: skip


def _is_clause(record: Record, quote: Quote) -> bool:
    """Whether the words are those of a reported clause ("that the complaints were shredded")."""
    start, end = hull(quote.content)
    return bool(_CLAUSE.search(record.text, start, end))
