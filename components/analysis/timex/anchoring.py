"""Reads one symbolic meaning against the article date and the dates that the text named before it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

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
    Tense,
    TimePhrase,
    Weekday,
)
from components.analysis.timex.value_arithmetic import bounds, holiday, shift_day, unit_of, value_of_unit

Anchor = Literal["dateline"] | int | None
_UNITS = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "H": "half", "S": "season"}
_UNITS |= {"Y": "year", "E": "decade", "C": "century", "F": "fortnight", "L": "millennium"}
_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "F": "XXXX-WXX"}
CHAINED = 12  # the same, from month to month ("from May to July")
BESIDE = 60  # characters back in which a year told of holds for a month without one
NEEDS_DATE = "; it needs the article date, which isn't known"


class AnchoredValue(NamedTuple):
    """A value with the rule that gave it, what it was counted from, and how sure it is (0..1).

    ``days`` are the first and last day that a length of time says something is done in.
    """

    value: str
    rule: str
    anchor: Anchor = None
    confidence: float = 0.95
    days: tuple[date, date] | None = None


@dataclass(frozen=True)
class MentionedDate:
    """A calendar value that the text named, at a phrase's index; ``start`` is its place in the text."""

    index: int
    value: str
    start: int
    sentence: int
    counted: bool = False  # from another date in the text: a comparison, not what the text goes on to speak of


class Anchorer:
    """Reads phrases in text order, keeping the dates that were named."""

    def __init__(self, article_date: date | None, order: Literal["month first", "day first"] | None) -> None:
        self.today = article_date
        self._order = order
        self._named: list[MentionedDate] = []
        self._tense: Tense | None = None
        self._place = self._sentence = 0

    def remember(self, index: int, value: str, phrase: TimePhrase) -> None:
        """Keep a resolved calendar value for later phrases that count from it."""
        if unit_of(value):
            meaning = phrase.meaning
            counted = isinstance(meaning, Distance) or (isinstance(meaning, SameUnit) and bool(meaning.back))
            self._named.append(MentionedDate(index, value, phrase.start, phrase.sentence, counted))

    def anchor(self, phrase: TimePhrase) -> AnchoredValue:
        """The value of a phrase."""
        self._tense, self._place, self._sentence = phrase.tense, phrase.start, phrase.sentence
        return self._meaning(phrase.meaning)

    def _meaning(self, meaning: Meaning) -> AnchoredValue:
        match meaning:
            case Fixed():
                return AnchoredValue(meaning.value, meaning.rule, None, 0.95)
            case Day():
                return self._day(meaning)
            case Weekday():
                return self._weekday(meaning)
            case Deictic():
                return self._deictic(meaning)
            case Distance():
                return self._distance(meaning)
            case Ahead():
                return self._ahead(meaning)
            case Part():
                return self._part(meaning)
            case SameUnit():
                return self._same(meaning)
            case Holiday():
                return self._holiday(meaning)
            case Numeric():
                return self._numeric(meaning)
            case Moment():
                return self._moment(meaning)
            case Sibling():
                return self._sibling(meaning)

    def last_named(self, units: str | None = None, within: int = 100_000) -> MentionedDate | None:
        """The nearest date named before this phrase whose unit is one of ``units`` (letters), at most so far back."""
        for named in reversed(self._named):
            if self._place - named.start > within:
                return None
            if units is None or (unit_of(named.value) in tuple(units) and not (units == "Q" and named.counted)):
                return named
        return None

    # -- days and months

    def _day(self, meaning: Day) -> AnchoredValue:
        month, day = meaning.month, meaning.day
        tail = f"-{month:02}" + (f"-{day:02}" if day else "")
        what = "day" if day else "month"
        if meaning.year is not None:
            told = self._deictic(meaning.year)
            return told._replace(value=told.value + tail, rule=f"{what} of the year named beside it")
        if self.today is None:
            return AnchoredValue("XXXX" + tail, f"{what} without its year" + NEEDS_DATE, None, 0.5)
        years = [y for y in range(self.today.year - 8, self.today.year + 9) if bounds(f"{y:04}{tail}")]
        if not years:
            return AnchoredValue("XXXX" + tail, "no such day in the calendar", None, 0.3)
        now = self.today if day else self.today.replace(day=1)
        starts = {y: _first(f"{y:04}{tail}") for y in years}
        if meaning.shift == 0:
            return AnchoredValue(
                f"{self.today.year:04}{tail}", f"that {what} of the article date's year", "dateline", 0.9
            )
        if meaning.shift is not None:
            year = _beside(starts, now, meaning.shift, strict=True)
            words = "last such" if meaning.shift < 0 else "next such"
            return AnchoredValue(f"{year:04}{tail}", f"{words} {what} seen from the article date", "dateline", 0.85)
        beside = None if day else self.last_named("Y", within=BESIDE) or self.last_named("M", within=CHAINED)
        same = beside is not None and beside.sentence == self._sentence and not beside.counted
        if beside is not None and same and int(beside.value[:4]) < self.today.year - 1:
            # "In 1999 it lasted from May to July": the story is in that year for as long as the sentence is.
            return AnchoredValue(
                f"{beside.value[:4]}{tail}", f"{what} of the year told of just before", beside.index, 0.75
            )
        year, rule, confidence = self._nearest_year(starts, now, what)
        return AnchoredValue(f"{year:04}{tail}", rule, "dateline", confidence)

    def _nearest_year(self, starts: dict[int, date], now: date, what: str) -> tuple[int, str, float]:
        before, after = _beside(starts, now, -1), _beside(starts, now, 1)
        nearest = min(starts, key=lambda y: abs((starts[y] - now).days))
        ahead, back = (starts[after] - now).days, (now - starts[before]).days
        if self._tense == "future" and not (back < 31 and ahead >= 270):
            return after, f"next such {what} from the article date on, future tense", 0.9
        if self._tense == "past" and not (ahead <= 40 and back >= 300):
            return before, f"last such {what} up to the article date, past tense", 0.9
        doubt = 0.6 if self._tense in ("past", "future") else 0.8
        return nearest, f"such {what} nearest to the article date", doubt

    def _weekday(self, meaning: Weekday) -> AnchoredValue:
        start: date | None = self.today
        anchor: Anchor = "dateline"
        whose = "the article date"
        if meaning.of == "text" and (named := self.last_named("D")):
            start, anchor, whose = _first(named.value), named.index, "the date named before"
        if start is None:
            return AnchoredValue(f"XXXX-WXX-{meaning.weekday}", "a weekday" + NEEDS_DATE, None, 0.5)
        back = (start.isoweekday() - meaning.weekday) % 7
        ahead = (meaning.weekday - start.isoweekday()) % 7
        if meaning.shift == -1:
            sure = 0.6 if self._tense == "future" else 0.9
            return AnchoredValue(
                (start - timedelta(back or 7)).isoformat(), f"last such weekday before {whose}", anchor, sure
            )
        if meaning.shift == 1:
            sure = 0.6 if self._tense == "past" and meaning.of == "article" else 0.85
            return AnchoredValue(
                (start + timedelta(ahead or 7)).isoformat(), f"next such weekday after {whose}", anchor, sure
            )
        if self._tense == "future" or (meaning.shift == 0 and self._tense != "past"):
            words = "weekday from the article date on, future tense" if self._tense == "future" else "coming weekday"
            return AnchoredValue((start + timedelta(ahead)).isoformat(), words, anchor, 0.85)
        if self._tense == "past":
            words = "weekday before the article date, past tense" if back else "the article date's own weekday"
            return AnchoredValue((start - timedelta(back)).isoformat(), words, anchor, 0.95)
        return AnchoredValue((start - timedelta(back)).isoformat(), "weekday up to the article date", anchor, 0.75)

    def _sibling(self, meaning: Sibling) -> AnchoredValue:
        named = self.last_named("D")
        if named is None or not bounds(f"{named.value[:8]}{meaning.day:02}"):
            return AnchoredValue(f"XXXX-XX-{meaning.day:02}", "a day of the month named before", None, 0.5)
        return AnchoredValue(
            f"{named.value[:8]}{meaning.day:02}", "another day of the month named before", named.index, 0.9
        )

    def _holiday(self, meaning: Holiday) -> AnchoredValue:
        if meaning.year is not None:
            value = holiday(meaning.code, meaning.year).isoformat()
            return AnchoredValue(value, "a named day of that year", None, 0.95)
        if self.today is None:
            fixed = f"XXXX-{meaning.code}" if " " not in meaning.code else "XXXX-XX-XX"
            return AnchoredValue(fixed, "a named day" + NEEDS_DATE, None, 0.5)
        years = range(max(1583, self.today.year - 2), min(4099, self.today.year + 2) + 1)
        starts = {y: holiday(meaning.code, y) for y in years}
        if not starts:
            raise ValueError("no holidays in such a year")
        if meaning.shift is not None:
            year = _beside(starts, self.today, meaning.shift or 1, strict=bool(meaning.shift))
            return AnchoredValue(starts[year].isoformat(), "such a day beside the article date", "dateline", 0.85)
        year, rule, confidence = self._nearest_year(starts, self.today, "day")
        return AnchoredValue(starts[year].isoformat(), "a named day: " + rule, "dateline", confidence)

    def _numeric(self, meaning: Numeric) -> AnchoredValue:
        order = meaning.order or self._order
        sure = 0.95 if meaning.order else 0.8
        rule = "a numeric date, " + (order or "month first is a guess: it may be day first")
        if order is None:
            order, sure = "month first", 0.4
        elif meaning.order is None:
            rule += ", as in the article's other dates"
        month, day = (meaning.first, meaning.second) if order == "month first" else (meaning.second, meaning.first)
        value = f"{meaning.year:04}-{month:02}-{day:02}"
        if not bounds(value):
            raise ValueError("no such day")
        return AnchoredValue(value, rule, None, sure)

    # -- times of day

    def _moment(self, meaning: Moment) -> AnchoredValue:
        if meaning.on is None:
            named = self.last_named("D", within=600)
            if named:
                return AnchoredValue(
                    named.value[:10] + meaning.time, "a time of the day named before", named.index, 0.7
                )
            day = self.today.isoformat() if self.today else "XXXX-XX-XX"
            rule = (
                "a time of day; no day is named, so the article date's" if self.today else "a time of day" + NEEDS_DATE
            )
            return AnchoredValue(day + meaning.time, rule, "dateline" if self.today else None, 0.6)
        told = self._meaning(meaning.on)
        return told._replace(value=told.value[:10] + meaning.time, rule="a time of day on: " + told.rule)

    # -- units

    def _deictic(self, meaning: Deictic) -> AnchoredValue:
        unit, shift = meaning.unit, meaning.shift
        name = _UNITS.get(unit, "time")
        if meaning.of == "text":
            named = self.last_named("D" if unit == "D" else None)
            if named is None:
                return self._unnamed(unit, f"the {name} before or after a date that the text doesn't name")
            value = value_of_unit(shift_day(_first(named.value), shift, unit), unit)
            side = "after" if shift > 0 else "before"
            return AnchoredValue(value, f"the {name} {side} the date named before", named.index, 0.8)
        if self.today is None:
            return self._unnamed(unit, f"counted in {name}s from the article date")
        value = value_of_unit(shift_day(self.today, shift, unit), unit)
        if unit == "D":
            words = {
                0: "the article date itself",
                1: "the day after the article date",
                -1: "the day before the article date",
            }
            return AnchoredValue(value, words[shift], "dateline", 0.95)
        side = "that holds" if shift == 0 else "after that of" if shift > 0 else "before that of"
        return AnchoredValue(value, f"the {name} {side} the article date", "dateline", 0.95)

    def _unnamed(self, unit: str, rule: str) -> AnchoredValue:
        return AnchoredValue(_OPEN.get(unit, "XXXX"), rule + (NEEDS_DATE if self.today is None else ""), None, 0.4)

    def _distance(self, meaning: Distance) -> AnchoredValue:
        unit, count = meaning.unit, meaning.count
        side = "before" if meaning.sign < 0 else "after"
        if count is None:
            value = "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
            return AnchoredValue(value, f"some {_UNITS.get(unit, 'time')}s {side}; how many isn't said", None, 0.7)
        steps = meaning.sign * int(count)
        if count != int(count):
            unit, steps = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "E": ("Y", 10)}.get(unit, ("D", 1))
            steps = round(meaning.sign * count * steps)
        quarter = self.last_named("Q", within=700) if unit == "Y" and abs(steps) == 1 else None
        if meaning.of == "article" or quarter is not None:
            if quarter is not None:
                value = value_of_unit(shift_day(_first(quarter.value), steps, "Y"), "Q")
                return AnchoredValue(value, f"the quarter a year {side} the one named before", quarter.index, 0.75)
            if self.today is None:
                return self._unnamed(unit, f"counted from the article date, {side} it")
            grain = "W" if unit == "F" else unit
            value = value_of_unit(shift_day(self.today, steps, unit), grain)
            return AnchoredValue(value, f"{_count(steps, unit)} {side} the article date", "dateline", 0.9)
        named = self.last_named("DWM" if unit in ("D", "W", "F") else None)
        if named is None:
            if self.today is None or unit != "Y":
                return self._unnamed(unit, f"counted {side} a date that the text doesn't name")
            return AnchoredValue(
                value_of_unit(shift_day(self.today, steps, unit), unit),
                f"a year {side} the article date",
                "dateline",
                0.5,
            )
        own = unit_of(named.value)
        grain = own if unit == "Y" and own in ("Q", "M", "D") and meaning.sign < 0 else "W" if unit == "F" else unit
        value = value_of_unit(shift_day(_first(named.value), steps, unit), grain)
        return AnchoredValue(value, f"{_count(steps, unit)} {side} the date named before", named.index, 0.75)

    def _ahead(self, meaning: Ahead) -> AnchoredValue:
        told = AnchoredValue(meaning.value, "a length of time")
        if self._tense != "future" or self.today is None:
            return told
        try:
            end = shift_day(self.today, math.ceil(meaning.count), meaning.unit)
        except (ValueError, OverflowError):
            return told  # "will be safe in 100,000 years"
        around = bounds(value_of_unit(end, "W" if meaning.unit == "F" else meaning.unit))
        days = (self.today, end) if meaning.whole or around is None else around
        return AnchoredValue(
            meaning.value, "a length of time that ends so long after the article date", "dateline", 0.8, days
        )

    def _part(self, meaning: Part) -> AnchoredValue:
        code = meaning.code
        end = "12-31" if code == "END" else code
        name = "year's end" if code == "END" else {"Q": "quarter", "H": "half"}.get(code[0], "season")
        if isinstance(meaning.year, int):
            return AnchoredValue(f"{meaning.year:04}-{end}", f"a {name} of that year", None, 0.95)
        if meaning.year is not None:
            year = self._deictic(meaning.year)
            return year._replace(value=f"{year.value}-{end}", rule=f"a {name}, of {year.rule}")
        if self.today is None:
            return AnchoredValue(f"XXXX-{end}", f"a {name} without its year" + NEEDS_DATE, None, 0.5)
        years = range(max(1, self.today.year - 2), min(9998, self.today.year + 2) + 1)
        found = {y: span for y in years if (span := bounds(f"{y:04}-{end}"))}
        starts = {y: span[0] for y, span in found.items()}
        if meaning.shift is not None:
            if meaning.shift == 0:
                return AnchoredValue(
                    f"{self.today.year:04}-{end}", f"that {name} of the article date's year", "dateline", 0.9
                )
            over = (
                [y for y in found if found[y][1] < self.today]
                if meaning.shift < 0
                else [y for y in found if found[y][0] > self.today]
            )
            year_number = max(over) if meaning.shift < 0 else min(over)
            side = "last" if meaning.shift < 0 else "next"
            return AnchoredValue(
                f"{year_number:04}-{end}", f"{side} such {name} seen from the article date", "dateline", 0.85
            )
        if code == "END":
            return AnchoredValue(
                f"{self.today.year - (self._tense == 'past'):04}-{end}", "the year's last day", "dateline", 0.6
            )
        if code[0] == "Q":
            today = self.today
            begun = [y for y in found if self._tense != "past" or found[y][0] <= today]
            near = min(begun, key=lambda y: abs((found[y][0] - today).days + (found[y][1] - today).days))
            return AnchoredValue(f"{near:04}-{end}", f"such {name} nearest to the article date", "dateline", 0.85)
        if self._tense == "future":
            year_number = min(y for y in found if found[y][1] >= self.today)
            return AnchoredValue(
                f"{year_number:04}-{end}", f"{name} from the article date on, future tense", "dateline", 0.85
            )
        year_number = _beside(starts, self.today, -1)
        return AnchoredValue(
            f"{year_number:04}-{end}", f"latest such {name} begun by the article date", "dateline", 0.8
        )

    def _same(self, meaning: SameUnit) -> AnchoredValue:
        unit, name = meaning.unit, _UNITS.get(meaning.unit, "time")
        if meaning.back or unit == "Q":
            return self._quarter(meaning)
        named = self.last_named("D" if unit == "D" else None)
        if meaning.of == "text" and named is not None:
            return AnchoredValue(
                value_of_unit(_first(named.value), unit), f"the {name} of the date named before", named.index, 0.85
            )
        if self.today is None:
            return self._unnamed(unit, f"the {name} that the article speaks of")
        if unit == "WE":
            back = (self.today.isoweekday() - 6) % 7
            saturday = self.today - timedelta(back) if self._tense != "future" else self.today + timedelta(7 - back)
            return AnchoredValue(value_of_unit(saturday, "WE"), "the weekend beside the article date", "dateline", 0.7)
        day = shift_day(self.today, -1, unit) if meaning.latest else self.today
        words = "latest whole" if meaning.latest else "article date's own"
        return AnchoredValue(value_of_unit(day, unit), f"the {words} {name}", "dateline", 0.7)

    def _quarter(self, meaning: SameUnit) -> AnchoredValue:
        named = None if meaning.latest else self.last_named("Q")
        if named is not None:
            value = value_of_unit(shift_day(_first(named.value), -meaning.back, "Y"), "Q")
            rule = "the quarter a year before the one named before" if meaning.back else "the quarter named before"
            return AnchoredValue(value, rule, named.index, 0.8)
        if self.today is None:
            return self._unnamed("Q", "the quarter that the article speaks of")
        value = value_of_unit(shift_day(shift_day(self.today, -1, "Q"), -meaning.back, "Y"), "Q")
        return AnchoredValue(value, "the quarter before the article date's", "dateline", 0.7)


def _count(steps: int, unit: str) -> str:
    return f"{abs(steps)} {_UNITS[unit]}" + ("s" if abs(steps) != 1 else "")


def _first(value: str) -> date:
    found = bounds(value)
    if found is None:
        raise ValueError(f"no calendar value: {value}")
    return found[0]


def _beside(starts: dict[int, date], now: date, side: int, *, strict: bool = False) -> int:
    """The year whose day lies next before or after ``now``; the same day counts unless ``strict``."""
    if side < 0:
        years = [y for y, day in starts.items() if day < now or (day == now and not strict)]
        return max(years) if years else min(starts)
    years = [y for y, day in starts.items() if day > now or (day == now and not strict)]
    return min(years) if years else max(starts)
