"""Merges the tellings of one event, and keeps those apart that are only perhaps the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.event_draft import EventDraft
from components.analysis.events.lexicon import event_words

_UNREAL = frozenset(("planned", "possible", "denied"))


@dataclass
class EventGroup:
    """The drafts that tell one event, in text order; ``reasons`` say why each was joined."""

    drafts: list[EventDraft]
    reasons: list[str] = field(default_factory=list)
    perhaps: EventGroup | None = None

    @property
    def lead(self) -> EventDraft:
        """The draft that stands for the event: a dated one, else the writer's, else the first."""
        return min(self.drafts, key=lambda d: (not d.dated, d.status in _UNREAL, d.voice != "writer"))


def merge_mentions(
    body: Sequence[EventDraft],
    heading: Sequence[EventDraft],
    alternative: Sequence[EventDraft],
    config: EventsConfig,
) -> list[EventGroup]:
    """The events of an article; a heading's tellings only join those of the body, or the title's stand alone."""
    groups: list[EventGroup] = []
    by_family: dict[str, list[EventGroup]] = {}
    for draft in body:
        _place(draft, groups, by_family, config)
    for draft in [*heading, *alternative]:
        same = [g for g in by_family.get(draft.family, []) if _agree(g, draft)]
        if same:
            same[0].drafts.append(draft)
            same[0].reasons.append(f"“{draft.trigger.token.text}” in a headline tells the same")
    return groups


def _place(
    draft: EventDraft, groups: list[EventGroup], by_family: dict[str, list[EventGroup]], config: EventsConfig
) -> None:
    """Add the draft to the group that tells its event, or to ``groups`` and its family as a group of its own."""
    if draft.trigger.token.lemma_.lower() in event_words().never_merged:
        groups.append(EventGroup([draft]))
        return
    happening = _group_told_to_happen(draft, groups, config)
    if happening is not None:
        happening.drafts.append(draft)
        happening.reasons.append(f"“{draft.trigger.token.text}” says that it happened")
        return
    of_family = by_family.setdefault(draft.family, [])
    perhaps: EventGroup | None = None
    for group in reversed(of_family[-config.max_family_events :]):
        if not _agree(group, draft):
            continue
        reason = _reason(group, draft, config, alone=_is_central(group, of_family))
        if reason:
            group.drafts.append(draft)
            group.reasons.append(reason)
            return
        if perhaps is None and _may_be_same(group, draft):
            perhaps = group
    new_group = EventGroup([draft], perhaps=perhaps)
    groups.append(new_group)
    of_family.append(new_group)


def _group_told_to_happen(draft: EventDraft, groups: Sequence[EventGroup], config: EventsConfig) -> EventGroup | None:
    """The event whose noun is the subject of a verb of happening: "the earthquake struck", "the attack took place"."""
    if draft.trigger.nominal or not _tells_happening(draft.trigger.token):
        return None
    subject = next((c.i for c in draft.trigger.token.children if c.dep_ in ("nsubj", "nsubjpass")), -1)
    for group in reversed(groups[-config.max_events_to_subject :]):
        if any(d.trigger.i == subject for d in group.drafts) and _agree(group, draft):
            return group
    return None


def _tells_happening(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in event_words().happening or (
        lemma == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)
    )


def _is_central(group: EventGroup, of_family: Sequence[EventGroup]) -> bool:
    """Whether it is the only event of its family, or the only one that the text comes back to."""
    if len(of_family) == 1:
        return True
    return len(group.drafts) > 1 and all(len(g.drafts) == 1 for g in of_family if g is not group)


def _agree(group: EventGroup, draft: EventDraft) -> bool:
    """Whether nothing speaks against one event: neither dates nor what is real and what is only planned."""
    lead = group.lead
    if lead.dated and draft.dated and (lead.earliest, lead.latest) != (draft.earliest, draft.latest):
        return False
    if (lead.status == "denied") != (draft.status == "denied"):
        return False
    return (lead.status in _UNREAL) == (draft.status in _UNREAL) or draft.trigger.nominal


def _reason(group: EventGroup, draft: EventDraft, config: EventsConfig, *, alone: bool) -> str:
    """Why the draft is another telling of the group's event, in words for a reader; "" where that is unsure."""
    token, lead = draft.trigger.token, group.lead
    word, first = token.text, lead.trigger.token.text
    latest = group.drafts[-1].trigger.token
    if not draft.trigger.nominal and _stands_under(token, latest, config):  # a tree is a sentence
        return f"“{word}” spells out “{latest.text}” in the same sentence"
    if draft.trigger.nominal:
        if not _points_back(token):
            return ""
        if draft.dated and draft.status == "planned" and lead.status not in _UNREAL:
            return ""  # "expect to close the deal in May" is not when they agreed to it
        apart = (
            not _same_word(group, draft)
            and draft.actors
            and lead.actors
            and not set(draft.actors) & {a for d in group.drafts for a in d.actors}
        )
        if apart or (draft.dated and lead.dated):
            return ""
        return f"“{_with_determiner(token)}” takes up “{first}”" if alone or _same_word(group, draft) else ""
    same_doer = draft.subject and any(d.subject == draft.subject for d in group.drafts)
    if (
        same_doer
        and _same_word(group, draft)
        and not (draft.dated and lead.dated)
        and draft.trigger.kind != "reporting"
    ):
        return f"“{word}”: the same doing by the same doer"
    return ""


def _may_be_same(group: EventGroup, draft: EventDraft) -> bool:
    """Whether the draft may tell an event of its family: an actor in common or, for a noun, the same word."""
    if draft.trigger.kind == "reporting" and not draft.trigger.nominal:
        return False
    shared_actors = set(draft.actors) & {a for d in group.drafts for a in d.actors}
    return bool(shared_actors) or (draft.trigger.nominal and _same_word(group, draft))


def _same_word(group: EventGroup, draft: EventDraft) -> bool:
    lemma = draft.trigger.token.lemma_.lower()
    return any(d.trigger.token.lemma_.lower() == lemma for d in group.drafts)


def _points_back(token: Token) -> bool:
    """Whether a noun points back: "the call", "this appeal", "its request"; or stands for one that is known."""
    return any(
        child.dep_ in ("det", "poss") and child.lower_ in event_words().definite_determiners for child in token.children
    )


def _with_determiner(token: Token) -> str:
    words = [c.text for c in token.children if c.dep_ in ("det", "poss") and c.i < token.i]
    return " ".join([*words[:1], token.text]).lower()


def _stands_under(token: Token, above: Token, config: EventsConfig) -> bool:
    for _ in range(config.max_heads_to_apposed):
        if token.head.i == token.i:
            return False
        token = token.head
        if token.i == above.i:
            return True
    return False
