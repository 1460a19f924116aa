"""Makes a draft of an event from each trigger: when, how sure, whose words, who takes part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.factuality import FUTURE, Voice, factuality_of, voice_of
from components.analysis.events.lexicon import event_words, word_family
from components.analysis.events.trigger_date_link import DateTie, Way
from components.analysis.events.trigger_detection import Trigger, clause_span
from components.analysis.findings import Findings
from components.analysis.timex.timex3_value_arithmetic import unit_of
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
_WAY_RULES: dict[Way, str] = {
    "own": "the date stands with “{word}”",
    "noun": "the date stands in the clause of “{word}”",
    "object": "it is part of what is dated in its clause",
    "joined": "it shares the date of the verb that it is joined to",
    "within": "it shares the date of the clause around it",
    "control": "it shares the date of the clause below it",
    "only": "the only date in its sentence",
    "story": "told on the day that the article tells its news of",
}
_ONLY_BEGINNING = "only its beginning is told"


def _way_confidences(config: EventsConfig) -> dict[Way, float]:
    return {
        "own": config.own_date_confidence,
        "noun": config.noun_date_confidence,
        "object": config.object_date_confidence,
        "joined": config.joined_date_confidence,
        "within": config.within_date_confidence,
        "control": config.control_date_confidence,
        "only": config.only_date_confidence,
        "story": config.story_date_confidence,
    }


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
    confidence: float = 0.0

    @property
    def dated(self) -> bool:
        """Whether the text gives it a bound."""
        return bool(self.earliest or self.latest)


class EventDrafter:
    """Makes drafts for one article."""

    def __init__(self, state: Findings, config: EventsConfig) -> None:
        self._state = state
        self._config = config
        self._mentions = sorted((m.start, m.end, a.id) for a in state.actors for m in a.mentions)
        self._starts = [s for s, _, _ in self._mentions]
        self._quotes = {q.id: q for q in state.quotes}
        self._confidences = _way_confidences(config)

    def draft(self, trigger: Trigger, tie: DateTie | None, *, on_article_date: bool = False) -> EventDraft:
        """The draft of one trigger; ``on_article_date`` where its tense alone puts it there."""
        article_date = self._state.date
        timex = self._state.timexes[tie.timex] if tie else None
        ahead = bool(timex and tie and tie.bound == "on" and article_date and (timex.earliest or "") > article_date)
        factuality = factuality_of(trigger, ahead, self._config)
        if factuality.rule == FUTURE and timex and article_date and (timex.latest or article_date) < article_date:
            tie = timex = None  # what is to come is not on a day that is gone: "will pay more than Friday's price"
        voice = voice_of(trigger, self._state.quotes, self._state.actors, self._config)
        status, rule = factuality
        if (voice.claimed and trigger.kind != "reporting") or voice.quote:
            rule = f"{voice.rule}; {rule}"
            status = "claimed" if status in ("happened", "ongoing") else status
        span = clause_span(trigger)
        draft = EventDraft(
            trigger,
            span,
            word_family(trigger.token.lemma_.lower()),
            status,
            voice=voice.actor if voice.claimed else WRITER,
            quote=voice.quote,
            actors=self._actors_within(span),
            subject=self._actor_or_word(_subject(trigger, self._config)),
            agent=self._actor_or_word(_agent(trigger, self._config)),
            patient=self._actor_or_word(_patient(trigger)),
            telling_actor=self._teller(voice),
            rule=rule,
            confidence=self._config.undated_confidence,
        )
        # "promised a law by June": an end that lies ahead is not the end of what is done already.
        ends_ahead = timex is not None and article_date and (timex.latest or "") > article_date
        if tie and timex and not (tie.bound == "until" and ends_ahead and status == "happened"):
            self._put_on(draft, tie, timex)
        elif on_article_date:
            draft.earliest = draft.latest = article_date
            draft.precision, draft.basis, draft.confidence = "day", "tense", self._config.tense_date_confidence
            draft.rule = f"its tense puts it on the article date; {draft.rule}"
        if tie and tie.until is not None:
            draft.latest = self._state.timexes[tie.until].latest
            draft.rule = draft.rule.replace(_ONLY_BEGINNING, "from one date to another")
        return draft

    def _put_on(self, draft: EventDraft, tie: DateTie, timex: Timex) -> None:
        """Write the date into the draft, with why and how sure it is."""
        draft.timex = tie.timex
        draft.basis = "stated" if timex.anchor is None and tie.way != "story" else "relative"
        draft.confidence = round(self._confidences[tie.way] * timex.confidence, 2)
        draft.rule = f"{_WAY_RULES[tie.way].format(word=draft.trigger.token.text)}; {draft.rule}"
        unit = unit_of(timex.value)
        draft.precision = "time" if timex.type == "TIME" else _PRECISIONS.get(unit, "range")
        if tie.bound == "on":
            draft.earliest, draft.latest = timex.earliest, timex.latest
        elif tie.bound == "from":
            draft.earliest, draft.precision = timex.earliest, "range"
            draft.rule = f"{_ONLY_BEGINNING}; {draft.rule}"
        else:
            draft.latest, draft.precision = timex.latest, "range"
            draft.rule = f"only its end is told; {draft.rule}"

    def _teller(self, voice: Voice) -> str:
        quote = self._quotes.get(voice.quote or "")
        if voice.actor != WRITER or quote is None or quote.source is None:
            return voice.actor
        return self._state.article.text[slice(*quote.source)].lower()

    def _actor_or_word(self, word: Token | None) -> str:
        """The id of the actor that the word is a mention of, else its lemma; "" for a pronoun or none."""
        if word is None:
            return ""
        at = bisect_right(self._starts, word.idx)
        nearest = reversed(self._mentions[max(0, at - self._config.max_mentions_around_word) : at])
        actor = next((a for s, e, a in nearest if s <= word.idx < e), None)
        return actor or ("" if word.pos_ == "PRON" else str(word.lemma_.lower()))

    def _actors_within(self, span: Span) -> tuple[str, ...]:
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return tuple(dict.fromkeys(a for _, end, a in self._mentions[first:last] if end <= span[1]))


def _subject(trigger: Trigger, config: EventsConfig) -> Token | None:
    """The head of whom a clause is told of, None where it names nobody."""
    children = (c for verb in _verbs_of_subject(trigger, config) for c in verb.children)
    return next((c for c in children if c.dep_ in ("nsubj", "nsubjpass", "poss")), None)


def _verbs_of_subject(trigger: Trigger, config: EventsConfig) -> Iterator[Token]:
    """The trigger's word, then the verbs that it shares its subject with."""
    token = trigger.token
    for _ in range(config.max_shared_subject_verbs):
        yield token
        if token.dep_ not in ("conj", "xcomp") or token.head.i == token.i:
            return
        token = token.head


def _agent(trigger: Trigger, config: EventsConfig) -> Token | None:
    """The head of who does it: "police made no arrests", "arrested by police", "Russia's attack"."""
    token = trigger.token
    for child in token.children:
        if child.dep_ == "agent" or (trigger.nominal and child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if trigger.nominal:
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None or token.dep_ != "dobj":
            return owner
        return next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    for verb in _verbs_of_subject(trigger, config):
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
        prepositions = event_words().patient_prepositions
        phrases = (c for c in token.children if c.dep_ == "prep" and c.lower_ in prepositions)
        return next((p for c in phrases for p in c.children if p.dep_ == "pobj"), None)
    return next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
