"""Reads one symbolic meaning against the article date and the dates that the text named before it."""

from __future__ import annotations

from datetime import date

from components.analysis.timex.anchoring_context import (
    NEEDS_DATE,
    AnchoredValue,
    AnchoringContext,
    MentionedDate,
    NumericOrder,
)
from components.analysis.timex.config import TimexConfig
from components.analysis.timex.day_anchoring import (
    anchor_day,
    anchor_numeric,
    anchor_sibling,
    anchor_weekday,
    anchor_weekday_of_week,
)
from components.analysis.timex.holiday_anchoring import anchor_holiday
from components.analysis.timex.period_anchoring import anchor_part_of_year, anchor_same_unit
from components.analysis.timex.symbolic_values import (
    Ahead,
    Day,
    Deictic,
    Distance,
    Fixed,
    Holiday,
    Meaning,
    Moment,
    Numeric,
    Part,
    SameUnit,
    Sibling,
    TimePhrase,
    Weekday,
    WeekdayOfWeek,
)
from components.analysis.timex.timex3_value_arithmetic import unit_of
from components.analysis.timex.unit_anchoring import anchor_ahead, anchor_deictic, anchor_distance


class Anchorer:
    """Reads phrases in text order, keeping the dates that were named."""

    def __init__(self, order: NumericOrder | None, config: TimexConfig) -> None:
        self._context = AnchoringContext(None, order, config)

    def remember(self, index: int, value: str, phrase: TimePhrase) -> None:
        """Keep a resolved calendar value for later phrases that count from it."""
        if unit_of(value):
            meaning = phrase.meaning
            counted = isinstance(meaning, Distance) or (isinstance(meaning, SameUnit) and bool(meaning.back))
            self._context.mentioned.append(MentionedDate(index, value, phrase.start, phrase.sentence, counted))

    def anchor(self, phrase: TimePhrase, today: date | None) -> AnchoredValue:
        """The value of a phrase, where ``today`` is what it counts from.

        Raises ValueError or OverflowError for what lies outside the calendar.
        """
        context = self._context
        context.today, context.tense = today, phrase.tense
        context.place, context.sentence = phrase.start, phrase.sentence
        return _anchored(phrase.meaning, context)


def _anchored(meaning: Meaning, context: AnchoringContext) -> AnchoredValue:
    match meaning:
        case Fixed():
            return AnchoredValue(meaning.value, meaning.rule, None, context.config.whole_confidence)
        case Day():
            return anchor_day(meaning, context)
        case Weekday():
            return anchor_weekday(meaning, context)
        case WeekdayOfWeek():
            return anchor_weekday_of_week(meaning, context)
        case Deictic():
            return anchor_deictic(meaning, context)
        case Distance():
            return anchor_distance(meaning, context)
        case Ahead():
            return anchor_ahead(meaning, context)
        case Part():
            return anchor_part_of_year(meaning, context)
        case SameUnit():
            return anchor_same_unit(meaning, context)
        case Holiday():
            return anchor_holiday(meaning, context)
        case Numeric():
            return anchor_numeric(meaning, context)
        case Moment():
            return _anchored_moment(meaning, context)
        case Sibling():
            return anchor_sibling(meaning, context)


def _anchored_moment(meaning: Moment, context: AnchoringContext) -> AnchoredValue:
    """A time of day on the day that it names, else on the one named before, else on the article date."""
    config = context.config
    if meaning.on is not None:
        day = _anchored(meaning.on, context)
        return day._replace(value=day.value[:10] + meaning.time, rule="a time of day on: " + day.rule, days=None)
    named = context.last_named("D", within=config.max_day_characters)
    if named:
        value, rule = named.value[:10] + meaning.time, "a time of the day named before"
        return AnchoredValue(value, rule, named.index, config.named_day_time_confidence)
    if context.today is None:
        value, rule = "XXXX-XX-XX" + meaning.time, "a time of day" + NEEDS_DATE
        return AnchoredValue(value, rule, None, config.article_day_time_confidence)
    value = context.today.isoformat() + meaning.time
    rule = "a time of day; no day is named, so the article date's"
    return AnchoredValue(value, rule, "dateline", config.article_day_time_confidence)
