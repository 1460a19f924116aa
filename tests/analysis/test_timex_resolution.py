"""Resolution: bounds, rules, the ends of the calendar, and that nothing but the article date enters into it."""

from __future__ import annotations

import locale
import os
import random
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.analysis.timex.expression_detection import find_phrases
from components.analysis.timex.lexicon import time_words
from components.analysis.timex.normalisation import normalise
from components.analysis.timex.timex3_value_arithmetic import bounds, easter, nth_weekday, shift_day, value_of_unit
from components.domain.record import Timex

WORDS = sorted({w for kind in (time_words().values, time_words().words) for words in kind.values() for w in words})
EVERYTHING = "Friday, last week, in May, two days ago, the quarter, the weekend, Easter, tonight, year-end, next spring"


def read(text: str, day: date | None) -> list[Timex]:
    return normalise(find_phrases(text, set(), lambda s, e: "past"), day)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2026-W02-WE", "2026-01-10", "2026-01-11"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("1998-WI", "1998-12-01", "1999-02-28"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("2019/2021", "2019-01-01", "2021-12-31"),
        ("2026-01-13T09:30", "2026-01-13", "2026-01-13"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    found = bounds(value)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize("value", ["P2Y", "PAST_REF", "XXXX-WXX-1", "2023-02-29", "2021-W53", "0000", "2025-13", ""])
def test_values_without_bounds(value: str) -> None:
    assert bounds(value) is None


def test_year_ends_and_weeks() -> None:
    assert read("last week", date(2021, 1, 5))[0].value == "2020-W53"
    assert read("last week", date(2026, 1, 5))[0].value == "2026-W01"
    assert read("this week", date(2025, 12, 29))[0].value == "2026-W01"
    assert read("yesterday", date(2024, 3, 1))[0].value == "2024-02-29"
    assert read("last month", date(2026, 1, 31))[0].value == "2025-12"
    assert read("a year ago", date(2024, 2, 29))[0].value == "2023"
    assert value_of_unit(shift_day(date(2024, 2, 29), 1, "Y"), "D") == "2025-02-28"
    assert nth_weekday(2024, 11, 4, 4) == date(2024, 11, 28)
    assert easter(2000) == date(2000, 4, 23)


def test_ends_of_the_calendar_are_survived() -> None:
    for day in (date(1, 1, 1), date(9999, 12, 31), date(1582, 10, 15)):
        assert read(EVERYTHING + ", 9999-12-31, 31.02.2000, 0000-00-00", day)


def test_without_an_article_date_relative_dates_stay_open() -> None:
    for timex in read("Friday, last week, last month, yesterday, in May, May 5, last year, Easter, last spring", None):
        assert timex.earliest is None
        assert timex.latest is None
        assert "X" in timex.value
        assert "article date" in timex.rule


def test_a_changed_article_date_moves_every_relative_date() -> None:
    phrases = find_phrases("On Friday, after last week and two days ago, in 1999.", set(), lambda s, e: "past")
    assert [t.value for t in normalise(phrases, date(2026, 1, 13))] == ["2026-01-09", "2026-W02", "2026-01-11", "1999"]
    assert [t.value for t in normalise(phrases, date(2020, 3, 4))] == ["2020-02-28", "2020-W09", "2020-03-02", "1999"]


def test_rules_are_a_reporters_words() -> None:
    for timex in read(EVERYTHING, date(2026, 1, 13)):
        assert timex.rule
        assert "dateline" not in timex.rule
        assert "DCT" not in timex.rule
        assert 0 < timex.confidence <= 1
    friday = read("on Friday", date(2026, 1, 13))[0]
    assert (friday.rule, friday.anchor) == ("weekday before the article date, past tense", "dateline")
    later = read("On May 5, 2020 it began; two days later it ended.", date(2026, 1, 13))[1]
    assert later.anchor == 0


def test_tense_against_rule_lowers_the_confidence() -> None:
    agreed = normalise(find_phrases("next Friday", set(), lambda s, e: "future"), date(2026, 1, 13))[0]
    against = normalise(find_phrases("next Friday", set(), lambda s, e: "past"), date(2026, 1, 13))[0]
    assert against.value == agreed.value
    assert against.confidence < agreed.confidence


def test_nothing_depends_on_today_zone_or_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [t.value for t in read(EVERYTHING, date(2026, 1, 13))]
    kept = os.environ.get("TZ")
    try:
        for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            monkeypatch.setattr(time, "time", lambda: 4e9)
            for name in ("C", "C.UTF-8", "de_DE.UTF-8"):
                try:
                    locale.setlocale(locale.LC_ALL, name)
                except locale.Error:
                    continue
                assert [t.value for t in read(EVERYTHING, date(2026, 1, 13))] == wanted
    finally:
        locale.setlocale(locale.LC_ALL, "C")
        monkeypatch.undo()
        if kept is None:
            os.environ.pop("TZ", None)
        time.tzset()


SIGNS = [
    ".",
    ",",
    "-",
    "'s",
    "\n\n",
    "😀",
    "1/2",
    "12:99",
    "99/99/99",
    "31.02.2000",
    "0s",
    "½",
    "٣",
    "'80s",
    "ﬁ",
    "\x00",
]
PIECES = [*WORDS, *(w.title() for w in WORDS), *(h.title() for h in time_words().holidays), *SIGNS]


@settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.none() | st.dates(), st.text(max_size=6))
def test_ten_thousand_generated_texts_never_raise(chance: random.Random, day: date | None, odd: str) -> None:
    for _ in range(20):
        pieces = [*chance.choices(PIECES, k=6), str(chance.randrange(100_000)), odd]
        chance.shuffle(pieces)
        text = " ".join(pieces)
        for timex in normalise(find_phrases(text, set(), lambda s, e: None), day):
            assert 0 <= timex.start < timex.end <= len(text)
            assert (timex.earliest is None) == (timex.latest is None)
            assert timex.earliest is None or timex.latest is None or timex.earliest <= timex.latest


@pytest.mark.parametrize("piece", ["(", "1 ", "one ", "the ", "1990-", "1,", "last ", "a few ", "may "])
def test_long_repetitions_take_no_longer_than_their_length(piece: str) -> None:
    began = time.perf_counter()
    normalise(find_phrases(piece * 20_000, set(), lambda s, e: None), None)
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the second Monday in January 2026", "2026-01-12"),
        ("the last Friday of November 2025", "2025-11-28"),
        ("the first Tuesday in March", "2026-03-03"),
        ("the fifth Monday in February 2026", "XXXX"),
    ],
)
def test_a_weekday_counted_in_its_month(text: str, value: str) -> None:
    (timex,) = read(text, date(2026, 4, 1))
    assert timex.value == value


def test_that_year_is_the_one_just_named() -> None:
    found = read("a war in the autumn of 2020 and a truce on Nov. 10 of that year", date(2026, 5, 21))
    assert [t.value for t in found] == ["2020-FA", "2020-11-10"]


def test_what_one_was_until_a_month_is_past() -> None:
    found = read("He was ambassador until March.", date(2026, 5, 21))
    assert [t.value for t in found] == ["2026-03"]


def test_lengths_ahead_that_no_calendar_holds_have_no_days() -> None:
    (found,) = normalise(
        find_phrases("It will be safe in 100,000 years.", set(), lambda s, e: "future"), date(2026, 1, 13)
    )
    assert (found.value, found.latest) == ("P100000Y", None)
