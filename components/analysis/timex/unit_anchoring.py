"""Anchors units counted from a date: "yesterday", "last month", "two years ago", "will vote in two weeks"."""

from __future__ import annotations

import math
from datetime import timedelta

from components.analysis.timex.anchoring_context import UNIT_NAMES, AnchoredValue, AnchoringContext
from components.analysis.timex.symbolic_values import Ahead, Deictic, Distance
from components.analysis.timex.timex3_value_arithmetic import bounds, shift_day, unit_of, value_of_unit

# What a part of a unit is counted in: half a year is 6 months.
_FINER_UNITS = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000)}
_DAY_RULES = {
    0: "the article date itself",
    2: "two days after the article date",
    -2: "two days before the article date",
    1: "the day after the article date",
    -1: "the day before the article date",
}


def anchor_deictic(meaning: Deictic, context: AnchoringContext) -> AnchoredValue:
    """A whole unit, so many before or after the one that holds the article date or the date named before."""
    unit, shift, config = meaning.unit, meaning.shift, context.config
    name = UNIT_NAMES.get(unit, "time")
    if meaning.of == "text":
        named = context.last_named("D" if unit == "D" else None)
        if named is None:
            return context.open_value(unit, f"the {name} before or after a date that the text doesn't name")
        value = value_of_unit(shift_day(named.first_day, shift, unit), unit)
        rule = f"the {name} {'after' if shift > 0 else 'before'} the date named before"
        return AnchoredValue(value, rule, named.index, config.deictic_of_text_confidence)
    if context.today is None:
        return context.open_value(unit, f"counted in {name}s from the article date")
    value = value_of_unit(shift_day(context.today, shift, unit), unit)
    if unit == "D":
        return AnchoredValue(value, _DAY_RULES[shift], "dateline", config.deictic_confidence)
    far = "second " if abs(shift) == 2 else ""
    side = "that holds" if shift == 0 else f"{far}after that of" if shift > 0 else f"{far}before that of"
    if unit == "W" and shift == -1 and context.today.isoweekday() == 7:
        # On a Sunday the week that has just gone is meant, which the calendar's week is still in.
        days = (context.today - timedelta(7), context.today - timedelta(1))
        rule = "the week before the article date, a Sunday"
        return AnchoredValue(value, rule, "dateline", config.deictic_confidence, days)
    return AnchoredValue(value, f"the {name} {side} the article date", "dateline", config.deictic_confidence)


def anchor_distance(meaning: Distance, context: AnchoringContext) -> AnchoredValue:
    """So many units before or after the article date or the date named before."""
    unit, config, today = meaning.unit, context.config, context.today
    side = "before" if meaning.sign < 0 else "after"
    if meaning.count is None:
        value = "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
        rule = f"some {UNIT_NAMES.get(unit, 'time')}s {side}; how many isn't said"
        return AnchoredValue(value, rule, None, config.vague_distance_confidence)
    unit, steps = _whole_steps(meaning.count, unit, meaning.sign)
    if unit == "E":
        unit, steps = "Y", steps * 10
    if unit == "Y" and abs(steps) == 1:
        quarter = context.last_named("Q", within=config.max_quarter_characters)
        if quarter is not None:
            value = value_of_unit(shift_day(quarter.first_day, steps, "Y"), "Q")
            rule = f"the quarter a year {side} the one named before"
            return AnchoredValue(value, rule, quarter.index, config.distance_of_text_confidence)
    if meaning.of == "article":
        if today is None:
            return context.open_value(unit, f"counted from the article date, {side} it")
        # So many hundred years ago is as vague as a decade.
        value = value_of_unit(shift_day(today, steps, unit), {"F": "W", "C": "E"}.get(unit, unit))
        rule = f"{_count_words(steps, unit)} {side} the article date"
        return AnchoredValue(value, rule, "dateline", config.distance_confidence)
    named = context.last_named("DWM" if unit in ("D", "W", "F") else None)
    if named is None:
        if today is None or unit != "Y":
            return context.open_value(unit, f"counted {side} a date that the text doesn't name")
        value = value_of_unit(shift_day(today, steps, unit), unit)
        rule = f"a year {side} the article date"
        return AnchoredValue(value, rule, "dateline", config.unnamed_year_distance_confidence)
    named_unit = unit_of(named.value)
    keeps_unit = unit == "Y" and named_unit in ("Q", "M", "D") and meaning.sign < 0
    grain = named_unit if keeps_unit else "W" if unit == "F" else unit
    value = value_of_unit(shift_day(named.first_day, steps, unit), grain)
    rule = f"{_count_words(steps, unit)} {side} the date named before"
    return AnchoredValue(value, rule, named.index, config.distance_of_text_confidence)


def _whole_steps(count: float, unit: str, sign: int) -> tuple[str, int]:
    """A unit, finer where the count isn't whole, and how many of it."""
    if count == int(count):
        return unit, sign * int(count)
    finer, per_unit = _FINER_UNITS.get(unit, ("D", 1))
    return finer, round(sign * count * per_unit)


def anchor_ahead(meaning: Ahead, context: AnchoringContext) -> AnchoredValue:
    """A length of time; under a future verb it also says when."""
    config, today = context.config, context.today
    length = AnchoredValue(meaning.value, "a length of time", None, config.whole_confidence)
    if (context.tense != "future" and not meaning.certain) or today is None:
        return length
    try:
        end = shift_day(today, math.ceil(meaning.count), meaning.unit)
    except (ValueError, OverflowError):
        return length  # "will be safe in 100,000 years"
    around = bounds(value_of_unit(end, "W" if meaning.unit == "F" else meaning.unit))
    days = (today, end) if meaning.whole or around is None else around
    rule = "a length of time that ends so long after the article date"
    return AnchoredValue(meaning.value, rule, "dateline", config.ahead_confidence, days)


def _count_words(steps: int, unit: str) -> str:
    return f"{abs(steps)} {UNIT_NAMES[unit]}" + ("s" if abs(steps) != 1 else "")
