"""What decides whether a group of tellings is told as an event: how likely its words tell one, and nothing told before.

One row of numbers a group (FEATURES), which event_models.py weighs.
"""

from __future__ import annotations

import math

import numpy as np

from components.analysis.events.event_draft import NOT_DONE
from components.analysis.events.event_group import EventGroup

FEATURES = (
    "occurs_odds", "occurs", "mean_occurs", "told_before", "log_told_before", "several", "tellings", "in_heading",
    "date", "by_rule", "place", "noun", "quoted", "unreal", "ongoing", "several_occurs",
)  # fmt: skip
MOST_TELLINGS = 4
_LEAST = 0.01


def acceptance_features(group: EventGroup, place: float) -> list[float]:
    """The numbers of one group; ``place`` is where it stands among all (0..1)."""
    occurs = max(d.occurs for d in group.drafts)
    lead = group.lead
    several = len(group.drafts) > 1
    return [
        math.log(max(occurs, _LEAST) / max(1 - occurs, _LEAST)),
        occurs,
        float(np.mean([d.occurs for d in group.drafts])),
        group.told_before,
        math.log(group.told_before + _LEAST),
        float(several),
        float(min(MOST_TELLINGS, len(group.drafts) + len(group.in_headings))),
        float(bool(group.in_headings)),
        max((d.date.likelihood for d in group.drafts if d.date), default=0.0),
        float(any(d.trigger.is_event for d in group.drafts)),
        place,
        float(lead.trigger.nominal),
        float(lead.quote is not None),
        float(lead.status in NOT_DONE),
        float(lead.status == "ongoing"),
        occurs * several,
    ]
