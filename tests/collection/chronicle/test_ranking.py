"""Which days stand first, which day an event is surely of, and the sentences that sum a day up."""

from __future__ import annotations

import json
from itertools import pairwise

import msgspec
import pytest

from components.collection.chronicle import make_chronicle
from components.domain.record import Record
from tests.collection.chronicle.stories import Line, story

GUESSED = "dated to the day of the article’s news; told as done"


def told(article: str, published: str, day: str, when: str) -> Record:
    line = Line(f"The council of Arden closed the harbour bridge on {when} after a storm.", "closed", day, when)
    return story(article, published, line)


def test_the_day_that_later_articles_come_back_to_stands_first() -> None:
    records = [told(f"a{n}", f"2026-03-{n + 5:02}", "2026-03-02", "2 March") for n in range(4)]
    records += [told(f"b{n}", "2026-03-20", "2026-03-20", "20 March") for n in range(4)]
    chronicle = make_chronicle(records)
    assert [d.day for d in chronicle.days] == ["2026-03-02", "2026-03-20"]
    assert chronicle.days[0].weight == 1.0 > chronicle.days[1].weight > 0
    assert chronicle.days[0].articles == 4


def test_entries_are_in_order_of_weight_and_those_of_many_articles_first() -> None:
    lone = Line("A cyclist crossed the old toll road near Holt on 2 March.", "crossed", "2026-03-02", "2 March")
    records = [told(f"a{n}", "2026-03-03", "2026-03-02", "2 March") for n in range(5)] + [
        story("x", "2026-03-03", lone)
    ]
    entries = make_chronicle(records).entries
    assert [e.articles for e in entries] == [5, 1]
    assert all(a.weight >= b.weight for a, b in pairwise(entries))


@pytest.mark.parametrize(
    "line",
    [
        Line("The bridge of Arden was closed again by the council.", "closed", "2026-03-02", rule=GUESSED),
        Line("The council of Arden closed the bridge on 2 March.", "closed", "2026-03-02", "2 March", confidence=0.3),
        Line("The council of Arden denied it closed the bridge on 2 March.", "closed", "2026-03-02", status="denied"),
        Line("The council of Arden closed the bridge on 9 March.", "closed", "2026-03-09", status="happened"),
        Line("Arden’s bridge is due to be closed on 1 March.", "closed", "2026-03-01", status="planned"),
        Line("Comment: Ida Berg wrote: the bridge of Arden closed on 2 March.", "closed", "2026-03-02", "2 March"),
    ],
)  # fmt: skip
def test_what_is_not_surely_of_a_day_is_no_entry(line: Line) -> None:
    assert make_chronicle([story("a", "2026-03-03", line)]).entries == ()


def test_last_tuesday_within_a_week_is_left_open_and_later_it_is_not() -> None:
    def on(day: str) -> Line:
        return Line("The council of Arden closed the bridge last Tuesday.", "closed", day, "last Tuesday")

    assert make_chronicle([story("a", "2026-03-04", on("2026-03-03"))]).entries == ()
    assert [e.day for e in make_chronicle([story("a", "2026-03-13", on("2026-03-03"))]).entries] == ["2026-03-03"]


@pytest.mark.parametrize(
    ("when", "after", "day", "published"),
    [
        ("19 JANUARY, 1300", " GMT", "1300-01-19", "2010-01-20"),  # an hour that looks like a year
        ("eight days ago", "", "2026-03-01", "2026-03-09"),
        ("for the Today", " programme", "2026-03-09", "2026-03-09"),
    ],
)
def test_a_day_that_may_be_another_is_none(when: str, after: str, day: str, published: str) -> None:
    line = Line(
        f"The council of Arden closed the harbour bridge {when}{after}.", "closed", day, when.removeprefix("for the ")
    )
    assert make_chronicle([story("a", published, line)]).days == ()


def test_a_weekday_is_sure_while_it_is_near() -> None:
    line = Line("The council of Arden closed the bridge on Friday.", "closed", "2026-03-06", "Friday")

    def days(published: str) -> list[str]:
        record = story("a", published, line)
        timex = msgspec.structs.replace(record.timexes[0], anchor="dateline")
        return [d.day for d in make_chronicle([msgspec.structs.replace(record, timexes=(timex,))]).days]

    assert days("2026-03-08") == ["2026-03-06"]
    assert days("2026-03-12") == []


def test_what_is_mentioned_beside_the_news_does_not_stand_for_its_day() -> None:
    line = Line(
        "Holt is treating a sailor of Arden who returned from the north on 2 March.",
        "returned",
        "2026-03-02",
        "2 March",
    )
    (entry,) = make_chronicle([story("a", "2026-03-05", line)]).entries
    assert not entry.alone


def test_a_day_is_summed_up_by_what_most_tell_and_says_nothing_twice() -> None:
    records = [
        story("a", "2026-03-02", Line(
            "A flood closed the harbour bridge in Arden on 2 March.", "closed", "2026-03-02", "2 March"
        ), "The flood in Arden reached the harbour bridge and the market."),
        story("b", "2026-03-02", Line(
            "The harbour bridge in Arden was closed by a flood on 2 March.", "closed", "2026-03-02", "2 March"
        ), "Bakers in Holt sold more bread than in any other spring."),
        story("c", "2026-03-02", "Flood water closed the harbour bridge and the schools of Arden."),
    ]  # fmt: skip
    (day,) = make_chronicle(records).days
    assert "harbour bridge" in day.summary[0] and "flood" in day.summary[0].casefold()
    assert sum("closed" in s and "on 2 March" in s for s in day.summary) == 1
    assert len(set(day.summary)) == len(day.summary) <= 10


def test_the_order_of_the_records_does_not_change_the_days() -> None:
    records = [told(f"a{n}", f"2026-03-{n + 5:02}", "2026-03-02", "2 March") for n in range(4)]
    records += [told(f"b{n}", "2026-03-20", "2026-03-20", "20 March") for n in range(4)]
    one, other = make_chronicle(records), make_chronicle(reversed(records))
    assert [(d.day, d.weight, d.articles) for d in one.days] == [(d.day, d.weight, d.articles) for d in other.days]
    assert json.dumps([d.summary for d in one.days]) == json.dumps([d.summary for d in other.days])
