"""What a text's own head says: bylines, date lines, outlets; and lines that only look like them."""

from __future__ import annotations

import pytest

from components.ingest.text_metadata import byline, date_in, read_head
from components.ingest.web_page.dates import in_words, iso_day

BODY = "The council voted on Monday to close the bridge, which carries four thousand cars a day, until June."


@pytest.mark.parametrize(("line", "names"), [
    ("By Ida Berg", "Ida Berg"), ("BY IDA BERG", "IDA BERG"),
    ("Written by: Ida Berg and Tom Ruiz", "Ida Berg and Tom Ruiz"),
    ("Reporting by Ida Berg, Tom Ruiz", "Ida Berg, Tom Ruiz"), ("By Ida Berg.", "Ida Berg"),
    ("By Ida Berg, March 3, 2026", "Ida Berg"), ("By Ida Berg | 3 March 2026", "Ida Berg"),
    ("By Ida Berg, The Arden Post, 3 March 2026", "Ida Berg"), ("By Vincent van der Berg", "Vincent van der Berg"),
    ("By  Ida\tBerg", "Ida Berg"),
    ("By Monday the council had voted", None), ("By the way", None), ("By Al", None), ("Ida Berg", None),
    ("By 2026 all will be well", None), ("By: Who said it?", None), ("", None), ("By " + "Ida " * 30, None),
])  # fmt: skip
def test_who_wrote_it(line: str, names: str | None) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(("line", "day"), [
    ("March 3, 2026", "2026-03-03"), ("3 March 2026", "2026-03-03"), ("2026-03-03", "2026-03-03"),
    ("Mar. 3, 2026", "2026-03-03"), ("3rd Sept 2026", "2026-09-03"), ("on December 31st, 2025 at noon", "2025-12-31"),
    ("Smarch 3, 2026", None), ("February 30, 2026", None), ("3/4/2026", None), ("2026", None), ("", None),
    ("February 30, 2026 or March 1, 2026", "2026-03-01"), ("May 1, 2026", "2026-05-01"),
])  # fmt: skip
def test_the_first_whole_date_in_a_line(line: str, day: str | None) -> None:
    assert date_in(line) == day


@pytest.mark.parametrize(("line", "day"), [
    ("3 March 2026", "2026-03-03"), ("Published: Tuesday, March 3, 2026", "2026-03-03"),
    ("Last updated on 3 March 2026", "2026-03-03"), ("(3 March 2026)", "2026-03-03"),
    ("March 3, 2026, 10:12 a.m.", "2026-03-03"), ("By Ida Berg, 3 March 2026", "2026-03-03"),
    ("On 3 March 2026 the council met", None), ("3 March 2026 was the day on which it all began", None),
    ("It opened on 3 March 2026.", None),
])  # fmt: skip
def test_a_line_that_is_the_date_of_the_text(line: str, day: str | None) -> None:
    head = read_head(f"Council Votes to Close Bridge\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert (head.date, head.date_basis) == (day, "stated" if day else None)


@pytest.mark.parametrize(("line", "outlet"), [
    ("Source: The Arden Post", "The Arden Post"), ("Outlet: The Arden Post", "The Arden Post"),
    ("Published by: The Arden Post", "The Arden Post"), ("LONDON (Reuters) - The council voted.", "Reuters"),
    ("ARDEN, March 3 (AP) — It voted.", "AP"), ("(AP) It voted.", None), ("The source: a clerk", None),
])  # fmt: skip
def test_the_outlet(line: str, outlet: str | None) -> None:
    assert read_head(f"Council Votes to Close Bridge\n\n{line}\n\n{BODY}\n\n{BODY}").outlet == outlet


def test_what_stands_at_the_end_counts_too_and_the_middle_does_not() -> None:
    text = f"Council Votes to Close Bridge\n\n{BODY}\n\n" + f"{BODY}\n\n" * 12
    assert read_head(f"{text}https://post.example/bridge").url == "https://post.example/bridge"
    assert read_head(f"{text}Source: The Arden Post").outlet == "The Arden Post"
    middle = text + "https://post.example/bridge\n\n" + f"{BODY}\n\n" * 12
    assert read_head(middle).url is None
    assert read_head(text).title == "Council Votes to Close Bridge"


@pytest.mark.parametrize(("value", "day"), [
    ("2026-03-03", "2026-03-03"), ("2026-03-03T10:12:00Z", "2026-03-03"), (" 2026-03-03", "2026-03-03"),
    ("2026-02-30", None), ("1599-01-01", None), ("1600-01-01", "1600-01-01"), ("2199-12-31", "2199-12-31"),
    ("2200-01-01", None), ("yesterday", None), (None, None), (20260303, None),
])  # fmt: skip
def test_a_machines_date(value: object, day: str | None) -> None:
    assert iso_day(value) == day


@pytest.mark.parametrize(("value", "words"), [
    ("2026-03-03", "3 March 2026"), ("2026-03-03T10:12:00Z", "3 March 2026, 10:12"),
    ("2026-03-03T00:00", "3 March 2026"),
    ("2026-03-03T00:30", "3 March 2026, 00:30"), ("2026-03-03T10:00", "3 March 2026, 10:00"), ("x", ""),
    ("2026-02-30", ""),
])  # fmt: skip
def test_a_machines_date_in_words(value: str, words: str) -> None:
    assert in_words(value) == words
