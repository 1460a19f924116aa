"""Groups the tellings of one event: those that are likely of one, and those that perhaps are (event coreference)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.coreference_features import TellingArrays, coreference_features, pair_rows
from components.analysis.events.event_draft import EventDraft, EventDrafter
from components.analysis.events.event_group import UNREAL, EventGroup
from components.analysis.events.event_models import EventModels
from components.analysis.events.lexicon import carrying_verbs, event_words

_OF_CARRIED = 0.9  # likeness of a noun and the verb that only carries it
_LEAST = 0.02  # likeness under which two tellings aren't compared at all


class Likeness:
    """How likely each two tellings of an article are of one event (0..1)."""

    def __init__(
        self,
        doc: Doc,
        drafts: Sequence[EventDraft],
        states: npt.NDArray[np.float32],
        drafter: EventDrafter,
        models: EventModels,
        config: EventsConfig,
    ) -> None:
        self._least_of_others = config.min_perhaps_same_of_others
        self._at = {d.trigger.i: d for d in drafts}
        self._ids = [id(d) for d in drafts]
        self._place = {identity: n for n, identity in enumerate(self._ids)}
        self._same = np.zeros((len(drafts), len(drafts)), "float32")
        told = TellingArrays(doc, drafts, drafter, states)
        narrowed = models.narrowed(told.states)
        for a, b in pair_rows(len(drafts), config.max_tellings_back):
            likely = models.same(coreference_features(told, a, b), narrowed, a, b)
            self._same[a, b] = self._same[b, a] = likely

    def alike(self, draft: EventDraft) -> set[int]:
        """The ``id`` of each telling that may be of the same event at all."""
        place = self._place[id(draft)]
        token = draft.trigger.token
        near = [token.head.i, token.head.head.i, *(c.i for c in token.children), *_in(token)]
        beside = {id(self._at[i]) for i in near if i in self._at}
        return beside | {self._ids[n] for n in np.flatnonzero(self._same[place] >= _LEAST).tolist()}

    def of(self, a: EventDraft, b: EventDraft) -> float:
        """Of two tellings; 0 where something speaks against it: two dates, or one is and one is not so.

        Also of words that aren't akin and not likely enough: they are many, and most of that little is chance.
        """
        if a.days and b.days and a.days != b.days:
            return 0.0
        if (a.status == "denied") != (b.status == "denied") or _are_done_to_others(a, b):
            return 0.0
        if _is_another(a) != _is_another(b):
            return 0.0
        if _only_carries(a, b) or _only_carries(b, a):
            return _OF_CARRIED
        likely = float(self._same[self._place[id(a)], self._place[id(b)]])
        return likely if likely >= self._least_of_others or _are_akin(a, b) else 0.0


def is_sure_telling(lead: EventDraft, draft: EventDraft, likely: float, config: EventsConfig) -> bool:
    """Whether a draft is told as another telling of the lead's event; ``likely`` is how likely it is one (0..1).

    Words that have nothing to do with each other must be likelier than those of one family ("attacked", "the attack")
    and a noun with the verb that only carries it ("held talks").
    """
    akin = _are_akin(lead, draft)
    if not (_carries(lead, draft) or _carries(draft, lead)) and (lead.status in UNREAL) != (draft.status in UNREAL):
        return False  # "the alleged attack shocked many"
    if not akin and not (lead.trigger.nominal or draft.trigger.nominal):
        return False
    return likely >= (config.min_same if akin else config.min_same_of_others)


def _in(verb: Token) -> list[int]:
    """The nouns after "in" below a verb: "engaged in talks"."""
    return [o.i for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for o in c.children]


def _are_akin(a: EventDraft, b: EventDraft) -> bool:
    return a.family == b.family or _carries(a, b) or _carries(b, a)


def _only_carries(verb: EventDraft, noun: EventDraft) -> bool:
    """Whether a verb says nothing beside its noun: "engaged in talks", "the message, delivered on Monday"."""
    if verb.trigger.token.lemma_.lower() not in event_words().delivering:
        return False
    token = verb.trigger.token
    describes = token.dep_ == "acl" and token.tag_ == "VBN" and token.head.i == noun.trigger.i and noun.trigger.nominal
    return describes or (noun.trigger.nominal and _carries(verb, noun))


def _carries(verb: EventDraft, noun: EventDraft) -> bool:
    words, token = event_words(), noun.trigger.token
    inside = token.dep_ == "pobj" and token.head.lower_ == "in"  # "engaged in talks"
    above = token.head.head if inside else token.head
    if verb.trigger.nominal or above.i != verb.trigger.i:
        return False
    lemma = verb.trigger.token.lemma_.lower()
    if not noun.trigger.nominal:
        return token.dep_ == "xcomp" and lemma in words.planning | words.begin | words.awaiting_verbs
    return (inside or token.dep_ in ("dobj", "nsubj", "nsubjpass")) and lemma in carrying_verbs()


def group_tellings(
    body: Sequence[EventDraft], heading: Sequence[EventDraft], likeness: Likeness, config: EventsConfig
) -> list[EventGroup]:
    """The groups of an article, in text order; a heading's tellings only join those of the body."""
    groups: list[EventGroup] = []
    for draft in body:
        best, likely = _nearest(draft, groups, likeness)
        if best is not None and likely >= config.min_perhaps_same:
            best.drafts.append(draft)
        else:
            groups.append(EventGroup([draft], told_before=likely, perhaps=best))
    for draft in heading:
        best, likely = _nearest(draft, groups, likeness)
        if best is not None and likely >= config.min_perhaps_same:
            best.in_headings.append(draft)
    return groups


def _nearest(draft: EventDraft, groups: Sequence[EventGroup], likeness: Likeness) -> tuple[EventGroup | None, float]:
    best, most = None, 0.0
    alike = likeness.alike(draft)
    for group in groups:
        # The mean over all: one likeness by chance doesn't chain two events into one.
        likely = sum(likeness.of(d, draft) for d in group.drafts if id(d) in alike) / len(group.drafts)
        if likely > most:
            best, most = group, likely
    return best, most


def _is_another(draft: EventDraft) -> bool:
    """Whether a noun says that it is not the one told of before: "another attack", "the previous election"."""
    return draft.trigger.nominal and any(c.lower_ in event_words().other_one for c in draft.trigger.token.children)


def _are_done_to_others(first: EventDraft, second: EventDraft) -> bool:
    """Whether two verbs have objects of their own that aren't the same: "struck the town, killing ten"."""
    if first.trigger.nominal or second.trigger.nominal:
        return False
    return bool(first.patient and second.patient) and first.patient != second.patient
