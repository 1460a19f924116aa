"""Tells in which order an article writes its numeric dates: "13/4/2026" is day first."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.timex.anchoring_context import NumericOrder
from components.analysis.timex.symbolic_values import Moment, Numeric, TimePhrase


def numeric_order(phrases: Sequence[TimePhrase]) -> NumericOrder | None:
    """The order of day and month that the article's own unambiguous numeric dates show; None where they show none."""
    days = [p.meaning.on if isinstance(p.meaning, Moment) else p.meaning for p in phrases]
    orders = {day.order for day in days if isinstance(day, Numeric) and day.first != day.second}
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None
