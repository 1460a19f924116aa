"""The step ``dateline_events``: what happened, when, in whose voice, and which tellings are of one event."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.events.anchoring import (
    DateTie,
    main_event_day,
    reports_on_article_date,
    tie_to_main_event_day,
    tie_to_posts,
    tie_triggers_to_dates,
)
from components.analysis.events.denials import find_denials
from components.analysis.events.event_coreference import EventGroup, is_delivery_verb, merge_mentions
from components.analysis.events.event_draft import EventDraft, EventDrafter
from components.analysis.events.event_summary import summarise
from components.analysis.events.factuality import announces_future_event
from components.analysis.events.trigger_detection import Trigger, detect_triggers
from components.analysis.findings import Findings, findings, publish
from components.domain.ids import item_ids
from components.domain.record import Event
from components.domain.spans import Span


@Language.factory("dateline_events")
class EventsStep:
    """Writes the events in text order; it reads the time expressions, actors and quotes found before."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed Doc."""
        found = findings(doc)
        groups = merge_mentions(*_drafts(doc, found))
        found.events = _events(doc, groups)
        publish(doc, "dateline_events", [(e.trigger, e.kind) for e in found.events])
        return doc


def _drafts(doc: Doc, found: Findings) -> tuple[list[EventDraft], list[EventDraft], list[EventDraft]]:
    """The tellings of the body, of its headings and of the alternative headline."""
    known = detect_triggers(doc)
    dated = tie_triggers_to_dates(doc, known, found.timexes, found.date)
    tie_to_posts(known, found.timexes, dated)
    day = main_event_day(known, found.timexes, dated)
    if day is not None:
        tie_to_main_event_day(known, day, found.timexes, dated)
    # Only a date that the text or the reader gives: an inferred one is too little to date a saying by.
    now = (
        set(reports_on_article_date(known, found.timexes, dated))
        if found.date and found.date_basis != "inferred"
        else set()
    )
    carried = {i for i, trigger in known.items() if _carried(trigger, known, dated)}
    drafter = EventDrafter(found)
    body: list[EventDraft] = []
    heading: list[EventDraft] = []
    alternative: list[EventDraft] = []
    for i, trigger in known.items():
        tie = dated.get(i)
        through = (
            tie is not None
            and tie.way == "control"
            and (trigger.kind == "state" or announces_future_event(trigger.token))
        )
        if i in carried or (not trigger.is_event and (tie is None or through)):
            continue  # "expect to close the deal in May": only the closing is an event
        start, end = trigger.span
        if found.in_alternative(start, end):
            told = alternative
        elif found.in_heading(start, end):
            told = heading
        else:
            told = body
        told.append(drafter.draft(trigger, tie, now=i in now))
    return body, heading, alternative


def _carried(trigger: Trigger, known: dict[int, Trigger], dated: dict[int, DateTie]) -> bool:
    """Whether a verb only carries a noun, which then has its date: "the message, delivered", "a vote is expected"."""
    head = trigger.token.head
    if trigger.nominal:
        return False
    awaited = _awaited(trigger, known)
    if awaited is not None:
        if trigger.i in dated:
            dated.setdefault(awaited, dated[trigger.i])
        return True
    if not is_delivery_verb(trigger.token):
        return False
    if trigger.token.dep_ != "acl":
        return trigger.i not in dated and any(known[i].is_event for i in _objects(trigger) if i in known)
    noun = known.get(head.i)
    if noun is None or not noun.is_event or not noun.nominal or trigger.i not in dated:
        return False
    dated.setdefault(noun.i, dated[trigger.i])
    return True


def _awaited(trigger: Trigger, known: dict[int, Trigger]) -> int | None:
    """The event that the verb only says is to come, as its subject: "A vote is scheduled for Monday"."""
    children = list(trigger.token.children)
    if not announces_future_event(trigger.token) or any(c.dep_ in ("xcomp", "ccomp") for c in children):
        return None
    return next((c.i for c in children if c.dep_ == "nsubjpass" and c.i in known and known[c.i].is_event), None)


def _objects(trigger: Trigger) -> list[int]:
    """The objects of a verb, those after "in" too: "held talks", "engaged in talks"."""
    out = []
    for child in trigger.token.children:
        if child.dep_ == "dobj":
            out.append(child.i)
        elif child.dep_ == "prep" and child.lower_ == "in":
            out.extend(c.i for c in child.children if c.dep_ == "pobj")
    return out


def _events(doc: Doc, groups: list[EventGroup]) -> list[Event]:
    groups = sorted(groups, key=lambda g: g.lead.trigger.span)
    text = findings(doc).article.text
    ids = item_ids("e", (text[g.lead.clause[0] : g.lead.clause[1]] for g in groups))
    by_group = {id(g): i for g, i in zip(groups, ids, strict=True)}
    denies = {id(denial): by_group[id(told)] for denial, told in find_denials(groups)}
    out = []
    for group, made in zip(groups, ids, strict=True):
        lead = group.lead
        mentions: list[Span] = sorted({d.trigger.span for d in group.drafts})
        rule = "; ".join(dict.fromkeys([lead.rule, *group.reasons]))
        ongoing = any(d.status == "ongoing" and d.voice == lead.voice for d in group.drafts)
        perhaps = by_group.get(id(group.perhaps)) if group.perhaps else None
        out.append(
            Event(
                id=made,
                start=lead.clause[0],
                end=lead.clause[1],
                trigger=lead.trigger.span,
                kind=lead.trigger.event_kind,
                summary=summarise(lead.trigger),
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
                rule=rule,
                confidence=lead.confidence,
                perhaps_same=perhaps,
                denies=denies.get(id(group)),
            )
        )
    return out
