"""Makes a draft of an event from each trigger: when, how sure, whose words, who takes part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.factuality import FUTURE, Voice, factuality_of, quoted_words, voice_of
from components.analysis.events.lexicon import event_words, word_family
from components.analysis.events.trigger_date_link import LikelyTie, Way
from components.analysis.events.trigger_detection import Trigger, clause_span
from components.analysis.findings import Findings
from components.analysis.timex.timex3_value_arithmetic import unit_of
from components.domain.record import WRITER, EventBasis, Precision, Status
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
    "story": "dated to the day of the article’s news",
    "sentence": "told in the sentence of the date",
    "subject": "what does it is of that period",
}

NOT_DONE: frozenset[Status] = frozenset(("planned", "possible", "denied"))


class EventDate(NamedTuple):
    """First and last day (ISO; None: the text gives no bound), how exact, where from, and the index of its timex."""

    earliest: str | None
    latest: str | None
    precision: Precision
    basis: EventBasis
    timex: int | None
    rule: str
    likelihood: float  # that it is the event's (0..1)


@dataclass
class EventDraft:
    """One telling of an event, before tellings are grouped."""

    trigger: Trigger
    clause: Span
    family: str
    status: Status
    voice: str = WRITER
    quote: str | None = None
    date: EventDate | None = None
    perhaps_on: EventDate | None = None  # a date that is too unsure
    actors: tuple[str, ...] = ()
    # Who does it to whom: the id of an actor, else the lower-case head word; "" for nobody.
    agent: str = ""
    patient: str = ""
    telling_actor: str = WRITER  # the voice, or the words for a source that is no actor
    rule: str = ""
    occurs: float = 1.0  # how likely its word tells something that happens (0..1)

    @property
    def days(self) -> tuple[str | None, str | None] | None:
        """First and last day, None for a draft without a date."""
        return (self.date.earliest, self.date.latest) if self.date else None

    def leave_date_open(self) -> None:
        """Take the date for too unsure."""
        if self.date is not None:
            self.date, self.perhaps_on = None, self.date


class EventDrafter:
    """Makes drafts for one article."""

    def __init__(self, state: Findings, config: EventsConfig) -> None:
        self._state = state
        self._config = config
        self._mentions = sorted((m.start, m.end, a.id) for a in state.actors for m in a.mentions)
        self._starts = [s for s, _, _ in self._mentions]
        self._quotes = {q.id: q for q in state.quotes}
        self._quoted = quoted_words(state.quotes)

    def draft(
        self, trigger: Trigger, tie: LikelyTie | None, *, occurs: float, on_article_date: bool = False
    ) -> EventDraft:
        """The draft of one trigger; ``on_article_date`` where its tense alone puts it there.

        occurs: how likely its word tells something that happens (0..1).
        """
        article_date = self._state.date
        link = tie.tie if tie is not None and tie.likelihood >= self._least(trigger) else None
        timex = self._state.timexes[link.timex] if link else None
        ahead = bool(timex and link and link.bound == "on" and article_date and (timex.earliest or "") > article_date)
        behind = bool(timex and link and link.bound == "on" and article_date and (timex.latest or "9") < article_date)
        factuality = factuality_of(trigger, ahead, self._config, behind=behind)
        if factuality.rule == FUTURE and timex and article_date and (timex.latest or article_date) < article_date:
            tie = None  # what is to come is not on a day that is gone: "will pay more than Friday's price"
        voice = voice_of(trigger, self._quoted, self._state.actors, self._config)
        status, rule = factuality
        if (voice.claimed and trigger.kind != "reporting") or voice.quote:
            rule = f"{voice.rule}; {rule}"
            told = status in ("happened", "ongoing") and not _is_presupposed(trigger)
            status = "claimed" if told else status
        span = clause_span(trigger)
        draft = EventDraft(
            trigger,
            span,
            word_family(trigger.token.lemma_.lower()),
            status,
            voice=voice.actor if voice.claimed else WRITER,
            quote=voice.quote,
            actors=self._actors_within(span),
            agent=self.actor_or_word(_agent(trigger, self._config)),
            patient=self.actor_or_word(_patient(trigger)),
            telling_actor=self._teller(voice),
            rule=rule,
            occurs=occurs,
        )
        self._put_on(draft, tie, on_article_date)
        return draft

    def _put_on(self, draft: EventDraft, tie: LikelyTie | None, on_article_date: bool) -> None:
        """Write the date into the draft: where it is likely enough as its date, else as one that it is perhaps on."""
        config, article_date = self._config, self._state.date
        date = self._date_of(draft, tie) if tie is not None else None
        if date is not None and date.likelihood >= self._least(draft.trigger):
            draft.date = date
        elif on_article_date and article_date:
            rule = "its tense puts it on the article date"
            likely = config.tense_date_likelihood
            draft.date = EventDate(article_date, article_date, "day", "tense", None, rule, likely)
        elif date is not None and date.likelihood >= config.min_perhaps_date:
            draft.perhaps_on = date

    def _least(self, trigger: Trigger) -> float:
        """From which likelihood on a word is put on a date: a saying sooner, which is rarely of another day."""
        saying = trigger.event_kind == "reporting"
        return self._config.min_saying_date_likelihood if saying else self._config.min_date_likelihood

    def _date_of(self, draft: EventDraft, tie: LikelyTie) -> EventDate | None:
        """The date that a tie gives, None where it is the end of what is done already ("promised a law by June")."""
        link = tie.tie
        timex = self._state.timexes[link.timex]
        today = self._state.date
        if link.bound == "until" and draft.status == "happened" and today and (timex.latest or "") > today:
            return None
        rule = _WAY_RULES[link.way].format(word=draft.trigger.token.text)
        basis: EventBasis = "stated" if timex.anchor is None and link.way != "story" else "relative"
        precision: Precision = "time" if timex.type == "TIME" else _PRECISIONS.get(unit_of(timex.value), "range")
        earliest, latest = timex.earliest, timex.latest
        if link.bound == "from":
            precision = "range"
            latest = self._state.timexes[link.until].latest if link.until is not None else None
            what = "from one date to another" if link.until is not None else "only its beginning is told"
            rule = f"{what}; {rule}"
        elif link.bound == "until":
            earliest, precision = None, "range"
            rule = f"only its end is told; {rule}"
        if earliest is None and latest is None:
            return None
        return EventDate(earliest, latest, precision, basis, link.timex, rule, tie.likelihood)

    def _teller(self, voice: Voice) -> str:
        quote = self._quotes.get(voice.quote or "")
        if voice.actor != WRITER or quote is None or quote.source is None:
            return voice.actor
        return self._state.article.text[slice(*quote.source)].lower()

    def actor_or_word(self, word: Token | None) -> str:
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
        return tuple(dict.fromkeys(a for _, e, a in self._mentions[first:last] if e <= span[1]))


def _is_presupposed(trigger: Trigger) -> bool:
    """Whether who speaks takes for known what a noun names: "the debate", "last year's rally", "his speech"."""
    if not trigger.nominal or trigger.token.lemma_.lower() not in event_words().occasions:
        return False
    children = trigger.token.children
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "these")) for c in children)


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
