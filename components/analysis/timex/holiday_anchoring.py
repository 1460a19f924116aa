"""Anchors named days and feasts: "Christmas", "last Thanksgiving", "during Ramadan", "the Easter weekend"."""

from __future__ import annotations

from datetime import date, timedelta

from components.analysis.timex.anchoring_context import NEEDS_DATE, AnchoredValue, AnchoringContext, year_beside
from components.analysis.timex.day_anchoring import likely_year, planned_year
from components.analysis.timex.movable_feasts import spans_of_feast
from components.analysis.timex.symbolic_values import Deictic, Holiday
from components.analysis.timex.timex3_value_arithmetic import EASTER_YEARS, Bounds, easter, holiday

_MOON = "moon "  # before the name of a feast that movable_feasts.py has the days of
_DAYS_OFF = {1: (-2, 0), 4: (0, 3), 5: (0, 2)}  # by weekday of the holiday: the first and last day of its weekend


def anchor_holiday(meaning: Holiday, context: AnchoringContext) -> AnchoredValue:
    """A named day or feast in the year that is told, or that its tense points to."""
    config, today = context.config, context.today
    year = meaning.year
    if isinstance(year, Deictic):
        year = today.year + year.shift if today is not None else None
    if year is not None:
        spans = _spans(meaning, year)
        if not spans:
            raise ValueError("no such day is known of that year")
        return _anchored(spans[0], AnchoredValue("", "a named day of that year", None, config.whole_confidence))
    if today is None:
        fixed = " " not in meaning.code and not meaning.weekend
        value = f"XXXX-{meaning.code}" if fixed else "XXXX-XX-XX"
        return AnchoredValue(value, "a named day" + NEEDS_DATE, None, config.no_article_date_confidence)
    around = config.max_years_around_period
    first, last = max(EASTER_YEARS[0], today.year - around), min(EASTER_YEARS[-1], today.year + around)
    # A feast of the Islamic calendar may come twice in a year: each is told by its first day, not by its year.
    by_day = {span[0].toordinal(): span for y in range(first, last + 1) for span in _spans(meaning, y)}
    if not by_day:
        raise ValueError("no such day is known of the years around")
    starts = {number: span[0] for number, span in by_day.items()}
    if meaning.shift is not None:
        number = year_beside(starts, today, meaning.shift or 1, strict=bool(meaning.shift))
        rule, confidence = "such a day beside the article date", config.shifted_year_confidence
    elif now := [n for n, (begins, ends) in by_day.items() if begins < today <= ends]:
        number, rule, confidence = now[0], "a named day: it holds the article date", config.tense_year_confidence
    elif context.tense in ("planned", "missed"):
        number, rule = planned_year(by_day, today, "day", context)
        rule, confidence = "a named day: " + rule, config.planned_confidence
    else:
        number, rule, confidence = likely_year(starts, today, "day", context)
        rule = "a named day: " + rule
    return _anchored(by_day[number], AnchoredValue("", rule, "dateline", confidence))


def _anchored(span: Bounds, anchored: AnchoredValue) -> AnchoredValue:
    first, last = span
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return anchored._replace(value=value)


def _spans(meaning: Holiday, year: int) -> list[Bounds]:
    """The first and last day of each such feast that begins in the year."""
    if meaning.code.startswith(_MOON):
        spans = list(spans_of_feast(meaning.code.removeprefix(_MOON), year))
    elif meaning.code.startswith("easter ") and meaning.code.count(" ") > 1:
        begins, ends = (int(n) for n in meaning.code.split()[1:])
        spans = [(easter(year) + timedelta(begins), easter(year) + timedelta(ends))]
    else:
        day = holiday(meaning.code, year)
        spans = [(day, day)]
    return [_days_off(first) for first, _ in spans] if meaning.weekend else spans


def _days_off(day: date) -> Bounds:
    """The weekend that a holiday makes longer; for one in the middle of a week the nearest."""
    if day.isoweekday() in _DAYS_OFF:
        begins, ends = _DAYS_OFF[day.isoweekday()]
        return day + timedelta(begins), day + timedelta(ends)
    saturday = day + timedelta({2: -3, 3: 3, 6: 0, 7: -1}[day.isoweekday()])
    return saturday, saturday + timedelta(1)
