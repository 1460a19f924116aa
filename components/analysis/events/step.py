"""The step ``dateline_events``: what happened, when, in whose voice, and which tellings are of one event."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.events.scorer  # noqa: F401 - registers the scorer
from components.analysis.events.anchoring import tie_triggers_to_dates
from components.analysis.events.config import EventsConfig
from components.analysis.events.denials import find_denials
from components.analysis.events.event_coreference import EventGroup, merge_mentions
from components.analysis.events.event_draft import EventDraft, EventDrafter
from components.analysis.events.event_summary import summarise
from components.analysis.events.factuality import announces_future_event
from components.analysis.events.fallback_dating import (
    main_event_day,
    reports_on_article_date,
    ties_to_main_event_day,
    ties_to_posts,
)
from components.analysis.events.relation_status import actor_relations
from components.analysis.events.support_verbs import find_support_verbs
from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger, detect_triggers
from components.analysis.findings import Findings, findings, publish
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings
from components.domain.ids import item_ids
from components.domain.record import Event
from components.domain.spans import Span


class EventsStep(ScoredStep[EventsConfig]):
    """Writes the events in text order and who acts on whom; reads the time expressions, actors and quotes."""

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        state = findings(doc)
        groups = merge_mentions(*_drafts(doc, state, self._config), self._config)
        state.events = _events(doc, groups, self._config)
        state.relations, state.unsure_relations = actor_relations(doc, state, self._config)
        publish(doc, "dateline_events", [(e.trigger, e.kind) for e in state.events])
        return doc


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
    return EventsStep(name, EventsConfig(**settings), scorer)


def _drafts(
    doc: Doc, state: Findings, config: EventsConfig
) -> tuple[list[EventDraft], list[EventDraft], list[EventDraft]]:
    """The tellings of the body, of its headings and of the alternative headline."""
    triggers = detect_triggers(doc)
    ties = _date_ties(doc, triggers, state, config)
    # Only a date that the text or the reader gives: an inferred one is too little to date a saying by.
    dated_article = bool(state.date) and state.date_basis != "inferred"
    on_article_date = reports_on_article_date(triggers, state.timexes, ties) if dated_article else set()
    support_verbs, handed_on = find_support_verbs(triggers, ties)
    ties = handed_on | ties
    drafter = EventDrafter(state, config)
    body: list[EventDraft] = []
    heading: list[EventDraft] = []
    alternative: list[EventDraft] = []
    for i, trigger in triggers.items():
        tie = ties.get(i)
        if i in support_verbs or not (trigger.is_event or _is_event_by_date(trigger, tie)):
            continue
        start, end = trigger.span
        if state.in_alternative(start, end):
            part = alternative
        elif state.in_heading(start, end):
            part = heading
        else:
            part = body
        part.append(drafter.draft(trigger, tie, on_article_date=i in on_article_date))
    return body, heading, alternative


def _date_ties(doc: Doc, triggers: dict[int, Trigger], state: Findings, config: EventsConfig) -> dict[int, DateTie]:
    """The dates of the triggers: those of their sentences, then for sayings that of their post or of the main event."""
    ties = tie_triggers_to_dates(doc, triggers, state.timexes, state.date, config)
    ties |= ties_to_posts(triggers, state.timexes, ties)
    day = main_event_day(triggers, state.timexes, ties)
    return ties if day is None else ties | ties_to_main_event_day(triggers, day, state.timexes, ties)


def _is_event_by_date(trigger: Trigger, tie: DateTie | None) -> bool:
    """Whether a word that tells no event by itself does so as it has a date.

    "expect to close the deal in May": only the closing is an event.
    """
    if tie is None:
        return False
    return tie.way != "control" or not (trigger.kind == "state" or announces_future_event(trigger.token))


def _events(doc: Doc, groups: list[EventGroup], config: EventsConfig) -> list[Event]:
    groups = sorted(groups, key=lambda g: g.lead.trigger.span)
    text = findings(doc).article.text
    ids = item_ids("e", (text[g.lead.clause[0] : g.lead.clause[1]] for g in groups))
    id_of = {id(group): event_id for group, event_id in zip(groups, ids, strict=True)}
    denied_by = {id(denial): id_of[id(claim)] for denial, claim in find_denials(groups, config)}
    return [_event(group, id_of, denied_by.get(id(group)), config) for group in groups]


def _event(group: EventGroup, id_of: dict[int, str], denies: str | None, config: EventsConfig) -> Event:
    """The event of a group; ``id_of`` gives events' ids by the ``id`` of their groups."""
    lead = group.lead
    mentions: list[Span] = sorted({d.trigger.span for d in group.drafts})
    ongoing = any(d.status == "ongoing" and d.voice == lead.voice for d in group.drafts)
    return Event(
        id=id_of[id(group)],
        start=lead.clause[0],
        end=lead.clause[1],
        trigger=lead.trigger.span,
        kind=lead.trigger.event_kind,
        summary=summarise(lead.trigger, config),
        earliest=lead.earliest,
        latest=lead.latest,
        precision=lead.precision,
        basis=lead.basis,
        status="ongoing" if ongoing and lead.status == "happened" and not lead.dated else lead.status,
        voice=lead.voice,
        quote=lead.quote,
        mentions=tuple(mentions),
        timex=lead.timex,
        actors=tuple(dict.fromkeys(a for d in group.drafts for a in d.actors)),
        rule="; ".join(dict.fromkeys([lead.rule, *group.reasons])),
        confidence=lead.confidence,
        perhaps_same=id_of.get(id(group.perhaps)) if group.perhaps else None,
        denies=denies,
    )
