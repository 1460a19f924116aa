"""Dates as newspapers write them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.date_words import date_words_of, full_when_words, time_words, when_words
from components.domain.record import Event
from tests.specimen import specimen

RECORD = specimen()
OPEN = RECORD.events[0]


def event(earliest: str | None, latest: str | None, **changes: Any) -> Event:
    return msgspec.structs.replace(OPEN, earliest=earliest, latest=latest, **changes)


@pytest.mark.parametrize(("earliest", "latest", "unit", "said"), [
    ("2026-01-13", "2026-01-13", "day", "13 January 2026"),
    ("2026-01-01", "2026-01-31", "month", "January 2026"),
    ("2025-01-01", "2025-12-31", "year", "2025"),
    ("2019-01-01", "2021-12-31", "", "2019–2021"),
    ("1990-01-01", "1999-12-31", "decade", "1990s"),
    ("1901-01-01", "2000-12-31", "century", "20th century"),
    ("1800-01-01", "1899-12-31", "century", "19th century"),
    ("2006-10-01", "2006-12-31", "quarter", "October–December 2006"),
    ("2025-12-01", "2026-02-28", "", "December 2025 – February 2026"),
    ("2025-12-01", "2026-02-28", "season", "winter 2025–26"),
    ("1990-06-01", "1990-08-31", "season", "summer 1990"),
    ("2026-03-10", "2026-03-12", "", "10–12 March 2026"),
    ("2026-02-28", "2026-03-03", "", "28 February – 3 March 2026"),
    ("2025-12-30", "2026-01-02", "", "30 December 2025 – 2 January 2026"),
    ("2025-03-01", None, "month", "since March 2025"),
    ("2025-03-01", None, "", "since 1 March 2025"),
    ("1987-01-01", None, "year", "since 1987"),
    ("1987-02-03", None, "year", "since 3 February 1987"),
    (None, "2026-03-31", "day", "until 31 March 2026"),
    (None, "2026-03-31", "month", "until the end of March 2026"),
    (None, "2026-12-31", "year", "until the end of 2026"),
    (None, None, "", "no date in the text"),
    ("0000-00-00", None, "", "no date in the text"),
    ("9999-12-31", "9999-12-31", "", "31 December 9999"),
    ("9999-01-01", "9999-12-31", "", "9999"),
    ("9999-12-01", "9999-12-31", "", "December 9999"),
])  # fmt: skip
def test_dates_in_words(earliest: str | None, latest: str | None, unit: str, said: str) -> None:
    assert date_words_of(event(earliest, latest), unit) == said


def test_what_begins_in_the_future_is_from_a_date_on() -> None:
    planned = event("2027-01-05", None, status="planned")
    assert when_words(RECORD, planned) == "from 5 January 2027 on"
    assert when_words(RECORD, RECORD.events[3]) == "from 2027 on", "as the text's own words count it"


@pytest.mark.parametrize(("value", "said"), [
    ("2026-03-02T10:30", "10:30"), ("2026-03-02T22", "22:00"), ("2026-03-02T24:00", "midnight"),
    ("2026-03-02TEV", "evening"), ("2026-03-02TNI", "night"), ("2026-03-02", ""), ("PAST_REF", ""),
])  # fmt: skip
def test_the_time_of_day_is_said_where_the_text_gives_one(value: str, said: str) -> None:
    timexes = (msgspec.structs.replace(RECORD.timexes[0], value=value), *RECORD.timexes[1:])
    record = msgspec.structs.replace(RECORD, timexes=timexes)
    timed = event("2026-03-02", "2026-03-02", precision="time")
    assert time_words(record, timed) == said
    assert full_when_words(record, timed) == f"2 March 2026, {said}".removesuffix(", ")
    assert time_words(record, OPEN) == "" == time_words(record, msgspec.structs.replace(timed, timex=99))
