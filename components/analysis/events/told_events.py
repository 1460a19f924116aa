"""Makes records of groups of tellings: those that are told, and those that are too unsure to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.denials import find_denials
from components.analysis.events.event_draft import EventDate, EventDraft
from components.analysis.events.event_group import UNREAL, EventGroup
from components.analysis.events.event_label import Labeller
from components.analysis.events.factuality import is_obliged
from components.domain.ids import item_ids
from components.domain.record import WRITER, Event, UnsureEvent
from components.domain.spans import Span

_UNLIKELY = "too unsure whether this is something that happens"
_PERHAPS_SAME = "perhaps told already, as “{label}”"
_DATE_UNSURE = "too unsure whether it was on this date"


class ToldEvents(NamedTuple):
    """The events of an article and what is too unsure to be one, or on its date; both in text order."""

    events: list[Event]
    unsure: list[UnsureEvent]


class _Unsure(NamedTuple):
    draft: EventDraft
    why: str
    likelihood: float
    date_of: EventDraft | None = None


def told_events(
    text: str,
    groups: Sequence[EventGroup],
    sayings: Sequence[EventDraft],
    labeller: Labeller,
    config: EventsConfig,
) -> ToldEvents:
    """What is told and what is not; ``text`` is the article's, whose words give the events their ids."""
    told = [g for g in groups if _is_told(g, config)]
    for group in told:
        date = group.lead.date
        if date is not None and group.likelihood * date.likelihood < config.min_told_on_date:
            group.lead.leave_date_open()
    groups_of = {id(g.lead): g for g in told}
    leads = sorted([*(g.lead for g in told), *sayings], key=lambda d: d.trigger.i)
    unsure = sorted(_unsure(groups, told, labeller, config), key=lambda u: u.draft.trigger.i)
    of_told, of_unsure = _ids(text, leads), _ids(text, [u.draft for u in unsure])
    id_of = {id(d): identity for d, identity in zip(leads, of_told, strict=True)}
    denied = {id(denial.lead): id_of[id(claim.lead)] for denial, claim in find_denials(told, config)}
    taken = set(of_told)
    return ToldEvents(
        [_event(d, groups_of.get(id(d)), id_of, denied.get(id(d)), labeller) for d in leads],
        [
            UnsureEvent(
                id=identity if identity not in taken else f"{identity}-unsure",
                event_kind=u.draft.trigger.event_kind,
                summary=labeller.label([u.draft]),
                why=u.why,
                date_of=id_of[id(u.date_of)] if u.date_of is not None else None,
                mentions=(u.draft.trigger.span,),
                confidence=round(u.likelihood, 2),
                **_fields(u.draft, u.draft.perhaps_on if u.date_of is not None else u.draft.date),
            )
            for u, identity in zip(unsure, of_unsure, strict=True)
        ],
    )


def _is_told(group: EventGroup, config: EventsConfig) -> bool:
    lead = group.lead
    if lead.date is not None and group.likelihood * lead.date.likelihood >= config.min_told_on_date:
        return True
    token = lead.trigger.token
    needs_more = lead.trigger.event_kind == "state" or is_obliged(token) or _says_little(token)
    return group.likelihood >= (config.min_told_state if needs_more else config.min_told)


def _says_little(token: Token) -> bool:
    """Whether a word says nothing without the text: "did" for what was told before, "a statement"."""
    if token.pos_ == "NOUN":
        is_argument = token.dep_ in ("nsubj", "nsubjpass", "dobj")
        return not is_argument and all(c.dep_ in ("det", "punct") for c in token.children)
    return token.lemma_ == "do" and not any(c.dep_ == "dobj" for c in token.children)


def _ids(text: str, drafts: Sequence[EventDraft]) -> list[str]:
    return item_ids("e", (text[d.clause[0] : d.clause[1]] for d in drafts))


def _unsure(
    groups: Sequence[EventGroup], told: Sequence[EventGroup], labeller: Labeller, config: EventsConfig
) -> Iterator[_Unsure]:
    is_told = {id(g) for g in told}
    for group in groups:
        if id(group) in is_told:
            label = _PERHAPS_SAME.format(label=labeller.label(group.drafts))
            yield from (_Unsure(d, label, d.occurs) for d in group.perhaps_told)
            date = group.lead.perhaps_on
            if date is not None:
                yield _Unsure(group.lead, _DATE_UNSURE, date.likelihood, group.lead)
        elif group.likelihood >= config.min_perhaps_told:
            before = group.perhaps
            same = before is not None and id(before) in is_told and group.told_before >= config.min_perhaps_before
            why = _PERHAPS_SAME.format(label=labeller.label(before.drafts)) if same and before else _UNLIKELY
            yield _Unsure(group.lead, why, group.likelihood)


def _event(
    draft: EventDraft, group: EventGroup | None, id_of: dict[int, str], denies: str | None, labeller: Labeller
) -> Event:
    """The event of a group, or of an act of saying; ``id_of`` gives events' ids by the ``id`` of their drafts."""
    tellings = [draft] if group is None else [*group.drafts, *group.in_headings]
    mentions: list[Span] = sorted({d.trigger.span for d in tellings})
    likely = group.likelihood if group is not None else draft.occurs
    ongoing = group is not None and any(d.status == "ongoing" and d.voice == draft.voice for d in group.drafts)
    fields = _fields(draft, draft.date)
    other = _status_of_another(draft, tellings)
    if other is not None:
        fields |= {"status": other.status, "voice": other.voice, "quote": other.quote}
    elif ongoing and draft.status == "happened" and draft.date is None:
        fields["status"] = "ongoing"
    reasons = group.reasons if group is not None else []
    perhaps = group.perhaps if group is not None else None
    return Event(
        id=id_of[id(draft)],
        kind=draft.trigger.event_kind,
        summary=labeller.label(_alike(draft, tellings)),
        mentions=tuple(mentions),
        confidence=round(likely * (draft.date.likelihood if draft.date else 1), 2),
        perhaps_same=id_of.get(id(perhaps.lead)) if perhaps is not None else None,
        denies=denies,
        **fields | {
            "actors": tuple(dict.fromkeys(a for d in tellings for a in d.actors)),
            "rule": "; ".join(dict.fromkeys([fields["rule"], *reasons])),
        },
    )  # fmt: skip


def _status_of_another(lead: EventDraft, tellings: Sequence[EventDraft]) -> EventDraft | None:
    """The telling whose status goes before that of the lead.

    "The alleged attack took place": the noun says that it is only alleged. "The handover will take place": the verb
    that it will. And what a verb tells in somebody's voice is no fact because a noun takes it up.
    """
    if lead.status not in ("happened", "ongoing"):
        return None
    for telling in tellings:
        linked = _names_what_happens(telling, lead) or _names_what_happens(lead, telling)
        if linked and telling.status in UNREAL:
            return telling
    if lead.trigger.nominal and lead.voice == WRITER:
        verbs = [t for t in tellings if not t.trigger.nominal]
        if verbs and all(t.status == "claimed" for t in verbs):
            return verbs[0]
    return None


def _names_what_happens(noun: EventDraft, verb: EventDraft) -> bool:
    """Whether a telling is the noun of which another says that it takes place."""
    token = noun.trigger.token
    return noun.trigger.nominal and token.dep_ in ("nsubj", "nsubjpass") and token.head.i == verb.trigger.i


def _alike(lead: EventDraft, tellings: Sequence[EventDraft]) -> list[EventDraft]:
    """The tellings that say the same of it as the lead: of its status, in its voice."""
    return [t for t in tellings if (t.status, t.voice) == (lead.status, lead.voice)] or [lead]


def _fields(draft: EventDraft, date: EventDate | None) -> dict[str, Any]:
    """What an event and an unsure one have alike."""
    return {
        "start": draft.clause[0],
        "end": draft.clause[1],
        "trigger": draft.trigger.span,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "precision": date.precision if date else None,
        "basis": date.basis if date else "none",
        "status": draft.status,
        "voice": draft.voice,
        "quote": draft.quote,
        "timex": date.timex if date else None,
        "actors": draft.actors,
        "rule": f"{date.rule}; {draft.rule}" if date else draft.rule,
    }
