"""Sets a denial beside what it denies: "three drones struck a depot" and "no such attack took place"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from components.analysis.events.config import EventsConfig
from components.analysis.events.event_draft import EventDraft
from components.analysis.events.event_group import EventGroup

_TOLD_STATUSES = frozenset(("happened", "ongoing", "claimed"))


def find_denials(groups: Sequence[EventGroup], config: EventsConfig) -> Iterator[tuple[EventGroup, EventGroup]]:
    """(the denial, what it denies) where two tellers say the opposite of one doing; groups in text order.

    What is denied is of the same family of words. Where the denial doesn't point to it ("no such attack", "denied the
    attack"), who does it to whom must agree. One teller who tells both tells of two things.
    """
    claims: defaultdict[str, list[tuple[EventGroup, EventDraft]]] = defaultdict(list)
    denials: list[tuple[EventGroup, EventDraft]] = []
    for group in groups:
        for draft in group.drafts:
            if draft.status == "denied":
                denials.append((group, draft))
            elif draft.status in _TOLD_STATUSES and draft.trigger.kind != "reporting":
                claims[draft.family].append((group, draft))
    done: set[int] = set()
    for group, denial in denials:
        of_family = claims[denial.family]
        before = [c for c in of_family if c[1].trigger.i < denial.trigger.i][-config.max_family_events :]
        after = [c for c in of_family if c[1].trigger.i > denial.trigger.i][: config.max_family_events]
        denied = next((g for g, told in [*reversed(before), *after] if g is not group and _denies(denial, told)), None)
        if denied is not None and id(group) not in done:
            done.add(id(group))
            yield group, denied


def _denies(denial: EventDraft, other: EventDraft) -> bool:
    if denial.telling_actor == other.telling_actor:
        return False
    if denial.days and other.days and denial.days != other.days:
        return False
    if denial.trigger.nominal and _points_to_claim(denial):
        return True
    apart = denial.patient and other.patient and denial.patient != other.patient
    return bool(denial.agent) and denial.agent == other.agent and not apart


def _points_to_claim(denial: EventDraft) -> bool:
    """Whether a noun points to what was told: "no such attack", "denied the attack", "denied any attack on it"."""
    token = denial.trigger.token
    if any(c.lower_ == "such" for c in token.children):
        return True
    return token.dep_ == "dobj" and any(c.dep_ == "det" and c.lower_ != "no" for c in token.children)
