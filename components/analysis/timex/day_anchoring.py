"""Anchors days and months: "January 13", "last April", "Friday", "3/4/2026"."""

from __future__ import annotations

from datetime import date, timedelta

from components.analysis.timex.anchoring_context import (
    NEEDS_DATE,
    Anchor,
    AnchoredValue,
    AnchoringContext,
    first_day,
    year_beside,
)
from components.analysis.timex.symbolic_values import Day, Numeric, Sibling, Weekday, WeekdayOfWeek
from components.analysis.timex.timex3_value_arithmetic import Bounds, bounds
from components.analysis.timex.unit_anchoring import anchor_deictic


def anchor_day(meaning: Day, context: AnchoringContext) -> AnchoredValue:
    """A month, perhaps with its day, in the year that is told, that stands beside it, or that its tense points to."""
    month, day, today, config = meaning.month, meaning.day, context.today, context.config
    tail = f"-{month:02}" + (f"-{day:02}" if day else "")
    what = "day" if day else "month"
    if meaning.yearly:
        return AnchoredValue(
            f"XXXX{tail}", f"a {what} of each year, or of one that isn't told", None, config.whole_confidence
        )
    if meaning.year is not None:
        year_value = anchor_deictic(meaning.year, context)
        return year_value._replace(value=year_value.value + tail, rule=f"{what} of the year named beside it")
    if today is None:
        return AnchoredValue(
            "XXXX" + tail, f"{what} without its year" + NEEDS_DATE, None, config.no_article_date_confidence
        )
    around = config.max_years_around_day
    years = [y for y in range(today.year - around, today.year + around + 1) if bounds(f"{y:04}{tail}")]
    if not years:
        return AnchoredValue("XXXX" + tail, "no such day in the calendar", None, config.no_such_day_confidence)
    from_day = today if day else today.replace(day=1)
    starts = {y: first_day(f"{y:04}{tail}") for y in years}
    if meaning.shift == 0:
        rule = f"that {what} of the article date's year"
        return AnchoredValue(f"{today.year:04}{tail}", rule, "dateline", config.this_year_confidence)
    if meaning.shift is not None:
        year = year_beside(starts, from_day, meaning.shift, strict=True)
        if meaning.shift < 0 and not day and (today.replace(day=1) - timedelta(days=1)).month == month:
            year -= 1  # "last February" in March is of the year before: this one's is "last month"
        rule = f"{'last such' if meaning.shift < 0 else 'next such'} {what} seen from the article date"
        return AnchoredValue(f"{year:04}{tail}", rule, "dateline", config.shifted_year_confidence)
    named = None
    if not day:
        named = context.last_named("Y", within=config.max_year_beside_characters)
        named = named or context.last_named("M", within=config.max_month_beside_characters)
    same_sentence = named is not None and named.sentence == context.sentence and not named.counted
    if named is not None and same_sentence and int(named.value[:4]) < today.year - 1:
        # "In 1999 it lasted from May to July": the story is in that year for as long as the sentence is.
        rule = f"{what} of the year told of just before"
        return AnchoredValue(f"{named.value[:4]}{tail}", rule, named.index, config.year_beside_confidence)
    spans = {y: span for y in years if (span := bounds(f"{y:04}{tail}"))}
    if context.tense in ("planned", "missed"):
        year, rule = planned_year(spans, today, what, context)
        return AnchoredValue(f"{year:04}{tail}", rule, "dateline", config.planned_confidence)
    year, rule, confidence = likely_year(starts, from_day, what, context)
    return AnchoredValue(f"{year:04}{tail}", rule, "dateline", confidence)


def planned_year(spans: dict[int, Bounds], today: date, what: str, context: AnchoringContext) -> tuple[int, str]:
    """The year of what was due once: the nearest, unless the text says that it did not come."""
    if context.tense == "missed":
        begun = [y for y, span in spans.items() if span[0] <= today]
        return max(begun or spans), f"last such {what} up to the article date; it was due then and did not come"
    nearest = min(spans, key=lambda y: (max((spans[y][0] - today).days, (today - spans[y][1]).days, 0), -y))
    return nearest, f"such {what} nearest to the article date, as it was planned once"


def likely_year(starts: dict[int, date], today: date, what: str, context: AnchoringContext) -> tuple[int, str, float]:
    """The year that the tense points to, else the nearest; with the rule and its confidence."""
    config, tense = context.config, context.tense
    before, after = year_beside(starts, today, -1), year_beside(starts, today, 1)
    nearest = min(starts, key=lambda y: abs((starts[y] - today).days))
    days_ahead, days_back = (starts[after] - today).days, (today - starts[before]).days
    just_past = days_back <= config.max_days_just_past and days_ahead >= config.min_days_to_next_year
    if tense == "future" and not just_past:
        rule = f"next such {what} from the article date on, future tense"
        return after, rule, config.tense_year_confidence
    just_ahead = days_ahead <= config.max_days_just_ahead and days_back >= config.min_days_to_last_year
    if tense == "past" and not just_ahead:
        return before, f"last such {what} up to the article date, past tense", config.tense_year_confidence
    against_tense = tense in ("past", "future")
    confidence = config.against_tense_confidence if against_tense else config.nearest_year_confidence
    return nearest, f"such {what} nearest to the article date", confidence


def anchor_weekday(meaning: Weekday, context: AnchoringContext) -> AnchoredValue:
    """A weekday before or after the article date, or the date named before; the tense says which."""
    config, tense, today = context.config, context.tense, context.today
    named = context.last_named("D") if meaning.of == "text" else None
    start = named.first_day if named else today
    anchor: Anchor = named.index if named else "dateline"
    whose = "the date named before" if named else "the article date"
    if start is None:
        return AnchoredValue(
            f"XXXX-WXX-{meaning.weekday}", "a weekday" + NEEDS_DATE, None, config.no_article_date_confidence
        )
    days_back = (start.isoweekday() - meaning.weekday) % 7
    days_ahead = (meaning.weekday - start.isoweekday()) % 7
    if meaning.shift == -1:
        confidence = config.against_tense_confidence if tense == "future" else config.last_weekday_confidence
        day = start - timedelta(days_back or 7) + timedelta(7 * meaning.weeks)
        return AnchoredValue(day.isoformat(), f"last such weekday before {whose}", anchor, confidence)
    if meaning.shift == 1:
        against_tense = tense == "past" and meaning.of == "article"
        confidence = config.against_tense_confidence if against_tense else config.next_weekday_confidence
        day = start + timedelta(days_ahead or 7) + timedelta(7 * meaning.weeks)
        return AnchoredValue(day.isoformat(), f"next such weekday after {whose}", anchor, confidence)
    before, after = (start - timedelta(days_back)).isoformat(), (start + timedelta(days_ahead)).isoformat()
    if meaning.weeks:
        base = start + timedelta(days_ahead or 7)
        day = base + timedelta(7 * meaning.weeks)
        return AnchoredValue(
            day.isoformat(), "so many weeks after the coming such weekday", anchor, config.next_weekday_confidence
        )
    if tense == "planned" or tense == "missed":
        planned = after if tense == "planned" and days_ahead <= days_back else before
        return AnchoredValue(
            planned, "weekday beside the article date, as it was planned once", anchor, config.planned_confidence
        )
    if tense == "future" or (meaning.shift == 0 and tense != "past"):
        rule = "weekday from the article date on, future tense" if tense == "future" else "coming weekday"
        return AnchoredValue(after, rule, anchor, config.future_weekday_confidence)
    if tense == "past":
        rule = "weekday before the article date, past tense" if days_back else "the article date's own weekday"
        return AnchoredValue(before, rule, anchor, config.past_weekday_confidence)
    return AnchoredValue(before, "weekday up to the article date", anchor, config.weekday_confidence)


def anchor_weekday_of_week(meaning: WeekdayOfWeek, context: AnchoringContext) -> AnchoredValue:
    """A day of the week so many weeks before or after the article date's."""
    config, today = context.config, context.today
    if today is None:
        value = f"XXXX-WXX-{meaning.weekday}"
        return AnchoredValue(value, "a weekday" + NEEDS_DATE, None, config.no_article_date_confidence)
    day = today + timedelta(7 * meaning.weeks - today.isoweekday() + meaning.weekday)
    rule = "that day of the week so many weeks from the article date's"
    return AnchoredValue(day.isoformat(), rule, "dateline", config.distance_confidence)


def anchor_sibling(meaning: Sibling, context: AnchoringContext) -> AnchoredValue:
    """Another day of the month that was named just before."""
    config = context.config
    named = context.last_named("D")
    value = f"{named.value[:8]}{meaning.day:02}" if named else ""
    if named is None or not bounds(value):
        return AnchoredValue(
            f"XXXX-XX-{meaning.day:02}", "a day of the month named before", None, config.no_article_date_confidence
        )
    return AnchoredValue(value, "another day of the month named before", named.index, config.same_month_confidence)


def anchor_numeric(meaning: Numeric, context: AnchoringContext) -> AnchoredValue:
    """A numeric date by its own order of day and month, else by that of the article's other dates."""
    config = context.config
    order, confidence = meaning.order, config.whole_confidence
    if order is None and context.order is not None:
        order, confidence = context.order, config.article_order_confidence
        rule = f"a numeric date, {order}, as in the article's other dates"
    elif order is None:
        order, confidence = "month first", config.guessed_order_confidence
        rule = "a numeric date, month first is a guess: it may be day first"
    else:
        rule = f"a numeric date, {order}"
    month, day = (meaning.first, meaning.second) if order == "month first" else (meaning.second, meaning.first)
    value = f"{meaning.year:04}-{month:02}-{day:02}"
    if not bounds(value):
        raise ValueError("no such day")
    return AnchoredValue(value, rule, None, confidence)
