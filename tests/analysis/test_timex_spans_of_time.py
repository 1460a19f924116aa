"""Parts of periods, fiscal periods, feasts, runs and spans, by hand; the article date is Tuesday 14 May 2024."""

from __future__ import annotations

from datetime import date

import pytest

from components.analysis.timex.expression_detection import find_phrases
from components.analysis.timex.normalisation import normalise
from components.analysis.timex.symbolic_values import Tense
from components.domain.record import Timex

TUESDAY = date(2024, 5, 14)


def read(text: str, tense: Tense | None = "past", day: date | None = TUESDAY) -> list[tuple[str, Timex]]:
    phrases = find_phrases(text, set(), lambda start, end: tense)
    return [(text[t.start : t.end], t) for t in normalise(phrases, day)]


def values(text: str, tense: Tense | None = "past", day: date | None = TUESDAY) -> list[tuple[str, str]]:
    return [(words, t.value) for words, t in read(text, tense, day)]


@pytest.mark.parametrize(("text", "tense", "value", "first", "last"), [
    ("in the early 2010s", "past", "201", "2010-01-01", "2013-12-31"),
    ("in the mid-2020s", "future", "202", "2024-01-01", "2026-12-31"),
    ("in the late 1970s", "past", "197", "1977-01-01", "1979-12-31"),
    ("the mid-19th century", "past", "18", "1840-01-01", "1869-12-31"),
    ("in early 2029", "future", "2029", "2029-01-01", "2029-03-31"),
    ("in mid-2021", "past", "2021", "2021-05-01", "2021-08-31"),
    ("late last year", "past", "2023", "2023-10-01", "2023-12-31"),
    ("early next year", "future", "2025", "2025-01-01", "2025-03-31"),
    ("early in 2018", "past", "2018", "2018-01-01", "2018-03-31"),
    ("in early February", "past", "2024-02", "2024-02-01", "2024-02-10"),
    ("in mid-February", "past", "2024-02", "2024-02-11", "2024-02-20"),
    ("late February", "past", "2024-02", "2024-02-21", "2024-02-29"),
    ("early next month", "future", "2024-06", "2024-06-01", "2024-06-10"),
    ("early this week", "past", "2024-W20", "2024-05-13", "2024-05-14"),
    ("late last week", "past", "2024-W19", "2024-05-09", "2024-05-12"),
    ("at the start of April", "past", "2024-04", "2024-04-01", "2024-04-10"),
    ("in the middle of April", "past", "2024-04", "2024-04-11", "2024-04-20"),
    ("at the end of April", "past", "2024-04", "2024-04-30", "2024-04-30"),
    ("by the end of April", "past", "2024-04", "2024-04-30", "2024-04-30"),
    ("until the end of 2030", "future", "2030", "2030-12-31", "2030-12-31"),
    ("in the early part of 2019", "past", "2019", "2019-01-01", "2019-03-31"),
    ("early in the week", "past", "2024-W20", "2024-05-13", "2024-05-14"),
    ("by end of July", "future", "2024-07", "2024-07-31", "2024-07-31"),
    # Only the words of a part make one.
    ("earlier this year", "past", "2024", "2024-01-01", "2024-12-31"),
    ("in February", "past", "2024-02", "2024-02-01", "2024-02-29"),
])  # fmt: skip
def test_the_part_of_a_period(text: str, tense: Tense, value: str, first: str, last: str) -> None:
    ((_, found),) = read(text, tense)
    assert (found.value, found.earliest, found.latest) == (value, first, last)


@pytest.mark.parametrize(("text", "words", "value", "first", "last"), [
    ("its fiscal third quarter", "fiscal third quarter", "2023-Q3", None, None),
    ("the second half of fiscal 2023", "the second half of fiscal 2023", "2023-H2", None, None),
    ("its second fiscal quarter", "second fiscal quarter", "2024-Q2", None, None),
    ("fiscal year 2022", "fiscal year 2022", "2022", None, None),
    ("in FY2023", "FY2023", "2023", None, None), ("in FY23", "FY23", "2023", None, None),
    ("in Q3 FY24", "Q3 FY24", "2024-Q3", None, None),
    ("the first quarter of its financial year", "the first quarter", "2024-Q1", None, None),
    ("the financial year 2021/22", "the financial year 2021/22", "2021/2022", None, None),
    # What says when it ended is bounded by that.
    ("the fiscal year ended June 30, 2023", "the fiscal year", "P1Y", "2022-07-01", "2023-06-30"),
    ("in the quarter ended 31 October 2023", "the quarter", "2023-Q4", "2023-08-01", "2023-10-31"),
    ("in the year to 31 March 2024", "the year", "2024", "2023-04-01", "2024-03-31"),
    ("in the six months to 30 September 2023", "the six months", "P6M", "2023-04-01", "2023-09-30"),
    # A quarter that isn't called fiscal is the calendar's.
    ("in the first quarter of 2023", "the first quarter of 2023", "2023-Q1", "2023-01-01", "2023-03-31"),
])  # fmt: skip
def test_fiscal_periods(text: str, words: str, value: str, first: str | None, last: str | None) -> None:
    found = dict(read(text))[words]
    assert (found.value, found.earliest, found.latest) == (value, first, last)


@pytest.mark.parametrize(("text", "tense", "value"), [
    ("during Ramadan", "past", "2024-03-11/2024-04-09"), ("Ramadan will begin", "future", "2025-03-01/2025-03-29"),
    ("Ramadan 2023", None, "2023-03-23/2023-04-20"), ("Ramadan last year", "past", "2023-03-23/2023-04-20"),
    ("on Eid al-Fitr", "past", "2024-04-10"), ("on Eid al-Adha", "future", "2024-06-16"),
    ("at Diwali", "past", "2023-11-12"), ("Diwali 2024", None, "2024-10-31"), ("at Holi", "past", "2024-03-25"),
    ("Lunar New Year", "past", "2024-02-10"), ("Chinese New Year 2023", None, "2023-01-22"),
    ("at Passover", "past", "2024-04-23/2024-04-30"), ("on Yom Kippur", "future", "2024-10-12"),
    ("Rosh Hashanah 2023", None, "2023-09-16/2023-09-17"), ("during Hanukkah", "past", "2023-12-08/2023-12-15"),
    ("on Vesak", "future", "2024-05-22"), ("at Nowruz", "past", "2024-03-20"),
    ("over the Easter weekend", "past", "2024-03-29/2024-04-01"), ("during Lent", "past", "2024-02-14/2024-03-30"),
    ("over Memorial Day weekend", "future", "2024-05-25/2024-05-27"), ("Christmas last year", "past", "2023-12-25"),
    ("on Mother’s Day 2023", None, "2023-05-14"),
    # What no table holds stays open.
    ("Diwali 1850", None, "XXXX"),
])  # fmt: skip
def test_feasts(text: str, tense: Tense | None, value: str) -> None:
    assert [v for _, v in values(text, tense)] == [value]


def test_the_end_of_a_feast_and_a_feast_that_is_on() -> None:
    ((words, found),) = read("before the end of Ramadan")
    assert (words, found.earliest, found.latest) == ("the end of Ramadan", "2024-04-09", "2024-04-09")
    ((_, now),) = read("Shops close early during Ramadan", "future", date(2024, 3, 20))
    assert (now.value, now.anchor) == ("2024-03-11/2024-04-09", "dateline")
    assert values("during Ramadan", "past", None) == [("Ramadan", "XXXX-XX-XX")]
    assert values("holi is a word, and so is lent") == []


@pytest.mark.parametrize(("text", "found"), [
    ("won in 2:58:41", [("2:58:41", "PT2H58M41S")]), ("finished in 54:08", [("54:08", "PT54M8S")]),
    ("came home at 3:15:02", [("3:15:02", "PT3H15M2S")]), ("a record of 3:26.00", [("3:26.00", "PT3M26.00S")]),
    ("a time of 9.86 seconds", [("9.86 seconds", "PT9.86S")]),
    ("at 8:20:15 a.m.", [("8:20:15 a.m.", "2024-05-14T08:20")]), ("at 08:20:15", [("08:20:15", "2024-05-14T08:20")]),
    ("at 10:40", [("10:40", "2024-05-14T10:40")]),
    ("won 4-1", []), ("lost 6:3", []), ("won 25:22", []), ("won 21:15", []),
])  # fmt: skip
def test_the_times_of_races_are_lengths(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("on the night of 6-7 April", [("6", "2024-04-06"), ("7 April", "2024-04-07")]),
    ("between 2 and 8 April", [("2", "2024-04-02"), ("8 April", "2024-04-08")]),
    ("from 2 to 8 April 2019", [("2", "2019-04-02"), ("8 April 2019", "2019-04-08")]),
    ("between the 2nd and 8th of April", [("2nd", "2024-04-02"), ("8th of April", "2024-04-08")]),
    ("April 6-7", [("April 6", "2024-04-06"), ("7", "2024-04-07")]),
    ("sold 5 and 9 March brought none", [("9 March", "2024-03-09")]),
    ("the 1982 Ten-Day War", [("1982", "1982")]), ("the 1914-18 war", [("1914-18", "1914/1918")]),
    ("the winter of 2010/11", [("the winter of 2010/11", "2010-WI")]),
    ("the 2021/22 season", [("2021/22", "2021/2022")]),
    ("the Thirty Years' War", []), ("the 2022 World Cup", [("2022", "2022")]),
    ("that April day in 2009", [("that April day in 2009", "2009-04")]),
    ("on a cold March morning in 1999", [("a cold March morning in 1999", "1999-03")]),
    ("one Friday in June 1987", [("one Friday in June 1987", "1987-06")]),
    ("that winter of 1963", [("that winter of 1963", "1963-WI")]),
])  # fmt: skip
def test_spans_and_names_with_years(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(("text", "value"), [
    ("half a century ago", "1974"), ("a quarter of a century ago", "1999"), ("a quarter-century ago", "1999"),
    ("half a decade ago", "2019"), ("a century and a half ago", "1874"), ("half an hour ago", "PT30M"),
    ("for half a century", "P50Y"), ("three quarters of an hour", "PT45M"), ("for half a decade", "P5Y"),
    ("a century ago", "192"), ("two decades ago", "2004"),
])  # fmt: skip
def test_parts_of_long_units(text: str, value: str) -> None:
    assert [v for _, v in values(text)] == [value]


@pytest.mark.parametrize(("text", "tense", "found"), [
    ("in the days before the vote", "past", [("days", "PXD")]), ("weeks after it closed", "past", [("weeks", "PXW")]),
    ("a matter of days before it rose", "past", []),
    ("up to 90 days", "past", [("up to 90 days", "P90D")]),
    ("no more than six weeks", "past", [("no more than six weeks", "P6W")]),
    ("in four to five weeks", "past", [("four to five weeks", "P5W")]),
    ("for some time", "past", [("some time", "PXX")]), ("after a while", "past", [("a while", "PXX")]),
    ("some time he had", "past", []), ("they rarely sing these days", "past", [("these days", "PRESENT_REF")]),
    ("it will one day rise", "future", [("one day", "FUTURE_REF")]), ("for one day", "past", [("one day", "P1D")]),
    ("later this evening", "future", [("later this evening", "2024-05-14TEV")]),
    ("a day-long meeting", "past", [("day-long", "P1D")]), ("decades-long", "past", [("decades-long", "PXE")]),
    ("between now and June 3", "future", [("now", "PRESENT_REF"), ("June 3", "2024-06-03")]),
    ("now that it rains", "present", [("now", "PRESENT_REF")]), ("a long day", "past", []),
    ("the 1988 quarter", "past", [("1988", "1988")]),
])  # fmt: skip
def test_lengths_and_references(text: str, tense: Tense, found: list[tuple[str, str]]) -> None:
    assert values(text, tense) == found


@pytest.mark.parametrize(("text", "tense", "value", "day"), [
    ("by year's end", "future", "2024", "2024-12-31"), ("last year-end", "past", "2023", "2023-12-31"),
    ("at year-end", "past", "2023", "2023-12-31"),
])  # fmt: skip
def test_the_end_of_a_year_is_a_day_of_it(text: str, tense: Tense, value: str, day: str) -> None:
    ((_, found),) = read(text, tense)
    assert (found.value, found.earliest, found.latest) == (value, day, day)
    ((_, undated),) = read("by year's end", "past", None)
    assert (undated.value, undated.earliest) == ("XXXX", None)
