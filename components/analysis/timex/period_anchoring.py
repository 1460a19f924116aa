"""Anchors quarters, halves, seasons and the unit that a text is in: "the third quarter", "spring", "that week"."""

from __future__ import annotations

from datetime import date, timedelta

from components.analysis.timex.anchoring_context import (
    NEEDS_DATE,
    UNIT_NAMES,
    AnchoredValue,
    AnchoringContext,
    year_beside,
)
from components.analysis.timex.symbolic_values import Part, SameUnit
from components.analysis.timex.timex3_value_arithmetic import Bounds, bounds, shift_day, value_of_unit
from components.analysis.timex.unit_anchoring import anchor_deictic

_YEAR_END = "END"


def anchor_part_of_year(meaning: Part, context: AnchoringContext) -> AnchoredValue:
    """A quarter, half, season or the last day of the year that is told, or that its tense points to."""
    if meaning.code == _YEAR_END:
        return _year_end(meaning, context)
    code, today, config = meaning.code, context.today, context.config
    tail = code
    name = {"Q": "quarter", "H": "half"}.get(code[0], "season")
    if isinstance(meaning.year, int):
        return AnchoredValue(f"{meaning.year:04}-{tail}", f"a {name} of that year", None, config.whole_confidence)
    if meaning.year is not None:
        year_value = anchor_deictic(meaning.year, context)
        return year_value._replace(value=f"{year_value.value}-{tail}", rule=f"a {name}, of {year_value.rule}")
    if today is None:
        rule = f"a {name} without its year" + NEEDS_DATE
        return AnchoredValue(f"XXXX-{tail}", rule, None, config.no_article_date_confidence)
    around = config.max_years_around_period
    years = range(max(1, today.year - around), min(9998, today.year + around) + 1)
    spans = {y: span for y in years if (span := bounds(f"{y:04}-{tail}"))}
    if meaning.shift is not None:
        year, rule = _shifted_year(spans, today, meaning.shift, name)
        confidence = config.this_year_confidence if meaning.shift == 0 else config.shifted_year_confidence
    elif code[0] == "Q":
        begun = [y for y in spans if context.tense != "past" or spans[y][0] <= today]
        year = min(begun, key=lambda y: abs((spans[y][0] - today).days + (spans[y][1] - today).days))
        rule, confidence = f"such {name} nearest to the article date", config.nearest_quarter_confidence
    elif context.tense == "future":
        year = min(y for y in spans if spans[y][1] >= today)
        rule, confidence = f"{name} from the article date on, future tense", config.future_season_confidence
    else:
        year = year_beside({y: span[0] for y, span in spans.items()}, today, -1)
        rule, confidence = f"latest such {name} begun by the article date", config.latest_season_confidence
    return AnchoredValue(f"{year:04}-{tail}", rule, "dateline", confidence)


def _year_end(meaning: Part, context: AnchoringContext) -> AnchoredValue:
    """The last day of a year: its value is the year's, as that of "the end of the year" is."""
    config, today = context.config, context.today
    if meaning.year is None or isinstance(meaning.year, int):
        if meaning.year is None and today is None:
            rule = "a year's end without its year" + NEEDS_DATE
            return AnchoredValue("XXXX", rule, None, config.no_article_date_confidence)
        year = meaning.year or (today.year if today else 0) - (context.tense == "past")
        found = AnchoredValue(f"{year:04}", "the year's last day", "dateline", config.year_end_confidence)
    else:
        found = anchor_deictic(meaning.year, context)
        found = found._replace(rule=f"the last day of {found.rule}")
    whole = bounds(found.value)
    return found._replace(days=(whole[1], whole[1]) if whole else None)


def _shifted_year(spans: dict[int, Bounds], today: date, shift: int, name: str) -> tuple[int, str]:
    """The year of "last spring", "this spring", "next spring", with the rule."""
    if shift == 0:
        return today.year, f"that {name} of the article date's year"
    if shift < 0:
        return max(y for y in spans if spans[y][1] < today), f"last such {name} seen from the article date"
    return min(y for y in spans if spans[y][0] > today), f"next such {name} seen from the article date"


def anchor_same_unit(meaning: SameUnit, context: AnchoringContext) -> AnchoredValue:
    """The unit that holds the date named before, or the article date."""
    unit, today, config = meaning.unit, context.today, context.config
    name = UNIT_NAMES.get(unit, "time")
    if meaning.back or unit == "Q":
        return _same_quarter(meaning, context)
    named = context.last_named("D" if unit == "D" else None) if meaning.of == "text" else None
    if named is not None:
        value, rule = value_of_unit(named.first_day, unit), f"the {name} of the date named before"
        return AnchoredValue(value, rule, named.index, config.unit_of_named_date_confidence)
    if today is None:
        return context.open_value(unit, f"the {name} that the article speaks of")
    if unit == "WE":
        days_back = (today.isoweekday() - 6) % 7
        ahead = context.tense == "future" or (context.tense == "planned" and days_back > 3)
        saturday = today + timedelta(7 - days_back) if ahead else today - timedelta(days_back)
        value, rule = value_of_unit(saturday, "WE"), "the weekend beside the article date"
        return AnchoredValue(value, rule, "dateline", config.article_unit_confidence)
    day = shift_day(today, -1, unit) if meaning.latest else today
    rule = f"the latest whole {name}" if meaning.latest else f"the article date's own {name}"
    return AnchoredValue(value_of_unit(day, unit), rule, "dateline", config.article_unit_confidence)


def _same_quarter(meaning: SameUnit, context: AnchoringContext) -> AnchoredValue:
    """The quarter named before, else the one before the article date's; or the same quarter years back."""
    named = None if meaning.latest else context.last_named("Q")
    if named is not None:
        value = value_of_unit(shift_day(named.first_day, -meaning.back, "Y"), "Q")
        rule = "the quarter a year before the one named before" if meaning.back else "the quarter named before"
        return AnchoredValue(value, rule, named.index, context.config.named_quarter_confidence)
    if context.today is None:
        return context.open_value("Q", "the quarter that the article speaks of")
    value = value_of_unit(shift_day(shift_day(context.today, -1, "Q"), -meaning.back, "Y"), "Q")
    rule = "the quarter before the article date's"
    return AnchoredValue(value, rule, "dateline", context.config.last_quarter_confidence)
