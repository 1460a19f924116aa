"""What a symbolic value is anchored with: the article date, the tense, and the dates that the text named before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from components.analysis.timex.config import TimexConfig
from components.analysis.timex.symbolic_values import Tense
from components.analysis.timex.timex3_value_arithmetic import bounds, unit_of

Anchor = Literal["dateline"] | int | None
NumericOrder = Literal["month first", "day first"]
UNIT_NAMES = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "H": "half", "S": "season"}
UNIT_NAMES |= {"Y": "year", "E": "decade", "C": "century", "F": "fortnight", "L": "millennium"}
_OPEN_VALUES = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "F": "XXXX-WXX",
}
NEEDS_DATE = "; it needs the article date, which isn't known"


class AnchoredValue(NamedTuple):
    """A value with the rule that gave it, what it was counted from, and how sure it is (0..1).

    ``days`` are the first and last day that a length of time says something is done in.
    """

    value: str
    rule: str
    anchor: Anchor
    confidence: float
    days: tuple[date, date] | None = None
    open: bool = False  # the text bounds it by no day, whatever the value


@dataclass(frozen=True)
class MentionedDate:
    """A calendar value that the text named, at a phrase's index; ``start`` is its place in the text."""

    index: int
    value: str
    start: int
    sentence: int
    counted: bool = False  # from another date in the text: a comparison, not what the text goes on to speak of

    @property
    def first_day(self) -> date:
        """Its first day."""
        return first_day(self.value)


@dataclass
class AnchoringContext:
    """What holds at one phrase of a text; ``mentioned`` are the dates named before it, in text order."""

    today: date | None
    order: NumericOrder | None
    config: TimexConfig
    tense: Tense | None = None
    place: int = 0
    sentence: int = 0
    mentioned: list[MentionedDate] = field(default_factory=list)

    def last_named(self, units: str | None = None, within: int | None = None) -> MentionedDate | None:
        """The nearest date named before this phrase whose unit is one of ``units`` (letters).

        It is at most ``within`` characters back; a quarter is no one that was only compared with.
        """
        farthest = self.config.max_named_date_characters if within is None else within
        for mentioned in reversed(self.mentioned):
            if self.place - mentioned.start > farthest:
                return None
            if units is None or (unit_of(mentioned.value) in tuple(units) and not (units == "Q" and mentioned.counted)):
                return mentioned
        return None

    def open_value(self, unit: str, rule: str) -> AnchoredValue:
        """The value of a unit that nothing is known to count from."""
        rule += NEEDS_DATE if self.today is None else ""
        return AnchoredValue(_OPEN_VALUES.get(unit, "XXXX"), rule, None, self.config.open_unit_confidence)


def first_day(value: str) -> date:
    """The first day of a calendar value; raises ValueError for any other."""
    days = bounds(value)
    if days is None:
        raise ValueError(f"no calendar value: {value}")
    return days[0]


def year_beside(starts: dict[int, date], today: date, side: int, *, strict: bool = False) -> int:
    """The year whose day lies next before or after ``today``; the same day counts unless ``strict``."""
    if side < 0:
        years = [y for y, day in starts.items() if day < today or (day == today and not strict)]
        return max(years) if years else min(starts)
    years = [y for y, day in starts.items() if day > today or (day == today and not strict)]
    return min(years) if years else max(starts)
