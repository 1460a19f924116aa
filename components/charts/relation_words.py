"""Who acts on whom in words and shapes: what the text doesn't assert is never told, or drawn, as done."""

from __future__ import annotations

from components.charts.timeline import LANE_NAMES, SYMBOLS
from components.domain.record import Relation, RelationStatus

# As the timeline has them; there what is denied and what is not so share a lane.
STATUS_NAMES: dict[RelationStatus, str] = {"denied": "Denied", "not so": "Not so"}
STATUS_NAMES |= {status: name for status, name in LANE_NAMES.items() if status not in STATUS_NAMES}
STATUS_SYMBOLS: dict[RelationStatus, str] = {"not so": SYMBOLS["denied"]}
for _status, _symbol in SYMBOLS.items():
    STATUS_SYMBOLS[_status] = _symbol


def is_asserted(relation: Relation) -> bool:
    """Whether the text tells it as what happened, or happens; what is only said to have is claimed."""
    return relation.status in ("happened", "ongoing")


def act_words(relation: Relation) -> str:
    """What one does to the other: "attack", "not attack", "attack (claimed)"."""
    if relation.status == "not so":
        return f"not {relation.verb}"
    words = f"not {relation.verb}" if relation.negated else relation.verb
    return words if is_asserted(relation) else f"{words} ({STATUS_NAMES[relation.status].lower()})"
