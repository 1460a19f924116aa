"""Which way a day is looked for: plans as seen once, what is arranged, weeks counted, days of any year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.domain.record import Record, Timex

Read = Callable[..., Record]


def told(record: Record) -> dict[str, Timex]:
    return {record.text[t.start : t.end]: t for t in record.timexes}


@pytest.mark.parametrize(("date", "text", "words", "value"), [
    ("2026-03-18", "The museum was due to open in September.", "September", "2026-09"),
    ("2026-03-18", "The inquest was scheduled to begin in June, but the coroner is ill.", "June", "2026-06"),
    ("2026-11-18", "The tunnel was expected to open in September.", "September", "2026-09"),
    ("2026-11-18", "The tunnel was supposed to open in August.", "August", "2026-08"),
    ("2026-11-18", "The new line was to open in October.", "October", "2026-10"),
    ("2026-11-18", "Talks were set for 9 November.", "9 November", "2026-11-09"),
    ("2026-11-18", "The hall was due in January.", "January", "2027-01"),
    # What the text says did not come was due in the past.
    ("2026-11-18", "The tunnel was expected to open in March. It has not opened.", "March", "2026-03"),
    ("2026-11-18", "The tunnel was planned to open in February. It still hasn't opened.", "February", "2026-02"),
    # On a Wednesday, the nearer Friday and the nearer Monday.
    ("2026-11-18", "The board was due to meet on Friday.", "Friday", "2026-11-20"),
    ("2026-11-18", "The board was due to meet on Monday.", "Monday", "2026-11-16"),
    # What is due now lies ahead.
    ("2026-11-18", "The tunnel is expected to open in September.", "September", "2027-09"),
])  # fmt: skip
def test_what_was_planned_once(read: Read, date: str, text: str, words: str, value: str) -> None:
    found = told(read(text, date=date))[words]
    assert found.value == value
    assert found.confidence <= 0.9 if "is expected" in text else found.confidence == 0.7


@pytest.mark.parametrize(("text", "value"), [
    ("The inquest begins on Monday.", "2024-05-20"), ("The sides meet on Saturday in the cup.", "2024-05-18"),
    ("Seats go on sale on Friday.", "2024-05-17"), ("The library opens Thursday.", "2024-05-16"),
    ("The assembly votes on it Wednesday.", "2024-05-15"), ("The wedding is on Saturday.", "2024-05-18"),
    ("The funeral is being held on Friday.", "2024-05-17"), ("The final is played on Sunday.", "2024-05-19"),
    ("The cabinet is meeting on Friday.", "2024-05-17"), ("The show starts on 3 June.", "2024-06-03"),
    ("The deadline is Friday.", "2024-05-17"),
    # Verbs of saying and what nobody arranges are told of the past, as are captions and what stands in a subject.
    ("The minister says on Monday that it rained.", "2024-05-13"),
    ("She writes on Sunday that she left.", "2024-05-12"),
    ("Three die in fire on Monday", "2024-05-13"), ("The blast on Friday leaves a crater.", "2024-05-10"),
    ("A choir performs in Leeds on Sunday. Photo: Ann Lee", "2024-05-12"),
    ("The inquest began on Monday.", "2024-05-13"),
])  # fmt: skip
def test_the_present_of_what_is_arranged(read: Read, text: str, value: str) -> None:
    assert [t.value for t in read(text, date="2024-05-14").timexes] == [value]


@pytest.mark.parametrize(("text", "words", "value", "first", "last"), [
    ("It should be done by the weekend.", "the weekend", "2024-W20-WE", "2024-05-18", "2024-05-19"),
    ("They played at the weekend.", "the weekend", "2024-W19-WE", "2024-05-11", "2024-05-12"),
    ("They will play over the weekend.", "the weekend", "2024-W20-WE", "2024-05-18", "2024-05-19"),
    ("They meet Friday week.", "Friday week", "2024-05-24", "2024-05-24", "2024-05-24"),
    ("They meet a week on Friday.", "a week on Friday", "2024-05-24", "2024-05-24", "2024-05-24"),
    ("They meet a week from Monday.", "a week from Monday", "2024-05-27", "2024-05-27", "2024-05-27"),
    ("They meet on Friday next week.", "Friday next week", "2024-05-24", "2024-05-24", "2024-05-24"),
    ("They met on Friday of last week.", "Friday of last week", "2024-05-10", "2024-05-10", "2024-05-10"),
    ("They meet on Thursday fortnight.", "Thursday fortnight", "2024-05-30", "2024-05-30", "2024-05-30"),
    ("They meet next Thursday week.", "next Thursday week", "2024-05-23", "2024-05-23", "2024-05-23"),
    ("He fell the Friday before last.", "the Friday before last", "2024-05-03", "2024-05-03", "2024-05-03"),
    ("It rained the week before last.", "the week before last", "2024-W18", "2024-04-29", "2024-05-05"),
    ("It ends the week after next.", "the week after next", "2024-W22", "2024-05-27", "2024-06-02"),
    ("It rained the month before last.", "the month before last", "2024-03", "2024-03-01", "2024-03-31"),
    ("He leaves the day after tomorrow.", "the day after tomorrow", "2024-05-16", "2024-05-16", "2024-05-16"),
    ("He fell the day before yesterday.", "the day before yesterday", "2024-05-12", "2024-05-12", "2024-05-12"),
    ("It opens in a fortnight's time.", "a fortnight's time", "P2W", "2024-05-27", "2024-06-02"),
    ("It opens in three weeks' time.", "three weeks' time", "P3W", "2024-06-03", "2024-06-09"),
    ("He fell two weeks ago on Monday.", "two weeks ago on Monday", "2024-04-29", "2024-04-29", "2024-04-29"),
    ("He fell in the early hours of Sunday.", "the early hours of Sunday", "2024-05-12TMO", "2024-05-12", "2024-05-12"),
])  # fmt: skip
def test_weeks_and_weekends_that_are_counted(
    read: Read, text: str, words: str, value: str, first: str, last: str
) -> None:
    found = told(read(text, date="2024-05-14"))
    assert list(found) == [words]
    assert (found[words].value, found[words].earliest, found[words].latest) == (value, first, last)


@pytest.mark.parametrize(("text", "words", "value"), [
    ("At 10:15 on 2 March it left.", "10:15 on 2 March", "2024-03-02T10:15"),
    ("It was seen at 4:49 PM on 13/02/2023.", "4:49 PM on 13/02/2023", "2023-02-13T16:49"),
    ("It rang at 7.20pm on Monday.", "7.20pm on Monday", "2024-05-13T19:20"),
    ("It came at 9 a.m. local time on 3 April 2021.", "9 a.m. local time on 3 April 2021", "2021-04-03T09:00"),
    ("He fell shortly after 8pm last Friday.", "8pm last Friday", "2024-05-10T20:00"),
    ("It sank at 10:15 GMT on 2 March.", "10:15 GMT on 2 March", "2024-03-02T10:15"),
    ("It sank at 3pm on Friday 3 May.", "3pm on Friday 3 May", "2024-05-03T15:00"),
    ("It flew at 9.30pm Eastern Time on Monday.", "9.30pm Eastern Time on Monday", "2024-05-13T21:30"),
    ("It flew at 0130 GMT Tuesday.", "0130 GMT Tuesday", "2024-05-14T01:30"),
    ("It flew at 02:00 UTC on 2024-03-04.", "02:00 UTC on 2024-03-04", "2024-03-04T02:00"),
])  # fmt: skip
def test_a_clock_time_before_its_day(read: Read, text: str, words: str, value: str) -> None:
    assert {w: t.value for w, t in told(read(text, date="2024-05-14")).items()} == {words: value}


@pytest.mark.parametrize(("text", "words", "value"), [
    ("Born on 9 July, he was the eldest.", "9 July", "XXXX-07-09"),
    ("Her birthday is on 9 July.", "9 July", "XXXX-07-09"),
    ("They march every year on 9 July.", "9 July", "XXXX-07-09"),
    ("The day is celebrated on 9 July.", "9 July", "XXXX-07-09"),
    ("They march on 9 July each year.", "9 July", "XXXX-07-09"),
    ("He was born in July.", "July", "XXXX-07"),
    # News is of the last such day, and a year beside it is the year.
    ("The mill burned on 9 July.", "9 July", "2023-07-09"),
    ("He was born on 9 July 1950.", "9 July 1950", "1950-07-09"),
    ("The band, reborn on 9 March, played.", "9 March", "2024-03-09"),
    ("Her birthday was marked. On 9 March it rained.", "9 March", "2024-03-09"),
])  # fmt: skip
def test_days_of_any_year(read: Read, text: str, words: str, value: str) -> None:
    found = told(read(text, date="2024-05-14"))[words]
    assert (found.value, found.earliest is None) == (value, value.startswith("XXXX"))


def test_on_a_sunday_last_week_is_the_one_that_ended_the_day_before(read: Read) -> None:
    (found,) = read("It rained last week.", date="2024-05-12").timexes
    assert (found.value, found.earliest, found.latest) == ("2024-W18", "2024-05-05", "2024-05-11")
    (found,) = read("It rained last week.", date="2024-05-13").timexes
    assert (found.value, found.earliest, found.latest) == ("2024-W19", "2024-05-06", "2024-05-12")


def test_a_numeric_place_line_is_the_articles_date_where_its_order_is_shown(read: Read) -> None:
    record = read("LEEDS, 03/09/2023 — A van left at 4:49 PM on 02/08/2023 and was found on 14/08/2023.")
    assert (record.date, record.date_basis) == ("2023-09-03", "stated")
    assert [t.value for t in record.timexes] == ["2023-09-03", "2023-08-02T16:49", "2023-08-14"]
    assert read("LEEDS, 03/09/2023 — A van left.").date is None, "either day may be meant"
