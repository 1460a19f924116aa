"""The symbolic meaning of a time expression: what it says, before any date is known to count from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from components.analysis.timex.modifiers import Modifier

# "planned" is what was due once, "missed" what was due once and did not come then.
Tense = Literal["past", "present", "future", "planned", "missed"]
Direction = Literal[-1, 0, 1]
From = Literal["article", "text"]  # counted from the article date, or from a date in the text


@dataclass(frozen=True)
class Fixed:
    """A value that needs no date: durations, sets, vague references, whole calendar dates, decades, centuries."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    rule: str


@dataclass(frozen=True)
class Day:
    """A month and perhaps its day, without a sure year ("January 13", "last April"); ``year`` where one is told.

    ``yearly``: it is of every year, or of one that nobody tells ("her birthday on 3 May").
    """

    month: int
    day: int | None = None
    shift: Direction | None = None
    year: Deictic | None = None
    yearly: bool = False


@dataclass(frozen=True)
class Weekday:
    """A named day of the week, 1 for Monday; ``shift`` for last (-1), this (0) and next (1).

    ``weeks`` are added to the day so found ("Friday week", "the Friday before last").
    """

    weekday: int
    shift: Direction | None = None
    of: From = "article"
    weeks: int = 0


@dataclass(frozen=True)
class WeekdayOfWeek:
    """A day of the week that lies so many weeks from the article's: "two weeks ago on Monday", "Monday last week"."""

    weekday: int
    weeks: int


@dataclass(frozen=True)
class Deictic:
    """A unit counted whole from a date: this month (0), last year (-1), the following day (1, of the text)."""

    unit: str
    shift: int
    of: From = "article"


@dataclass(frozen=True)
class Distance:
    """An amount of units before (-1) or after (1) a date; ``count`` null for "a few", "several"."""

    count: float | None
    unit: str
    sign: Literal[-1, 1]
    of: From = "article"


@dataclass(frozen=True)
class Ahead:
    """A length of time after "in" or "within", which under a future verb also says when: "will vote in two weeks"."""

    count: float
    unit: str
    value: str
    whole: bool  # "within": any day of it, where "in" means its end
    certain: bool = False  # "in two weeks' time": it lies ahead whatever the tense


@dataclass(frozen=True)
class Part:
    """A quarter (Q1), half (H2), season (SP) or span of a year, whose year may be open."""

    code: str
    year: int | Deictic | None = None
    shift: Direction | None = None


@dataclass(frozen=True)
class SameUnit:
    """The unit that the text or the article is in: the quarter, the year, the week, that day."""

    unit: str
    of: From
    latest: bool = False
    back: int = 0


@dataclass(frozen=True)
class Holiday:
    """A named day or feast: its lexicon code ("12-25", "11 4 4", "easter -2", "moon ramadan") and a year if told.

    ``weekend``: the days off around it.
    """

    code: str
    name: str
    year: int | Deictic | None = None
    shift: Direction | None = None
    weekend: bool = False


@dataclass(frozen=True)
class Numeric:
    """A numeric date whose order of day and month may be open."""

    first: int
    second: int
    year: int
    order: Literal["month first", "day first"] | None


@dataclass(frozen=True)
class Moment:
    """A time of day ("T10:35", "TMO") on a day; null for the day that the text speaks of."""

    time: str
    on: Meaning | None = None


@dataclass(frozen=True)
class Sibling:
    """A second day of the month that was just named: the 25 of "April 24 and 25"."""

    day: int


Meaning = (
    Fixed
    | Day
    | Weekday
    | WeekdayOfWeek
    | Deictic
    | Distance
    | Ahead
    | Part
    | SameUnit
    | Holiday
    | Numeric
    | Moment
    | Sibling
)


@dataclass(frozen=True)
class TimePhrase:
    """A time expression in the text; ``tense`` is that of the verb it hangs on, null where it tells nothing.

    ``sentence`` counts the ends of sentences before it. ``modifier`` is the part of the period that it means;
    ``fiscal`` says that the period is a firm's or a state's own, ``closes`` that the phrase after it is its last day.
    """

    start: int
    end: int
    text: str
    meaning: Meaning
    tense: Tense | None = None
    sentence: int = 0
    modifier: Modifier | None = None
    fiscal: bool = False
    closes: bool = False


def needs_tense(meaning: Meaning) -> bool:
    """Whether the verb's tense decides in which direction the meaning is looked for."""
    if isinstance(meaning, Moment):
        return meaning.on is not None and needs_tense(meaning.on)
    if isinstance(meaning, SameUnit):
        return meaning.unit == "WE"
    return isinstance(meaning, Day | Weekday | Part | Holiday | Ahead)
