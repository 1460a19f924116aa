"""Every family of time expression with its TIMEX3 value, by hand; the article date is Tuesday 13 January 2026."""

from __future__ import annotations

from datetime import date

import pytest

from components.analysis.timex.expression_detection import find_phrases
from components.analysis.timex.normalisation import normalise
from components.analysis.timex.symbolic_values import Tense

TUESDAY = date(2026, 1, 13)


def values(text: str, day: date | None = TUESDAY, tense: Tense | None = None) -> list[tuple[str, str]]:
    phrases = find_phrases(text, set(), lambda start, end: tense)
    return [(text[t.start : t.end], t.value) for t in normalise(phrases, day)]


def only(text: str, day: date | None = TUESDAY, tense: Tense | None = None) -> str:
    found = values(text, day, tense)
    assert len(found) == 1, found
    return found[0][1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on January 13, 2026", "2026-01-13"),
        ("on 13 January 2026", "2026-01-13"),
        ("on Tuesday, January 13, 2026", "2026-01-13"),
        ("on Feb. 29, 2024", "2024-02-29"),
        ("on the 9th of November 1989", "1989-11-09"),
        ("on 2024-02-29", "2024-02-29"),
        ("in March 2019", "2019-03"),
        ("in early March 2019", "2019-03"),
        ("in 1989", "1989"),
        ("by the end of 2025", "2025"),
        ("in nineteen ninety-four", "1994"),
        ("in the year two thousand", "2000"),
        ("in 1066", "1066"),
        ("the 1990s", "199"),
        ("the early 1980s", "198"),
        ("the '80s", "198"),
        ("the nineteen eighties", "198"),
        ("the 19th century", "18"),
        ("the twenty-first century", "20"),
        ("the third quarter of 2025", "2025-Q3"),
        ("the 2024 second quarter", "2024-Q2"),
        ("the first half of 2024", "2024-H1"),
        ("the summer of 2003", "2003-SU"),
        ("in spring 2020", "2020-SP"),
        ("fiscal 2025", "2025"),
        ("in 2019-21", "2019/2021"),
    ],
)
def test_dates_told_whole(text: str, value: str) -> None:
    assert only(text) == value
    assert only(text, None) == value  # they need no article date


@pytest.mark.parametrize(
    ("text", "tense", "value"),
    [
        ("today", None, "2026-01-13"),
        ("yesterday", None, "2026-01-12"),
        ("tomorrow", None, "2026-01-14"),
        ("on Friday", "past", "2026-01-09"),
        ("on Friday", "future", "2026-01-16"),
        ("on Tuesday", "past", "2026-01-13"),
        ("last Friday", "past", "2026-01-09"),
        ("next Tuesday", "future", "2026-01-20"),
        ("last week", None, "2026-W02"),
        ("this week", None, "2026-W03"),
        ("early next week", None, "2026-W04"),
        ("last month", None, "2025-12"),
        ("next month", None, "2026-02"),
        ("earlier this month", None, "2026-01"),
        ("last year", None, "2025"),
        ("late next year", None, "2027"),
        ("last quarter", None, "2025-Q4"),
        ("last decade", None, "P1E"),
        ("this century", None, "20"),
        ("in December", "past", "2025-12"),
        ("in December", "future", "2026-12"),
        ("last April", None, "2025-04"),
        ("next June", None, "2026-06"),
        ("this September", None, "2026-09"),
        ("on Feb. 1", "future", "2026-02-01"),
        ("on Dec. 28", "past", "2025-12-28"),
        ("June last year", None, "2025-06"),
        ("overnight on Friday", "past", "2026-01-09TNI"),
        ("last fall", None, "2025-FA"),
        ("next summer", None, "2026-SU"),
        ("the weekend", "past", "2026-W02-WE"),
        ("three weeks ago", None, "2025-W52"),
        ("two days ago", None, "2026-01-11"),
        ("ten years ago", None, "2016"),
        ("a month ago", None, "2025-12"),
        ("ten years from now", None, "2036"),
    ],
)
def test_dates_counted_from_the_article(text: str, tense: Tense | None, value: str) -> None:
    assert only(text, TUESDAY, tense) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at 10:35 a.m. Friday", "2026-01-09T10:35"),
        ("at 12 a.m. on Jan. 5", "2026-01-05T00:00"),
        ("at 9 p.m. yesterday", "2026-01-12T21:00"),
        ("at noon Saturday", "2026-01-10T12:00"),
        ("at 17:30 GMT", "2026-01-13T17:30"),
        ("this morning", "2026-01-13TMO"),
        ("last night", "2026-01-12TNI"),
        ("tonight", "2026-01-13TNI"),
        ("on Friday evening", "2026-01-09TEV"),
        ("at 4 in the morning", "2026-01-13T04:00"),
    ],
)
def test_times_of_day(text: str, value: str) -> None:
    assert only(text, TUESDAY, "past") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("for two years", "P2Y"),
        ("at least 30 days", "P30D"),
        ("a 10-year deal", "P10Y"),
        ("for half an hour", "PT30M"),
        ("two and a half years", "P2Y6M"),
        ("2 1/2 years", "P2Y6M"),
        ("a year and a half", "P1Y6M"),
        ("twenty-five minutes", "PT25M"),
        ("the past 18 months", "P18M"),
        ("the next few days", "PXD"),
        ("several weeks", "PXW"),
        ("two decades", "P20Y"),
        ("three centuries", "P300Y"),
        ("a fortnight", "P2W"),
    ],
)
def test_durations(text: str, value: str) -> None:
    text = text if " " in text and not text.startswith("a fort") else f"for {text}"
    assert only(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("every Monday", "XXXX-WXX-1"),
        ("each Thursday", "XXXX-WXX-4"),
        ("on Mondays", "XXXX-WXX-1"),
        ("Tuesday nights", "XXXX-WXX-2TNI"),
        ("twice a week", "P1W"),
        ("three times a month", "P1M"),
        ("every day", "P1D"),
        ("every two weeks", "P2W"),
        ("every other year", "P2Y"),
        ("it meets daily", "P1D"),
        ("every March", "XXXX-03"),
    ],
)
def test_sets(text: str, value: str) -> None:
    assert only(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it is now here", "PRESENT_REF"),
        ("he currently leads", "PRESENT_REF"),
        ("it fell recently", "PAST_REF"),
        ("they will go soon", "FUTURE_REF"),
        ("in the future", "FUTURE_REF"),
        ("in the past", "PAST_REF"),
        ("a few years ago", "PAST_REF"),
    ],
)
def test_vague_references(text: str, value: str) -> None:
    assert only(text) == value


@pytest.mark.parametrize(
    ("text", "tense", "value"),
    [
        ("on Christmas", "past", "2025-12-25"),
        ("Thanksgiving 2024", None, "2024-11-28"),
        ("Labor Day", "past", "2025-09-01"),
        ("Easter 2024", None, "2024-03-31"),
        ("Good Friday 2025", None, "2025-04-18"),
        ("Easter", "future", "2026-04-05"),
        ("New Year's Eve", "past", "2025-12-31"),
        ("Election Day 2024", None, "2024-11-05"),
        ("Memorial Day 2023", None, "2023-05-29"),
    ],
)
def test_named_days(text: str, tense: Tense | None, value: str) -> None:
    assert only(text, TUESDAY, tense) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 5, 2020 it began. Two days later it ended.", ["2020-05-05", "2020-05-07"]),
        ("It opened in 1995. The following year it closed.", ["1995", "1996"]),
        ("It fell on Oct. 3, 2019. That month it rose.", ["2019-10-03", "2019-10"]),
        ("On May 5, 2020 he left. The next day he came.", ["2020-05-05", "2020-05-06"]),
        ("On March 10, 2021 she won. A week earlier she lost.", ["2021-03-10", "2021-W09"]),
        ("In the third quarter of 2025 it rose from a year earlier.", ["2025-Q3", "2024-Q3"]),
        ("On April 24 and 25 they met.", ["2026-04-24", "2026-04-25"]),
    ],
)
def test_dates_counted_from_another_date(text: str, expected: list[str]) -> None:
    assert [v for _, v in values(text, TUESDAY, None)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From March to May", ["2026-03", "2026-05"]),
        ("between 2019 and 2021", ["2019", "2021"]),
        ("from November to January 2020", ["2019-11", "2020-01"]),
    ],
)
def test_spans_are_their_two_ends(text: str, expected: list[str]) -> None:
    assert [v for _, v in values(text, TUESDAY, "future")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Sun said so.",
        "Theresa May said she may go.",
        "A second man came.",
        "There were 2,000 people and 1990 people.",
        "He paid $1990.",
        "Room 1984 was empty.",
        "Prices fall and soldiers march.",
        "He is 34 years old, with a 6-year-old son.",
        "an ongoing, longstanding quarrel, while it lasts",
        "They ate three-quarters of it.",
        "“60 Minutes” aired it.",
        "It costs $5 a year.",
        "Now and then it rains: go as soon as you can.",
        "April Smith sang.",
        "24 hours a day",
    ],
)
def test_what_is_no_time_is_left_out(text: str) -> None:
    assert values(text) == []


def test_numeric_dates_are_decided_by_the_articles_others() -> None:
    assert only("13/01/2026") == "2026-01-13"
    assert only("1/31/26") == "2026-01-31"
    assert [v for _, v in values("01/02/2026 and 25/02/2026")] == ["2026-02-01", "2026-02-25"]
    found = normalise(find_phrases("01/02/2026", set(), lambda s, e: None), TUESDAY)[0]
    assert found.value == "2026-01-02"
    assert found.confidence < 0.5
    assert "guess" in found.rule


def test_bounds_of_the_expression() -> None:
    text = "at least the past two years, late last week, the end of the year, Friday's"
    assert [w for w, _ in values(text)] == [
        "at least the past two years",
        "late last week",
        "the end of the year",
        "Friday",
    ]


def test_no_phrase_runs_into_the_next_paragraph() -> None:
    text = "He left in May\n2026 was better."
    phrases = find_phrases(text, {0, 15}, lambda s, e: None)
    assert [p.text for p in phrases] == ["May", "2026"]


@pytest.mark.parametrize(
    "text",
    [
        "Nineteen ninety people were killed.",
        "He called flight 1990 twice.",
        "The spring break was short.",
        "Mr. May left.",
        "The Sunday Times was sold.",
        "It is as soon as that.",
        "They spoke of current affairs.",
        "He is in his twenties.",
        "In the second half of it they slept.",
        "It cost $1990 at the time.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from Jan. 5 to Jan. 12, 2016", [("Jan. 5", "2016-01-05"), ("Jan. 12, 2016", "2016-01-12")]),
        ("from Dec. 28 to Jan. 4, 2016", [("Dec. 28", "2015-12-28"), ("Jan. 4, 2016", "2016-01-04")]),
        ("April 24 and 25", [("April 24", "2025-04-24"), ("25", "2025-04-25")]),
        ("Two days ago. Two days earlier", [("Two days ago", "2026-01-11"), ("Two days earlier", "2026-01-09")]),
        ("on 13/4/2026 and 3/4/2026", [("13/4/2026", "2026-04-13"), ("3/4/2026", "2026-04-03")]),
        ("In 1999 it lasted from May to July", [("1999", "1999"), ("May", "1999-05"), ("July", "1999-07")]),
    ],
)
def test_what_stands_beside_a_date_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, tense="past") == expected


@pytest.mark.parametrize(
    ("text", "tense", "value", "confidence"),
    [
        ("on Friday", "past", "2026-01-09", 0.95),
        ("on Friday", "future", "2026-01-16", 0.85),
        ("on Friday", None, "2026-01-09", 0.75),
        ("last Friday", "past", "2026-01-09", 0.9),
        ("last Friday", "future", "2026-01-09", 0.6),
        ("next Friday", "future", "2026-01-16", 0.85),
        ("next Friday", "past", "2026-01-16", 0.6),
        ("in March", "past", "2025-03", 0.9),
        ("in March", "future", "2026-03", 0.9),
        ("in March", None, "2026-03", 0.8),
        ("on February 20", "past", "2026-02-20", 0.6),
        ("on February 29", None, "2024-02-29", 0.8),
        ("last spring", "past", "2025-SP", 0.85),
        ("this spring", "present", "2026-SP", 0.9),
        ("in spring", "future", "2026-SP", 0.85),
        ("in spring", "past", "2025-SP", 0.8),
        ("in the third quarter", "past", "2025-Q3", 0.85),
        ("by year's end", "future", "2026", 0.6),
        ("by year's end", "past", "2025", 0.6),
        ("Christmas", "past", "2025-12-25", 0.9),
        ("last Christmas", "past", "2025-12-25", 0.85),
        ("on 3/4/2026", None, "2026-03-04", 0.4),
        ("at noon", None, "2026-01-13T12:00", 0.6),
        ("two days ago", None, "2026-01-11", 0.9),
        ("a few days ago", None, "PAST_REF", 0.7),
        ("last year", None, "2025", 0.95),
    ],
)
def test_the_tense_decides_which_and_how_sure(text: str, tense: Tense | None, value: str, confidence: float) -> None:
    phrases = find_phrases(text, set(), lambda start, end: tense)
    assert [(t.value, t.confidence) for t in normalise(phrases, TUESDAY)] == [(value, confidence)]


@pytest.mark.parametrize(
    ("text", "value", "confidence"),
    [
        ("in March", "XXXX-03", 0.5),
        ("on Friday", "XXXX-WXX-5", 0.5),
        ("last year", "XXXX", 0.4),
        ("at noon", "XXXX-XX-XXT12:00", 0.6),
    ],
)
def test_what_needs_the_article_date_stays_open_without_one(text: str, value: str, confidence: float) -> None:
    timexes = normalise(find_phrases(text, set(), lambda start, end: "past"), None)
    assert [(t.value, t.confidence, t.earliest) for t in timexes] == [(value, confidence, None)]
    assert "it needs the article date" in timexes[0].rule


@pytest.mark.parametrize(
    ("text", "day", "value", "confidence"),
    [
        ("this Christmas", date(2026, 12, 25), "2026-12-25", 0.85),
        ("next Christmas", date(2026, 12, 25), "2027-12-25", 0.85),
        ("last Christmas", date(2026, 12, 25), "2025-12-25", 0.85),
        ("this March", date(2026, 3, 13), "2026-03", 0.9),
        ("next March", date(2026, 3, 13), "2027-03", 0.85),
        ("last March", date(2026, 3, 13), "2025-03", 0.85),
        ("on 3/3/2026", TUESDAY, "2026-03-03", 0.95),
        ("on 31/2/2026", TUESDAY, "XXXX", 0.2),
    ],
)
def test_what_is_last_or_next_on_the_day_itself(text: str, day: date, value: str, confidence: float) -> None:
    phrases = find_phrases(text, set(), lambda start, end: None)
    assert [(t.value, t.confidence) for t in normalise(phrases, day)] == [(value, confidence)]
