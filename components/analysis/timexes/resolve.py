"""Resolves symbolic phrases against the article date: a pure function, so that a changed date needs no new parse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from components.analysis.timexes.calendar import bounds
from components.analysis.timexes.expressions import Ahead, Fixed, Moment, Numeric, Phrase
from components.analysis.timexes.meanings import Reader, Told
from components.domain.record import Timex, TimexType


def resolve(phrases: Sequence[Phrase], article_date: date | None) -> list[Timex]:
    """A Timex for each phrase, in order; without an article date, what counts from it stays open."""
    reader = Reader(article_date, numeric_order(phrases))
    out: list[Timex] = []
    for index, phrase in enumerate(phrases):
        told = _safely(reader, phrase)
        reader.remember(index, told.value, phrase)
        found = bounds(told.value) if _kind(phrase) in ("DATE", "TIME") else told.days
        out.append(
            Timex(
                start=phrase.start,
                end=phrase.end,
                type=_kind(phrase),
                value=told.value,
                earliest=found[0].isoformat() if found else None,
                latest=found[1].isoformat() if found else None,
                rule=told.rule,
                anchor=told.anchor,
                confidence=told.confidence,
            )
        )
    return out


def numeric_order(phrases: Sequence[Phrase]) -> Literal["month first", "day first"] | None:
    """The order of day and month that the article's own unambiguous numeric dates show; None where they show none."""
    orders = {
        p.meaning.order for p in phrases if isinstance(p.meaning, Numeric) and p.meaning.first != p.meaning.second
    }
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None


def _kind(phrase: Phrase) -> TimexType:
    if isinstance(phrase.meaning, Fixed):
        return phrase.meaning.type
    if isinstance(phrase.meaning, Ahead):
        return "DURATION"
    return "TIME" if isinstance(phrase.meaning, Moment) else "DATE"


def _safely(reader: Reader, phrase: Phrase) -> Told:
    try:
        return reader.read(phrase)
    except (ValueError, OverflowError):
        return Told("XXXX", "it lies outside the calendar that dates are counted in", None, 0.2)
