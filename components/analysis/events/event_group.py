"""A group of tellings that are perhaps of one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from components.analysis.events.event_draft import NOT_DONE, EventDate, EventDraft
from components.domain.record import Status

UNREAL: frozenset[Status] = NOT_DONE | {"claimed"}


@dataclass
class EventGroup:
    """The drafts that perhaps tell one event, in text order, and those of headings that do.

    ``perhaps_told`` are those that are too unsure to be told as such.
    ``told_before`` is how likely it is that another group before it tells the same (0..1), ``perhaps`` that group.
    """

    drafts: list[EventDraft]
    in_headings: list[EventDraft] = field(default_factory=list)
    perhaps_told: list[EventDraft] = field(default_factory=list)
    told_before: float = 0.0
    perhaps: EventGroup | None = None
    reasons: list[str] = field(default_factory=list)  # why the drafts after the first are of the same
    numbers: list[float] = field(default_factory=list)  # acceptance_features.py
    likelihood: float = 0.0  # that it is told rightly (acceptance_features.py)

    @property
    def lead(self) -> EventDraft:
        """The draft that stands for the event: the likeliest one, rather dated, real, the writer's and a verb."""
        return max(self.drafts, key=_weight)

    def keep_sure_tellings(self, is_sure: Callable[[EventDraft, EventDraft], bool]) -> None:
        """Move to ``perhaps_told`` those drafts that are too little like the lead, or like one that is, to be told."""
        lead = self.lead
        sure, left = [lead], [d for d in self.drafts if d is not lead]
        while near := [d for d in left if any(is_sure(s, d) for s in sure)]:
            sure += near
            left = [d for d in left if d not in near]
        sure.sort(key=lambda d: d.trigger.i)
        self.perhaps_told = left
        self.drafts = sure
        dated = [d.date for d in sure if d.date is not None and (d is lead or d.status == lead.status)]
        if dated:
            lead.date = max(dated, key=_exactness)  # what one telling leaves open, another dates
        self.reasons = [f"“{d.trigger.token.text}” tells the same" for d in sure if d is not lead]


def _weight(draft: EventDraft) -> tuple[float, int]:
    weight = draft.occurs + 0.2 * (draft.date.likelihood if draft.date else 0)
    weight += 0.1 * (draft.voice == "writer") - 0.15 * (draft.status in UNREAL) - 0.1 * draft.trigger.nominal
    return weight, -draft.trigger.i


def _exactness(date: EventDate) -> float:
    """How much a date is preferred: "third-quarter results on Oct. 29" are of a day."""
    return date.likelihood + 0.2 * (date.precision in ("day", "time"))
