"""The step ``dateline_events``: what happened, when, in whose voice, and which tellings are of one event."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.events.scorer  # noqa: F401 - registers the scorer
from components.analysis.events.acceptance_features import acceptance_features
from components.analysis.events.config import EventsConfig
from components.analysis.events.dating import Proposals, likeliest_ties, proposals, rule_ties
from components.analysis.events.event_coreference import Likeness, group_tellings, is_sure_telling
from components.analysis.events.event_draft import EventDraft, EventDrafter
from components.analysis.events.event_group import EventGroup
from components.analysis.events.event_label import Labeller
from components.analysis.events.event_models import EventModels, event_models
from components.analysis.events.fallback_dating import reports_on_article_date
from components.analysis.events.occurrence_features import FEATURES, candidates, occurrence_features
from components.analysis.events.parse_arrays import ParseArrays
from components.analysis.events.piece_states import word_states
from components.analysis.events.relation_status import actor_relations
from components.analysis.events.told_events import told_events
from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger, detect_triggers
from components.analysis.findings import findings, publish
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings

Floats = npt.NDArray[np.float32]
_NONE = np.zeros(0, "int64")  # no tokens


@dataclass(slots=True)
class Candidates:
    """The words of a Doc that may tell an event: token indexes, and for each its numbers and its state."""

    tokens: npt.NDArray[np.int64]
    features: Floats
    states: Floats


@dataclass(slots=True)
class Tellings:
    """The tellings of an article by where they stand, in text order.

    ``compared`` are those of the body and of the headings, ``states`` a row for each of them.
    """

    body: list[EventDraft]
    headings: list[EventDraft]
    sayings: list[EventDraft]
    compared: list[EventDraft]
    drafter: EventDrafter
    states: Floats


class EventsStep(ScoredStep[EventsConfig]):
    """Writes the events in text order and who acts on whom; reads the time expressions, actors and quotes."""

    def __init__(self, name: str, config: EventsConfig, scorer: Scorer | None, verb_lemmas: frozenset[str]) -> None:
        super().__init__(name, config, scorer)
        self._verb_lemmas = verb_lemmas

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        return self.read(doc, event_models())

    def read(self, doc: Doc, models: EventModels) -> Doc:
        """Read a parsed Doc with these models."""
        state = findings(doc)
        groups, sayings = self.groups(doc, models)
        labeller = Labeller(state, self._config)
        state.events, state.unsure_events = told_events(state.article.text, groups, sayings, labeller, self._config)
        state.relations, state.unsure_relations = actor_relations(doc, state, self._config)
        publish(doc, "dateline_events", [(e.trigger, e.kind) for e in state.events])
        return doc

    def candidates(self, doc: Doc) -> Candidates:
        """The words that may tell an event."""
        if not len(doc):
            return Candidates(np.zeros(0, "int64"), np.zeros((0, len(FEATURES)), "float32"), word_states(doc, _NONE))
        parse = ParseArrays(doc)
        tokens = candidates(doc, parse)
        return Candidates(tokens, occurrence_features(doc, parse, tokens, self._verb_lemmas), word_states(doc, tokens))

    def triggers(self, doc: Doc, found: Candidates, models: EventModels) -> tuple[dict[int, Trigger], dict[int, float]]:
        """The words that the rules date, and how likely each is an event of those that are likely enough."""
        occurs = {
            i: p
            for i, p in zip(found.tokens.tolist(), models.occurs(found.features, found.states).tolist(), strict=True)
            if p >= self._config.min_occurrence
        }
        triggers = detect_triggers(doc)
        for i in occurs:
            if i not in triggers:
                nominal = doc[i].pos_ == "NOUN"
                triggers[i] = Trigger(doc[i], "action" if nominal or doc[i].pos_ == "VERB" else "state", nominal, False)
        return dict(sorted(triggers.items())), occurs

    def dates(
        self, doc: Doc, triggers: dict[int, Trigger], occurs: dict[int, float]
    ) -> tuple[dict[int, DateTie], Proposals]:
        """The rules' ties of words to dates, and all the dates that the likely words may be on."""
        state = findings(doc)
        ties = rule_ties(doc, triggers, state, self._config)
        return ties, proposals(doc, triggers, ties, occurs, state, self._config)

    def tellings(self, doc: Doc, found: Candidates, models: EventModels) -> Tellings:
        """The tellings of the words that are likely enough."""
        state, config = findings(doc), self._config
        triggers, occurs = self.triggers(doc, found, models)
        ties, proposed = self.dates(doc, triggers, occurs)
        likely = likeliest_ties(proposed, models)
        # Only a date that the text or the reader gives: an inferred one is too little to date a saying by.
        dated_article = bool(state.date) and state.date_basis != "inferred"
        on_article_date = reports_on_article_date(triggers, state.timexes, ties) if dated_article else set()
        drafter = EventDrafter(state, config)
        body: list[EventDraft] = []
        headings: list[EventDraft] = []
        sayings: list[EventDraft] = []
        for i in sorted(occurs):
            trigger = triggers[i]
            draft = drafter.draft(trigger, likely.get(i), occurs=occurs[i], on_article_date=i in on_article_date)
            if state.in_alternative(*trigger.span) or state.in_heading(*trigger.span):
                headings.append(draft)
            elif trigger.event_kind == "reporting":
                if occurs[i] >= config.min_saying:
                    sayings.append(draft)
            else:
                body.append(draft)
        compared = sorted([*body, *headings], key=lambda d: d.trigger.i)
        place = {i: n for n, i in enumerate(found.tokens.tolist())}
        states = found.states[[place[d.trigger.i] for d in compared]]
        return Tellings(body, headings, sayings, compared, drafter, states)

    def groups(self, doc: Doc, models: EventModels) -> tuple[list[EventGroup], list[EventDraft]]:
        """The groups of tellings with their likelihoods, and the acts of saying; both in text order."""
        told = self.tellings(doc, self.candidates(doc), models)
        likeness = Likeness(doc, told.compared, told.states, told.drafter, models, self._config)
        groups = group_tellings(told.body, told.headings, likeness, self._config)
        if groups:
            for n, group in enumerate(groups):
                group.numbers = acceptance_features(group, n / len(groups))
            rows = np.array([group.numbers for group in groups], "float32")
            for group, chance in zip(groups, models.accepted(rows).tolist(), strict=True):
                group.likelihood = chance
        for group in groups:
            group.keep_sure_tellings(lambda a, b: is_sure_telling(a, b, likeness.of(a, b), self._config))
        return groups, told.sayings


@Language.factory(
    "dateline_events",
    default_config={**asdict(EventsConfig()), "scorer": {"@scorers": "dateline.events_scorer.v1"}},
    # It reads token.pos, too, which spaCy's English pipelines set but don't declare.
    requires=["doc._.dateline", "doc.ents", "doc.sents", "token.tag", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline", "doc.spans"],
    default_score_weights={
        "events_p": 0.0,
        "events_r": 0.0,
        "events_f": 0.4,
        "events_date_acc": 0.4,
        "events_status_acc": 0.2,
    },
)
@takes_settings(EventsConfig)
def make_events_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> EventsStep:
    """The step, with settings from the pipeline's config."""
    return EventsStep(name, EventsConfig(**settings), scorer, _verb_lemmas(nlp))


def _verb_lemmas(nlp: Language) -> frozenset[str]:
    """The verbs that the pipeline's lemmatizer knows; none where it knows no list."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index").get("verb", ()))
