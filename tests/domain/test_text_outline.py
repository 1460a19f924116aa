"""Paragraphs, headings, headline and its alternative."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.text_outline import outline_of

BODY = "The council voted on Monday to close the bridge, which carries four thousand cars a day, until June."


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


def test_of_two_headline_lines_the_second_is_the_title() -> None:
    text = f"Council Votes to Close Old Bridge After Long Debate\nCouncil Votes to Close Bridge\n\n{BODY}"
    found = outline_of(text)
    assert words(text, found.headline) == "Council Votes to Close Bridge"
    assert words(text, found.alternative) == "Council Votes to Close Old Bridge After Long Debate"


def test_a_section_heading_is_no_second_headline() -> None:
    text = f"Council Votes to Close Bridge\n\nWhat Drivers Say\n\n{BODY}"
    found = outline_of(text)
    assert words(text, found.headline) == "Council Votes to Close Bridge"
    assert found.alternative is None
    assert [words(text, h) for h in found.headings] == ["Council Votes to Close Bridge", "What Drivers Say"]


def test_headings_between_paragraphs_are_found() -> None:
    text = f"Bridge to close\n\n{BODY}\n\nA long wait for drivers\n\n{BODY}"
    assert [words(text, h) for h in outline_of(text).headings] == ["Bridge to close", "A long wait for drivers"]


def test_what_is_no_heading() -> None:
    for line in (
        "He said:",
        "“We will close it,” she said.",
        "OTTAWA (AP) —",
        "The vote was 7 to 2.",
        "By Ida Berg and Tom Ruiz",
    ):
        text = f"{BODY}\n\n{line}\n\n{BODY}"
        assert outline_of(text).headings == (), line


def test_a_given_title_decides() -> None:
    text = f"Bridge to Close, Council Votes\nCouncil Votes to Close Bridge\n\n{BODY}"
    found = outline_of(text, title="Bridge to Close, Council Votes")
    assert words(text, found.headline) == "Bridge to Close, Council Votes"
    assert words(text, found.alternative) == "Council Votes to Close Bridge"


@pytest.mark.parametrize(
    "line",
    ["LONDON, 3 September 2023", "Tuesday 14 May 2024", "May 14, 2024", "14 May 2024", "2024-05-14", "New York, May 3",
     "Published: Monday, 2 March 2026", "Updated 10:12 a.m., May 3, 2024", "LONDON, 03/09/2023"],
)  # fmt: skip
def test_a_date_line_is_no_title(line: str) -> None:
    assert outline_of(f"{line}\n\n{BODY}").headline is None
    found = outline_of(f"{line}\n\nCouncil Votes to Close Bridge\n\n{BODY}")
    assert (
        words(f"{line}\n\nCouncil Votes to Close Bridge\n\n{BODY}", found.headline) == "Council Votes to Close Bridge"
    )
    assert outline_of(f"Council Votes to Close Bridge\n\n{line}\n\n{BODY}").alternative is None


@pytest.mark.parametrize("line", ["Council, Mayor to Meet May 3", "The Events of 11 September 2001", "Storm Kills 3"])
def test_a_title_with_a_date_is_one(line: str) -> None:
    assert words(f"{line}\n\n{BODY}", outline_of(f"{line}\n\n{BODY}").headline) == line


def test_lines_wrapped_by_hand_do_not_end_paragraphs() -> None:
    wrapped = (
        "The council voted on Monday to close the bridge, which carries\n"
        "four thousand cars a day, until June, when the repairs that the\n"
        "engineers asked for two years ago should at last be finished, a\n"
        "spokeswoman told reporters after the meeting in the town hall.\n"
        "\n"
        "Drivers were not amused."
    )
    assert len(outline_of(wrapped).paragraphs) == 2


@settings(max_examples=300)
@given(st.text(alphabet="Ab .\n\t“”#-é😀'\r", max_size=200))
def test_any_text_has_an_outline_within_it(text: str) -> None:
    found = outline_of(text)
    for start, end in (*found.paragraphs, *found.headings):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert set(found.headings) <= set(found.paragraphs)
