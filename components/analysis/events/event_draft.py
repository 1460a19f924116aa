"""Makes a draft of an event from each trigger: when, how sure, whose words, who takes part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from components.analysis.events.anchoring import DateTie
from components.analysis.events.factuality import FUTURE, Voice, factuality_of, voice_of
from components.analysis.events.lexicon import word_family
from components.analysis.events.trigger_detection import Trigger, clause_span
from components.analysis.findings import Findings
from components.analysis.timex.value_arithmetic import unit_of
from components.domain.record import WRITER, EventBasis, Precision, Status, Timex
from components.domain.spans import Span

_PRECISIONS: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "WE": "range",
    "M": "month",
    "Q": "quarter",
    "H": "half",
    "S": "season",
    "Y": "year",
    "E": "decade",
    "C": "century",
}
_WAYS = {
    "own": ("the date stands with “{word}”", 0.95),
    "noun": ("the date stands in the clause of “{word}”", 0.8),
    "object": ("it is part of what is dated in its clause", 0.7),
    "joined": ("it shares the date of the verb that it is joined to", 0.7),
    "within": ("it shares the date of the clause around it", 0.6),
    "control": ("it shares the date of the clause below it", 0.65),
    "only": ("the only date in its sentence", 0.45),
    "story": ("told on the day that the article tells its news of", 0.4),
}
NEAR = 4  # mentions that begin before a word, among which the one around it is looked for


@dataclass
class EventDraft:
    """One telling of an event, before tellings are merged."""

    trigger: Trigger
    clause: Span
    family: str
    status: Status
    voice: str = WRITER
    quote: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: Precision | None = None
    basis: EventBasis = "none"
    timex: int | None = None
    actors: tuple[str, ...] = ()
    # Whom the clause names: the id of an actor, else the lower-case head word; "" for nobody. The subject is whom it is
    # told of, agent and patient are who does it to whom, whichever is the subject.
    subject: str = ""
    agent: str = ""
    patient: str = ""
    telling_actor: str = WRITER  # the voice, or the words for a source that is no actor
    rule: str = ""
    confidence: float = 0.6

    @property
    def dated(self) -> bool:
        """Whether the text gives it a bound."""
        return bool(self.earliest or self.latest)


class EventDrafter:
    """Makes drafts for one article."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._mentions = sorted((m.start, m.end, a.id) for a in found.actors for m in a.mentions)
        self._starts = [s for s, _, _ in self._mentions]
        self._quotes = {q.id: q for q in found.quotes}

    def draft(self, trigger: Trigger, dated: DateTie | None, *, now: bool = False) -> EventDraft:
        """The draft of one trigger; ``now`` where its tense alone puts it on the article date."""
        found = self._found
        timex = found.timexes[dated.timex] if dated else None
        ahead = bool(timex and dated and dated.bound == "on" and found.date and (timex.earliest or "") > found.date)
        stand = factuality_of(trigger, ahead)
        if stand.rule == FUTURE and timex and found.date and (timex.latest or found.date) < found.date:
            dated = timex = None  # what is to come is not on a day that is gone: "will pay more than Friday's price"
        told = voice_of(trigger, found.quotes, found.actors)
        status = stand.status
        rule = stand.rule
        if (told.claimed and trigger.kind != "reporting") or told.quote:
            rule = f"{told.rule}; {rule}"
            status = "claimed" if status in ("happened", "ongoing") else status
        span = clause_span(trigger)
        made = EventDraft(
            trigger,
            span,
            word_family(trigger.token.lemma_.lower()),
            status,
            voice=told.actor if told.claimed else WRITER,
            quote=told.quote,
            actors=self._within(span),
            subject=self._named(_subject(trigger)),
            agent=self._named(_agent(trigger)),
            patient=self._named(_patient(trigger)),
            telling_actor=self._teller(told),
            rule=rule,
        )
        # "promised a law by June": an end that lies ahead is not the end of what is done already.
        beyond = bool(timex and dated and dated.bound == "until" and found.date and (timex.latest or "") > found.date)
        if dated and timex and not (beyond and status == "happened"):
            _put_on(made, dated, timex)
        elif now:
            made.earliest = made.latest = found.date
            made.precision, made.basis, made.confidence = "day", "tense", 0.4
            made.rule = f"its tense puts it on the article date; {made.rule}"
        if dated and dated.until is not None:
            made.latest = found.timexes[dated.until].latest
            made.rule = made.rule.replace("only its beginning is told", "from one date to another")
        return made

    def _teller(self, told: Voice) -> str:
        quote = self._quotes.get(told.quote or "")
        if told.actor != WRITER or quote is None or quote.source is None:
            return told.actor
        return self._found.article.text[slice(*quote.source)].lower()

    def _named(self, word: Token | None) -> str:
        if word is None:
            return ""
        at = bisect_right(self._starts, word.idx)
        known = next((a for s, e, a in reversed(self._mentions[max(0, at - NEAR) : at]) if s <= word.idx < e), None)
        return known or ("" if word.pos_ == "PRON" else str(word.lemma_.lower()))

    def _within(self, span: Span) -> tuple[str, ...]:
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return tuple(dict.fromkeys(a for _, end, a in self._mentions[first:last] if end <= span[1]))


def _put_on(made: EventDraft, dated: DateTie, timex: Timex) -> None:
    words, sure = _WAYS[dated.way]
    made.timex = dated.timex
    made.basis = "stated" if timex.anchor is None and dated.way != "story" else "relative"
    made.confidence = round(sure * timex.confidence, 2)
    made.rule = words.format(word=made.trigger.token.text) + "; " + made.rule
    unit = unit_of(timex.value)
    made.precision = "time" if timex.type == "TIME" else _PRECISIONS.get(unit, "range")
    if dated.bound == "on":
        made.earliest, made.latest = timex.earliest, timex.latest
    elif dated.bound == "from":
        made.earliest, made.precision = timex.earliest, "range"
        made.rule = "only its beginning is told; " + made.rule
    else:
        made.latest, made.precision = timex.latest, "range"
        made.rule = "only its end is told; " + made.rule


def _subject(trigger: Trigger) -> Token | None:
    """The head of whom a clause is told of, None where it names nobody."""
    return next(
        (c for verb in _verbs(trigger) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "poss")), None
    )


def _verbs(trigger: Trigger) -> Iterator[Token]:
    """The trigger's word, then the verbs that it shares its subject with."""
    token = trigger.token
    for _ in range(4):
        yield token
        if token.dep_ not in ("conj", "xcomp") or token.head.i == token.i:
            return
        token = token.head


def _agent(trigger: Trigger) -> Token | None:
    """The head of who does it: "police made no arrests", "arrested by police", "Russia's attack"."""
    token = trigger.token
    for child in token.children:
        if child.dep_ == "agent" or (trigger.nominal and child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if trigger.nominal:
        whose = next((c for c in token.children if c.dep_ == "poss"), None)
        if whose is not None or token.dep_ != "dobj":
            return whose
        return next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    for verb in _verbs(trigger):
        for child in verb.children:
            if child.dep_ == "nsubjpass":
                return None
            if child.dep_ == "nsubj":
                return child
    return None


def _patient(trigger: Trigger) -> Token | None:
    """The head of whom it is done to: the object, the subject of a passive, what stands after "attack on"."""
    token = trigger.token
    if trigger.nominal:
        after = (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "against", "in"))
        return next((p for c in after for p in c.children if p.dep_ == "pobj"), None)
    return next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
