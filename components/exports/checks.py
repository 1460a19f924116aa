"""What a reporter should check before relying on it: unsure marks, nobody's quotes, open dates."""

from __future__ import annotations

import msgspec
import pandas as pd

from components.charts.style import CHECK
from components.domain.marks import mention_id, timex_id
from components.domain.record import Record

MOST_MENTIONS = 8  # unsure mentions listed; the rest are in the actors' table


class Check(msgspec.Struct, frozen=True):
    """One thing to check: the mark, why, and its words' span."""

    mark: str
    why: str
    start: int
    end: int


def checks(record: Record) -> list[Check]:
    """Everything to check, in text order."""
    found: list[Check] = []
    for quote in record.quotes:
        start, end = quote.content[0][0], quote.content[-1][1]
        if quote.kind != "scare" and quote.source is None:
            found.append(Check(quote.id, "a quote of nobody named", start, end))
        elif quote.source_type == "anonymous":
            found.append(Check(quote.id, "an unnamed source", start, end))
        elif quote.kind != "scare" and quote.confidence < CHECK:
            found.append(Check(quote.id, "who said it is unsure", start, end))
    for timex in record.timexes:
        if timex.type in ("DATE", "TIME") and timex.value.startswith("XXXX"):
            found.append(Check(timex_id(timex), "a date that can't be placed", timex.start, timex.end))
        elif timex.confidence < CHECK:
            found.append(Check(timex_id(timex), "a date read with doubt", timex.start, timex.end))
    for event in record.events:
        if event.perhaps_same:
            found.append(Check(event.id, "perhaps another event told again", *event.trigger))
        elif event.earliest and event.confidence < CHECK:
            found.append(Check(event.id, "an event's date is unsure", *event.trigger))
    unsure = sorted(
        (m for a in record.actors for m in a.mentions if m.confidence < CHECK), key=lambda m: (m.confidence, m.start)
    )
    found.extend(Check(mention_id(m), "who is meant is unsure", m.start, m.end) for m in unsure[:MOST_MENTIONS])
    return sorted(found, key=lambda c: (c.start, c.end, c.why))


def checks_table(record: Record, found: list[Check]) -> pd.DataFrame:
    """The checks as a table; its first column is the mark's id."""
    rows = [[c.mark, c.why, " ".join(record.text[c.start : c.end].split())] for c in found]
    return pd.DataFrame(rows, columns=["id", "Check", "Words"])
