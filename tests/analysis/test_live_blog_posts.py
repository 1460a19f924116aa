"""In a live blog every post is the anchor of its own "an hour ago" and "this morning", over midnight too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from components.analysis.genre import guess_genre
from components.analysis.timex.live_blog_posts import posts_of
from components.domain.record import Record, Timex
from components.domain.text_outline import paragraph_spans

Read = Callable[..., Record]

NEWEST_FIRST = (
    "Pier fire: live updates\n\n"
    "14:05\nFire crews left the pier an hour ago, the mayor said. Rain fell this morning.\n\n"
    "13:30\nTwo people were hurt minutes ago, police said.\n\n"
    "00:10\nThe fire spread half an hour ago.\n\n"
    "13 May 2024, 23:50\nFlames were seen this evening. The harbour was open yesterday. Nora Bell spoke on Monday."
)


def told(record: Record) -> dict[str, list[Timex]]:
    out: dict[str, list[Timex]] = {}
    for timex in record.timexes:
        out.setdefault(record.text[timex.start : timex.end], []).append(timex)
    return out


def test_each_post_counts_from_its_own_time(read: Read) -> None:
    record = read(NEWEST_FIRST, date="2024-05-14", date_basis="metadata")
    found = {words: (t[0].type, t[0].value, t[0].earliest) for words, t in told(record).items()}
    assert record.genre == "live"
    assert found == {
        "14:05": ("TIME", "2024-05-14T14:05", "2024-05-14"),
        "an hour ago": ("TIME", "2024-05-14T13:05", "2024-05-14"),
        "this morning": ("TIME", "2024-05-14TMO", "2024-05-14"),
        "13:30": ("TIME", "2024-05-14T13:30", "2024-05-14"),
        "minutes ago": ("DATE", "PAST_REF", "2024-05-14"),
        "00:10": ("TIME", "2024-05-14T00:10", "2024-05-14"),
        "half an hour ago": ("TIME", "2024-05-13T23:40", "2024-05-13"),
        "13 May 2024": ("DATE", "2024-05-13", "2024-05-13"),
        "23:50": ("TIME", "2024-05-13T23:50", "2024-05-13"),
        "this evening": ("TIME", "2024-05-13TEV", "2024-05-13"),
        "yesterday": ("DATE", "2024-05-12", "2024-05-12"),
        "Monday": ("DATE", "2024-05-13", "2024-05-13"),
    }


def test_the_rule_names_the_posts_time_and_the_anchor_is_its_line(read: Read) -> None:
    record = read(NEWEST_FIRST, date="2024-05-14", date_basis="metadata")
    found = told(record)
    for words, line, whose in (
        ("an hour ago", "14:05", "the post's time, 14:05 on 14 May"),
        ("this evening", "23:50", "the post's time, 23:50 on 13 May"),
        ("yesterday", "23:50", "the post's time, 23:50 on 13 May"),
    ):
        (timex,) = found[words]
        assert whose in timex.rule
        assert isinstance(timex.anchor, int)
        assert record.timexes[timex.anchor] == found[line][0]


def test_what_is_said_and_done_in_a_post_is_on_its_day(read: Read) -> None:
    record = read(
        "12:00\nThe mayor said that the pier was shut.\n\n11:00\nRain fell this morning.\n\n"
        "13 May 2024, 22:00\nPolice said that the pier was on fire. The owner fled an hour ago.",
        date="2024-05-14",
        date_basis="metadata",
    )
    days = {
        record.text[slice(*e.trigger)] + str(e.trigger[0] > record.text.index("13 May")): e.earliest
        for e in record.events
    }
    assert days["saidFalse"] == "2024-05-14"
    assert days["saidTrue"] == "2024-05-13"
    assert days["fledTrue"] == "2024-05-13"


def days_of(text: str, day: date | None) -> list[tuple[str, str | None]]:
    return [(p.clock, p.day.isoformat() if p.day else None) for p in posts_of(text, paragraph_spans(text), day)]


DAY = date(2024, 5, 14)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("14:05", "9:30", "00:10", "23:50"), ("2024-05-14", "2024-05-14", "2024-05-14", "2024-05-13")),
        (("21:00", "23:50", "00:10", "9:30"), ("2024-05-14", "2024-05-14", "2024-05-15", "2024-05-15")),
        (("15 May 2024, 00:10", "23:50", "21:00"), ("2024-05-15", "2024-05-14", "2024-05-14")),
        (("00:10", "14 May 2024 23:50", "21:00"), ("2024-05-15", "2024-05-14", "2024-05-14")),
        (("2.05pm BST", "1.30 p.m.", "12.10am"), ("2024-05-14",) * 3),
        (("14:05, 13 May", "13:30, 13 May", "May 13, 12:10 GMT"), ("2024-05-13",) * 3),
        (("Updated at 14:05", "Posted 13:30", "12:10 (13:10 BST)"), ("2024-05-14",) * 3),
    ],
)
def test_the_days_of_posts(lines: tuple[str, ...], days: tuple[str, ...]) -> None:
    text = "\n\n".join(f"{line}\nThe fire went on, said the mayor." for line in lines)
    assert [d for _, d in days_of(text, DAY)] == list(days)
    assert guess_genre(text)[0] == "live"


def test_british_times_with_a_stop(read: Read) -> None:
    text = "\n\n".join(f"{h}.05 BST\nThe crews left an hour ago." for h in (14, 13, 12))
    record = read(text, date="2024-05-14")
    assert [t.value for t in record.timexes] == [f"2024-05-14T{h}:05" for h in (14, 13, 13, 12, 12, 11)]


def test_posts_that_begin_with_their_time() -> None:
    text = "\n".join(f"{h}:30 – The fire went on, said the mayor of the town." for h in (14, 13, 12, 11))
    assert [c for c, _ in days_of(text, DAY)] == ["14:30", "13:30", "12:30", "11:30"]


def test_without_an_article_date_a_dated_line_gives_the_days() -> None:
    text = "00:10\nOne.\n\n13 May 2024, 23:50\nTwo.\n\n23:10\nThree."
    assert days_of(text, None) == [("00:10", "2024-05-14"), ("23:50", "2024-05-13"), ("23:10", "2024-05-13")]
    assert {d for _, d in days_of("14:00\nOne.\n\n13:00\nTwo.\n\n12:00\nThree.", None)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "The train left at 14:05 and came at 15:30.\n\nIt left again at 16:00, an hour ago.",
        "14:05\nOne time alone makes no live blog.\n\n15:00\nNor do two.",
        "99:10\nx\n\n25:00\ny\n\n13pm\nz",
    ],
)
def test_what_is_no_live_blog(text: str) -> None:
    assert days_of(text, DAY) == []


def test_a_plain_article_counts_from_its_date(read: Read) -> None:
    found = told(read("Rain fell this morning. The mayor left an hour ago.", date="2024-05-14"))
    assert found["an hour ago"][0].value == "PT1H" and "article date" in found["this morning"][0].rule


def test_exact_and_other_lengths_in_posts(read: Read) -> None:
    text = (
        "10:00\nIt rained for an hour. It snowed two hours ago.\n\n10:05\nHe left 30 minutes ago.\n\n"
        "10:10\nShe left 45 seconds ago.\n\n00:20\nThey left an hour ago."
    )
    record = read(text, date="2024-05-14")
    found = [(text[t.start : t.end], t.type, t.value, t.confidence) for t in record.timexes]
    assert found == [
        ("10:00", "TIME", "2024-05-14T10:00", 0.95),
        ("an hour", "DURATION", "PT1H", 0.95),
        ("two hours ago", "TIME", "2024-05-14T08:00", 0.9),
        ("10:05", "TIME", "2024-05-14T10:05", 0.95),
        ("30 minutes ago", "TIME", "2024-05-14T09:35", 0.9),
        ("10:10", "TIME", "2024-05-14T10:10", 0.95),
        ("45 seconds ago", "TIME", "2024-05-14T10:09", 0.9),
        ("00:20", "TIME", "2024-05-15T00:20", 0.95),
        ("an hour ago", "TIME", "2024-05-14T23:20", 0.9),
    ]


@pytest.mark.parametrize(
    ("line", "today", "day"),
    [
        ("31 December, 23:50", date(2024, 1, 2), date(2023, 12, 31)),
        ("1 January, 00:10", date(2023, 12, 31), date(2024, 1, 1)),
        ("13 May, 10:00", None, None),
        ("13 May 2024, 10:00", None, date(2024, 5, 13)),
        ("2024-05-13 10:00", None, date(2024, 5, 13)),
        ("31 February, 10:00", date(2024, 5, 14), date(2024, 5, 14)),
    ],
)
def test_the_day_of_a_line_without_its_year_is_the_nearest(line: str, today: date | None, day: date | None) -> None:
    text = f"{line}\nA fire.\n\n{line}\nB fell.\n\n{line}\nC left."
    assert [post.day for post in posts_of(text, paragraph_spans(text), today)] == [day] * 3


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("Tuesday 14 May\n\n18.05 GMT", "17.40 GMT", "Monday 13 May\n\n17.02 GMT"), ("14", "14", "13")),
        (("14:03, Tuesday", "13:03, Tuesday", "12:03, Monday"), ("14", "14", "13")),
        (("Today at 14:05", "Today at 13:05", "Yesterday at 22:05"), ("14", "14", "13")),
        (("[14:05]", "[13:05]", "[12:05]"), ("14", "14", "14")),
        (("10:42 am | Ann Lee", "10:15 am | Ann Lee", "9:50 am | Bo Ray"), ("14", "14", "14")),
        (("Posted at 14:03", "Posted at 13:10", "Posted at 12:44"), ("14", "14", "14")),
    ],
)
def test_lines_of_posts_with_days_beside_or_above_them(lines: tuple[str, ...], days: tuple[str, ...]) -> None:
    text = "\n\n".join(f"{line}\nThe fire went on, said the mayor." for line in lines)
    assert [d for _, d in days_of(text, DAY)] == [f"2024-05-{day}" for day in days]


def test_days_by_name_need_the_article_date() -> None:
    text = "\n\n".join(f"{line}\nIt rained." for line in ("14:03, Tuesday", "13:03, Tuesday", "Yesterday at 12:03"))
    assert {d for _, d in days_of(text, None)} == {None}
