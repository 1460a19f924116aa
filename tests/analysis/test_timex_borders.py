"""Time expressions at the borders of their rules; the article date is Tuesday 13 January 2026."""

from __future__ import annotations

import pytest

from components.analysis.timex.timex3_value_arithmetic import easter
from tests.analysis.test_timex_values import TUESDAY, values


@pytest.mark.parametrize(("text", "found"), [
    # Numbers of four digits are years from 1000 on.
    ("in 1000", ["1000"]), ("in 0999", []), ("in 2199", ["2199"]), ("in 2200", []),
    # A machine's date, with and without its time.
    ("at 2026-01-12", ["2026-01-12"]), ("at 2026-01-12T10:30", ["2026-01-12T10:30"]), ("at 2026-13-12", []),
    # Days in figures: which number is the month.
    ("on 3/25/2026", ["2026-03-25"]), ("on 25/3/2026", ["2026-03-25"]), ("on 25/25/2026", []),
    ("on 13.3.2026", ["2026-03-13"]), ("on 3.4.2026", ["2026-04-03"]), ("on 5/5/2026", ["2026-05-05"]),
    ("on 0/5/2026", []), ("on 32/5/2026", []),
    # The so-manieth weekday of a month.
    ("the second Monday in January", ["2026-01-12"]), ("the last Friday of March 2025", ["2025-03-28"]),
    ("the fifth Friday of January 2026", ["2026-01-30"]), ("the first Monday in March", ["2025-03-03"]),
    # So many units before or after the article date.
    ("a year ago", ["2025"]), ("two years ago", ["2024"]), ("a month ago", ["2025-12"]),
    ("two weeks ago", ["2026-W01"]),
    ("three days ago", ["2026-01-10"]), ("10 years later", ["2036"]),
    # Lengths of time.
    ("for two years", ["P2Y"]), ("for several weeks", ["PXW"]), ("for decades", ["PXE"]), ("for 36 hours", ["PT36H"]),
    ("for half an hour", ["PT30M"]),
])  # fmt: skip
def test_values_at_the_borders(text: str, found: list[str]) -> None:
    assert [value for _, value in values(text, TUESDAY, "past")] == found


@pytest.mark.parametrize(("text", "words"), [
    ("It opened in 2019.", ["2019"]), ("It opened on January 12, 2026, at noon.", ["January 12, 2026", "noon"]),
    ("They met on Monday and Tuesday.", ["Monday", "Tuesday"]), ("It has 2019 seats.", []), ("Room 1984", []),
    ("Nineteen ninety people were killed.", []), ("It may close; May may open it.", []),
    ("He will march on Monday.", ["Monday"]), ("the second of two", []), ("It took second place.", []),
])  # fmt: skip
def test_the_words_that_tell_a_time_and_no_others(text: str, words: list[str]) -> None:
    assert [found for found, _ in values(text, TUESDAY, "past")] == words


@pytest.mark.parametrize(("year", "day"), [
    (1961, (4, 2)), (2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2019, (4, 21)), (2024, (3, 31)),
    (2025, (4, 20)),
    (2026, (4, 5)), (2038, (4, 25)),
])  # fmt: skip
def test_easter(year: int, day: tuple[int, int]) -> None:
    found = easter(year)
    assert (found.month, found.day) == day
